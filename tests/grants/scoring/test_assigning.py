"""Readings are shared out exactly: against every possible assignment of small committees."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from grants.scoring.assigning import Reader, assign


@st.composite
def committees(draw):
    sides = draw(st.lists(st.sampled_from(["office", "ngo"]), min_size=1, max_size=4))
    limits = st.one_of(st.none(), st.integers(0, 3))
    readers = [Reader(id=number, side=side, limit=draw(limits)) for number, side in enumerate(sides)]
    offers = list(range(100, 100 + draw(st.integers(1, 4))))
    every = list(product([one.id for one in readers], offers))
    ties = draw(st.sets(st.sampled_from(every), max_size=len(every) // 2))
    readings = draw(st.integers(1, 3))
    return (
        readers,
        offers,
        {
            "ties": ties,
            "readings": readings,
            "ngo_least": draw(st.integers(0, readings)),
            "seed": draw(st.integers(0, 99)),
        },
    )


def every_assignment(readers, offers, *, ties, readings, ngo_least, seed):
    """The loads of each assignment there is."""
    side = {one.id: one.side for one in readers}
    choices = [
        [
            group
            for group in combinations(side, readings)
            if sum(side[one] == "ngo" for one in group) >= ngo_least and not any((one, offer) in ties for one in group)
        ]
        for offer in offers
    ]
    for groups in product(*choices):
        loads = [sum(one.id in group for group in groups) for one in readers]
        if all(one.limit is None or load <= one.limit for one, load in zip(readers, loads, strict=True)):
            yield loads


@settings(max_examples=200)
@given(committees())
def test_whatever_is_possible_is_found_and_as_even_as_can_be(committee):
    readers, offers, asked = committee
    possible = list(every_assignment(readers, offers, **asked))

    found = assign(readers, offers, **asked)

    assert (not found.short) == bool(possible)
    assert not found.pairs & set(asked["ties"])
    if possible:
        loads = [sum(one.id == reader for reader, _ in found.pairs) for one in readers]
        side = {one.id: one.side for one in readers}
        assert {len(given) for given in found.given.values()} == {asked["readings"]}
        assert all(sum(side[one] == "ngo" for one in given) >= asked["ngo_least"] for given in found.given.values())
        assert sum(load**2 for load in loads) == min(sum(load**2 for load in one) for one in possible)
        assert found == assign(readers, offers, **asked)


def test_a_large_call_is_even_to_one():
    readers = [Reader(id=number, side="ngo" if number > 8 else "office") for number in range(12)]
    ties = {(number, offer) for number in range(12) for offer in range(300) if (number + offer) % 7 == 0}

    found = assign(readers, list(range(300)), ties=ties, readings=3, ngo_least=1, seed=7)

    loads = [sum(reader == one.id for reader, _ in found.pairs) for one in readers if one.side == "office"]
    assert found.short == {}
    assert max(loads) - min(loads) <= 1


def test_what_lacks_readers_is_named():
    readers = [Reader(id=1), Reader(id=2, limit=1)]

    found = assign(readers, [100, 101], ties={(1, 101)}, readings=2, seed=1)

    assert found.short[101] >= 1
    assert sum(found.short.values()) == 2
