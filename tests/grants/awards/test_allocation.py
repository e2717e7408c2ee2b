"""Rules of amounts: real ones with their numbers, and properties of all of them against a slow second way of counting."""

from decimal import Decimal
from fractions import Fraction
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.applications.models import Application
from grants.awards import whatif
from grants.awards.allocation import Ask, Fund, Why, allocate, banded
from grants.awards.reading import LotTable
from grants.calls.models import Call, Lot, TieRule
from grants.scoring.ranking import Place
from grants.scoring.standing import LotRanking, Ranked

ZERO = Decimal("0.00")
# A real rule: 60 points and more in full, from 50 to 59.99 less by 200 zł, below that less by 300 zł.
BANDS = [
    {"from": "60", "kind": "full"},
    {"from": "50", "kind": "minus", "value": "200.00"},
    {"from": "0", "kind": "minus", "value": "300.00"},
]


def ask(offer: int, requested: str, points: str = "70.00", **more: object) -> Ask:
    return Ask(offer=offer, requested=Decimal(requested), points=Decimal(points), **{"applicant": offer, **more})


def fund(pool: str, **more: str) -> Fund:
    return Fund(pool=Decimal(pool), **{name: Decimal(value) for name, value in more.items()})


def given_out(asks: list[Ask], of: Fund, rule: str, **more: object) -> list[tuple[str, Why]]:
    found = allocate(asks, of, rule=rule, **more)
    return [(str(found.gives[one.offer].amount), found.gives[one.offer].why) for one in asks]


def test_the_last_one_gets_a_part():
    asks = [ask(1, "6000.00"), ask(2, "5000.00"), ask(3, "1000.00"), ask(4, "100.00", passes=False)]

    assert given_out(asks, fund("8000.00"), "full_part") == [
        ("6000.00", Why.FULL),
        ("2000.00", Why.REST),
        ("0.00", Why.SPENT),
        ("0.00", Why.BELOW),
    ]


@pytest.mark.parametrize("limit", [{"grant_min": "2500.00"}, {"viable_percent": "40.01"}])
def test_a_part_too_small_to_make_sense_is_skipped_and_the_next_one_asked(limit):
    asks = [ask(1, "6000.00"), ask(2, "5000.00"), ask(3, "2500.00"), ask(4, "2000.00")]

    found = [amount for amount, _why in given_out(asks, fund("8000.00", **limit), "full_part")]

    assert found in (["6000.00", "0.00", "0.00", "0.00"], ["6000.00", "0.00", "2000.00", "0.00"])
    assert (found[2] == "2000.00") == ("viable_percent" in limit)


def test_whole_amounts_only_as_long_as_they_fit():
    asks = [ask(1, "6000.00"), ask(2, "5000.00"), ask(3, "1500.00"), ask(4, "600.00")]

    assert given_out(asks, fund("8000.00"), "full_skip") == [
        ("6000.00", Why.FULL),
        ("0.00", Why.NO_FIT),
        ("1500.00", Why.FULL),
        ("0.00", Why.NO_FIT),
    ]


@pytest.mark.parametrize(
    ("points", "amount"), [("60.00", "5000.00"), ("59.99", "4800.00"), ("50.00", "4800.00"), ("49.99", "4700.00")]
)
def test_the_published_bands_of_points(points, amount):
    assert banded(ask(1, "5000.00", points), BANDS) == Decimal(amount)
    assert given_out([ask(1, "5000.00", points)], fund("9000.00"), "bands", bands=BANDS)[0][0] == amount


def test_bands_by_percent_and_up_to_a_sum():
    bands = [{"from": "80", "kind": "percent", "value": "90"}, {"from": "60.5", "kind": "fixed", "value": "1000.00"}]

    assert [banded(ask(1, "3333.33", points), bands) for points in ("80", "79.99", "60.49")] == [
        Decimal("3000.00"),
        Decimal("1000.00"),
        ZERO,
    ]
    assert given_out([ask(1, "3333.33", "60.00")], fund("9000.00"), "bands", bands=bands) == [("0.00", Why.NO_BAND)]


def test_all_with_the_equal_lowest_points_go_on_and_the_excess_is_said():
    asks = [ask(1, "5000.00", "80"), ask(2, "4000.00", "60"), ask(3, "4000.00", "60"), ask(4, "1.00", "50")]

    found = allocate(asks, fund("10000.00"), rule="full_part", all_equal=True)

    assert [str(found.amount(one.offer)) for one in asks] == ["5000.00", "4000.00", "4000.00", "0.00"]
    assert (found.over, found.left) == (Decimal("3000.00"), ZERO)
    assert allocate(asks, fund("10000.00"), rule="full_part").over == ZERO


def test_offers_that_a_rule_parted_are_no_equals_though_their_points_are():
    asks = [ask(1, "60.00", position=1), ask(2, "60.00", position=2)]

    assert given_out(asks, fund("100.00"), "full_part", all_equal=True) == [("60.00", Why.FULL), ("40.00", Why.REST)]

    summed = [ask(1, "60.00", "61.00", position=1), ask(2, "60.00", "60.00", position=1)]  # equal in the sum
    assert allocate(summed, fund("100.00"), rule="full_part", all_equal=True).over == Decimal("20.00")


def test_what_the_call_divides_knows_the_place_and_not_the_points_alone():
    call = Call(amount_rule="full_part", tie_rule=TieRule.EARLIER, tie_then=TieRule.ALL, minimum_points=ZERO)
    rows = [
        Ranked(
            application=Application(pk=number, requested=Decimal("60.00"), organisation_id=number),
            place=Place(offer=number, position=number, mean=Decimal("60.00"), passes=True, parted_by="earlier"),
            totals=[],
        )
        for number in (1, 2)
    ]
    lot = Lot(pool=Decimal("100.00"))

    column = whatif.own(call, LotTable(LotRanking(lot=lot, rows=rows, reached=1, left=Decimal("40.00")), {}))

    assert [str(column.allocation.amount(number)) for number in (1, 2)] == ["60.00", "40.00"]


def test_an_applicants_offers_stop_at_the_cap():
    asks = [ask(1, "5000.00", applicant="A"), ask(2, "4000.00", applicant="A"), ask(3, "4000.00", applicant="B")]

    assert given_out(asks, fund("20000.00", cap="6000.00"), "full_part") == [
        ("5000.00", Why.FULL),
        ("1000.00", Why.CAPPED),
        ("4000.00", Why.FULL),
    ]


def test_equal_ones_whom_the_cap_stops_leave_the_rest_of_the_pool():
    asks = [ask(1, "8000.00", applicant="A"), ask(2, "8000.00", applicant="A"), ask(3, "5000.00", "60.00")]

    found = allocate(asks, fund("10000.00", cap="3000.00"), rule="full_part", all_equal=True)

    assert [str(found.amount(one.offer)) for one in asks] == ["3000.00", "0.00", "3000.00"]
    assert (found.left, found.over) == (Decimal("4000.00"), ZERO)


def test_shares_add_up_to_the_grosz_and_what_is_not_taken_goes_round():
    asks = [ask(1, "1000.00"), ask(2, "1000.00"), ask(3, "1000.00")]
    assert [a for a, _why in given_out(asks, fund("1000.00"), "proportional")] == ["333.34", "333.33", "333.33"]

    asks = [ask(1, "6000.00", applicant="A"), ask(2, "3000.00"), ask(3, "3000.00")]
    assert [a for a, _why in given_out(asks, fund("6000.00", cap="2000.00"), "proportional")] == [
        "2000.00",
        "2000.00",
        "2000.00",
    ]


def test_whoever_would_get_too_small_a_share_falls_out_from_the_bottom():
    asks = [ask(1, "4000.00"), ask(2, "4000.00"), ask(3, "4000.00")]

    assert given_out(asks, fund("6000.00", viable_percent="60"), "proportional") == [
        ("3000.00", Why.SHARE),
        ("3000.00", Why.SHARE),
        ("0.00", Why.TOO_SMALL),
    ]


def test_three_hundred_offers_are_divided_while_a_person_waits():
    asks = [ask(number, f"{2000 + number * 90}.00") for number in range(300)]
    began = process_time()

    found = allocate(asks, fund("600000.00", viable_percent="50"), rule="proportional")

    assert process_time() - began < 3  # of the processor; parts that each add up the whole anew take ten
    assert found.total == Decimal("600000.00")
    assert sum(give.why == Why.TOO_SMALL for give in found.gives.values()) > 150


# --- properties ----------------------------------------------------------------------------------

AMOUNTS = st.integers(1, 50_000).map(lambda n: Decimal(n).scaleb(-2))
RULES = st.sampled_from(["full_part", "full_skip", "proportional", "bands", "free"])
FUNDS = st.builds(
    Fund,
    pool=st.integers(0, 150_000).map(lambda n: Decimal(n).scaleb(-2)),
    grant_min=st.none() | AMOUNTS,
    viable_percent=st.sampled_from([ZERO, Decimal("33.33"), Decimal(60), Decimal(100)]),
    cap=st.none() | AMOUNTS,
)


@st.composite
def rankings(draw) -> list[Ask]:
    points = sorted(draw(st.lists(st.sampled_from([40, 50, 55, 60, 75]), max_size=7)), reverse=True)
    return [
        Ask(
            offer=number,
            requested=draw(AMOUNTS),
            points=Fraction(own),
            passes=own >= 50,
            applicant=draw(st.integers(0, 3)),
        )
        for number, own in enumerate(points)
    ]


@settings(max_examples=200)
@given(rankings(), FUNDS, RULES, st.booleans())
def test_no_rule_breaks_the_guards(asks, of, rule, all_equal):
    found = allocate(asks, of, rule=rule, bands=BANDS, all_equal=all_equal)

    assert list(found.gives) == [one.offer for one in asks]
    taken: dict[object, Decimal] = {}
    for one in asks:
        amount = found.amount(one.offer)
        taken[one.applicant] = taken.get(one.applicant, ZERO) + amount
        assert amount == 0 or (one.passes and of.least(one) <= amount <= one.requested)
        assert amount == amount.quantize(Decimal("0.01"))
        if amount:
            assert amount * 100 >= one.requested * of.viable_percent
    assert of.cap is None or all(amount <= of.cap for amount in taken.values())
    assert found.total - found.over + found.left == of.pool
    if not all_equal or rule == "proportional":
        assert found.over == 0
    elif found.over:
        last = next(one for one in reversed(asks) if found.amount(one.offer))
        above = sum((found.amount(one.offer) for one in asks if one.points > last.points), ZERO)
        assert above < of.pool


@settings(max_examples=200)
@given(rankings(), FUNDS)
def test_down_the_ranking_as_a_clerk_would_count_it_in_groszes(asks, of):
    left, taken, expected = int(of.pool * 100), {}, []
    for one in asks:
        own = 10**9 if of.cap is None else int(of.cap * 100) - taken.get(one.applicant, 0)
        amount = min(int(one.requested * 100), left, own) if one.passes else 0
        too_small = amount < int((of.grant_min or 0) * 100) or amount * 10**4 < int(one.requested * 100) * int(
            of.viable_percent * 100
        )
        amount = 0 if too_small else amount
        left -= amount
        taken[one.applicant] = taken.get(one.applicant, 0) + amount
        expected.append(amount)

    found = allocate(asks, of, rule="full_part")

    assert [int(found.amount(one.offer) * 100) for one in asks] == expected


@settings(max_examples=200)
@given(st.lists(AMOUNTS, min_size=1, max_size=8), st.integers(1, 400_000))
def test_a_share_is_within_a_grosz_of_the_exact_proportion(amounts, pool):
    asks = [ask(number, str(amount)) for number, amount in enumerate(amounts)]
    whole = sum(amounts)

    found = allocate(asks, fund(str(Decimal(pool).scaleb(-2))), rule="proportional")

    if all(found.amount(one.offer) for one in asks):
        part = min(Fraction(pool, 100) / Fraction(whole), Fraction(1))
        for one in asks:
            assert abs(Fraction(found.amount(one.offer)) - Fraction(one.requested) * part) < Fraction(1, 100)
        assert found.total == min(Decimal(pool).scaleb(-2), whole)
