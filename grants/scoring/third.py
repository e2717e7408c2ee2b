"""The chair or the office puts on record that nobody can be the third to score an offer; until the protocol is signed."""

from datetime import datetime

from django.db import transaction

from grants.applications.models import Application
from grants.scoring import rules, standing
from grants.scoring.actions import locked
from grants.scoring.states import THIRD_FLOW
from grants.scoring.third_models import WithoutThird
from tenants.gates.access import Actor


@transaction.atomic
def go_without(application: Application, *, reason: str, by: Actor, at: datetime) -> WithoutThird:
    """The mean of the two sheets stands. Raises: Refusal, WrongState, PermissionDenied."""
    call = locked(application.call)
    rules.check_scoring(call.state)
    apart = standing.apart_of(application, call)
    rules.check_without_third(
        reason,
        apart=apart is not None,
        able=apart is not None and apart.able,
        recorded=apart is not None and apart.record is not None,
    )
    row = WithoutThird(application=application, reason=reason.strip(), said_by=by.name, said_at=at)
    return THIRD_FLOW.create(row, by=by, at=at, step="go_without", offer=application.number, reason=row.reason)


@transaction.atomic
def take_back(record: WithoutThird, *, by: Actor, at: datetime) -> None:
    """A third person is wanted again. Raises: WrongState, PermissionDenied."""
    rules.check_scoring(locked(record.application.call).state)
    THIRD_FLOW.move(record, "take_back", by=by, at=at, noted={"offer": record.application.number})
