"""The executive signs what a clerk prepared."""

from datetime import date, datetime

from django.db import transaction

from grants.awards import act, effects, rules
from grants.awards.models import Award, Decision
from grants.awards.preparing import check_first, check_later, tables_of
from grants.awards.reading import line_of
from grants.awards.states import DECISION_FLOW, impartial
from grants.calls import actions as calls
from grants.calls import letters as letters_of_calls
from grants.calls.models import Call
from grants.scoring.actions import locked
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.deadlines import local_day
from tenants.office.documents import actions as documents


@transaction.atomic
def sign(decision: Decision, *, act_number: str, signed_on: date, by: Actor, at: datetime) -> None:
    """Another person than the one who prepared it. The first act decides the call; nobody outside hears of it yet.

    Both papers are drawn and kept. Raises: Refusal, WrongState, PermissionDenied.
    """
    permit(DECISION_FLOW.steps["sign"].may, by, decision)
    if not impartial(by, decision.call):
        raise Refusal(rules.TIED_EXECUTIVE)
    call = locked(decision.call)
    stored = Decision.objects.select_related("call", "basis").filter(pk=decision.pk).first()
    if stored is None:
        raise WrongState
    rules.check_two_persons(prepared_by=stored.prepared_by_id, signs=by.user_id)
    rules.check_act(act_number=act_number, signed_on=signed_on, today=local_day(at))
    _check(stored, call, at=at)
    stored.act_number, stored.signed_on, stored.signed_by = act_number.strip(), signed_on, by.name
    said = act.facts(stored, at=at)
    name = f"{stored.kind}-{call.ref}-{stored.pk}"
    paper = documents.store(name=f"{name}.pdf", content=act.as_pdf(said, at=at), kind="act", by=by, at=at)
    editable = documents.store(name=f"{name}.docx", content=act.as_docx(said), kind="act", by=by, at=at)
    DECISION_FLOW.move(
        stored,
        "sign",
        by=by,
        at=at,
        noted={"sha256": paper.sha256, "sha256_docx": editable.sha256},
        act_number=stored.act_number,
        signed_on=signed_on,
        signed_by=by.name,
        signed_at=at,
        document=paper,
        editable=editable,
    )
    if stored.is_first:
        calls.decide(call, by=by, at=at)
        effects.take(stored, stored.update_due_on, by=by, at=at)
    else:
        letters_of_calls.to_coordinators("act-signed", call, at=at, act=stored.act_number)
    decision.refresh_from_db()


def _check(act_: Decision, call: Call, *, at: datetime) -> None:
    """Once more what was checked when it was prepared: the ranking, the reserve list or an agreement may have moved."""
    lines = [line_of(row) for row in Award.objects.filter(decision=act_)]
    tables, today = tables_of(call), local_day(at)
    if act_.is_first:
        check_first(lines, tables, act_.update_due_on, today=today)
    else:
        check_later(call, act_.kind, lines, tables, act_.update_due_on, today=today)
