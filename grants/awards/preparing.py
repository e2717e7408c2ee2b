"""A clerk writes the act: the first of a call, or a later one that changes what is in force."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from grants.applications.models import Application
from grants.awards import agreed, freed, letters, reading, rules
from grants.awards.models import Award, Decision, Kind
from grants.awards.reading import LotTable
from grants.awards.rules import Line
from grants.awards.states import DECISION_FLOW, UNSIGNED, DecisionState, impartial
from grants.calls import actions as calls
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.scoring.actions import locked
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.deadlines import local_day
from tenants.office.texts import text as fit

REMARKS = 5000
GROUNDS = 2000
UNSIGNING: dict[str, Any] = {"signed_on": None, "signed_at": None, "signed_by": "", "document": None, "editable": None}


@transaction.atomic
def prepare(
    call: Call,
    outcomes: Iterable[Line],
    *,
    update_due_on: date | None = None,
    act_number: str = "",
    by: Actor,
    at: datetime,
) -> Decision:
    """Write the first act: an outcome for each offer. While nobody has signed, the same writes it anew.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    fresh, waiting = _begin(call, by=by)
    if fresh.state != CallState.RECOMMENDED or (waiting and waiting.kind != Kind.FIRST):
        raise WrongState
    lines, tables = list(outcomes), tables_of(fresh)
    check_first(lines, tables, update_due_on, today=local_day(at))
    facts = {"update_due_on": update_due_on, "act_number": act_number.strip()}
    act = _write(waiting or Decision(call=fresh, kind=Kind.FIRST), facts, by=by, at=at)
    _keep(act, tables, lines)
    letters.to_sign(act, at=at)
    return act


@transaction.atomic
def prepare_change(
    call: Call,
    kind: str,
    changes: Iterable[Line],
    *,
    grounds: str,
    update_due_on: date | None = None,
    act_number: str = "",
    by: Actor,
    at: datetime,
) -> Decision:
    """Write an act that changes what is in force: only the offers it changes. What was given up it takes out as well.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    fresh, waiting = _begin(call, by=by)
    if fresh.state != CallState.RESULTS or (waiting and waiting.kind == Kind.FIRST):
        raise WrongState
    said = fit(grounds, GROUNDS, "grounds")
    if not said:
        raise Refusal(_("Say why the decision is changed: it stands in the act."), field="grounds")
    lines, tables = with_given_up(fresh, list(changes)), tables_of(fresh)
    check_later(fresh, kind, lines, tables, update_due_on, today=local_day(at))
    first = Decision.objects.get(call=fresh, kind=Kind.FIRST)
    facts = {"update_due_on": update_due_on, "act_number": act_number.strip(), "kind": kind, "grounds": said}
    act = _write(waiting or Decision(call=fresh, basis=first), facts, by=by, at=at)
    _keep(act, tables, lines)
    letters.to_sign(act, at=at)
    return act


@transaction.atomic
def send_back(decision: Decision, *, remarks: str, by: Actor, at: datetime) -> None:
    """The act goes back to whoever prepared it, with what to change; a later one even signed, while nobody was told.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    said = fit(remarks, REMARKS, "remarks")
    if not said:
        raise Refusal(_("Say what has to be changed: whoever prepared the act will read it."), field="remarks")
    if not impartial(by, decision.call):
        raise Refusal(rules.TIED_EXECUTIVE)
    if decision.state == DecisionState.SIGNED:
        DECISION_FLOW.move(decision, "take_back", by=by, at=at, remarks=said, **UNSIGNING)
    else:
        DECISION_FLOW.move(decision, "send_back", by=by, at=at, remarks=said)
    letters.sent_back(decision, at=at)


@transaction.atomic
def discard(decision: Decision, *, by: Actor, at: datetime) -> None:
    """Throw away a later act that nobody has signed. Raises: Refusal, WrongState, PermissionDenied."""
    if decision.kind == Kind.FIRST:
        raise Refusal(_("The decision of a call cannot be thrown away, only changed."))
    DECISION_FLOW.move(decision, "discard", by=by, at=at)
    Award.objects.filter(decision=decision).delete()
    decision.delete()


@transaction.atomic
def reopen(call: Call, *, by: Actor, at: datetime) -> None:
    """The committee gets the call back; an act that was prepared goes back too. Raises: WrongState, PermissionDenied."""
    for act in Decision.objects.filter(call=call, state="prepared"):
        DECISION_FLOW.move(act, "send_back", by=by, at=at, remarks=_("The committee got the call back."))
    calls.reopen_assessment(call, by=by, at=at)


def tables_of(call: Call) -> list[LotTable]:
    return reading.tables(call, Application.objects.filter(call=call))


def check_first(lines: Sequence[Line], tables: Sequence[LotTable], update_due_on: date | None, *, today: date) -> None:
    """Raises: Refusal, at each offer that is wrong."""
    rules.check_whole(lines, [one for table in tables for one in table.candidates])
    rules.check_update_day(lines, update_due_on, today=today)
    by_offer = {line.application_id: line for line in lines}
    for table in tables:
        of_lot = [by_offer[one.application_id] for one in table.candidates]
        rules.check_decision(of_lot, table.proposed, table.candidates, table.purse)


def check_later(
    call: Call, kind: str, lines: Sequence[Line], tables: Sequence[LotTable], update_due_on: date | None, *, today: date
) -> None:
    """The whole of what will be in force fits the pools. Raises: Refusal, at each offer that is wrong."""
    in_force = reading.in_force(call)
    rules.check_known([line.application_id for line in lines], [one for table in tables for one in table.candidates])
    rules.check_changes_something([one for one in lines if rules.differs(one, in_force.get(one.application_id))])
    rules.check_update_day(lines, update_due_on, today=today)
    if kind == Kind.REVOCATION:
        rules.check_revocation(lines, in_force)
    bound = agreed.bound([line.application_id for line in lines])
    for table in tables:
        known = {one.application_id for one in table.candidates}
        of_lot = {pk: line for pk, line in in_force.items() if pk in known}
        changed = [line for line in lines if line.application_id in known]
        rules.check_change(changed, of_lot, table.candidates, table.purse, bound=bound)


def with_given_up(call: Call, lines: list[Line]) -> list[Line]:
    """These lines, and one without a grant for each grant that was given up and still stands in an act."""
    named = {line.application_id for line in lines}
    return [*lines, *(line for line in freed.taken_out(call) if line.application_id not in named)]


def _begin(call: Call, *, by: Actor) -> tuple[Call, Decision | None]:
    """The call as it is now, and its act that nobody has signed yet."""
    permit(DECISION_FLOW.steps["prepare"].may, by, call)
    fresh = locked(call)
    act = Decision.objects.under_way().select_related("call").filter(call=fresh).first()
    if act is not None and act.state not in UNSIGNED:
        raise WrongState(_("An act of this call is signed and waits to be published. Publish it first."))
    return fresh, act


def _write(act: Decision, facts: dict[str, Any], *, by: Actor, at: datetime) -> Decision:
    written = {**facts, "prepared_by_id": by.user_id or 0, "prepared_by": by.name, "prepared_at": at, "remarks": ""}
    if act.pk is None:
        for name, value in written.items():
            setattr(act, name, value)
        DECISION_FLOW.create(act, by=by, at=at, step="prepare", kind=act.kind)
    else:
        DECISION_FLOW.move(act, "change", by=by, at=at, **written)
    return act


def _keep(act: Decision, tables: Iterable[LotTable], lines: Iterable[Line]) -> None:
    """A row for each offer the act speaks of, with the names of that day."""
    said = {line.application_id: line for line in lines}
    Award.objects.filter(decision=act).delete()
    Award.objects.bulk_create(
        Award(
            decision=act,
            application=row.application,
            organisation_name=row.application.organisation_name,
            title=row.application.title,
            requested=row.application.requested,
            outcome=line.outcome,
            amount=line.amount,
            mean=row.place.mean,
            reason=line.reason.strip(),
        )
        for table in tables
        for row in table.rows
        if (line := said.get(row.application.pk))
    )
