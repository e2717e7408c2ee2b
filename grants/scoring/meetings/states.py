"""Who keeps the record of a committee's meetings, and who writes a remark of their own into its protocol."""

from typing import Any

from grants.scoring.models import MemberRole
from grants.scoring.states import sitting_member
from tenants.gates.access import Actor, clerks, committee_seats, either
from tenants.office.flow import NOWHERE, Flow, Step


def keepers(actor: Actor, thing: Any = None) -> bool:
    """The chair or the secretary of the committee. The thing is anything with a committee."""
    return (
        thing is not None
        and committee_seats(actor) is True
        and thing.committee.members.sitting()
        .filter(user_id=actor.user_id, role__in=[MemberRole.CHAIR, MemberRole.SECRETARY])
        .exists()
    )


def oneself(actor: Actor, thing: Any = None) -> bool:
    """The member whose remark it is."""
    return thing is not None and sitting_member(actor, thing.member)


MEETING_FLOW = Flow(
    create=Step(frm=NOWHERE, to=None, may=either(clerks, keepers)),
    edit=Step(frm=NOWHERE, to=None, may=either(clerks, keepers)),
    vote=Step(frm=NOWHERE, to=None, may=either(clerks, keepers)),
    strike=Step(frm=NOWHERE, to=None, may=either(clerks, keepers)),
)
OWN_REMARK_FLOW = Flow(write=Step(frm=NOWHERE, to=None, may=oneself))
