"""What time does to offers: a call for corrections runs out."""

from contextlib import suppress
from datetime import datetime

from grants.applications import correcting
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from tenants.gates.access import CLOCK
from tenants.gates.refusals import WrongState
from tenants.office.deadlines import local_day
from tenants.office.rounds import each


def lapse_due(at: datetime) -> None:
    """Mark calls for corrections whose last day has passed unanswered, each in its own transaction."""
    due = Application.objects.filter(state=ApplicationState.CORRECTING, correct_by__lt=local_day(at)).order_by("pk")
    each(due, lambda application: _unless_done(application, at))


def _unless_done(application: Application, at: datetime) -> None:
    with suppress(WrongState):
        correcting.lapse(application, by=CLOCK, at=at)
