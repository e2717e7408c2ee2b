"""From points to places. Pure: totals in, places out; Decimal and exact fractions only.

Offers and members are whatever the caller tells them apart by.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

HUNDREDTHS = 100


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A submitted sheet: the sum of one member's points for one offer."""

    offer: Any
    member: Any
    total: Decimal


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an offer stands. Equal means share a position; the next one counts them all (1, 1, 3).

    `mean` None: nobody scored it. `totals` maps each member who counts to the sum of their points.
    """

    offer: Any
    position: int | None
    mean: Decimal | None
    passes: bool
    totals: Mapping[Any, Decimal] = field(default_factory=dict)


def mean(totals: Iterable[Decimal]) -> Decimal | None:
    """The arithmetic mean to two places, half up; None of nothing."""
    exact = [Fraction(total) for total in totals]
    if not exact:
        return None
    doubled = 2 * sum(exact, Fraction(0)) / len(exact) * HUNDREDTHS
    return Decimal((doubled.numerator // doubled.denominator + 1) // 2).scaleb(-2)


def rank(
    filed_at: Mapping[Any, datetime],
    sheets: Iterable[Sheet],
    *,
    minimum: Decimal,
    recused: frozenset[tuple[Any, Any]] = frozenset(),
) -> list[Place]:
    """Offers by mean, the highest first; those without a sheet last.

    `filed_at` names the offers that stand; of equal ones the earlier is shown first and no higher. A member in
    `recused`, as (member, offer), is out of the sum and out of the number it is divided by.
    """
    totals: dict[Any, dict[Any, Decimal]] = {offer: {} for offer in filed_at}
    for sheet in sheets:
        if sheet.offer in totals and (sheet.member, sheet.offer) not in recused:
            totals[sheet.offer][sheet.member] = sheet.total
    means = {offer: mean(of_members.values()) for offer, of_members in totals.items()}
    ordered = sorted(
        filed_at, key=lambda offer: (means[offer] is None, -(means[offer] or 0), filed_at[offer], str(offer))
    )
    first_with: dict[Decimal, int] = {}
    for number, offer in enumerate(ordered, 1):
        if (own := means[offer]) is not None:
            first_with.setdefault(own, number)
    return [
        Place(
            offer=offer,
            position=None if (own := means[offer]) is None else first_with[own],
            mean=means[offer],
            passes=passes(means[offer], minimum),
            totals=totals[offer],
        )
        for offer in ordered
    ]


def passes(own: Decimal | None, minimum: Decimal) -> bool:
    """Whether the committee may recommend it: somebody scored it, and the mean is not below the least points."""
    return own is not None and own >= minimum


def reach(pool: Decimal, requested: Iterable[Decimal]) -> tuple[int, Decimal]:
    """How many offers, from the top, the pool pays for in full, and what is left after them."""
    number, left = 0, pool
    for amount in requested:
        if amount > left:
            break
        number, left = number + 1, left - amount
    return number, left
