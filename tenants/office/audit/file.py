"""The chain as a file of JSON lines, and the published heads as JSON: written here, read here and by record.js."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import IO, Any

from tenants.office.audit import rules

FORMAT = "osnowa-chain-1"


class Unreadable(Exception):
    """The file is no chain, or one of its lines is none; `number` counts lines from 1."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@dataclass(frozen=True)
class Title:
    """The first line: whose chain, and how far it went when the file was made."""

    town: str
    exported_at: str
    seq: int
    hash: str

    def as_head(self) -> rules.Head:
        return rules.Head(self.seq, self.hash, self.exported_at[:10], self.exported_at)


def written(title: Title, lines: Iterable[rules.Line]) -> Iterator[str]:
    yield _line({"format": FORMAT, **asdict(title)})
    for line in lines:
        row: dict[str, Any] = {
            "seq": line.seq,
            "previous": line.previous,
            "contents": line.contents,
            "hash": line.hash,
        }
        yield _line(row if line.facts is None else {**row, "facts": line.facts})


def title_of(file: IO[str]) -> Title:
    """Reads the first line. Raises: Unreadable."""
    try:
        row = json.loads(file.readline())
        if row.pop("format") != FORMAT:
            raise Unreadable(1)
        return Title(**row)
    except (ValueError, TypeError, AttributeError, KeyError) as problem:
        raise Unreadable(1) from problem


def lines_of(file: IO[str]) -> Iterator[rules.Line]:
    """Reads what comes after the first line. Raises: Unreadable."""
    for number, text in enumerate(file, 2):
        if not text.strip():
            continue
        try:
            row = json.loads(text)
            line = rules.Line(row["seq"], row["previous"], row["contents"], row["hash"], row.get("facts"))
        except (ValueError, TypeError, KeyError) as problem:
            raise Unreadable(number) from problem
        if not _is_sound(line):
            raise Unreadable(number)
        yield line


def check(
    file: IO[str], *, heads: Iterable[rules.Head] = (), wanted: Iterable[str] = ()
) -> tuple[Title, rules.Outcome]:
    """The whole file against its own first line and what was published until it was made. Raises: Unreadable."""
    title = title_of(file)
    known = [head for head in heads if head.made_at <= title.exported_at]
    outcome = rules.check(lines_of(file), heads=[*known, title.as_head()], wanted=wanted)
    if outcome.broken is None and outcome.entries > title.seq:
        outcome.broken = rules.Break(rules.How.INSERTED, title.seq + 1)
    return title, outcome


def heads_written(town: str, heads: Iterable[rules.Head]) -> dict[str, Any]:
    return {"town": town, "heads": [asdict(head) for head in heads]}


def heads_of(file: IO[str]) -> tuple[str, list[rules.Head]]:
    """The town and what it published. Raises: Unreadable."""
    try:
        kept = json.load(file)
        return kept["town"], [rules.Head(**head) for head in kept["heads"]]
    except (ValueError, TypeError, KeyError) as problem:
        raise Unreadable(1) from problem


def _is_sound(line: rules.Line) -> bool:
    texts = (line.previous, line.contents, line.hash)
    if type(line.seq) is not int or not all(isinstance(text, str) for text in texts):
        return False
    return line.facts is None or (isinstance(line.facts, dict) and isinstance(line.facts.get("noted"), dict))


def _line(row: dict[str, Any]) -> str:
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n"
