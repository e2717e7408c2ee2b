"""How the chain is made, and how it is checked: the same answer for the database, a file and the page's script.

A link's checksum is sha256(previous + contents), both written as 64 hexadecimal digits; contents is the sha256 of the
entry's facts as JSON with sorted keys and no spaces. So a file may keep an entry's facts back and can still be checked.
"""

import hashlib
import json
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

ZERO = "0" * 64  # what the first link continues
# An entry says when the thing was done; its link comes minutes later. Longer than this, it was put in afterwards.
LATE = timedelta(days=1)

Facts = dict[str, Any]


class How(StrEnum):
    """In what way a chain does not hold."""

    ALTERED = "altered"
    REMOVED = "removed"
    INSERTED = "inserted"
    REPLACED = "replaced"
    LATER = "later"
    REWRITTEN = "rewritten"
    CUT = "cut"


def canonical(facts: Facts) -> bytes:
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8", "replace")


def contents_of(facts: Facts) -> str:
    return hashlib.sha256(canonical(facts)).hexdigest()


def hash_of(previous: str, contents: str) -> str:
    return hashlib.sha256((previous + contents).encode()).hexdigest()


def instant(at: datetime) -> str:
    """UTC to the microsecond: two of them compare as their texts do."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


@dataclass(frozen=True)
class Line:
    """A link and, unless they are kept back, the facts of its entry; `gone` when they should be there and are not."""

    seq: int
    previous: str
    contents: str
    hash: str
    facts: Facts | None
    gone: bool = False


@dataclass(frozen=True)
class Head:
    """What was published on a day."""

    seq: int
    hash: str
    day: str
    made_at: str


@dataclass(frozen=True)
class Break:
    """The first entry where the chain does not hold, and how."""

    how: How
    seq: int
    day: str = ""
    last: int = 0


@dataclass(frozen=True)
class Find:
    """A checksum that was looked for: in this entry's facts, or as the checksum of this very link."""

    wanted: str
    seq: int
    facts: Facts | None
    is_link: bool


@dataclass
class Outcome:
    entries: int = 0
    head: str = ZERO
    kept_back: int = 0
    broken: Break | None = None
    found: list[Find] = field(default_factory=list)


def check(lines: Iterable[Line], *, heads: Iterable[Head] = (), wanted: Iterable[str] = ()) -> Outcome:
    """Walk the chain from its first link and stop where it breaks; on the way, look for checksums."""
    outcome, before, seeking = Outcome(), "", frozenset(wanted)
    coming = deque(sorted((head for head in heads if head.seq), key=lambda head: (head.seq, head.made_at)))
    passed: Head | None = None
    for line in lines:
        outcome.broken = _flaw(line, outcome.entries + 1, outcome.head, before, passed)
        doubtful = passed.seq + 1 if passed else 1
        while outcome.broken is None and coming and coming[0].seq == line.seq:
            if coming[0].hash != line.hash:
                outcome.broken = Break(How.REWRITTEN, doubtful, day=coming[0].day, last=coming[0].seq)
            passed = coming.popleft()
        if outcome.broken:
            return outcome
        before, outcome.head, outcome.entries = outcome.head, line.hash, line.seq
        outcome.kept_back += line.facts is None
        if seeking:
            outcome.found += _finds(line, seeking)
    if coming:
        outcome.broken = Break(How.CUT, outcome.entries + 1, day=coming[0].day, last=coming[0].seq)
    return outcome


def _flaw(line: Line, expected: int, head: str, before: str, passed: Head | None) -> Break | None:
    """What is wrong with the line that comes after `head`, which itself came after `before`."""
    if line.seq > expected:
        return Break(How.REMOVED, expected)
    if line.seq < expected:
        return Break(How.INSERTED, line.seq)
    if line.gone:
        return Break(How.REMOVED, line.seq)
    if line.facts is not None and contents_of(line.facts) != line.contents:
        return Break(How.ALTERED, line.seq)
    if before and _continues(line, before):
        # What stands between was not there when it was sealed.
        return Break(How.INSERTED, line.seq - 1)
    if line.previous != head and before and _continues(line, line.previous):
        return Break(How.REPLACED, line.seq - 1)
    if line.previous != head or not _continues(line, head):
        return Break(How.ALTERED, line.seq)
    if passed and line.facts is not None and _is_late(str(line.facts.get("at")), passed):
        return Break(How.LATER, line.seq, day=passed.day)
    return None


def _continues(line: Line, previous: str) -> bool:
    return hash_of(previous, line.contents) == line.hash


def _is_late(at: str, passed: Head) -> bool:
    return at < instant(datetime.fromisoformat(passed.made_at) - LATE)


def _finds(line: Line, wanted: frozenset[str]) -> Iterable[Find]:
    if line.hash in wanted:
        yield Find(line.hash, line.seq, line.facts, is_link=True)
    for value in (line.facts or {}).get("noted", {}).values():
        if value in wanted:
            yield Find(value, line.seq, line.facts, is_link=False)
