"""Who reads which offer: so many readings each, shared out evenly. Values in, an assignment or the lack of one out.

Each reading is given along an augmenting path to the least loaded person it can reach (successive shortest paths in a
network with convex costs on people): nothing possible is missed, and loads come out as even as they can be.
"""

import random
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from grants.scoring.models import Side

# In the search: an offer that wants anybody, an offer that wants somebody of the office, a person.
ANYBODY, OFFICE, READER = "anybody", "office", "reader"
Node = tuple[str, int]


@dataclass(frozen=True, kw_only=True)
class Reader:
    """A member; `limit`: the most offers they take, None for any number."""

    id: int
    side: str = Side.OFFICE
    limit: int | None = None


@dataclass(frozen=True)
class Assignment:
    """Readers of each offer; `short`: how many readings each offer lacks, where it cannot have them."""

    given: dict[int, frozenset[int]]
    short: dict[int, int]

    @property
    def pairs(self) -> set[tuple[int, int]]:
        """(reader, offer)."""
        return {(reader, offer) for offer, readers in self.given.items() for reader in readers}


def assign(
    readers: Sequence[Reader],
    offers: Sequence[int],
    *,
    ties: Collection[tuple[int, int]],
    readings: int,
    ngo_least: int = 0,
    seed: int,
) -> Assignment:
    """`readings` different people for each offer, at least `ngo_least` of them named by organisations.

    `ties` are (reader, offer) that cannot be. The same values and seed give the same assignment.
    """
    search = _Search(readers, ties, most_office=readings - ngo_least, seed=seed)
    wanted = [offer for offer in offers for _ in range(readings)]
    search.dice.shuffle(wanted)
    search.given = {offer: set() for offer in offers}
    short: dict[int, int] = {}
    for offer in wanted:
        if not search.add(offer):
            short[offer] = short.get(offer, 0) + 1
    return Assignment({offer: frozenset(given) for offer, given in search.given.items()}, short)


class _Search:
    def __init__(
        self, readers: Sequence[Reader], ties: Collection[tuple[int, int]], *, most_office: int, seed: int
    ) -> None:
        self.dice = random.Random(seed)
        self.readers = {one.id: one for one in self.dice.sample(list(readers), len(readers))}
        self.ties = set(ties)
        self.most_office = most_office
        self.held: dict[int, set[int]] = {one: set() for one in self.readers}
        self.given: dict[int, set[int]] = {}

    def add(self, offer: int) -> bool:
        """One more reading of the offer; others may change hands for it."""
        start: Node = (ANYBODY, offer)
        came: dict[Node, Node | None] = {start: None}
        queue = [start]
        least = min((len(held) for one, held in self.held.items() if self._has_room(one)), default=0)
        for node in queue:
            if node[0] == READER and self._has_room(node[1]) and len(self.held[node[1]]) == least:
                break
            for further in self._from(node):
                if further not in came:
                    came[further] = node
                    queue.append(further)
        free = [pk for kind, pk in queue if kind == READER and self._has_room(pk)]
        if not free:
            return False
        self._hand_over(came, (READER, min(free, key=lambda pk: len(self.held[pk]))))
        return True

    def _has_room(self, reader: int) -> bool:
        limit = self.readers[reader].limit
        return limit is None or len(self.held[reader]) < limit

    def _from(self, node: Node) -> Iterator[Node]:
        kind, pk = node
        if kind == READER:
            office = self.readers[pk].side == Side.OFFICE
            yield from ((OFFICE if office else ANYBODY, offer) for offer in sorted(self.held[pk]))
            return
        given = self.given[pk]
        office_given = sum(self.readers[one].side == Side.OFFICE for one in given)
        if kind == OFFICE:
            # Somebody of the office would go: anybody may come instead.
            yield (ANYBODY, pk)
        elif office_given < self.most_office:
            yield (OFFICE, pk)
        wanted = Side.OFFICE if kind == OFFICE else Side.NGO
        for one in self.readers.values():
            if one.side == wanted and one.id not in given and (one.id, pk) not in self.ties:
                yield (READER, one.id)

    def _hand_over(self, came: dict[Node, Node | None], end: Node) -> None:
        path = [end]
        while (before := came[path[-1]]) is not None:
            path.append(before)
        reader: int | None = None
        offer = path[-1][1]
        for kind, pk in reversed(path):
            if kind == READER:
                reader = pk
                self.given[offer].add(pk)
                self.held[pk].add(offer)
            else:
                offer = pk
                if reader is not None:
                    self.given[offer].discard(reader)
                    self.held[reader].discard(offer)
