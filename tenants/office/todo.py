"""One thing to do, and the order in which things are shown: late ones first, then by their day."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from tenants.office.deadlines import local_day

MOST_SHOWN = 12
SOON_DAYS = 3


@dataclass(frozen=True, kw_only=True)
class Item:
    """`url` is where it is done; `until` a day or a moment, if there is one."""

    label: str
    url: str
    note: str = ""
    until: date | datetime | None = None
    tone: str = ""


def _day(item: Item) -> date:
    until = item.until
    return local_day(until) if isinstance(until, datetime) else until or date.max


def _tone(item: Item, today: date) -> str:
    if item.until is None:
        return item.tone
    days = (_day(item) - today).days
    return "bad" if days < 0 else "warn" if days <= SOON_DAYS else item.tone


def ordered(items: Iterable[Item], today: date) -> list[dict[str, Any]]:
    """For the page, by day; what has no day keeps its place at the end."""
    return [{**asdict(item), "tone": _tone(item, today)} for item in sorted(items, key=_day)]
