"""The simplified report on paper (small grants): the official form REPORT_SIMPLIFIED_2018, filled."""

from typing import Any

from grants.applications.official import REPORT_SIMPLIFIED_2018
from grants.monitoring import content as shape
from grants.monitoring.models import Report
from grants.monitoring.settlement import Comparison
from tenants.office.documents.papers import Field, Form, Letterhead


def draw(report: Report, comparison: Comparison, *, letterhead: Letterhead) -> Form:
    agreement, content = report.agreement, report.content
    header = REPORT_SIMPLIFIED_2018.section("header")
    results, actions, spent = (REPORT_SIMPLIFIED_2018.section(code) for code in ("I", "II", "III"))
    money = shape.sources_of(content)
    return {
        "town": letterhead,
        "kind": "Sprawozdanie uproszczone",
        "title": REPORT_SIMPLIFIED_2018.title,
        "legal_basis": REPORT_SIMPLIFIED_2018.legal_basis,
        "number": agreement.number,
        "checksum": report.checksum,
        "filed_at": report.filed_at,
        "facts": [
            (header.field("task_title").label, agreement.title),
            (header.field("grantee").label, agreement.organisation_name),
            (header.field("agreement_date").label, agreement.signed_on),
            (header.field("agreement_number").label, agreement.number),
            ("Sprawozdanie składa", report.filed_by),
        ],
        "sections": [
            {"label": f"I. {results.label}", "fields": [{"kind": "long_text", "value": content["results"]}]},
            {"label": f"II. {actions.label}", "fields": [{"kind": "long_text", "value": content["actions"]}]},
            {
                "label": f"III. {spent.label}",
                "fields": [
                    _expenses(comparison),
                    {
                        "kind": "facts",
                        "items": [
                            (spent.field("grant_spent").label, money["grant"]),
                            (spent.field("other_spent").label, shape.other_of(money)),
                        ],
                    },
                ],
            },
        ],
    }


def _expenses(comparison: Comparison) -> Field:
    field = REPORT_SIMPLIFIED_2018.section("III").field("expenses")
    kind, planned, actual = field.columns
    rows: list[Any] = [[line.name, line.planned, line.actual] for line in comparison.lines]
    rows.append({"cells": [field.grand_total, comparison.planned(), comparison.actual()], "style": "total"})
    return {
        "kind": "table",
        "columns": [
            {"label": kind.label, "width": 6},
            {"label": planned.label, "kind": "number"},
            {"label": actual.label, "kind": "number"},
        ],
        "rows": rows,
    }
