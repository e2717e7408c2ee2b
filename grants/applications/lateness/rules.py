"""When one applicant may be let in after the deadline. Whether an offer is accepted, applications.rules alone says."""

from datetime import datetime

from django.utils.translation import gettext as _

from grants.calls.models import Call
from grants.calls.rules import in_words
from grants.calls.states import RUNNING, CallState
from tenants.gates.refusals import Refusal, raise_all
from tenants.office.deadlines import local_day
from tenants.office.texts import is_empty

ROOM = 3000


def check_call(call: Call) -> None:
    """From publication until the offers go to the committee."""
    if call.state not in {*RUNNING, CallState.CLOSED}:
        raise Refusal(_("Late access can be given only while offers are filed or checked formally."))


def check_until(call: Call, until: datetime, at: datetime) -> None:
    """After the deadline of the call and after now, before the day by which offers are chosen."""
    found = []
    if call.closes_at is None or until <= call.closes_at:
        found.append(Refusal(_("Give a moment after the deadline of the call."), field="until"))
    elif until <= at:
        found.append(Refusal(_("This moment has passed. Give a later one."), field="until"))
    elif call.decision_by and local_day(until) >= call.decision_by:
        sentence = _("Offers are chosen by %(day)s: late access must end before that day.")
        found.append(Refusal(sentence % {"day": in_words(call.decision_by)}, field="until"))
    raise_all(found)


def check_reason(reason: str) -> None:
    if is_empty(reason):
        raise Refusal(_("Give the reasons: they are part of the decision."), field="reason")


def check_not_confirmed_late(until: datetime, at: datetime) -> None:
    if until <= at:
        raise Refusal(_("The moment proposed has passed: refuse this proposal, and propose another."), field="reason")
