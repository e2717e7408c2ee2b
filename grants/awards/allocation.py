"""From a ranking to amounts, by the rule the call names. Pure: Decimal złoty to the grosz in and out.

Nobody gets more than they asked for, the pool is not exceeded, and nobody gets less than the least that makes sense:
the lot's least grant, and a share of what was asked. The one exception is the rule that all with the equal lowest points
go on: then the sum stands over the pool, and `over` says by how much.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import groupby
from typing import Any

from grants.calls.models import AmountRule
from tenants.office.money import GROSZ, round_money, share_out

ZERO = Decimal("0.00")
HUNDRED = Decimal(100)


class Why(StrEnum):
    """Why an offer gets what it gets."""

    FULL = "full"
    REST = "rest"  # the last one takes what is left
    CAPPED = "capped"  # up to what one applicant may get
    SHARE = "share"
    BAND = "band"
    EQUAL = "equal"  # all with the same points go on
    BELOW = "below"  # too few points, or not scored
    NO_BAND = "no_band"
    SPENT = "spent"  # nothing is left
    TOO_SMALL = "too_small"  # what is left is less than the least that makes sense
    NO_FIT = "no_fit"  # the whole amount does not fit


@dataclass(frozen=True, kw_only=True)
class Ask:
    """A ranked offer: what it asks for and what it earned. `position`: its place; only equal ones that nothing parted
    share one. Without it equal points make equals."""

    offer: int
    requested: Decimal
    points: Decimal | Fraction | None
    position: int | None = None
    passes: bool = True
    applicant: Hashable = None

    @property
    def ratio(self) -> tuple[int, int]:
        """The points as a fraction of whole numbers; none are nothing."""
        return (self.points or ZERO).as_integer_ratio()

    @property
    def level(self) -> Hashable:
        return self.points if self.position is None else self.position

    @property
    def shown_points(self) -> Decimal:
        above, below = self.ratio
        return round_money(Decimal(above) / below)


@dataclass(frozen=True, kw_only=True)
class Fund:
    """Money to divide. `viable_percent`: a grant below this share of what was asked makes no sense."""

    pool: Decimal
    grant_min: Decimal | None = None
    viable_percent: Decimal = ZERO
    cap: Decimal | None = None

    def least(self, ask: Ask) -> Decimal:
        """The smallest grant that makes sense, a share rounded up to the grosz. It may be more than was asked."""
        share = Fraction(ask.requested) * Fraction(self.viable_percent) / 100
        up = -(-share * 100 // 1)
        return max(self.grant_min or ZERO, Decimal(int(up)).scaleb(-2), GROSZ)


@dataclass(frozen=True)
class Give:
    amount: Decimal
    why: Why


@dataclass(frozen=True, kw_only=True)
class Allocation:
    """What each offer gets, in the order of the ranking."""

    pool: Decimal
    gives: dict[int, Give]

    def amount(self, offer: int) -> Decimal:
        return self.gives[offer].amount

    @property
    def total(self) -> Decimal:
        return sum((give.amount for give in self.gives.values()), ZERO)

    @property
    def left(self) -> Decimal:
        return max(self.pool - self.total, ZERO)

    @property
    def over(self) -> Decimal:
        return max(self.total - self.pool, ZERO)


def groszes(amount: Decimal) -> int:
    return int(amount * 100)


def allocate(
    ranked: Sequence[Ask],
    fund: Fund,
    *,
    rule: str,
    bands: Sequence[Mapping[str, Any]] = (),
    all_equal: bool = False,
) -> Allocation:
    """`ranked`: highest first. A free choice begins as full amounts with a part for the last one.

    `all_equal`: everybody with the lowest points that still get money gets it, even above the pool; a rule of shares
    has no such line.
    """
    if rule == AmountRule.PROPORTIONAL:
        gives = _shared(ranked, fund)
    else:
        wanted = {one.offer: banded(one, bands) if rule == AmountRule.BANDS else one.requested for one in ranked}
        gives = _down(ranked, fund, wanted, whole=rule == AmountRule.FULL_THEN_SKIP, all_equal=all_equal)
    return Allocation(pool=fund.pool, gives={one.offer: gives[one.offer] for one in ranked})


def banded(ask: Ask, bands: Sequence[Mapping[str, Any]]) -> Decimal:
    """What the band of its points lets an offer have, before the pool is asked; nothing below the last band."""
    for band in bands:
        if ask.points is not None and ask.points >= Decimal(str(band["from"])):
            value = Decimal(str(band.get("value") or 0))
            match band["kind"]:
                case "full":
                    return ask.requested
                case "percent":
                    return min(round_money(ask.requested * value / HUNDRED), ask.requested)
                case "minus":
                    return max(ask.requested - value, ZERO)
                case _:
                    return min(value, ask.requested)
    return ZERO


@dataclass
class _Purse:
    """What is left of the pool and of each applicant's cap."""

    fund: Fund
    left: Decimal
    taken: dict[Hashable, Decimal]

    def room(self, ask: Ask) -> Decimal:
        if self.fund.cap is None:
            return self.left
        return min(self.left, self.fund.cap - self.taken.get(ask.applicant, ZERO))

    def spend(self, ask: Ask, amount: Decimal) -> None:
        self.left = max(self.left - amount, ZERO)
        self.taken[ask.applicant] = self.taken.get(ask.applicant, ZERO) + amount


def _down(
    ranked: Sequence[Ask], fund: Fund, wanted: Mapping[int, Decimal], *, whole: bool, all_equal: bool
) -> dict[int, Give]:
    purse = _Purse(fund, fund.pool, {})
    gives: dict[int, Give] = {one.offer: Give(ZERO, Why.BELOW) for one in ranked if not one.passes}
    for _level, run in groupby((one for one in ranked if one.passes), key=lambda one: one.level):
        equal = list(run)
        together = sum((wanted[one.offer] for one in equal), ZERO)
        if all_equal and len(equal) > 1 and ZERO < purse.left < together:
            trial = _Purse(fund, purse.left, dict(purse.taken))
            if any(_next(one, trial, wanted[one.offer], whole=whole).amount for one in equal):
                before, purse.left = purse.left, together
                gives |= {one.offer: _next(one, purse, wanted[one.offer], whole=whole) for one in equal}
                gives |= {
                    one.offer: Give(gives[one.offer].amount, Why.EQUAL) for one in equal if gives[one.offer].amount
                }
                purse.left = max(before - sum((gives[one.offer].amount for one in equal), ZERO), ZERO)
                continue
        gives |= {one.offer: _next(one, purse, wanted[one.offer], whole=whole) for one in equal}
    return gives


def _next(ask: Ask, purse: _Purse, wanted: Decimal, *, whole: bool) -> Give:
    """What the next one down the ranking gets; it is taken from the purse."""
    if not wanted:
        return Give(ZERO, Why.NO_BAND)
    room = purse.room(ask)
    amount = min(wanted, room)
    if amount <= 0:
        return Give(ZERO, Why.SPENT if purse.left <= 0 else Why.CAPPED)
    if whole and amount < wanted:
        return Give(ZERO, Why.NO_FIT if room == purse.left else Why.CAPPED)
    if amount < purse.fund.least(ask):
        return Give(ZERO, Why.TOO_SMALL)
    why = Why.FULL if amount == ask.requested else Why.BAND
    if amount < wanted:
        why = Why.REST if room == purse.left else Why.CAPPED
    purse.spend(ask, amount)
    return Give(amount, why)


def _shared(ranked: Sequence[Ask], fund: Fund) -> dict[int, Give]:
    """In proportion to what was asked; whoever would get too little falls out, the lowest first, and frees its part."""
    gives = {one.offer: Give(ZERO, Why.BELOW) for one in ranked if not one.passes}
    sharing = [one for one in ranked if one.passes and one.requested > 0]
    gives |= {one.offer: Give(ZERO, Why.TOO_SMALL) for one in ranked if one.passes}
    least = {one.offer: fund.least(one) for one in sharing}
    while sharing:
        parts = _parts(sharing, fund)
        small = next((one for one in reversed(sharing) if parts[one.offer] < least[one.offer]), None)
        if small is None:
            return gives | {
                one.offer: Give(parts[one.offer], Why.FULL if parts[one.offer] == one.requested else Why.SHARE)
                for one in sharing
            }
        sharing.remove(small)
    return gives


def _parts(sharing: Iterable[Ask], fund: Fund) -> dict[int, Decimal]:
    """Shares of the pool; what somebody may not take goes to the others."""
    open_, left = list(sharing), fund.pool
    found: dict[int, Decimal] = {}
    while open_:
        asked = sum((one.requested for one in open_), ZERO)
        shares = share_out(min(left, asked), [one.requested for one in open_])
        parts = {one.offer: part for one, part in zip(open_, shares, strict=True)}
        full = _over_the_cap(open_, parts, fund.cap)
        if not full:
            return found | parts
        for owner in full:
            own = [one for one in open_ if one.applicant == owner]
            capped = share_out(fund.cap or ZERO, [one.requested for one in own])
            found |= {one.offer: part for one, part in zip(own, capped, strict=True)}
            left -= fund.cap or ZERO
        open_ = [one for one in open_ if one.applicant not in full]
    return found


def _over_the_cap(open_: Iterable[Ask], parts: Mapping[int, Decimal], cap: Decimal | None) -> set[Hashable]:
    if cap is None:
        return set()
    sums: dict[Hashable, Decimal] = {}
    for one in open_:
        sums[one.applicant] = sums.get(one.applicant, ZERO) + parts[one.offer]
    return {owner for owner, together in sums.items() if together > cap}
