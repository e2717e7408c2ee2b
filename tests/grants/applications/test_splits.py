"""Form table V.C as arithmetic: whatever the numbers, no grosz is lost; and a lost one is found."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.applications.splits import Difference, differences, shared_out

GROSZ = Decimal("0.01")
groszes = st.integers(min_value=0, max_value=10**11)
amounts = groszes.map(lambda number: number * GROSZ)
years = st.lists(amounts, min_size=1, max_size=5)
weights = st.lists(st.integers(min_value=0, max_value=1000), min_size=1, max_size=8).filter(any)


@given(years, weights)
def test_what_is_shared_out_adds_up_in_every_year_and_in_all(totals, shares):
    parts = shared_out(totals, shares)

    assert len(parts) == len(shares)
    assert [sum(part[place] for part in parts) for place in range(len(totals))] == totals
    assert list(differences(parts, totals, sum(totals))) == []


@given(years, weights)
def test_nobody_gets_a_grosz_more_or_less_than_the_proportion_says(totals, shares):
    for part, share in zip(shared_out(totals, shares), shares, strict=True):
        for amount, total in zip(part, totals, strict=True):
            exact = total / GROSZ * share
            assert abs(amount / GROSZ * sum(shares) - exact) < sum(shares)


@given(years, weights, st.data())
def test_a_part_that_is_changed_by_a_grosz_is_found_in_its_year(totals, shares, data):
    parts = [list(part) for part in shared_out(totals, shares)]
    who = data.draw(st.integers(0, len(parts) - 1))
    place = data.draw(st.integers(0, len(totals) - 1))
    parts[who][place] += GROSZ

    found = list(differences(parts, totals, sum(totals)))

    assert found == [
        Difference(place, totals[place] + GROSZ, totals[place]),
        Difference(None, sum(totals) + GROSZ, sum(totals)),
    ]


@given(st.lists(st.lists(amounts, min_size=1, max_size=4), min_size=1, max_size=6), st.lists(amounts, max_size=4))
def test_differences_are_those_an_oracle_in_whole_groszes_finds(parts, totals):
    whole = sum(totals, Decimal(0))
    in_groszes = [[int(amount / GROSZ) for amount in part] for part in parts]

    oracle = set()
    for place, total in enumerate(totals):
        if sum(part[place] for part in in_groszes if place < len(part)) != int(total / GROSZ):
            oracle.add(place)
    if sum(sum(part) for part in in_groszes) != int(whole / GROSZ):
        oracle.add(None)

    assert {one.place for one in differences(parts, totals, whole)} == oracle


def test_money_moved_between_years_is_found_though_the_whole_agrees():
    parts = [(Decimal("60.00"), Decimal("40.00")), (Decimal("40.00"), Decimal("60.00"))]

    found = list(differences(parts, [Decimal("90.00"), Decimal("110.00")], Decimal("200.00")))

    assert [one.place for one in found] == [0, 1]


@pytest.mark.parametrize(("totals", "shares"), [([Decimal("-1")], [1]), ([Decimal("0.001")], [1]), ([GROSZ], [0, 0])])
def test_what_cannot_be_shared_is_refused(totals, shares):
    with pytest.raises(ValueError, match=r"."):
        shared_out(totals, shares)
