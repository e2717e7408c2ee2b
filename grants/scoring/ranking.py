"""From points to places. Pure: totals in, places out; Decimal and exact fractions only.

Offers and members are whatever the caller tells them apart by.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import groupby
from math import lcm
from typing import Any

from grants.calls.models import ScoreRule

HUNDREDTHS = 100
# With fewer sheets there would be nothing between the highest and the lowest.
LEAST_TO_TRIM = 3
Exact = Decimal | Fraction


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A submitted sheet: the sum of one member's points for one offer, exact."""

    offer: Any
    member: Any
    total: Exact


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A rule that parts offers with equal points: of two, the one with more goes first.

    It parts a group only when it knows every offer of it: a vote that was not taken decides nothing.
    """

    rule: str
    more: Mapping[Any, Any]


@dataclass(frozen=True, kw_only=True)
class Minima:
    """Least points of single criteria, and each offer's mean there; a criterion that applied on no sheet is met."""

    least: Mapping[Any, Exact] = field(default_factory=dict)
    means: Mapping[tuple[Any, Any], Exact] = field(default_factory=dict)

    def below(self, offer: Any) -> tuple[Any, ...]:
        """The criteria in which this offer has too few points."""
        return tuple(one for one, least in self.least.items() if self.means.get((offer, one), least) < least)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where an offer stands. Equal ones share a position; the next one counts them all (1, 1, 3).

    `mean` None: nobody scored it. `totals` maps each member who counts to the sum of their points. `below` names the
    criteria in which it has too few points, `parted_by` the rule that told it from others with equal points; `equal`:
    no rule did. `together`: where the call adds points up, their sum; whoever did not score counts as the mean of the
    others, so that nobody's tie costs an offer points. The least points are of one sheet under every rule.
    """

    offer: Any
    position: int | None
    mean: Decimal | None
    passes: bool
    totals: Mapping[Any, Exact] = field(default_factory=dict)
    below: tuple[Any, ...] = ()
    parted_by: str = ""
    equal: bool = False
    together: Decimal | None = None


def mean(totals: Iterable[Exact], rule: str = ScoreRule.MEAN) -> Decimal | None:
    """The arithmetic mean to two places, half up; None of nothing. Trimmed: without one highest and one lowest."""
    exact = list(totals)
    if rule == ScoreRule.TRIMMED and len(exact) >= LEAST_TO_TRIM:
        exact = sorted(exact)[1:-1]
    if not exact:
        return None
    return rounded(added(exact) / len(exact))


def added(numbers: Iterable[Exact]) -> Fraction:
    """Their exact sum, over one common denominator: adding fractions to each other is five times as slow."""
    ratios = [number.as_integer_ratio() for number in numbers]
    common = lcm(*(below for _above, below in ratios))
    return Fraction(sum(above * (common // below) for above, below in ratios), common)


def summed(totals: Iterable[Exact], *, seats: int) -> Decimal:
    """The sum of so many people's points, those who did not score counted as the mean of the others."""
    exact = list(totals)
    return rounded(added(exact) * max(seats, len(exact)) / len(exact))


def rounded(number: Exact) -> Decimal:
    """To two places, half up."""
    doubled = 2 * Fraction(number) * HUNDREDTHS
    return Decimal((doubled.numerator // doubled.denominator + 1) // 2).scaleb(-2)


def scaled(points: Decimal, *, most: int, inapplicable: int) -> Fraction:
    """A sheet's sum out of `most` when criteria worth `inapplicable` did not apply: the others stand for the whole."""
    if not inapplicable:
        return Fraction(points)
    return Fraction(points) * most / (most - inapplicable) if most > inapplicable else Fraction(0)


def needs_third(totals: Sequence[Exact], *, gap_percent: Decimal | None, most: int) -> bool:
    """Whether two sheets, and there are only two, lie further apart than that share of the most points."""
    if gap_percent is None or len(totals) != 2:
        return False
    first, second = (Fraction(total) for total in totals)
    return abs(first - second) * 100 > Fraction(gap_percent) * most


def rank(
    filed_at: Mapping[Any, datetime],
    sheets: Iterable[Sheet],
    *,
    minimum: Decimal,
    recused: frozenset[tuple[Any, Any]] = frozenset(),
    rule: str = ScoreRule.MEAN,
    minima: Minima | None = None,
    ties: Sequence[Tie] = (),
    seats: int = 0,
) -> list[Place]:
    """Offers by mean, or by the sum where points add up, the highest first; those without a sheet last.

    `seats`: how many people's points add up, where they do. `filed_at` names the offers that stand; of equal ones the
    earlier is shown first and no higher, unless a tie rule says so. A member in `recused`, as (member, offer), is out of the sum and out of the number it is divided by.
    """
    minima = minima or Minima()
    totals: dict[Any, dict[Any, Exact]] = {offer: {} for offer in filed_at}
    for sheet in sheets:
        if sheet.offer in totals and (sheet.member, sheet.offer) not in recused:
            totals[sheet.offer][sheet.member] = sheet.total
    means = {offer: mean(of_members.values(), rule) for offer, of_members in totals.items()}
    together = {
        offer: summed(of_members.values(), seats=seats)
        for offer, of_members in totals.items()
        if of_members and rule == ScoreRule.SUM
    }
    points = together or means
    shown = sorted(filed_at, key=lambda offer: (filed_at[offer], str(offer)))
    scored = sorted((one for one in shown if means[one] is not None), key=lambda one: -(points[one] or 0))
    found: list[Place] = []
    for _points, equals in groupby(scored, key=lambda one: points[one]):
        found += [
            Place(
                offer=offer,
                position=position,
                mean=means[offer],
                passes=passes(means[offer], minimum) and not minima.below(offer),
                totals=totals[offer],
                below=minima.below(offer),
                parted_by=parted_by,
                equal=equal,
                together=together.get(offer),
            )
            for offer, position, parted_by, equal in _parted(list(equals), ties, first=len(found) + 1)
        ]
    return [
        *found,
        *(Place(offer=one, position=None, mean=None, passes=False) for one in shown if means[one] is None),
    ]


def _parted(equals: list[Any], ties: Sequence[Tie], *, first: int) -> list[tuple[Any, int, str, bool]]:
    """Offers with equal points in their order, each with its position and the rule that gave it.

    A rule that does not know every offer of a group leaves the group to the next one.
    """
    if len(equals) == 1:
        return [(equals[0], first, "", False)]
    for number, tie in enumerate(ties):
        if not all(offer in tie.more for offer in equals) or len({tie.more[offer] for offer in equals}) == 1:
            continue
        found: list[tuple[Any, int, str, bool]] = []
        ordered = sorted(equals, key=lambda offer: tie.more[offer], reverse=True)
        for _more, still in groupby(ordered, key=lambda offer: tie.more[offer]):
            parts = _parted(list(still), ties[number + 1 :], first=first + len(found))
            found += [(offer, position, by or tie.rule, equal) for offer, position, by, equal in parts]
        return found
    return [(offer, first, "", True) for offer in equals]


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
