"""What an act makes of offers once it takes effect: the first when it is signed, a later one when it is published."""

from datetime import date, datetime

from grants.applications import actions as applications
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.awards.models import Award, Decision, Outcome
from grants.awards.reading import line_of
from grants.awards.rules import Line
from tenants.gates.access import Actor


def take(decision: Decision, update_due_on: date | None, *, by: Actor, at: datetime) -> None:
    """Its awards are in force, those they replace are history; each offer takes its step. Raises: WrongState."""
    rows = list(Award.objects.filter(decision=decision).select_related("application__call", "application__lot"))
    Award.objects.in_force().filter(application__in=[row.application_id for row in rows]).update(in_force=False)
    Award.objects.filter(decision=decision).update(in_force=True)
    for row in rows:
        _step(row.application, line_of(row), update_due_on, by=by, at=at)


def put_off(decision: Decision, update_due_on: date | None, *, by: Actor, at: datetime) -> None:
    """Another day for the updates that this act asks for. The act itself goes on saying what was signed."""
    for row in Award.objects.filter(decision=decision, outcome=Outcome.REDUCED).select_related("application__call"):
        _step(row.application, line_of(row), update_due_on, by=by, at=at)


def _step(application: Application, line: Line, update_due_on: date | None, *, by: Actor, at: datetime) -> None:
    if application.state == ApplicationState.RESIGNED:
        return
    if line.outcome == Outcome.FULL:
        applications.award(application, amount=line.amount, by=by, at=at)
    elif line.outcome == Outcome.REDUCED and update_due_on is not None:
        applications.reduce(application, amount=line.amount, update_due_on=update_due_on, by=by, at=at)
    elif line.outcome == Outcome.RESERVE:
        applications.reserve(application, by=by, at=at)
    else:
        applications.refuse(application, by=by, at=at)
