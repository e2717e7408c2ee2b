"""A chain without a database, and every way of spoiling one with the answer the check must give."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from tenants.office.audit import file, rules
from tenants.office.audit.rules import Break, Head, How, Line


def facts(number: int, **changed: Any) -> rules.Facts:
    return {
        "at": f"2027-03-{number:02}T10:00:00.000000Z",
        "thing": "Zażółć „gęślą” \U0001f426 \u2028\x7f\x01",
        "noted": {"points": str(number), "ż": "", "\U0001f426": "", "\uffee": ""},
        "salt": "00" * 16,
        **changed,
    }


def a_chain(*entries: rules.Facts, start: int = 1, after: str = rules.ZERO) -> list[Line]:
    lines: list[Line] = []
    for seq, one in enumerate(entries, start):
        contents = rules.contents_of(one)
        lines.append(Line(seq, after, contents, rules.hash_of(after, contents), one))
        after = lines[-1].hash
    return lines


def chain_of(count: int) -> list[Line]:
    return a_chain(*[facts(number) for number in range(1, count + 1)])


def a_head(line: Line, *, day: int = 9) -> Head:
    return Head(line.seq, line.hash, f"2027-03-{day:02}", f"2027-03-{day:02}T22:00:00.000000Z")


def renumbered(lines: Sequence[Line]) -> list[Line]:
    return [replace(line, seq=seq) for seq, line in enumerate(lines, 1)]


def spoilt() -> Iterator[tuple[str, list[Line], Break]]:
    lines = chain_of(6)
    other = facts(3, noted={"points": "9"})
    [fake] = a_chain(other, start=3, after=lines[1].hash)
    yield "words changed", [*lines[:2], replace(lines[2], facts=other), *lines[3:]], Break(How.ALTERED, 3)
    yield "words and their checksum", [*lines[:2], replace(fake, hash=lines[2].hash), *lines[3:]], Break(How.ALTERED, 3)
    yield "the whole link", [*lines[:2], fake, *lines[3:]], Break(How.REPLACED, 3)
    yield "the first link", [replace(lines[0], previous="1" * 64), *lines[1:]], Break(How.ALTERED, 1)
    yield "taken out", [*lines[:2], *lines[3:]], Break(How.REMOVED, 3)
    yield (
        "the entry of a link",
        [*lines[:2], replace(lines[2], facts=None, gone=True), *lines[3:]],
        Break(How.REMOVED, 3),
    )
    yield "taken out and renumbered", renumbered([*lines[:2], *lines[3:]]), Break(How.REPLACED, 2)
    yield "put in", [*lines[:2], fake, *lines[2:]], Break(How.INSERTED, 3)
    yield "put in and renumbered", renumbered([*lines[:2], fake, *lines[2:]]), Break(How.INSERTED, 3)
    yield "the end", lines[:4], Break(How.CUT, 5, day="2027-03-09", last=6)
    anew = [*lines[:2], *a_chain(other, *[facts(n) for n in (4, 5, 6)], start=3, after=lines[1].hash)]
    yield "made anew to the end", anew, Break(How.REWRITTEN, 1, day="2027-03-09", last=6)


def written(lines: Sequence[Line], *, whole: Sequence[Line] = ()) -> str:
    """A file of these lines; its first line says how the `whole` chain ended, when they are not all of it."""
    last = (whole or lines)[-1]
    title = file.Title("lipowo", "2027-03-20T10:00:00.000000Z", last.seq, last.hash)
    return "".join(file.written(title, lines))


SPOILT = list(spoilt())
