"""The tables of form section V as they are read; and two budgets side by side."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from frontend.templatetags.formats import amount, money, without_zeros
from grants.applications.budget import ACTIONS, ADMINISTRATION, Budget
from grants.applications.completeness import budget_in
from grants.applications.official import OFFER_2018
from tenants.office.money import ZERO


def cost_table(budget: Budget, actions: list[str]) -> dict[str, Any]:
    """Form table V.A; `actions` are the names of the schedule's actions in order."""
    field = OFFER_2018.section("V").field("costs")
    years = budget.years if len(budget.years) > 1 else ()
    columns: list[dict[str, Any]] = [
        {"label": field.column("lp").label, "width": 0.9},
        {"label": field.column("cost_kind").label, "width": 3},
        {"label": field.column("unit_kind").label, "width": 1.2},
        *({"label": field.column(code).label, "kind": "number"} for code in ("unit_cost", "quantity", "value_total")),
        *({"label": f"Wartość [PLN] Rok {n} ({year})", "kind": "number"} for n, year in enumerate(years, start=1)),
    ]
    wide = len(columns)
    groups = {group.code: group for group in field.groups}
    numbered = {line.code: number for number, line in budget.numbered}
    places = range(len(years))

    def cost(line: Any) -> list[str]:
        parts = [amount(line.in_year(place)) for place in places]
        units = without_zeros(line.quantity, 2)
        return [numbered[line.code], line.name, line.unit, amount(line.unit_cost), units, amount(line.value), *parts]

    def total(label: str, lines: Any, style: str) -> dict[str, Any]:
        whole = sum((line.value for line in lines), ZERO)
        parts = [amount(sum((line.in_year(place) for line in lines), ZERO)) for place in places]
        return {"cells": [{"text": label, "span": 5}, amount(whole), *parts], "style": style}

    rows: list[Any] = []
    first, second = groups[ACTIONS], groups[ADMINISTRATION]
    rows.append({"cells": [{"text": f"I. {first.label}", "span": wide}], "style": "group"})
    for action in budget.actions:
        name = actions[action - 1] if 0 < action <= len(actions) else ""
        heading = first.subgroup.format(a=action) + (f": {name}" if name else "")
        rows.append({"cells": [{"text": heading, "span": wide}], "style": "group"})
        rows += [cost(line) for line in budget.of(ACTIONS) if (line.action or 0) == action]
    rows.append(total(first.total, budget.of(ACTIONS), "subtotal"))
    rows.append({"cells": [{"text": f"II. {second.label}", "span": wide}], "style": "group"})
    rows += [cost(line) for line in budget.of(ADMINISTRATION)]
    rows.append(total(second.total, budget.of(ADMINISTRATION), "subtotal"))
    rows.append(total(field.grand_total, budget.lines, "total"))
    return {"columns": columns, "rows": rows}


def source_table(budget: Budget) -> dict[str, Any]:
    field = OFFER_2018.section("V").field("funding_sources")
    shares = budget.shares
    columns: list[dict[str, Any]] = [
        {"label": field.column("lp").label, "width": 0.5},
        {"label": field.column("source").label, "width": 4},
        {"label": field.column("value").label, "kind": "number"},
        {"label": field.column("share").label, "kind": "number"},
    ]
    rows: list[Any] = []
    for row in field.rows:
        value = budget.total if row.code == "total" else getattr(budget.sources, row.code)
        share = 100 if row.code == "total" and budget.total else getattr(shares, row.code, None)
        cells = [row.number, row.label, amount(value), amount(share)]
        rows.append({"cells": cells, "style": "total"} if row.code == "total" else cells)
    return {"columns": columns, "rows": rows}


def summary(content: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The four figures people ask for first."""
    budget = budget_in(content)
    return [
        (_("Grant asked for"), money(budget.sources.grant)),
        (_("Own contribution"), money(budget.own)),
        (_("Payments from recipients"), money(budget.sources.recipients)),
        (_("All costs"), money(budget.total)),
    ]


def compared_sources(filed: Budget, updated: Budget) -> list[dict[str, Any]]:
    """The sources as filed and as updated, row by row of V.B."""
    found = []
    for row in OFFER_2018.section("V").field("funding_sources").rows:
        was = filed.total if row.code == "total" else getattr(filed.sources, row.code)
        now = updated.total if row.code == "total" else getattr(updated.sources, row.code)
        found.append({"label": row.label, **_compared(was, now)})
    return found


def compared_costs(filed: Budget, updated: Budget) -> list[dict[str, Any]]:
    """Every cost of either budget: as filed, as updated; a cost taken out or new is marked."""
    before = {line.code: line for line in filed.lines}
    now = {line.code: line for line in updated.lines}
    numbers = {line.code: number for number, line in (*filed.numbered, *updated.numbered)}
    found = []
    for code in dict.fromkeys([*(line.code for _number, line in updated.numbered), *before]):
        line = now.get(code) or before[code]
        mark = "new" if code not in before else "gone" if code not in now else ""
        was = before[code].value if code in before else ZERO
        value = now[code].value if code in now else ZERO
        found.append({"label": f"{numbers[code]}. {line.name}", "mark": mark, **_compared(was, value)})
    return found


def _compared(was: Any, now: Any) -> dict[str, Any]:
    difference = now - was
    return {
        "was": amount(was),
        "now": amount(now),
        "difference": amount(difference) if difference else "",
        "changed": bool(difference),
    }
