"""The chair or the office puts on record why nobody else has scored an offer; until the protocol is signed."""

from datetime import datetime

from django.db import transaction

from grants.applications.models import Application
from grants.scoring import rules, standing
from grants.scoring.actions import locked
from grants.scoring.few_models import ReadByFew
from grants.scoring.states import FEW_FLOW
from tenants.gates.access import Actor


@transaction.atomic
def go_without(application: Application, *, reason: str, by: Actor, at: datetime) -> ReadByFew:
    """The sheets there are stand. Raises: Refusal, WrongState, PermissionDenied."""
    call = locked(application.call)
    rules.check_scoring(call.state)
    fewer = standing.fewer_of(application, call)
    rules.check_going_without(
        reason,
        fewer=fewer is not None,
        able=fewer is not None and fewer.must_be_scored,
        recorded=fewer is not None and fewer.record is not None,
    )
    row = ReadByFew(application=application, reason=reason.strip(), said_by=by.name, said_at=at)
    return FEW_FLOW.create(row, by=by, at=at, step="go_without", offer=application.number, reason=row.reason)


@transaction.atomic
def take_back(record: ReadByFew, *, by: Actor, at: datetime) -> None:
    """More people are to score the offer again. Raises: WrongState, PermissionDenied."""
    rules.check_scoring(locked(record.application.call).state)
    FEW_FLOW.move(record, "take_back", by=by, at=at, noted={"offer": record.application.number})
