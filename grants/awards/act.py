"""An act as documents: its facts from the rows, a PDF, and a DOCX from the town's template or the house's."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, transaction

from grants.awards import act_template, act_words
from grants.awards.act_words import Facts, Row
from grants.awards.models import ActTemplate, Award, Decision, Kind, Outcome
from grants.awards.states import TEMPLATE_FLOW
from tenants.gates.access import Actor, permit
from tenants.office.audit import actions as audit
from tenants.office.deadlines import local_day
from tenants.office.documents import actions as documents
from tenants.office.documents import docx, pdf, storage


def facts(decision: Decision, *, at: datetime, signed_by: str = "") -> Facts:
    """Of a draft the number may be missing, and the day is."""
    town, basis = connection.tenant, decision.basis
    rows = Award.objects.filter(decision=decision).select_related("application__lot")
    return Facts(
        town=town.name,
        town_kind=town.kind,
        executive=town.executive_name or town.bodies.executive,
        act=town.bodies.act,
        kind=decision.kind,
        call=decision.call.title,
        number=decision.act_number or None,
        day=decision.signed_on,
        law_on=decision.signed_on or local_day(at),
        signed_by=decision.signed_by or signed_by,
        rows=[_row(one) for one in rows.order_by("application__lot__number", "-amount", "-mean", "pk")],
        update_due_on=decision.update_due_on,
        grounds=decision.grounds,
        changed=(basis.act_number, basis.signed_on) if basis and basis.signed_on else None,
    )


def _row(award: Award) -> Row:
    return Row(
        lot=award.application.lot.title,
        number=award.application.number,
        applicant=award.organisation_name,
        task=award.title,
        requested=award.requested,
        amount=award.amount,
        points=award.mean,
        outcome=award.outcome,
        reason=award.reason,
    )


def as_pdf(said: Facts, *, at: datetime) -> bytes:
    return pdf.render("act", act_words.paper(said, pdf.letterhead(connection.tenant)), at=at)


def as_docx(said: Facts) -> bytes:
    return docx.fill(template_in_use(), act_words.values(said))


def template_in_use() -> bytes:
    own = ActTemplate.objects.in_use().select_related("document").first()
    return storage.get(own.document.key) if own else act_template.house()


def sample() -> dict[str, Any]:
    """Values with every part of an act in them: what a template that was sent in is tried on."""
    row = Row(
        lot="Sport dzieci i młodzieży",
        number="12/2027",
        applicant="Klub „Przykład” & Przyjaciele",
        task="Zajęcia <sportowe>",
        requested=Decimal("5000.00"),
        amount=Decimal("4000.00"),
        points=Decimal("81.50"),
        outcome=Outcome.REDUCED,
        reason="Mniej godzin zajęć.",
    )
    return act_words.values(
        Facts(
            town="Gmina Przykładowo",
            town_kind="rural_gmina",
            executive="Wójt Gminy Przykładowo",
            act="zarządzenie",
            kind=Kind.AMENDMENT,
            call="Sport 2027",
            number="40/2027",
            day=date(2027, 2, 1),
            law_on=date(2027, 2, 1),
            signed_by="Jan Przykładowy",
            rows=[row, replace(row, outcome=Outcome.RESERVE, amount=Decimal("0.00"), points=None, reason="")],
            update_due_on=date(2027, 3, 1),
            grounds="Rezygnacja z dotacji.",
            changed=("30/2027", date(2027, 1, 15)),
        )
    )


@transaction.atomic
def replace_template(*, name: str, content: bytes, by: Actor, at: datetime) -> ActTemplate:
    """The town's own template from now on. Raises: Refusal at `template`, PermissionDenied."""
    permit(TEMPLATE_FLOW.steps["replace"].may, by)
    docx.check_template(name, content, known=sample(), sample=sample())
    _give_up(at)
    document = documents.store(name=name, content=content, kind="act template", by=by, at=at)
    template = ActTemplate(document=document, made_by=by.name, made_at=at)
    TEMPLATE_FLOW.create(template, by=by, at=at, step="replace", sha256=document.sha256)
    return template


@transaction.atomic
def give_up_template(*, by: Actor, at: datetime) -> None:
    """Back to the house's template; the town's own is kept. Raises: PermissionDenied."""
    permit(TEMPLATE_FLOW.steps["give_up"].may, by)
    for template in ActTemplate.objects.in_use():
        audit.record("give_up", template, by=by, at=at)
    _give_up(at)


def _give_up(at: datetime) -> None:
    ActTemplate.objects.in_use().update(given_up_at=at)
