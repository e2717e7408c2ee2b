"""Opening and closing by the clock. Filing itself never waits for this tick: it asks the call's own dates."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta

from grants.calls import actions
from grants.calls.models import Call
from tenants.gates.access import CLOCK
from tenants.gates.refusals import WrongState
from tenants.office.rounds import each

# An offer sent in time may still be waiting for its turn: in a crowd some seconds (docs/decisions/0008).
GRACE = timedelta(seconds=90)


def turn_due(at: datetime) -> None:
    """Open and close the calls whose moment has come, each in its own transaction; closing comes GRACE later.

    Whoever comes second, another worker or this one again, finds nothing to do.
    """
    due = [(actions.close_filing, call) for call in Call.objects.due_to_close(at - GRACE)]
    due += [(actions.open_filing, call) for call in Call.objects.due_to_open(at)]
    each(due, lambda turn: _unless_done(*turn, at))


def _unless_done(action: Callable[..., None], call: Call, at: datetime) -> None:
    with suppress(WrongState):
        action(call, by=CLOCK, at=at)
