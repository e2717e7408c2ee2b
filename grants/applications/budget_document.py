"""The budget as it lies in the offer's document: plain values for JSON, decimals as text."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from grants.applications.costs import (
    ACTIONS,
    ADMINISTRATION,
    Budget,
    CostLine,
    OfferorPart,
    Sources,
    is_to_the_grosz,
)
from tenants.office.money import GROSZ, ZERO

NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?", re.ASCII)


class Unreadable(ValueError):
    """The document does not have the shape of a budget; the text names the place."""


def parse(document: Mapping[str, Any]) -> Budget:
    """Read what `dump` wrote or a person typed so far; an empty amount is zero. Raises: Unreadable."""
    lines = tuple(_line(row, place) for place, row in enumerate(_rows(document, "lines"), start=1))
    codes = [line.code for line in lines]
    if len(set(codes)) != len(codes):
        raise Unreadable("lines: two rows have the same code")
    sources = document.get("sources") or {}
    if not isinstance(sources, Mapping):
        raise Unreadable("sources: not a mapping")
    years = document.get("years") or ()
    if not isinstance(years, Sequence) or not all(type(year) is int for year in years):
        raise Unreadable("years: not a list of years")
    return Budget(
        lines=lines,
        sources=Sources(**{name: _number(sources.get(name), f"sources.{name}") for name in Sources.__slots__}),
        years=tuple(years),
        offerors=tuple(_offeror(row, place) for place, row in enumerate(_rows(document, "offerors"), start=1)),
    )


def dump(budget: Budget) -> dict[str, Any]:
    """Plain values for JSON, decimals as text: equal budgets give equal documents."""
    return {
        "years": list(budget.years),
        "lines": [
            {
                "code": line.code,
                "group": line.group,
                "action": line.action,
                "name": line.name,
                "unit": line.unit,
                "unit_cost": _text(line.unit_cost),
                "quantity": _text(line.quantity),
                "years": [_text(part) for part in line.years],
            }
            for line in budget.lines
        ],
        "sources": {name: _text(getattr(budget.sources, name)) for name in Sources.__slots__},
        "offerors": [
            {"code": part.code, "name": part.name, "years": [_text(year) for year in part.years]}
            for part in budget.offerors
        ],
    }


def _rows(document: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    rows = document.get(name) or ()
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        raise Unreadable(f"{name}: not a list of rows")
    return rows


def _line(row: Mapping[str, Any], place: int) -> CostLine:
    where = f"lines.{place}"
    group = row.get("group")
    if group not in (ACTIONS, ADMINISTRATION):
        raise Unreadable(f"{where}.group: neither I nor II")
    action = row.get("action")
    if group == ADMINISTRATION or action in (None, ""):
        action = None
    elif type(action) is not int or action < 1:
        raise Unreadable(f"{where}.action: not the number of an action")
    return CostLine(
        code=str(row.get("code") or place),
        group=group,
        action=action,
        name=str(row.get("name") or ""),
        unit=str(row.get("unit") or ""),
        unit_cost=_number(row.get("unit_cost"), f"{where}.unit_cost"),
        quantity=_number(row.get("quantity"), f"{where}.quantity"),
        years=tuple(_number(part, f"{where}.years") for part in row.get("years") or ()),
    )


def _offeror(row: Mapping[str, Any], place: int) -> OfferorPart:
    return OfferorPart(
        code=str(row.get("code") or place),
        name=str(row.get("name") or ""),
        years=tuple(_number(part, f"offerors.{place}.years") for part in row.get("years") or ()),
    )


def _number(typed: object, where: str) -> Decimal:
    if typed is None or typed == "":
        return ZERO
    if isinstance(typed, Decimal) or type(typed) is int:
        typed = f"{typed:f}" if isinstance(typed, Decimal) and typed.is_finite() else str(typed)
    if not isinstance(typed, str) or not NUMBER.fullmatch(typed):
        raise Unreadable(f"{where}: not an amount")
    return Decimal(typed)


def _text(amount: Decimal) -> str:
    return f"{amount.quantize(GROSZ):f}" if is_to_the_grosz(amount) else f"{amount.normalize():f}"
