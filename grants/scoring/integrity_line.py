"""Offers that one member, or one late change, takes across the line. Pure: the rule of the ranking is passed in.

There are two lines: the least points a call asks for, and the money, which pays in full as far as it reaches.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

from grants.scoring.integrity_model import Scores, by_offer

# A mean of fewer sheets than two is no view of "the others": an offer that would keep fewer stays as it is.
OTHERS = 2


@dataclass(frozen=True, kw_only=True)
class Above:
    """Offers above each line."""

    passing: frozenset[Any]
    paid: frozenset[Any]


class Crossing(StrEnum):
    """Where the offer would be."""

    PASSING = "passing"
    FAILING = "failing"
    PAID = "paid"
    UNPAID = "unpaid"


Rule = Callable[[Scores], Above]


@dataclass(frozen=True, kw_only=True)
class Hinge:
    """Without the sheets of `member` the offer would be on the other side."""

    offer: Any
    member: Any
    crossing: Crossing
    others: int


@dataclass(frozen=True, kw_only=True)
class Change:
    """The sum of a sheet that was changed after it had been submitted."""

    offer: Any
    member: Any
    before: Decimal
    after: Decimal
    at: datetime
    reason: str


@dataclass(frozen=True, kw_only=True)
class Late:
    """What would be otherwise had the sheet stayed as it was first submitted."""

    change: Change
    crossings: tuple[tuple[Any, Crossing], ...]


def hinges(totals: Scores, rule: Rule) -> list[Hinge]:
    """For each member the places counted again without them; an offer crosses one line, the least points first."""
    sheets = by_offer(totals)
    now = rule(totals)
    found = []
    for member in dict.fromkeys(member for _offer, member in totals):
        kept = {
            (offer, other): points
            for (offer, other), points in totals.items()
            if other != member or len(sheets[offer]) <= OTHERS
        }
        if len(kept) < len(totals):
            found += [
                Hinge(offer=offer, member=member, crossing=crossing, others=len(sheets[offer].keys() - {member}))
                for offer, crossing in _crossed(now, rule(kept), sheets)
            ]
    return found


def late(totals: Scores, changes: Iterable[Change], rule: Rule) -> list[Late]:
    """The late changes that took an offer across a line, each looked at by itself."""
    sheets = by_offer(totals)
    now = rule(totals)
    found = []
    for change in changes:
        key = (change.offer, change.member)
        if key in totals and change.before != totals[key]:
            crossed = _crossed(now, rule({**totals, key: change.before}), sheets)
            if crossed:
                found.append(Late(change=change, crossings=tuple(crossed)))
    return found


def _crossed(now: Above, then: Above, offers: Mapping[Any, Any]) -> list[tuple[Any, Crossing]]:
    found = []
    for offer in offers:
        if (offer in now.passing) != (offer in then.passing):
            found.append((offer, Crossing.PASSING if offer in then.passing else Crossing.FAILING))
        elif (offer in now.paid) != (offer in then.paid):
            found.append((offer, Crossing.PAID if offer in then.paid else Crossing.UNPAID))
    return found
