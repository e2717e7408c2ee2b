"""Signs that a committee's points deserve a second look. Pure: points in, findings out.

Beside the ranking, never in its place. Each finding says on how many observations it stands, and where those are too
few there is no figure but the reason. "By chance" is a probability after Bonferroni's correction for the number of
members, or of scores, that are looked at.
"""

from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import inf, sqrt
from typing import Any

from django.utils.translation import gettext as _

from grants.scoring import integrity_alpha as alpha
from grants.scoring.integrity_model import Fit, Scores, by_chance, by_offer, fit, groups, shared, studentised
from grants.scoring.ranking import Exact

# A finding is said when chance alone would give it in fewer than one committee in twenty (Weisberg, Applied Linear
# Regression, 2005, 9.1: the outlier test, which names one score in twenty honest committees).
SURPRISING = 0.05
# Below these numbers nothing is said. They are rules of this house, each with its reason:
# with five common offers the error of a member's effect is still almost half (1 / √5) of the spread of single scores;
COMMON_OFFERS = 5
# the spread itself, from fewer free observations than ten, is known no better than to a quarter (1 / √20);
FREE_OBSERVATIONS = 10
# with fewer offers than ten one of them makes, on the average, more than a tenth of the whole disagreement: nearly the
# distance between the two lines below.
OFFERS_FOR_ALPHA = 10
# Krippendorff, Content Analysis, 2004, p. 241: rely on 0.800 and above, draw tentative conclusions from 0.667 on.
RELIABLE, TENTATIVE = Decimal("0.800"), Decimal("0.667")


@dataclass(frozen=True, kw_only=True)
class Severity:
    """How many points a member gives more, or less, than the others on the same `offers`, with the standard error.

    The others are those who do not stand out: one strict member does not make all the rest look mild.
    """

    member: Any
    points: Decimal
    error: Decimal
    offers: int
    stands_out: bool


@dataclass(frozen=True, kw_only=True)
class Outlier:
    """One score far from what its offer and its member let expect."""

    offer: Any
    member: Any
    given: Decimal
    expected: Decimal
    chance: float

    @property
    def points(self) -> Decimal:
        return self.given - self.expected


@dataclass(frozen=True, kw_only=True)
class Strictness:
    """`members` None: too little to compare, `reason` says what is missing. `few`: members with too few offers.

    `apart`: groups of members without a common offer, when there are more than one.
    """

    members: list[Severity] | None = None
    outliers: list[Outlier] = field(default_factory=list)
    scores: int = 0
    reason: str = ""
    few: dict[Any, int] = field(default_factory=dict)
    apart: list[list[Any]] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """Alpha by the distance and by the order of points; None with a `reason` when there is too little."""

    interval: Decimal | None = None
    ordinal: Decimal | None = None
    offers: int
    scores: int
    reason: str = ""


def strictness(scores: Scores) -> Strictness:
    """Who is strict and who is mild, and which single scores stand out from that."""
    compared, few = _compared(scores)
    apart = groups(compared)
    nothing = Strictness(scores=len(compared), few=few)
    if not compared:
        sentence = _("Too few sheets to say: two members must have scored at least %(n)s offers in common.")
        return replace(nothing, reason=sentence % {"n": COMMON_OFFERS})
    if len(apart) > 1:
        sentence = _("The members fall into groups that have no offer in common, so they cannot be compared.")
        return replace(nothing, reason=sentence, apart=apart)
    found = fit(compared)
    if found.free < FREE_OBSERVATIONS:
        sentence = _("Too few sheets to say: a few more offers must be scored by several members.")
        return replace(nothing, reason=sentence)
    members = sorted(_severities(found, compared), key=lambda one: one.points)
    return replace(nothing, members=members, outliers=_outliers(found, compared))


def _compared(scores: Scores) -> tuple[dict[tuple[Any, Any], Exact], dict[Any, int]]:
    """Scores of members who have enough offers in common with others, and the number of those who have not."""
    few: dict[Any, int] = dict.fromkeys((member for _offer, member in scores), 0)
    compared = shared(scores)
    while True:
        common = _numbers(compared)
        short = {member for member, number in common.items() if number < COMMON_OFFERS}
        few |= {member: common[member] for member in short}
        if not short:
            return compared, {member: number for member, number in few.items() if member not in common}
        compared = shared({key: points for key, points in compared.items() if key[1] not in short})


def _numbers(scores: Scores) -> dict[Any, int]:
    numbers: dict[Any, int] = {}
    for _offer, member in scores:
        numbers[member] = numbers.get(member, 0) + 1
    return numbers


def _severities(found: Fit, compared: Scores) -> list[Severity]:
    usual = list(found.effects)
    far = _farthest(found, usual)
    while far and len(usual) - len(far) > 1:
        usual = [one for one in usual if one not in far]
        far = _farthest(found, usual)
    offers = _numbers(compared)
    severities = []
    for member in found.effects:
        difference, share = found.against(member, [one for one in usual if one != member])
        severities.append(
            Severity(
                member=member,
                points=hundredths(difference),
                error=hundredths(Fraction(sqrt(share * found.squares / found.free))),
                offers=offers[member],
                stands_out=member not in usual or member in far,
            )
        )
    return severities


def _farthest(found: Fit, members: list[Any]) -> list[Any]:
    """Who is farther from the others among these than anybody else, and than chance takes one of so many members."""
    squares = {}
    for member in members:
        difference, share = found.against(member, [one for one in members if one != member])
        squares[member] = difference * difference / share
    top = max(squares.values())
    if not top:
        return []
    t = sqrt(top * found.free / found.squares) if found.squares else inf
    surprising = by_chance(t, found.free) * len(found.effects) < SURPRISING
    return [member for member, square in squares.items() if square == top] if surprising else []


def _outliers(found: Fit, compared: Scores) -> list[Outlier]:
    """The farthest first."""
    squares = float(found.squares)
    far = {
        key: studentised(float(rest), float(found.leverages[key]), squares, found.free)
        for key, rest in found.residuals.items()
        if rest
    }
    outliers = []
    for key in sorted(far, key=lambda key: -abs(far[key])):
        chance = by_chance(far[key], found.free - 1) * len(compared)
        if chance >= SURPRISING:
            break
        # What the other points let expect, without this score's own pull.
        given, (offer, member) = Fraction(compared[key]), key
        expected = hundredths(given - found.residuals[key] / (1 - found.leverages[key]))
        outliers.append(Outlier(offer=offer, member=member, given=hundredths(given), expected=expected, chance=chance))
    return outliers


def agreement(scores: Scores) -> Agreement:
    units = [list(given.values()) for given in by_offer(shared(scores)).values()]
    nothing = Agreement(offers=len(units), scores=sum(len(unit) for unit in units))
    if len(units) < OFFERS_FOR_ALPHA:
        sentence = _("Too few sheets to say: at least %(n)s offers must be scored by two members or more.")
        return replace(nothing, reason=sentence % {"n": OFFERS_FOR_ALPHA})
    by_points, by_order = alpha.interval(units), alpha.ordinal(units)
    if by_points is None or by_order is None:
        return replace(nothing, reason=_("Everybody gave every offer the same points, so agreement shows nothing."))
    return replace(nothing, interval=thousandths(by_points), ordinal=thousandths(by_order))


def hundredths(value: Fraction) -> Decimal:
    return _rounded(value, "0.01")


def thousandths(value: Fraction) -> Decimal:
    return _rounded(value, "0.001")


def _rounded(value: Fraction, to: str) -> Decimal:
    return (Decimal(value.numerator) / Decimal(value.denominator)).quantize(Decimal(to), rounding=ROUND_HALF_UP)
