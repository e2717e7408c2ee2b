"""The additive two-way model: score = mean + offer + member + what is left, by least squares.

Offers and members need not all meet: members are recused, absent, or get only some of the offers. Exact fractions.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import atan, copysign, cos, inf, pi, sin, sqrt
from typing import Any

from grants.scoring.ranking import Exact, added

# Points by (offer, member).
Scores = Mapping[tuple[Any, Any], Exact]
Matrix = list[list[Fraction]]
# A smaller part of the squares than this is nothing, but for the rounding of floating point.
ROUNDING = 1e-12


@dataclass(frozen=True, kw_only=True)
class Fit:
    """`effects` of members sum to zero; their covariances are `shares` of the variance of a single score.

    `squares`: the sum of the squared residuals. `free`: degrees of freedom, what is left of the observations after the offers and the members are told apart.
    """

    effects: Mapping[Any, Fraction]
    shares: Mapping[tuple[Any, Any], Fraction]
    residuals: Mapping[tuple[Any, Any], Fraction]
    leverages: Mapping[tuple[Any, Any], Fraction]
    squares: Fraction
    free: int

    def against(self, member: Any, others: Collection[Any]) -> tuple[Fraction, Fraction]:
        """The member's effect less the mean of the others', and the share of the variance it has."""
        number = len(others)
        difference = self.effects[member] - sum((self.effects[one] for one in others), Fraction(0)) / number
        common = sum((self.shares[member, one] for one in others), Fraction(0)) / number
        theirs = sum((self.shares[one, two] for one in others for two in others), Fraction(0)) / number**2
        return difference, self.shares[member, member] - 2 * common + theirs


def shared(scores: Scores) -> dict[tuple[Any, Any], Exact]:
    """Scores of offers that two members or more scored: an offer scored by one tells nothing about members."""
    of = by_offer(scores)
    return {(offer, member): points for (offer, member), points in scores.items() if len(of[offer]) > 1}


def by_offer(scores: Scores) -> dict[Any, dict[Any, Exact]]:
    found: dict[Any, dict[Any, Exact]] = {}
    for (offer, member), points in scores.items():
        found.setdefault(offer, {})[member] = points
    return found


def groups(scores: Scores) -> list[list[Any]]:
    """Members who can be compared, directly or through others: between two groups there is no common offer."""
    found: list[dict[Any, None]] = []
    for members in by_offer(scores).values():
        together = dict.fromkeys(members)
        apart = []
        for group in found:
            if group.keys() & members.keys():
                together = group | together
            else:
                apart.append(group)
        found = [*apart, together]
    return [list(group) for group in found]


def fit(scores: Scores) -> Fit:
    """Pass scores of shared offers only, and of one group of members."""
    offers = {
        offer: {member: Fraction(points) for member, points in given.items()}
        for offer, given in by_offer(scores).items()
    }
    members = list(dict.fromkeys(member for _offer, member in scores))
    places = {member: place for place, member in enumerate(members)}
    means = {offer: added(given.values()) / len(given) for offer, given in offers.items()}
    # The normal equations after the offers are swept out; 1 / members makes the effects sum to zero.
    left = [[Fraction(1, len(members))] * len(members) for _member in members]
    right = [Fraction(0)] * len(members)
    for offer, given in offers.items():
        for one, points in given.items():
            right[places[one]] += points - means[offer]
    # Offers that the same members scored have the same part in what follows.
    sets = Counter(tuple(given) for given in offers.values())
    for together, number in sets.items():
        for one in together:
            left[places[one]][places[one]] += number
            for other in together:
                left[places[one]][places[other]] -= Fraction(number, len(together))
    inverse = inverted(left)
    effects = {one: _dot(inverse[place], right) for one, place in places.items()}
    leverages = {together: _leverages(together, places, inverse) for together in sets}
    spread = {offer: added(effects[one] for one in given) / len(given) for offer, given in offers.items()}
    residuals = {
        (offer, one): points - means[offer] - effects[one] + spread[offer]
        for offer, given in offers.items()
        for one, points in given.items()
    }
    return Fit(
        effects=effects,
        shares={
            (one, other): inverse[place][another] - Fraction(1, len(members))
            for one, place in places.items()
            for other, another in places.items()
        },
        residuals=residuals,
        leverages={
            (offer, one): value for offer, given in offers.items() for one, value in leverages[tuple(given)].items()
        },
        squares=added(rest * rest for rest in residuals.values()),
        free=len(scores) - len(offers) - len(members) + 1,
    )


def _leverages(given: tuple[Any, ...], places: Mapping[Any, int], inverse: Matrix) -> dict[Any, Fraction]:
    """How much each score of an offer, scored by these members, pulls its own fitted value."""
    number = len(given)
    rows = {one: sum((inverse[places[one]][places[other]] for other in given), Fraction(0)) / number for one in given}
    middle = sum(rows.values(), Fraction(0)) / number
    return {one: Fraction(1, number) + inverse[places[one]][places[one]] - 2 * rows[one] + middle for one in given}


def inverted(matrix: Matrix) -> Matrix:
    """By Gauss and Jordan. The matrix of a connected design has an inverse."""
    size = len(matrix)
    rows = [[*row, *(Fraction(int(place == other)) for other in range(size))] for place, row in enumerate(matrix)]
    for place in range(size):
        pivot = next(row for row in range(place, size) if rows[row][place])
        rows[place], rows[pivot] = rows[pivot], rows[place]
        head = [value / rows[place][place] for value in rows[place]]
        rows = [
            head if number == place else [value - row[place] * top for value, top in zip(row, head, strict=True)]
            for number, row in enumerate(rows)
        ]
    return [row[size:] for row in rows]


def _dot(one: Iterable[Fraction], other: Iterable[Fraction]) -> Fraction:
    return sum((a * b for a, b in zip(one, other, strict=True)), Fraction(0))


def studentised(residual: float, leverage: float, squares: float, free: int) -> float:
    """The residual over its standard error when the score itself is left out; infinite where nothing else is left."""
    rest = squares - residual * residual / (1 - leverage)
    if rest <= squares * ROUNDING:
        return copysign(inf, residual)
    return residual / sqrt(rest / (free - 1) * (1 - leverage))


def by_chance(t: float, free: int) -> float:
    """How often chance alone takes Student's t as far from zero (Abramowitz and Stegun, 26.7.3 and 26.7.4)."""
    angle = atan(abs(t) / sqrt(free))
    odd, square = free % 2, cos(angle) ** 2
    term, total = cos(angle) if odd else 1.0, 0.0
    for power in range(2 + odd, free + 1, 2):
        total += term
        term *= square * (power - 1) / power
    inside = sin(angle) * total
    return max(0.0, 1 - ((angle + inside) * 2 / pi if odd else inside))
