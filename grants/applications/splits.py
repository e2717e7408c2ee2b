"""How the costs of a joint offer are split between its offerors (form V.C): exact to the grosz. Values only."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tenants.office.money import ZERO, share_out

Amounts = Sequence[Decimal]


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the parts do not add up to the costs. `place` is the year's place, from 0; None: all years together."""

    place: int | None
    parts: Decimal
    costs: Decimal


def shared_out(totals: Amounts, weights: Sequence[Decimal | int]) -> list[tuple[Decimal, ...]]:
    """An amount of each year for each offeror, in proportion to the weights: no grosz is lost in any year, nor in all.

    Raises: ValueError when a total is negative or finer than a grosz, or no weight is positive.
    """
    by_year = [share_out(total, weights) for total in totals]
    return [tuple(year[place] for year in by_year) for place in range(len(weights))]


def differences(parts: Sequence[Amounts], totals: Amounts, whole: Decimal) -> Iterator[Difference]:
    """Every year, and then the whole, in which the offerors' parts are not exactly the costs.

    `parts`: of each offeror an amount a year (a missing one is nothing); `totals`: the costs of each year; `whole`: all
    costs, which differ from the totals while a cost is not yet split between the years.
    """
    for place, costs in enumerate(totals):
        given = sum((part[place] for part in parts if place < len(part)), ZERO)
        if given != costs:
            yield Difference(place, given, costs)
    given = sum((amount for part in parts for amount in part), ZERO)
    if given != whole:
        yield Difference(None, given, whole)
