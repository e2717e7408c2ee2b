"""The office makes an act everyone's and writes to all whom it concerns, in one transaction."""

from datetime import date, datetime

from django.db import transaction

from grants.awards import effects, letters, rules
from grants.awards.models import Award, Decision, Kind
from grants.awards.preparing import check_later, tables_of
from grants.awards.reading import line_of
from grants.awards.rules import Line
from grants.awards.states import DECISION_FLOW, DecisionState
from grants.calls import actions as calls
from grants.calls.models import Call
from grants.scoring.actions import locked
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import WrongState
from tenants.office.deadlines import local_day


@transaction.atomic
def publish_results(call: Call, *, update_due_on: date | None = None, by: Actor, at: datetime) -> None:
    """Make the results everyone's and write to each applicant. `update_due_on`: where the day that the act names has come.

    Raises: Refusal (a place is missing, the day has come), WrongState.
    """
    calls.publish_results(call, by=by, at=at)
    decision = Decision.objects.select_related("call").filter(call=call, kind=Kind.FIRST).first()
    if decision is None:
        raise WrongState
    day = rules.update_day(_lines(decision), decision.update_due_on, update_due_on, today=local_day(at))
    if day != decision.update_due_on:
        effects.put_off(decision, day, by=by, at=at)
    DECISION_FLOW.move(decision, "publish", by=by, at=at, noted={"update_due_on": day}, published_at=at)
    letters.send(decision, day, at=at)


@transaction.atomic
def publish_change(decision: Decision, *, update_due_on: date | None = None, by: Actor, at: datetime) -> None:
    """A later act takes effect: what it says replaces what was in force, and those it concerns get a letter.

    `update_due_on`: where the day that the act names has come. Raises: Refusal (an agreement was begun meanwhile, the
    day has come), WrongState, PermissionDenied.
    """
    permit(DECISION_FLOW.steps["publish"].may, by, decision)
    call = locked(decision.call)
    stored = Decision.objects.select_related("call", "basis").get(pk=decision.pk)
    if stored.is_first or stored.state != DecisionState.SIGNED or stored.basis is None:
        raise WrongState
    lines, today = _lines(stored), local_day(at)
    day = rules.update_day(lines, stored.update_due_on, update_due_on, today=today)
    check_later(call, stored.kind, lines, tables_of(call), day, today=today)
    written = letters.batch(stored, day, at=at)
    DECISION_FLOW.move(stored, "publish", by=by, at=at, noted={"update_due_on": day}, published_at=at)
    step = "amend" if stored.kind == Kind.AMENDMENT else "revoke_partly"
    DECISION_FLOW.move(stored.basis, step, by=by, at=at, noted={"by": stored.act_number})
    effects.take(stored, day, by=by, at=at)
    letters.post(written, at=at)
    decision.refresh_from_db()


def _lines(decision: Decision) -> list[Line]:
    return [line_of(row) for row in Award.objects.filter(decision=decision)]
