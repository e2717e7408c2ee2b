"""Which calls a person hears of, and when the weekly letter is due."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

WARSAW = ZoneInfo("Europe/Warsaw")
DIGEST_WEEKDAY = 0  # Monday
DIGEST_HOUR = 7


@dataclass(frozen=True)
class Wish:
    """Where: everywhere, or in these towns and in all towns of these counties. What: these spheres; none means all."""

    everywhere: bool
    towns: frozenset[int] = frozenset()
    counties: frozenset[str] = frozenset()
    spheres: frozenset[str] = frozenset()


def wants(wish: Wish, *, town: int, county: str, spheres: Collection[str]) -> bool:
    """A call without a sphere is for everyone who wants its town."""
    here = wish.everywhere or town in wish.towns or (county != "" and county in wish.counties)
    return here and (not wish.spheres or not spheres or not wish.spheres.isdisjoint(spheres))


def digest_moment(at: datetime) -> datetime:
    """The last Monday, 7 o'clock in Warsaw, that is not after `at`: right across both changes of time."""
    local = at.astimezone(WARSAW)
    monday = local.date() - timedelta(days=(local.weekday() - DIGEST_WEEKDAY) % 7)
    moment = datetime(monday.year, monday.month, monday.day, DIGEST_HOUR, tzinfo=WARSAW)
    if moment <= at:
        return moment
    before = monday - timedelta(days=7)
    return datetime(before.year, before.month, before.day, DIGEST_HOUR, tzinfo=WARSAW)
