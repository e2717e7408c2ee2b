"""The committee's protocol as a paper. It is Polish in every language of the interface, like the office's other papers."""

from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import translation
from django.utils.formats import date_format

from frontend.templatetags.formats import amount
from grants.awards.models import Outcome
from grants.awards.reading import LotTable
from grants.calls.models import Call
from grants.scoring.models import Committee, CommitteeMember, Declaration, MemberRole, Side
from tenants.office.deadlines import local_day
from tenants.office.documents import pdf

ROLES = {
    MemberRole.CHAIR: "przewodniczący komisji",
    MemberRole.SECRETARY: "sekretarz komisji",
    MemberRole.MEMBER: "członek komisji",
    MemberRole.ADVISOR: "ekspert z głosem doradczym",
}
SIDES = {Side.OFFICE: "organ wykonawczy", Side.NGO: "organizacje"}
OUTCOMES = {
    Outcome.FULL: "pełna kwota",
    Outcome.REDUCED: "kwota niższa",
    Outcome.RESERVE: "lista rezerwowa",
    Outcome.REFUSED: "bez dotacji",
}


def protocol(call: Call, tables: list[LotTable], *, remarks: str, at: datetime) -> bytes:
    """The PDF of the protocol: who sat, who was excluded from what, points, ranking and proposed amounts."""
    committee = Committee.objects.get(call=call)
    members = list(committee.members.sitting())
    with translation.override("pl"):
        day = date_format(local_day(at), "j E Y")
    values = {
        "town": pdf.letterhead(connection.tenant),
        "kind": "Protokół komisji konkursowej",
        "title": "Protokół z prac komisji konkursowej",
        "number": call.case_number or call.ref,
        "place_and_day": day,
        "facts": [
            ("Konkurs", call.title),
            ("Powołanie komisji", f"{connection.tenant.bodies.act} nr {committee.act_number}"),
            ("Dzień powołania", committee.appointed_on),
            ("Liczba ocenionych ofert", str(sum(len(table.rows) for table in tables))),
            ("Najmniejsza liczba punktów", call.minimum_points),
        ],
        "sections": [
            _composition(committee, members),
            _exclusions(members),
            *(_lot(number, table) for number, table in enumerate(tables, 1)),
            _closing(members, remarks),
        ],
    }
    return pdf.render("form", values, at=at)


def _composition(committee: Committee, members: list[CommitteeMember]) -> dict[str, Any]:
    rows = [
        [
            one.name,
            ROLES[MemberRole(one.role)],
            SIDES[Side(one.side)],
            f"nieobecność: {one.absent_reason}" if one.absent_reason else "obecność",
        ]
        for one in members
    ]
    columns = [{"label": label} for label in ("Osoba", "Funkcja", "Wskazanie przez", "Udział")]
    fields: list[dict[str, Any]] = [{"kind": "table", "label": "", "columns": columns, "rows": rows}]
    if committee.without_ngo_ground:
        label = "Podstawa pracy bez osób wskazanych przez organizacje (art. 15 ust. 2da)"
        fields.append({"kind": "long_text", "label": label, "value": committee.without_ngo_ground})
    return {"code": "I", "label": "Skład komisji", "fields": fields}


def _exclusions(members: list[CommitteeMember]) -> dict[str, Any]:
    ties = (
        Declaration.objects.filter(member__in=members, tied=True).select_related("member", "application").order_by("pk")
    )
    rows = [[tie.member.name, tie.application.number, tie.application.organisation_name] for tie in ties]
    intro = "Każda osoba złożyła oświadczenie o bezstronności osobno do każdej oferty, zanim ją zobaczyła."
    columns = [{"label": label} for label in ("Osoba", "Oferta", "Oferent")]
    fields = (
        [{"kind": "table", "label": "Wyłączenia (art. 15 ust. 2f)", "columns": columns, "rows": rows}]
        if rows
        else [{"kind": "text", "label": "Wyłączenia (art. 15 ust. 2f)", "value": "brak"}]
    )
    return {"code": "II", "label": "Oświadczenia i wyłączenia", "intro": intro, "fields": fields}


def _lot(number: int, table: LotTable) -> dict[str, Any]:
    columns: list[dict[str, Any]] = [
        {"label": "Lp."},
        {"label": "Oferta", "width": 3},
        {"label": "Punkty", "width": 2},
        {"label": "Średnia", "kind": "number"},
        {"label": "Wnioskowana [zł]", "kind": "number"},
        {"label": "Proponowana [zł]", "kind": "number"},
        {"label": "Propozycja", "width": 2},
    ]
    rows: list[Any] = [
        [
            str(row.place.position or "–"),
            f"{row.application.number}\n{row.application.organisation_name}\n{row.application.title}",
            "\n".join(f"{name}: {amount(points)}" for name, points in row.totals) or "–",
            amount(row.place.mean),
            amount(row.application.requested),
            amount((line := table.proposed[row.application.pk]).amount),
            OUTCOMES[Outcome(line.outcome)] + (f": {line.reason}" if line.reason else ""),
        ]
        for row in table.rows
    ]
    together = sum((line.amount for line in table.proposed.values()), start=table.lot.pool * 0)
    rows.append(
        {
            "cells": [{"text": "Razem", "span": 4}, amount(table.ranking.requested), amount(together), ""],
            "style": "total",
        }
    )
    return {
        "code": f"III.{number}",
        "label": table.lot.title,
        "intro": f"Pula: {amount(table.lot.pool)} zł.",
        "fields": [{"kind": "table", "label": "Ranking i propozycja komisji", "columns": columns, "rows": rows}],
    }


def _closing(members: list[CommitteeMember], remarks: str) -> dict[str, Any]:
    people = [{"name": one.name, "label": ROLES[MemberRole(one.role)]} for one in members if not one.absent_reason]
    return {
        "code": "IV",
        "label": "Uwagi i podpisy",
        "fields": [
            {"kind": "long_text", "label": "Zdania odrębne i uwagi", "value": remarks or "brak"},
            {"kind": "signatures", "label": "", "people": people},
        ],
    }
