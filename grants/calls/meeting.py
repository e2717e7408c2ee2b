"""Two people in one draft: what each has changed since the second one opened it, put together part by part."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grants.calls import text

Marks = dict[str, str]


@dataclass(frozen=True)
class Meeting:
    """`taken`: parts only the other changed; `both`: parts both changed, and differently."""

    values: Mapping[str, Any]
    taken: list[str]
    both: list[str]


def marks(said: text.Text) -> Marks:
    """A short mark for each part of the text as a person opens it; the form brings them back."""
    return {name: _mark(said[name]) for name in (*text.FACTS, *text.ROWS)}


def read_marks(posted: str) -> Marks:
    """What the form brought back; anything else is no marks, and then every difference counts as both's."""
    try:
        found = json.loads(posted)
    except ValueError:
        return {}
    return {str(name): str(mark) for name, mark in found.items()} if isinstance(found, dict) else {}


def put_together(stored: Mapping[str, Any], typed: Mapping[str, Any], *, opened: Marks) -> Meeting:
    """The typed values, with what only the other changed taken over. What both changed stays as typed, and is named."""
    theirs, mine = marks(text.of_values(stored)), marks(text.of_values(typed))
    taken: list[str] = []
    both: list[str] = []
    for name in mine:
        if theirs[name] in {mine[name], opened.get(name)}:
            continue
        (taken if mine[name] == opened.get(name) else both).append(name)
    return Meeting({**typed, **{name: stored[name] for name in taken}}, taken, both)


def _mark(said: Any) -> str:
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]
