"""Steps of proposals, protocols and decisions; their state is the call's own."""

from typing import Any

from django.db.models import Q

from grants.applications import access
from grants.applications.states import ApplicationState
from grants.scoring.states import sitting_member
from tenants.gates.access import Actor, both, clerks, committee_seats, either, executives
from tenants.office.flow import NOWHERE, Flow, Step


def chairs(actor: Actor, thing: Any = None) -> bool:
    """The chair of the committee of this call."""
    committee = getattr(thing, "committee", None)
    return committee is not None and committee_seats(actor) is True and committee.chaired_by(actor) is True


def impartial(actor: Actor, thing: Any = None) -> bool:
    """Nobody who declared a tie to an offer of this call, or acts for one of its applicants.

    Whoever proposes or decides sees all amounts of a pool, so one tie takes the whole call out of their hands.
    """
    if thing is None or actor.user_id is None:
        return False
    tied = Q(declarations__member__user_id=actor.user_id, declarations__tied=True)
    interested = tied | access.own(actor)
    return not thing.applications.exclude(state=ApplicationState.DRAFT).filter(interested).exists()


proposers = both(either(clerks, chairs), impartial)
# The thing is the call.
PROPOSAL_FLOW = Flow(
    propose=Step(frm=NOWHERE, to=None, may=proposers),
    sign=Step(frm=NOWHERE, to=None, may=proposers),
)


def voted(actor: Actor, thing: Any = None) -> bool:
    """A member of the committee with a vote, about their own signature on its protocol."""
    return thing is not None and sitting_member(actor, thing.member) and not thing.member.is_advisor


SIGNATURE_FLOW = Flow(countersign=Step(frm=NOWHERE, to=None, may=voted))
DECISION_FLOW = Flow(decide=Step(frm=NOWHERE, to=None, may=executives))
