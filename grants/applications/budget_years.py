"""Costs split between the years of a task. In a draft, what was typed for a year stays whatever the task's days become:
its budget may hold parts of more years than the task has now, and only those of the task count (`in_years`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal

from grants.applications.costs import Budget, CostLine
from tenants.office.money import ZERO

Parts = Mapping[int, Decimal]


def in_years(budget: Budget, years: tuple[int, ...]) -> Budget:
    """The budget in these years alone, as it is summed, judged and filed: in a single one nothing is split."""
    split = years if len(years) > 1 else ()
    return _laid_out(budget, years, [_row(_parts(line, budget.years), split) for line in budget.lines])


def with_room(budget: Budget, years: tuple[int, ...]) -> Budget:
    """The budget of a draft when the task's years have become these; none, while its days are still being typed."""
    if not years:
        return budget
    said = [_parts(line, budget.years) for line in budget.lines]
    room = tuple(sorted({*years, *(year for parts in said for year, part in parts.items() if part)}))
    return _laid_out(budget, room, [_row(parts, room) for parts in said])


def typed_over(typed: Budget, before: Budget, years: tuple[int, ...]) -> Budget:
    """What was typed in the years that the page showed, over what stays of the others.

    A budget that names no years is typed in those of the task, `years`; in a single one nothing is split.
    """
    shown = typed.years or years
    room = tuple(sorted({*years, *before.years}))
    kept = {line.code: _parts(line, before.years) for line in before.lines}
    rows = []
    for line in typed.lines:
        said = {**dict.fromkeys(shown, ZERO), **_parts(line, shown)} if len(shown) > 1 else {}
        rows.append(_row({**kept.get(line.code, {}), **said}, room))
    return _laid_out(typed, room, rows)


def _parts(line: CostLine, years: Iterable[int]) -> Parts:
    return dict(zip(years, line.years, strict=False))


def _row(parts: Parts, years: tuple[int, ...]) -> tuple[Decimal, ...]:
    row = tuple(parts.get(year, ZERO) for year in years)
    return row if any(row) else ()


def _laid_out(budget: Budget, years: tuple[int, ...], rows: Iterable[tuple[Decimal, ...]]) -> Budget:
    lines = (replace(line, years=row) for line, row in zip(budget.lines, rows, strict=True))
    return replace(budget, years=years, lines=tuple(lines))
