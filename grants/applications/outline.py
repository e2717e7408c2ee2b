"""An offer as it is read, section by section in the form's own words: one outline for the page and for the PDF.

Values are text already; a label may be a list with {"strike": …}, words of the form that are struck out.
"""

from collections.abc import Mapping
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils.formats import date_format
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from grants.applications import answers, outline_costs, outline_joint
from grants.applications import content as shape
from grants.applications.completeness import budget_in
from grants.applications.official import OFFER_2018, Field, Section
from tenants.registry.organisations.kinds import LegalForm, RegisterKind

Content = Mapping[str, Any]
Label = str | list[Any]


def sections(content: Content) -> list[dict[str, Any]]:
    return [
        basic(content),
        applicant(content),
        task(content),
        capacity(content),
        costs(content),
        other(content),
        *additional(content),
        declared(content),
    ]


def facts(content: Content) -> list[tuple[str, str]]:
    said = content.get("basic", {})
    return [(_("Call"), said.get("call", "")), (_("Task of the call"), said.get("lot", ""))]


def title(content: Content) -> Label:
    """The form's title in an open call, for one applicant or for a joint offer."""
    return outline_joint.title(content)


def basic(content: Content) -> dict[str, Any]:
    part = OFFER_2018.section("I")
    said = content.get("basic", {})
    return _section(
        part,
        "basic",
        [
            _text(part.field("authority"), said.get("authority", "")),
            _text(part.field("task_type"), said.get("task_type", "")),
        ],
    )


def applicant(content: Content) -> dict[str, Any]:
    part = OFFER_2018.section("II")
    said = content.get(shape.APPLICANT, {})
    who, contact = part.field("offeror_identity"), part.field("contact_person")
    fields = [
        {**_named(who), "kind": "facts", "items": identity(said)},
        {**_named(contact), "kind": "facts", "items": contact_in(said)},
    ]
    for number, row in outline_joint.partners(content):
        fields += [
            {**outline_joint.numbered(who, number, row["name"]), "kind": "facts", "items": identity(row)},
            {**outline_joint.numbered(contact, number, row["name"]), "kind": "facts", "items": contact_in(row)},
        ]
    return _section(part, shape.APPLICANT, fields)


def contact_in(said: Content) -> list[tuple[str, str]]:
    return [
        (_("Name and surname"), said.get("contact_name", "")),
        (_("Phone"), said.get("contact_phone", "")),
        (_("E-mail"), said.get("contact_email", "")),
    ]


def identity(said: Content) -> list[tuple[str, str]]:
    forms, registers = dict(LegalForm.choices), dict(RegisterKind.choices)
    items = [
        (_("Name"), said.get("name", "")),
        (_("Legal form"), str(forms.get(said.get("legal_form", ""), ""))),
        (_("Register"), str(registers.get(said.get("register_kind", ""), ""))),
        (_("Number in the register"), said.get("register_number", "")),
        ("NIP", said.get("nip", "")),
        ("REGON", said.get("regon", "")),
        (_("Address of the seat"), said.get("seat_address", "")),
        (_("Address for letters"), said.get("correspondence_address", "")),
        (_("Website"), said.get("website", "")),
        (_("E-mail"), said.get("email", "")),
        (_("Phone"), said.get("phone", "")),
    ]
    return [(label, value) for label, value in items if value]


def task(content: Content) -> dict[str, Any]:
    part = OFFER_2018.section("III")
    said = content.get(shape.TASK, {})
    period = part.field("task_period")
    items = [(column.label, _day(said.get(column.code))) for column in period.columns]
    return _section(
        part,
        shape.TASK,
        [
            _text(part.field("task_title"), said.get("title", "")),
            {**_named(period), "kind": "facts", "items": items},
            _text(part.field("synthetic_description"), said.get("description", "")),
            *schedule(content),
            *results(content),
        ],
    )


def schedule(content: Content) -> list[dict[str, Any]]:
    """Form section III.4: a table for each year, with the actions that touch it."""
    field = OFFER_2018.section("III").field("schedule")
    rows = list(enumerate(content.get(shape.SCHEDULE, {}).get("rows", []), start=1))
    years = shape.years_of(content.get(shape.TASK, {})) or ("",)
    columns = [
        {"label": column.label, "width": width}
        for column, width in zip(field.columns, (0.4, 2, 3, 2, 1.4, 1.6), strict=True)
    ]
    tables = []
    for year in years:
        cells = [
            [
                f"{number}.",
                row["name"],
                row["description"],
                row["target_group"],
                f"{_day(row['start'])} – {_day(row['end'])}" if row["start"] or row["end"] else "",
                row["third_party"] or OFFER_2018.not_applicable,
            ]
            for number, row in rows
            if len(years) == 1 or _touches(row, year)
        ]
        label = field.label.replace("………………. ", f"{year} " if year else "")
        tables.append({"no": field.number, "label": label, "kind": "table", "columns": columns, "rows": cells})
    return tables


def results(content: Content) -> list[dict[str, Any]]:
    part = OFFER_2018.section("III")
    said = content.get(shape.RESULTS, {})
    expected = part.field("expected_results")
    parts = [f"{n}) {said[name]}" for n, name in enumerate(shape.TEXTS[shape.RESULTS], start=1) if said.get(name)]
    found = [{**_named(expected), "kind": "long_text", "value": "\n\n".join(parts)}]
    if said.get("rows"):
        table = part.field("results_table")
        found.append(
            {
                **_named(table),
                "kind": "table",
                "columns": [{"label": column.label, "width": 1} for column in table.columns if column.official],
                "rows": [[row["name"], row["target"], row["monitoring"]] for row in said["rows"]],
            }
        )
    return found


def capacity(content: Content) -> dict[str, Any]:
    part = OFFER_2018.section("IV")
    said = content.get(shape.CAPACITY, {})
    asked = (part.field("previous_activity"), part.field("resources"))
    fields = [_text(field, said.get(field.code, "")) for field in asked]
    for number, row in outline_joint.partners(content):
        fields += [
            {
                **outline_joint.numbered(field, number, row["name"]),
                "kind": "long_text",
                "value": row.get(field.code, ""),
            }
            for field in asked
        ]
    return _section(part, shape.CAPACITY, fields)


def costs(content: Content) -> dict[str, Any]:
    part = OFFER_2018.section("V")
    budget = budget_in(content)
    names = [row.get("name", "") for row in content.get(shape.SCHEDULE, {}).get("rows", [])]
    return _section(
        part,
        shape.BUDGET,
        [
            {**_named(part.field("costs")), "kind": "table", **outline_costs.cost_table(budget, names)},
            {**_named(part.field("funding_sources")), "kind": "table", **outline_costs.source_table(budget)},
            *([outline_joint.split_table(budget)] if budget.offerors else []),
        ],
    )


def other(content: Content) -> dict[str, Any]:
    part = OFFER_2018.section("VI")
    said = content.get(shape.OTHER, {})
    paid = part.field("paid_or_free")
    chosen = dict(paid.choices).get(said.get("paid_or_free", ""), "")
    value = "\n\n".join(one for one in (chosen, said.get("paid_text", "")) if one)
    return _section(
        part,
        shape.OTHER,
        [
            _text(paid, value),
            *([outline_joint.tasks(content)] if outline_joint.offerors_in(content) else []),
            _text(part.field("other_information"), said.get("other_information", "")),
        ],
    )


def additional(content: Content) -> list[dict[str, Any]]:
    """What the call asked beside the form of the regulation; most calls ask nothing."""
    said = content.get(shape.QUESTIONS, {})
    fields = [
        {
            "no": str(number),
            "label": one["label"],
            "kind": "long_text",
            "value": answers.told(one["kind"], said.get(one["code"])) or "–",
        }
        for number, one in enumerate(said.get(answers.ASKED, []), start=1)
    ]
    return (
        [{"code": "", "anchor": shape.QUESTIONS, "label": _("Additional questions"), "fields": fields}]
        if fields
        else []
    )


def declared(content: Content) -> dict[str, Any]:
    part = OFFER_2018.section("VII")
    said = content.get(shape.DECLARATIONS, {})
    many = bool(outline_joint.offerors_in(content))
    fields: list[dict[str, Any]] = []
    for field in part.fields:
        if field.kind != "declaration":
            continue
        label = field.label if field.code in shape.DECLARED else worded(field, said.get(field.code, ""), many=many)
        given = said.get(field.code)
        fields.append({"kind": "declaration", "no": field.number, "label": label, "value": "" if given else "–"})
    if said.get("signed_by"):
        items = [
            (_("Declared and filed by"), said["signed_by"]),
            *outline_joint.signers(content),
            (part.field("date").label, _day(said.get("date"))),
        ]
        fields.append({"kind": "facts", "no": "", "label": "", "items": items})
        people = outline_joint.signatures(content, part.field("signatures").label)
        fields.append({"kind": "signatures", "people": people})
    return {**_section(part, shape.DECLARATIONS, fields), "intro": part.intro}


def worded(field: Field, chosen: str, *, many: bool = False) -> Label:
    """A declaration with the wording that does not apply struck out; `many` offerors declare in the plural."""
    both = " / ".join(field.alternatives)
    before, after = field.label.split(both, 1)
    one, all_of_them = outline_joint.ONE, outline_joint.MANY
    who = f"{one} / {all_of_them}"
    parts: list[Any] = [before]
    if before.startswith(who):
        words = [{"strike": one}, f" / {all_of_them}"] if many else [f"{one} / ", {"strike": all_of_them}]
        parts = [*words, before.removeprefix(who)]
    for place, (word, code) in enumerate(zip(field.alternatives, shape.ALTERNATIVES[field.code], strict=True)):
        parts += [" / "] if place else []
        parts.append({"strike": word} if chosen and chosen != code else word)
    return [*parts, after]


def drawn(fields: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same fields for a page: a table's rows as HTML, for there are dozens of them."""
    for field in fields:
        if field["kind"] == "declaration":
            said = field["label"] if isinstance(field["label"], list) else [field["label"]]
            field["parts"] = [one if isinstance(one, dict) else {"text": one} for one in said]
        if field["kind"] != "table":
            continue
        numeric = [bool(column.get("kind")) for column in field["columns"]]
        field["rows"] = mark_safe("".join(_drawn_row(row, numeric) for row in field["rows"]))
    return fields


def _drawn_row(row: Any, numeric: list[bool]) -> str:
    cells, style = (row["cells"], row.get("style", "")) if isinstance(row, dict) else (row, "")
    place, found = 0, []
    for cell in cells:
        text, span = (cell["text"], cell["span"]) if isinstance(cell, dict) else (cell, 1)
        kind = ' class="num"' if numeric[place] and span == 1 else ""
        wide = f' colspan="{span}"' if span > 1 else ""
        found.append(f"<td{kind}{wide}>{linebreaksbr(text)}</td>")
        place += span
    named = f' class="{escape(style)}"' if style else ""
    return f"<tr{named}>{''.join(found)}</tr>"


def part(section: str, content: Content) -> list[dict[str, Any]]:
    """What one section of the page says, as it is stored."""
    fields: dict[str, Any] = {
        shape.APPLICANT: lambda: applicant(content)["fields"][1:],
        shape.TASK: lambda: task(content)["fields"][:3],
        shape.SCHEDULE: lambda: schedule(content),
        shape.RESULTS: lambda: results(content),
        shape.CAPACITY: lambda: capacity(content)["fields"],
        shape.BUDGET: lambda: costs(content)["fields"],
        shape.OTHER: lambda: other(content)["fields"],
        shape.QUESTIONS: lambda: [field for one in additional(content) for field in one["fields"]],
        shape.DECLARATIONS: lambda: declared(content)["fields"],
    }
    return drawn(fields[section]())


def _section(part: Section, code: str, fields: list[dict[str, Any]]) -> dict[str, Any]:
    return {"code": part.code, "anchor": code, "label": part.label, "fields": fields}


def _named(field: Field) -> dict[str, Any]:
    return {"no": field.number, "label": field.label}


def _text(field: Field, value: str) -> dict[str, Any]:
    return {**_named(field), "kind": "long_text", "value": value}


def _day(value: str | None) -> str:
    day = shape.as_day(value)
    return date_format(day, "j E Y") if day else ""


def _touches(row: Mapping[str, str], year: object) -> bool:
    return not (row["start"] and row["end"]) or row["start"][:4] <= str(year) <= row["end"][:4]
