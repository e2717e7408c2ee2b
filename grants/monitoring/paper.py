"""The report on paper: the official form REPORT_2018 with its legal labels, filled. Polish, as the law's form is."""

from decimal import Decimal
from typing import Any

from grants.applications.official import REPORT_2018
from grants.monitoring import content as shape
from grants.monitoring import paper_simplified
from grants.monitoring.models import Report
from grants.monitoring.settlement import Comparison
from tenants.office.documents.papers import Field, Form, Letterhead
from tenants.office.money import ZERO, percent

GROUPS = {
    "I": ("Koszty realizacji działań", "Suma kosztów realizacji zadania"),
    "II": ("Koszty administracyjne", "Suma kosztów administracyjnych"),
}


def draw(report: Report, comparison: Comparison, *, letterhead: Letterhead) -> Form:
    """The values for the template `form`."""
    if report.form == shape.SIMPLIFIED:
        return paper_simplified.draw(report, comparison, letterhead=letterhead)
    agreement, content = report.agreement, report.content
    labels = {field.code: field.label for section in REPORT_2018.sections for field in section.fields}
    sections = {section.code: section.label for section in REPORT_2018.sections}
    return {
        "town": letterhead,
        "kind": "Sprawozdanie",
        "title": REPORT_2018.title,
        "legal_basis": REPORT_2018.legal_basis,
        "number": agreement.number,
        "checksum": report.checksum,
        "filed_at": report.filed_at,
        "facts": [
            (labels["report_kind"], "końcowe"),
            (labels["task_title"], agreement.title),
            (labels["grantee"], agreement.organisation_name),
            (labels["agreement_date"], agreement.signed_on),
            (labels["agreement_number"], agreement.number),
            ("Sprawozdanie składa", report.filed_by),
        ],
        "sections": [
            {
                "label": sections["I"],
                "fields": [
                    _text("1", labels["results"], content["results"]),
                    _text("2", labels["actions"], content["actions"]),
                ],
            },
            {
                "label": sections["II"],
                "fields": [
                    _expenses(comparison),
                    _sources(content, comparison),
                    _text("3", labels["recipient_payments"], content["recipient_payments"]),
                ],
            },
            {"label": sections["III"], "fields": [_text("", "", content.get("additional") or "nie dotyczy")]},
            {
                "label": sections["declarations"],
                "fields": [
                    {"kind": "declaration", "no": number, "label": labels[code], "value": "tak"}
                    for number, code in (("1)", "r1"), ("2)", "r2"), ("3)", "r3"))
                ],
            },
        ],
    }


def _text(number: str, label: str, value: str) -> Field:
    return {"kind": "long_text", "no": number, "label": label, "value": value}


def _expenses(comparison: Comparison) -> Field:
    rows: list[Any] = []
    for group, (label, total) in GROUPS.items():
        rows.append({"cells": [group, {"text": label, "span": 3}], "style": "group"})
        rows += [
            [line.number, line.name, line.planned, line.actual] for line in comparison.lines if line.group == group
        ]
        rows.append({"cells": ["", total, comparison.planned(group), comparison.actual(group)], "style": "subtotal"})
    rows.append(
        {
            "cells": ["", "Suma wszystkich kosztów realizacji zadania", comparison.planned(), comparison.actual()],
            "style": "total",
        }
    )
    return {
        "kind": "table",
        "no": "1",
        "label": "Rozliczenie wydatków",
        "columns": [
            {"label": "Lp.", "width": 1},
            {"label": "Rodzaj kosztu", "width": 6},
            {"label": "Koszty zgodnie z umową [zł]", "kind": "number"},
            {"label": "Faktycznie poniesione wydatki [zł]", "kind": "number"},
        ],
        "rows": rows,
    }


def _sources(content: dict[str, Any], comparison: Comparison) -> Field:
    money = shape.sources_of(content)
    total = comparison.actual()
    own = money["own_money"] + money["public_money"] + money["rest_money"]
    inputs = money["personal"] + money["in_kind"]
    official = next(field for section in REPORT_2018.sections for field in section.fields if field.code == "sources")
    values: dict[str, Any] = {
        "grant": money["grant"],
        "grant_bank_interest": money["interest"],
        "grant_other_income": ZERO,
        "grant_sum": money["grant"] + money["interest"],
        "other_total": own,
        "own_money": money["own_money"],
        "public_money": money["public_money"],
        "rest_money": money["rest_money"],
        "nonfin_total": inputs,
        "personal": money["personal"],
        "in_kind": money["in_kind"],
        "grant_share": _share(money["grant"], total),
        "other_to_grant": _share(own, money["grant"]),
        "nonfin_to_grant": _share(inputs, money["grant"]),
    }
    return {
        "kind": "table",
        "no": "2",
        "label": official.label,
        "columns": [
            {"label": "Lp.", "width": 1},
            {"label": "Źródło finansowania", "width": 7},
            {"label": "Faktycznie poniesione wydatki", "kind": "number"},
        ],
        "rows": [[row.number, row.label, values[row.code]] for row in official.rows if row.verified],
    }


def _share(part: Decimal, whole: Decimal) -> str:
    found = percent(part, whole)
    return f"{str(found).replace('.', ',')} %" if found is not None else "–"
