"""The division of a purse that buys the most points: an exact optimum. Pure: whole groszes and whole points, no floats.

Each offer gets nothing, or between the least that makes sense and what it asks for; together at most the pool, and an
applicant's offers together at most the cap. The greatest sum of points times money wins; of equal sums the one that
gives more to the offer ranked first, then to the second, and so on. How and why: docs/decisions/0020.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import gcd, lcm

from grants.awards.allocation import Ask, Fund, groszes

# So many branches side by side at most: beyond that the most promising are kept, and what was let go is remembered.
MOST_BRANCHES = 800
# So many sets of one applicant's offers at most, those of the highest ranked first: all that eight offers have.
MOST_SETS = 256
# From so many of them, at each step, a whole division is tried: a good one found early cuts many branches.
TRIED = 4


@dataclass(frozen=True, kw_only=True)
class Optimum:
    """Groszes for each offer that gets some. `proven`: no division has a greater sum of points times money."""

    amounts: dict[int, int]
    proven: bool = True


@dataclass(frozen=True, eq=False)
class _Item:
    """`weight`: points, and behind them, too small to outweigh any, the place in the ranking."""

    offer: int
    owner: object
    weight: int
    least: int
    most: int


@dataclass(frozen=True, eq=False)
class _Piece:
    """One way to give an applicant `money`, worth `worth`; up to `length` more goes to the item `grows`.

    `full` is the lightest item that has grown to its most, `short` the heaviest that has not.
    """

    money: int
    worth: int
    parts: tuple[tuple[_Item, int], ...] = ()
    length: int = 0
    grows: _Item | None = None
    full: int | None = None
    short: int = 0

    @property
    def slope(self) -> int:
        return self.grows.weight if self.grows else 0

    def within(self, room: int) -> tuple[int, int]:
        """Money and worth when at most so much is there."""
        extra = max(min(self.length, room - self.money), 0)
        return self.money + extra, self.worth + extra * self.slope


@dataclass(frozen=True, eq=False)
class _Step:
    """From one corner of an applicant's concave hull to the next; `slope`: worth of a grosz, rounded up."""

    slope: int
    money: int
    worth: int
    block: int
    number: int


@dataclass(frozen=True, eq=False)
class _Branch:
    """What the applicants above get. One of them may still grow when something is left over: its piece is `grows`.

    Heavier items than the one that grows are full, lighter ones hold their least: `full` and `short` as in pieces.
    """

    left: int
    worth: int
    grows: _Piece | None = None
    full: int | None = None
    short: int = 0
    before: "_Branch | None" = None
    piece: _Piece | None = None


def optimum(ranked: Sequence[Ask], fund: Fund) -> Optimum:
    """`ranked`: highest first. Those that do not pass get nothing."""
    pool = groszes(fund.pool)
    cap = pool if fund.cap is None else min(groszes(fund.cap), pool)
    items, unit = _items(ranked, fund, pool, cap)
    if items and all(item.least == item.most for item in items):
        pool -= pool % gcd(*(item.most for item in items))
    owners: dict[object, list[_Item]] = {}
    for item in items:
        owners.setdefault(item.owner if fund.cap is not None else item.offer, []).append(item)
    search = _Search([_Block(own, cap) for own in owners.values()], pool, unit)
    search.run()
    amounts = {item.offer: search.best[item.offer] for item in items if search.best.get(item.offer)}
    point = unit * (groszes(fund.pool) + 1) ** len(items)
    whole = all(block.whole for block in search.blocks)
    return Optimum(amounts=amounts, proven=whole and search.let_go // point <= search.best_worth // point)


def _items(ranked: Sequence[Ask], fund: Fund, pool: int, cap: int) -> tuple[list[_Item], int]:
    """The offers that may get something, and the smallest difference between two worths."""
    rows = []
    passing = [one for one in ranked if one.passes and one.points is not None]
    for one in sorted(passing, key=lambda one: -Fraction(*one.ratio)):
        least, most = groszes(fund.least(one)), min(groszes(one.requested), cap)
        if least <= most:
            rows.append((one, least, most))
    scale = reduce(lcm, (one.ratio[1] for one, _least, _most in rows), 1)
    base = pool + 1
    # Slopes are rounded up: all roundings together stay below the unit.
    unit = base**2
    items = []
    for place, (one, least, most) in enumerate(rows):
        above, below = one.ratio
        weight = above * (scale // below) * base ** len(rows) + base ** (len(rows) - 1 - place)
        items.append(_Item(one.offer, one.applicant, weight * unit, least, most))
    return items, unit


class _Block:
    """An applicant's offers under one cap: the ways to give them money, and the hull over all these ways."""

    def __init__(self, items: Sequence[_Item], cap: int) -> None:
        sets = _subsets(items, cap)
        self.whole = len(sets) < MOST_SETS
        ways = [piece for chosen in sets[:MOST_SETS] for piece in _pieces(chosen, cap)]
        ends = sorted([_Piece(0, 0), *(one for one in ways if not one.length)], key=lambda one: (one.money, -one.worth))
        # What costs no less and is worth no more than another way is in no optimum.
        better: list[_Piece] = []
        for one in ends:
            if not better or one.worth > better[-1].worth:
                better.append(one)
        moneys = [one.money for one in better]
        growing = [one for one in ways if one.length]
        self.pieces = better[1:] + [
            one
            for one in growing
            if one.worth + one.length * one.slope > better[bisect_right(moneys, one.money) - 1].worth
        ]
        self.corners: list[_Piece] = []
        for one in better:
            while len(self.corners) > 1 and _under(self.corners[-2], self.corners[-1], one):
                self.corners.pop()
            self.corners.append(one)

    def steps(self, block: int) -> Iterable[_Step]:
        for number, (start, end) in enumerate(zip(self.corners, self.corners[1:], strict=False)):
            money, worth = end.money - start.money, end.worth - start.worth
            yield _Step(-(-worth // money), money, worth, block, number)


def _subsets(items: Sequence[_Item], cap: int) -> list[tuple[_Item, ...]]:
    """The sets of offers whose least amounts fit under the cap; never the empty one. Stops when there are too many."""
    found: list[tuple[_Item, ...]] = [()]
    for item in items:
        if len(found) > MOST_SETS:
            break
        found += [(*chosen, item) for chosen in found if sum(one.least for one in chosen) + item.least <= cap]
    return found[1:]


def _pieces(chosen: tuple[_Item, ...], cap: int) -> Iterable[_Piece]:
    """These offers with their least amounts, and then, the highest first, up to all that they ask for."""
    amounts = {item: item.least for item in chosen}
    money = sum(amounts.values())
    worth = sum(item.least * item.weight for item in chosen)
    growing = [item for item in chosen if item.most > item.least] if money < cap else []
    full = None
    while growing:
        item = growing.pop(0)
        yield _Piece(money, worth, tuple(amounts.items()), full=full, short=item.weight)
        length = min(item.most - item.least, cap - money)
        yield _Piece(money, worth, tuple(amounts.items()), length, item)
        amounts[item] += length
        money, worth, full = money + length, worth + length * item.weight, item.weight
        if money == cap:
            break
    yield _Piece(money, worth, tuple(amounts.items()), full=full)


def _under(low: _Piece, middle: _Piece, high: _Piece) -> bool:
    """Whether the middle lies on or below the line between the others."""
    return (middle.worth - low.worth) * (high.money - low.money) <= (high.worth - low.worth) * (
        middle.money - low.money
    )


class _Search:
    """Applicant after applicant, all branches side by side; one that cannot beat the best division found is cut."""

    def __init__(self, blocks: list[_Block], pool: int, unit: int) -> None:
        self.blocks = sorted(blocks, key=lambda block: -next((one.slope for one in block.steps(0)), 0))
        self.pool = pool
        self.unit = unit
        self.best: dict[int, int] = {}
        self.best_worth = 0
        self.let_go = 0
        steps = [step for number, block in enumerate(self.blocks) for step in block.steps(number)]
        # The heaviest item of the applicants from each one on.
        self.heaviest = [0]
        for block in reversed(self.blocks):
            weights = [piece.slope for piece in block.pieces]
            self.heaviest.insert(0, max([self.heaviest[0], *weights]))
        self.steps = sorted(steps, key=lambda step: (-step.slope, step.block, step.number))

    def run(self) -> None:
        branches = [_Branch(self.pool, 0)]
        for depth in range(len(self.blocks) + 1):
            self._set_out(depth, max((one.left for one in branches), default=0))
            promising = self._promising(branches)
            for branch in promising[:TRIED]:
                self._try(branch, depth)
            if depth == len(self.blocks):
                for branch in promising:
                    self._try(branch, depth)
                return
            branches = [child for branch in promising for child in self._answers(branch, depth)]

    def _set_out(self, depth: int, left: int) -> None:
        """The steps of the applicants from here on, with running sums, as far as money reaches."""
        self.ahead = [step for step in self.steps if step.block >= depth]
        self.falling: list[int] = []
        self.moneys, self.worths = [0], [0]
        for step in self.ahead:
            self.falling.append(-step.slope)
            self.moneys.append(self.moneys[-1] + step.money)
            self.worths.append(self.worths[-1] + step.slope * step.money)
            if self.moneys[-1] > left:
                break

    def _promising(self, branches: list[_Branch]) -> list[_Branch]:
        """Those that may beat the best, the most promising first; of two alike only the better one."""
        latest: dict[_Piece | None, int] = {}
        kept = []
        for one in sorted(branches, key=lambda one: (-one.left, -one.worth)):
            if one.grows in latest and one.worth <= latest[one.grows]:
                continue
            latest[one.grows] = one.worth
            promise = self._promise(one)
            if promise >= self.best_worth + self.unit:
                kept.append((promise, one))
        kept.sort(key=lambda pair: -pair[0])
        if len(kept) > MOST_BRANCHES:
            self.let_go = max(self.let_go, kept[MOST_BRANCHES][0])
        return [one for _promise, one in kept[:MOST_BRANCHES]]

    def _promise(self, branch: _Branch) -> int:
        """At least what the branch can be worth: as if every applicant below could get any part of its hull."""
        if branch.grows is None:
            return branch.worth + self._filled(branch.left)
        place = bisect_right(self.falling, -branch.grows.slope)
        first = min(branch.left, self.moneys[place])
        extra = min(branch.left - first, branch.grows.length)
        return branch.worth + extra * branch.grows.slope + self._filled(branch.left - extra)

    def _filled(self, money: int) -> int:
        place = bisect_right(self.moneys, money) - 1
        worth = self.worths[place]
        if place < len(self.falling):
            worth -= (money - self.moneys[place]) * self.falling[place]
        return worth

    def _answers(self, branch: _Branch, depth: int) -> Iterable[_Branch]:
        """The applicant gets nothing, or one of its pieces. Of all items only one is between its least and its most."""
        if branch.grows is not None or branch.short <= self.heaviest[depth + 1]:
            yield branch
        for piece in self.blocks[depth].pieces:
            if piece.money > branch.left:
                continue
            left, worth = branch.left - piece.money, branch.worth + piece.worth
            if branch.grows is not None:
                if not piece.length and _agree(piece.full, piece.short, branch.grows.slope):
                    yield _Branch(left, worth, branch.grows, None, 0, branch, piece)
            elif piece.length:
                if _agree(branch.full, branch.short, piece.slope):
                    yield _Branch(left, worth, piece, None, 0, branch, piece)
            else:
                full = min((one for one in (branch.full, piece.full) if one is not None), default=None)
                short = max(branch.short, piece.short)
                if short <= self.heaviest[depth + 1] and _agree(full, short, short):
                    yield _Branch(left, worth, None, full, short, branch, piece)

    def _try(self, branch: _Branch, depth: int) -> None:
        """Down the hulls while whole steps fit, then for each applicant the best that still fits."""
        left, worth, taken = branch.left, branch.worth, {}
        extra, spared = 0, branch.grows
        done: set[int] = set()
        for step in self.ahead:
            if spared is not None and spared.slope > step.slope:
                extra = min(spared.length, left)
                left, spared = left - extra, None
            if step.block in done or not left:
                continue
            block = self.blocks[step.block]
            start = block.corners[step.number]
            if step.money <= left:
                chosen = block.corners[step.number + 1]
                money, value = chosen.money, chosen.worth
            else:
                done.add(step.block)
                room = left + start.money
                fitting = [one for one in block.pieces if one.money <= room]
                chosen = max(fitting, key=lambda one: one.within(room)[1], default=start)
                money, value = chosen.within(room)
                if value <= start.worth:
                    continue
            left -= money - start.money
            worth += value - start.worth
            taken[step.block] = (chosen, money)
        if spared is not None:
            extra = min(spared.length, left)
        if branch.grows is not None:
            worth += extra * branch.grows.slope
        if worth > self.best_worth:
            self.best_worth = worth
            self.best = _amounts(branch, extra, taken.values())


def _agree(full: int | None, short: int, between: int) -> bool:
    return short <= between and (full is None or between <= full)


def _amounts(branch: _Branch, extra: int, taken: Iterable[tuple[_Piece, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    if branch.grows is not None and branch.grows.grows is not None:
        found[branch.grows.grows.offer] = extra
    for piece, money in taken:
        if piece.grows is not None:
            found[piece.grows.offer] = money - piece.money
        for item, amount in piece.parts:
            found[item.offer] = found.get(item.offer, 0) + amount
    step: _Branch | None = branch
    while step is not None:
        for item, amount in step.piece.parts if step.piece else ():
            found[item.offer] = found.get(item.offer, 0) + amount
        step = step.before
    return found
