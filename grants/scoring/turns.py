"""What this room does when a call turns: it takes the offers in, or stops the turn."""

from datetime import datetime

from django.utils.translation import gettext as _

from grants.calls.models import Call
from grants.scoring import actions, letters, nominating, reading
from grants.scoring.models import Committee, Side
from grants.scoring.nominating_models import Nomination
from grants.scoring.rules import check_all_checked, check_named_by_others
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal
from tenants.registry.organisations.models import Membership
from tenants.registry.people.models import User


def take_over(call: Call, *, by: Actor, at: datetime) -> None:
    """The committee gets the offers: it is appointed, and each offer was checked formally. Raises: Refusal."""
    committee = Committee.objects.filter(call=call).select_related("call").first()
    if committee is None:
        raise Refusal(_("Appoint the committee first."))
    check_all_checked(reading.unchecked(call))
    nominating.refuse_those_of_applicants(call, by=by, at=at)
    check_named_by_others(_named_by_applicants(call, committee))
    if not reading.assessed(call).exists():
        raise Refusal(_("No offer is formally correct, so there is nothing to assess."))
    for member in committee.members.sitting().select_related("committee__call"):
        actions.widen(member, by=by, at=at)
    people = User.objects.filter(pk__in=committee.members.sitting().values_list("user_id", flat=True))
    letters.write(committee, "committee-started", people, at=at, page="scoring:committee")


def _named_by_applicants(call: Call, committee: Committee) -> list[str]:
    """Members whom an applicant of this very call named, or who act for one and were named by another (art. 15(2d)).

    Offers filed after the appointment count as well: it is asked when the committee gets them.
    """
    named = committee.members.sitting().filter(side=Side.NGO).select_related("user")
    applicants = reading.everyone_behind(reading.assessed(call))
    acting = Membership.objects.filter(
        user_id__in=named.values("user_id"), organisation_id__in=applicants, ended_at=None
    ).values_list("user_id", flat=True)
    by_them = Nomination.objects.filter(call=call, organisation_id__in=applicants).values_list("email", flat=True)
    theirs, people = {email.lower() for email in by_them}, set(acting)
    return sorted(one.name for one in named if one.user_id in people or one.user.email.lower() in theirs)
