"""Steps of proposals, protocols and decisions; their state is the call's own."""

from typing import Any

from tenants.gates.access import Actor, clerks, committee_seats, either, executives
from tenants.office.flow import NOWHERE, Flow, Step


def chairs(actor: Actor, thing: Any = None) -> bool:
    """The chair of the committee of this call."""
    committee = getattr(thing, "committee", None)
    return committee is not None and committee_seats(actor) is True and committee.chaired_by(actor) is True


# The thing is the call.
PROPOSAL_FLOW = Flow(
    propose=Step(frm=NOWHERE, to=None, may=either(clerks, chairs)),
    sign=Step(frm=NOWHERE, to=None, may=either(clerks, chairs)),
)
DECISION_FLOW = Flow(decide=Step(frm=NOWHERE, to=None, may=executives))
