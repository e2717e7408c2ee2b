"""Two people in one section of a draft: their fields merge one by one, and what both changed waits for a choice.

A page carries a short seal of every field as it was when the page was made (`seals`). A field whose stored value
still has that seal was changed by nobody else; a typed value that has it was not changed here.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

LENGTH = 12  # hexadecimal digits of a seal: 48 bits, so that two values of a field never pass for one
BLANK: tuple[Any, ...] = ("", None, False, [], "0.00")
PLAIN = ""  # the record of a section's own fields
TABLES = frozenset({"rows", "lines", "offerors"})  # lists whose rows have a code of their own

Section = Mapping[str, Any]
Records = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Conflict:
    """A field that two people changed. `record` is "", or a row such as "lines.k3"."""

    record: str
    field: str
    mine: Any
    theirs: Any

    @property
    def path(self) -> str:
        return f"{self.record}.{self.field}" if self.record else self.field


def seals(section: Section) -> dict[str, str]:
    """What a page must carry: for each record, the seals of its fields in the order of their names."""
    return {name: "".join(_seal(fields[key]) for key in sorted(fields)) for name, fields in records(section).items()}


def merge(stored: Section, mine: Section, seen: Mapping[str, str]) -> tuple[dict[str, Any], list[Conflict]]:
    """The section with both people's changes; a field that both changed stays as stored and is returned.

    Both sections are in the canonical shape. A row that one removed and the other changed stays, and rows that the
    page did not know stay too: nothing typed is lost.
    """
    theirs, ours = records(stored), records(mine)
    merged: Records = {}
    conflicts: list[Conflict] = []
    for name in [*ours, *(name for name in theirs if name not in ours)]:
        before = seen.get(name)
        if name in ours and name in theirs:
            merged[name] = dict(_fields(name, theirs[name], ours[name], before, conflicts))
        elif before is None or before != _sealed(ours.get(name) or theirs[name]):
            merged[name] = ours.get(name) or theirs[name]
    return _rebuilt(stored, mine, merged), conflicts


def changed(before: Section, after: Section) -> list[str]:
    """Paths of the fields that differ, for the record of who changed what."""
    old, new = records(before), records(after)
    found = []
    for name in [*new, *(name for name in old if name not in new)]:
        was, now = old.get(name, {}), new.get(name, {})
        fields = [key for key in {**was, **now} if _plain(was.get(key)) != _plain(now.get(key))]
        found += [f"{name}.{key}" if name else key for key in fields]
    return found


def seen_by(page: Section, stored: Section, conflicts: list[Conflict], before: Mapping[str, str]) -> dict[str, str]:
    """The seals for a page that stays open after its section was saved: rows it does not show stay unknown to it,
    and a conflict stays one until the person has chosen."""
    now = seals(stored)
    shown = {name: seal for name, seal in now.items() if name in records(page)}
    for one in conflicts:
        place = sorted(records(stored)[one.record]).index(one.field) * LENGTH
        was = before.get(one.record, "")[place : place + LENGTH] or _seal(None)
        seal = shown[one.record]
        shown[one.record] = seal[:place] + was + seal[place + LENGTH :]
    return shown


def records(section: Section) -> Records:
    """Its own fields under "", those of a mapping under its name, those of a row under "rows.a1"."""
    found: Records = {PLAIN: {}}
    for name, value in section.items():
        if isinstance(value, Mapping):
            found[name] = dict(value)
        elif name in TABLES:
            for place, row in enumerate(value, start=1):
                found[f"{name}.{row.get('code') or place}"] = {key: one for key, one in row.items() if key != "code"}
        else:
            found[PLAIN][name] = value
    return found


def _fields(
    name: str, theirs: Mapping[str, Any], ours: Mapping[str, Any], before: str | None, conflicts: list[Conflict]
) -> Iterator[tuple[str, Any]]:
    keys = sorted(theirs)
    known = before or ""
    sealed = {key: known[place * LENGTH : (place + 1) * LENGTH] for place, key in enumerate(keys)}
    if before is not None and len(known) != len(keys) * LENGTH:
        sealed = {}
    for key in ours:
        mine, stored = ours[key], theirs.get(key)
        seal = sealed.get(key) or _seal(None)
        if _plain(mine) == _plain(stored) or _seal(mine) == seal:
            yield key, mine if key not in theirs else stored
        elif _seal(stored) == seal:
            yield key, mine
        else:
            conflicts.append(Conflict(name, key, mine, stored))
            yield key, stored


def _rebuilt(stored: Section, mine: Section, merged: Records) -> dict[str, Any]:
    built: dict[str, Any] = {}
    for name, value in mine.items():
        if isinstance(value, Mapping):
            built[name] = merged.get(name, {})
        elif name in TABLES:
            codes = _order([_code(row, place) for place, row in _numbered(value)], stored.get(name) or [])
            rows = [(code, merged[f"{name}.{code}"]) for code in codes if f"{name}.{code}" in merged]
            built[name] = [{"code": code, **row} for code, row in rows]
        else:
            built[name] = merged[PLAIN][name]
    return built


def _order(mine: list[str], stored: list[Any]) -> list[str]:
    """The order of this person, with the other's new rows after the row they followed."""
    codes = list(mine)
    before: str | None = None
    for place, row in _numbered(stored):
        code = _code(row, place)
        if code not in codes:
            codes.insert(codes.index(before) + 1 if before in codes else len(codes), code)
        before = code
    return codes


def _numbered(rows: Any) -> Iterator[tuple[int, Mapping[str, Any]]]:
    return iter(enumerate(rows, start=1))


def _code(row: Mapping[str, Any], place: int) -> str:
    return str(row.get("code") or place)


def _sealed(fields: Mapping[str, Any]) -> str:
    return "".join(_seal(fields[key]) for key in sorted(fields))


def _seal(value: Any) -> str:
    text = json.dumps(_plain(value), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2s(text.encode(), digest_size=LENGTH // 2).hexdigest()


def _plain(value: Any) -> Any:
    """Nothing written is nothing, in whichever way it is said."""
    return None if value in BLANK else value
