"""Steps of proposals and decisions; their state is the call's own."""

from tenants.gates.access import clerks, committee_seats, either, executives
from tenants.office.flow import NOWHERE, Flow, Step

PROPOSAL_FLOW = Flow(propose=Step(frm=NOWHERE, to=None, may=either(clerks, committee_seats)))
DECISION_FLOW = Flow(decide=Step(frm=NOWHERE, to=None, may=executives))
