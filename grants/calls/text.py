"""The text of a call as plain data: kept in a version, compared, told to people. Facts by name, rows in their order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Model

from grants.calls.models import Call, Criterion, Lot, RequiredAttachment

Text = dict[str, Any]
# In the order of the announcement.
FACTS = (
    "title",
    "case_number",
    "subject",
    "on_draft_budget",
    "granting_rules",
    "legal_forms",
    "offers_per_applicant",
    "results_table",
    "shift_percent",
    "opens_at",
    "closes_at",
    "task_from",
    "task_to",
    "conditions",
    "accessibility",
    "file_kinds",
    "most_files",
    "most_megabytes",
    "signing",
    "signing_days",
    "selection",
    "correction_days",
    "minimum_points",
    "tie_rule",
    "tie_then",
    "amount_rule",
    "amount_details",
    "bands",
    "points_step",
    "reasons_required",
    "score_rule",
    "third_gap_percent",
    "others_points",
    "decision_by",
    "previous_tasks",
    "contact",
    "personal_data",
)
LOT = (
    "title",
    "task",
    "commissioning",
    "pool",
    "grant_min",
    "grant_max",
    "grant_max_percent",
    "own_min_percent",
    "own_financial_min_percent",
    "own_base",
    "counts_nonfinancial",
    "counts_recipients",
    "admin_max_percent",
)
CRITERION = ("name", "help", "statutory", "points_max", "points_min", "decides_ties", "may_not_apply")
ATTACHMENT = ("name", "required")
MODELS: dict[str, type[Model]] = {"lots": Lot, "criteria": Criterion, "attachments": RequiredAttachment}
ROWS: dict[str, tuple[str, ...]] = {"lots": LOT, "criteria": CRITERION, "attachments": ATTACHMENT}


def of_values(values: Mapping[str, Any]) -> Text:
    """What was typed, or read, as it is kept."""
    facts = {name: plain(values[name] if name in values else _usual(Call, name)) for name in FACTS}
    rows = {
        kind: [{name: plain(_given(kind, row, name)) for name in names} for row in values.get(kind) or ()]
        for kind, names in ROWS.items()
    }
    return {**facts, **rows}


def of_call(
    call: Call, lots: Iterable[Lot], criteria: Iterable[Criterion], attachments: Iterable[RequiredAttachment]
) -> Text:
    rows = {"lots": lots, "criteria": criteria, "attachments": attachments}
    return of_values(
        {
            **{name: getattr(call, name) for name in FACTS},
            **{kind: [_read(row, ROWS[kind]) for row in found] for kind, found in rows.items()},
        }
    )


def stored(call: Call) -> Text:
    """The text as it stands in the database."""
    return of_call(
        call,
        call.lots.order_by("number"),
        call.criteria.order_by("position", "pk"),
        call.attachments.order_by("position", "pk"),
    )


def changed(before: Text, after: Text) -> list[str]:
    """Names of the facts and sets of rows that differ, in the order of the announcement."""
    old, new = _complete(before), _complete(after)
    return [name for name in (*FACTS, *ROWS) if old.get(name) != new.get(name)]


def _complete(text: Text) -> Text:
    """A text kept before there was some part says of it what is usual, not that it is missing."""
    facts = {name: plain(_usual(Call, name)) for name in FACTS}
    rows = {
        kind: [{**{name: plain(_usual(MODELS[kind], name)) for name in names}, **row} for row in text.get(kind) or ()]
        for kind, names in ROWS.items()
    }
    return {**facts, **text, **rows}


def plain(value: Any) -> Any:
    """A value that means the same is written the same: amounts without idle zeros, moments to the minute in UTC."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(second=0, microsecond=0).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return value
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value) if value and isinstance(value[0], Mapping) else sorted(str(one) for one in value)
    return str(value).replace("\r\n", "\n").strip()


def facts_of(text: Text) -> dict[str, Any]:
    """The facts of a kept text as a call holds them."""
    return {name: _python(Call, name, text[name]) if name in text else _usual(Call, name) for name in FACTS}


def rows_of(text: Text, kind: str) -> list[dict[str, Any]]:
    """Its rows, as their models take them."""
    model = MODELS[kind]
    return [
        {_column(name): _python(model, name, row[name]) for name in ROWS[kind] if name in row} for row in text[kind]
    ]


def call_of(text: Text, *, like: Call) -> Call:
    """The call as that text would have it, unsaved."""
    kept = {field.attname: getattr(like, field.attname) for field in Call._meta.concrete_fields}
    meant = Call(**{**kept, **facts_of(text)})
    meant.programme = like.programme
    return meant


def _given(kind: str, row: Mapping[str, Any], name: str) -> Any:
    return row[name] if name in row else _usual(MODELS[kind], name)


def _usual(model: type[Model], name: str) -> Any:
    """What a part says when nobody said anything: also of a text kept before there was such a part."""
    return model._meta.get_field(name).get_default()  # type: ignore[union-attr]


def _python(model: type[Model], name: str, value: Any) -> Any:
    return value if value is None else model._meta.get_field(name).to_python(value)  # type: ignore[union-attr]


def _column(name: str) -> str:
    return "task_id" if name == "task" else name


def _read(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, _column(name)) for name in names}
