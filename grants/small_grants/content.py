"""What a simplified offer holds, in one canonical shape: equal offers are equal documents."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from grants.applications import content as shape
from grants.applications.budget import ACTIONS, Budget, CostLine, Sources
from tenants.gates.refusals import Refusal
from tenants.office.money import ZERO
from tenants.registry.spheres import SPHERES

APPLICANT, TASK, RESULTS, COSTS, DECLARATIONS = "applicant", "task", "results", "costs", "declarations"
CONTACT = ("contact_name", "contact_phone", "contact_email")
FREE_TEXTS = ("title", "description", "profile")
NUMBERS = tuple(sphere.number for sphere in SPHERES)


def normal(values: Mapping[str, Any]) -> dict[str, Any]:
    """The offer as it is stored; a draft may be incomplete. Raises: Refusal at the field."""
    return {
        APPLICANT: {name: shape.text(values.get(name), shape.LINE, name) for name in CONTACT},
        TASK: {
            "sphere": shape.one_of(values.get("sphere"), NUMBERS, "sphere"),
            "title": shape.text(values.get("title"), shape.NAME, "title"),
            "start": shape.day(values.get("start"), "start"),
            "end": shape.day(values.get("end"), "end"),
            "description": shape.text(values.get("description"), shape.PARAGRAPHS, "description"),
            "profile": shape.text(values.get("profile"), shape.PARAGRAPHS, "profile"),
        },
        RESULTS: shape.normal(shape.RESULTS, {"rows": values.get("results") or []})["rows"],
        COSTS: _costs(values.get("costs") or []),
        DECLARATIONS: shape.normal(shape.DECLARATIONS, values),
    }


def _costs(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    kept = []
    for place, row in enumerate(rows, start=1):
        name = shape.text(row.get("name"), shape.LINE, f"costs.{place}.name")
        amounts = {part: _amount(row.get(part)) for part in ("grant", "other")}
        if name or any(amounts.values()):
            kept.append({"name": name, **{part: f"{amount:.2f}" for part, amount in amounts.items()}})
    if len(kept) > shape.MOST_ROWS:
        raise Refusal(_("There is room for %(most)d rows.") % {"most": shape.MOST_ROWS}, field="costs")
    return kept


def _amount(typed: object) -> Decimal:
    if typed in (None, ""):
        return ZERO
    amount = typed if isinstance(typed, Decimal) else Decimal(str(typed))
    if sentence := shape.unfit_amount(amount):
        raise Refusal(sentence, field="costs")
    return amount


def budget_of(content: Mapping[str, Any]) -> Budget:
    """The costs as agreements and reports read them: one group, each cost whole, two sources."""
    rows = content.get(COSTS) or []
    lines = tuple(
        CostLine(
            code=f"k{place}",
            group=ACTIONS,
            action=1,
            name=row["name"],
            unit="",
            unit_cost=Decimal(row["grant"]) + Decimal(row["other"]),
            quantity=Decimal(1),
        )
        for place, row in enumerate(rows, start=1)
    )
    grant = sum((Decimal(row["grant"]) for row in rows), ZERO)
    other = sum((Decimal(row["other"]) for row in rows), ZERO)
    return Budget(lines=lines, sources=Sources(grant=grant, own_financial=other))


def columns_of(content: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that repeat the content for lists."""
    budget = budget_of(content)
    return {
        "title": content.get(TASK, {}).get("title", ""),
        "requested": budget.sources.grant,
        "total_cost": budget.total,
    }
