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
    "selection",
    "correction_days",
    "minimum_points",
    "tie_rule",
    "tie_then",
    "amount_rule",
    "amount_details",
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
CRITERION = ("name", "help", "statutory", "points_max", "points_min", "decides_ties")
ATTACHMENT = ("name", "required")
ROWS: dict[str, tuple[str, ...]] = {"lots": LOT, "criteria": CRITERION, "attachments": ATTACHMENT}


def of_values(values: Mapping[str, Any]) -> Text:
    """What was typed, or read, as it is kept."""
    facts = {name: plain(values.get(name)) for name in FACTS}
    rows = {
        kind: [{name: plain(row.get(name)) for name in names} for row in values.get(kind) or ()]
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
    return [name for name in (*FACTS, *ROWS) if before.get(name) != after.get(name)]


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
        return sorted(str(one) for one in value)
    return str(value).replace("\r\n", "\n").strip()


def lots_of(text: Text) -> list[Lot]:
    """The lots of a kept text, unsaved, with amounts to reckon with."""
    return [
        Lot(**{("task_id" if name == "task" else name): _worth(name, row.get(name)) for name in LOT})
        for row in text["lots"]
    ]


def _worth(name: str, value: Any) -> Any:
    amount = name == "pool" or name.startswith("grant_") or name.endswith("_percent")
    return Decimal(value) if amount and value is not None else value


def _read(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, "task_id" if name == "task" else name) for name in names}
