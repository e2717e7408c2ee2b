"""Late access, proposed by the coordinator and confirmed by the executive."""

from datetime import datetime, timedelta

from grants.applications.lateness import actions
from grants.applications.lateness.models import LateAccess
from grants.calls.models import Call
from tenants.gates.access import Actor
from tests import builders
from tests.builders_calls import the_coordinator, the_executive
from tests.remembered import remembered

REASON = "Awaria łącza w dniu terminu, potwierdzona przez operatora."
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@remembered
def a_proposal(
    call: Call, organisations: Actor, *, until: datetime | None = None, at: datetime | None = None
) -> LateAccess:
    """For the organisation of that person, until a day after the deadline; proposed an hour after it."""
    assert call.closes_at is not None
    return actions.propose(
        call,
        organisation=builders.organisation_of(builders.fresh(organisations)),
        until=until or call.closes_at + DAY,
        reason=REASON,
        by=the_coordinator(),
        at=at or call.closes_at + HOUR,
    )


@remembered
def a_late_access(
    call: Call, organisations: Actor, *, until: datetime | None = None, at: datetime | None = None
) -> LateAccess:
    proposal = a_proposal(call, organisations, until=until, at=at)
    actions.confirm(proposal, reason="Dowód wystarcza.", by=the_executive(), at=proposal.proposed_at)
    return proposal
