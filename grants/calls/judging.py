"""From the deadline to the archive; the rooms of offers, committees and awards ask for these steps."""

from datetime import datetime

from django.db import transaction

from grants.calls import letters, listeners
from grants.calls.models import Call
from grants.calls.states import FLOW
from grants.calls.taking import begin
from tenants.gates.access import Actor


@transaction.atomic
def start_assessment(call: Call, *, by: Actor, at: datetime) -> None:
    """Hand the offers to the committee."""
    begin(call, "start_assessment", by=by)
    listeners.tell("starting_assessment", call, by=by, at=at)
    FLOW.move(call, "start_assessment", by=by, at=at)


@transaction.atomic
def recommend(call: Call, *, by: Actor, at: datetime) -> None:
    """The committee has signed its protocol: the executive is to decide."""
    FLOW.move(call, "recommend", by=by, at=at)
    letters.to_executives("call-recommended", call, at=at)


@transaction.atomic
def reopen_assessment(call: Call, *, by: Actor, at: datetime) -> None:
    FLOW.move(call, "reopen_assessment", by=by, at=at)


@transaction.atomic
def decide(call: Call, *, by: Actor, at: datetime) -> None:
    """The executive has chosen the offers (art. 15(2g))."""
    FLOW.move(call, "decide", by=by, at=at)
    letters.to_coordinators("call-decided", call, at=at)


@transaction.atomic
def complete(call: Call, *, by: Actor, at: datetime) -> None:
    begin(call, "complete", by=by)
    listeners.tell("completing", call, by=by, at=at)
    FLOW.move(call, "complete", by=by, at=at)
