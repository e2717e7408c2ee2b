"""What this room does when a call turns: it takes the offers in, or stops the turn."""

from datetime import datetime

from django.utils.translation import gettext as _

from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.calls.models import Call
from grants.scoring import letters, reading
from grants.scoring.models import Committee
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal
from tenants.registry.people.models import User

MOST_NAMED = 10


def take_over(call: Call, *, by: Actor, at: datetime) -> None:
    """The committee gets the offers: it is appointed, and each offer was checked formally. Raises: Refusal."""
    committee = Committee.objects.filter(call=call).select_related("call").first()
    if committee is None:
        raise Refusal(_("Appoint the committee first."))
    waiting = Application.objects.filter(call=call, state=ApplicationState.FILED).order_by("number")
    if numbers := list(waiting.values_list("number", flat=True)[:MOST_NAMED]):
        raise Refusal(_("These offers still wait for the formal check: %(list)s.") % {"list": ", ".join(numbers)})
    if not reading.assessed(call).exists():
        raise Refusal(_("No offer is formally correct, so there is nothing to assess."))
    people = User.objects.filter(pk__in=committee.members.sitting().values_list("user_id", flat=True))
    letters.write(committee, "committee-started", people, at=at, page="scoring:committee")
