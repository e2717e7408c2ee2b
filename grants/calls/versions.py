"""Every text of a call that was published, kept as data; what one changed of the other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher

from grants.calls import text, wording
from grants.calls.models import Call, CallVersion
from tenants.gates.access import Actor

SAME, GONE, NEW = "same", "gone", "new"
Piece = tuple[str, str]


@dataclass(frozen=True)
class Difference:
    """One part in two versions; the pieces say which words are gone and which are new."""

    name: str
    label: str
    before: list[list[Piece]]
    after: list[list[Piece]]


def keep(
    call: Call, kind: str, *, by: Actor, at: datetime, reason: str = "", act_number: str = "", restarts: bool = False
) -> CallVersion:
    """The text as it stands now, under the call's number of version."""
    return CallVersion.objects.create(
        call=call,
        number=call.version,
        kind=kind,
        text=text.stored(call),
        restarts=restarts,
        reason=reason,
        act_number=act_number,
        made_at=at,
        made_by=by.name,
    )


def differences(before: text.Text, after: text.Text) -> list[Difference]:
    """The parts that differ, in the order of the announcement."""
    return [
        Difference(
            name,
            wording.label(name),
            *_marked(wording.said(name, before.get(name)), wording.said(name, after.get(name))),
        )
        for name in text.changed(before, after)
    ]


def changes(before: text.Text, after: text.Text) -> list[tuple[str, str, str]]:
    """The same in plain words, for a letter: what, how it was, how it is."""

    def words(name: str, said: text.Text) -> str:
        return "; ".join(wording.said(name, said.get(name)))

    return [(wording.label(name), words(name, before), words(name, after)) for name in text.changed(before, after)]


def _marked(before: Sequence[str], after: Sequence[str]) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """Both sides line by line, each line in pieces."""
    old, new = _words(before), _words(after)
    sides: tuple[list[Piece], list[Piece]] = ([], [])
    for kind, i, j, m, n in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        same = kind == "equal"
        sides[0].extend((SAME if same else GONE, word) for word in old[i:j])
        sides[1].extend((SAME if same else NEW, word) for word in new[m:n])
    return _lines(sides[0]), _lines(sides[1])


def _words(lines: Sequence[str]) -> list[str]:
    """Words with the space after each; a line ends with a word of its own."""
    return [word for line in lines for word in (*(f"{one} " for one in line.split()), "\n")]


def _lines(words: Sequence[Piece]) -> list[list[Piece]]:
    """Neighbours of one kind run together; a line that only the other side has is none here."""
    lines: list[list[Piece]] = [[]]
    for kind, word in words:
        if word == "\n":
            lines.append([])
        elif lines[-1] and lines[-1][-1][0] == kind:
            lines[-1][-1] = (kind, lines[-1][-1][1] + word)
        else:
            lines[-1].append((kind, word))
    return [line for line in lines if line]
