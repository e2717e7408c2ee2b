"""A simplified offer as it is read, in the form's own words: one outline for the page, the PDF and the published copy."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from frontend.templatetags.formats import amount
from grants.applications import content as offers
from grants.applications import outline as offer_outline
from grants.applications.official import OFFER_SIMPLIFIED_2018, Field, Section
from grants.small_grants import content as shape
from grants.small_grants.masking import HIDDEN
from tenants.office.money import ZERO
from tenants.registry.spheres import SPHERES

FORM = OFFER_SIMPLIFIED_2018
Content = Mapping[str, Any]


def sections(content: Content) -> list[dict[str, Any]]:
    """The whole offer."""
    return [basic(content), applicant(content), task(content), costs(content), declared(content)]


def public_sections(content: Content) -> list[dict[str, Any]]:
    """The published copy: its person to ask is hidden, and nobody's declarations are shown."""
    found = [basic(content), applicant(content), task(content), costs(content)]
    found[1]["fields"][1] = {**_named(FORM.section("II").field("contact_person")), "kind": "text", "value": HIDDEN}
    return found


def basic(content: Content) -> dict[str, Any]:
    part, said = FORM.section("I"), content.get("basic", {})
    sphere = content.get(shape.TASK, {}).get("sphere", "")
    kind = said.get("task_type") or next((f"{one.number}) {one.label}" for one in SPHERES if one.number == sphere), "")
    return _section(
        part,
        [_text(part.field("authority"), said.get("authority", "")), _text(part.field("task_type"), kind)],
    )


def applicant(content: Content) -> dict[str, Any]:
    part, said = FORM.section("II"), content.get(shape.APPLICANT, {})
    contact = [
        (_("Name and surname"), said.get("contact_name", "")),
        (_("Phone"), said.get("contact_phone", "")),
        (_("E-mail"), said.get("contact_email", "")),
    ]
    return _section(
        part,
        [
            {**_named(part.field("offeror_identity")), "kind": "facts", "items": offer_outline.identity(said)},
            {**_named(part.field("contact_person")), "kind": "facts", "items": contact},
        ],
    )


def task(content: Content) -> dict[str, Any]:
    part, said = FORM.section("III"), content.get(shape.TASK, {})
    period, table = part.field("task_period"), part.field("results_table")
    days = [(column.label, _day(said.get(column.code))) for column in period.columns]
    rows = content.get(shape.RESULTS) or []
    return _section(
        part,
        [
            _text(part.field("task_title"), said.get("title", "")),
            {**_named(period), "kind": "facts", "items": days},
            _text(part.field("synthetic_description"), said.get("description", "")),
            {
                **_named(table),
                "kind": "table",
                "columns": [{"label": column.label, "width": 1} for column in table.columns],
                "rows": [[row["name"], row["target"], row["monitoring"]] for row in rows],
            },
            _text(part.field("offeror_profile"), said.get("profile", "")),
        ],
    )


def costs(content: Content) -> dict[str, Any]:
    part = FORM.section("IV")
    field = part.field("costs")
    rows = [(row["name"], Decimal(row["grant"]), Decimal(row["other"])) for row in content.get(shape.COSTS) or []]
    cells: list[Any] = [
        [f"{number}.", name, amount(grant + other), amount(grant), amount(other)]
        for number, (name, grant, other) in enumerate(rows, start=1)
    ]
    grant, other = (sum((row[place] for row in rows), ZERO) for place in (1, 2))
    total = {"text": field.grand_total, "span": 2}
    cells.append({"cells": [total, amount(grant + other), amount(grant), amount(other)], "style": "total"})
    widths: list[dict[str, Any]] = [{"width": 0.6}, {"width": 4}, *({"kind": "number"} for _column in range(3))]
    columns = [{"label": column.label, **given} for column, given in zip(field.columns, widths, strict=True)]
    return _section(part, [{"no": "", "label": "", "kind": "table", "columns": columns, "rows": cells}])


def declared(content: Content) -> dict[str, Any]:
    part = FORM.section("V")
    said = offer_outline.declared({offers.DECLARATIONS: content.get(shape.DECLARATIONS, {})})
    return {**_section(part, said["fields"]), "intro": part.intro}


def drawn(sections: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same for a page."""
    for section in sections:
        offer_outline.drawn(section["fields"])
    return sections


def _section(part: Section, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"code": part.code, "anchor": f"section-{part.code}", "label": part.label, "fields": fields}


def _named(field: Field) -> dict[str, Any]:
    return {"no": field.number, "label": field.label}


def _text(field: Field, value: str) -> dict[str, Any]:
    return {**_named(field), "kind": "long_text", "value": value}


def _day(value: str | None) -> str:
    day = offers.as_day(value)
    return date_format(day, "j E Y") if day else ""
