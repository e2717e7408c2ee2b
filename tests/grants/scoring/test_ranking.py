"""From points to places, without a database."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from grants.scoring.ranking import Sheet, mean, rank, reach
from tests.builders import NOON

POINTS = st.decimals(min_value=0, max_value=100, places=2)
OFFERS = st.integers(0, 7)
MEMBERS = st.integers(0, 5)
SHEETS = st.dictionaries(st.tuples(MEMBERS, OFFERS), POINTS, max_size=30)
ALL = {offer: NOON + timedelta(minutes=offer) for offer in range(8)}


def sheets_of(points: dict[tuple[int, int], Decimal]) -> list[Sheet]:
    return [Sheet(offer=offer, member=member, total=total) for (member, offer), total in points.items()]


def filed(*names: str) -> dict[str, datetime]:
    return {name: NOON + timedelta(minutes=number) for number, name in enumerate(names)}


def places(points: dict[tuple[str, str], str], *names: str, minimum: str = "0", **more: object) -> list[tuple]:
    sheets = [Sheet(offer=offer, member=member, total=Decimal(total)) for (member, offer), total in points.items()]
    found = rank(filed(*names), sheets, minimum=Decimal(minimum), **more)
    return [(place.offer, place.position, place.mean, place.passes) for place in found]


def test_the_mean_is_rounded_half_up_to_two_places():
    assert mean([Decimal("30.5"), Decimal("31"), Decimal("30.5")]) == Decimal("30.67")
    assert mean([Decimal("10.01"), Decimal("10.00")]) == Decimal("10.01")
    assert mean([]) is None


def test_higher_means_come_first():
    found = places({("Marek", "a"): "40", ("Marek", "b"): "50"}, "a", "b")

    assert found == [("b", 1, Decimal("50"), True), ("a", 2, Decimal("40"), True)]


def test_equal_means_share_a_position_and_the_earlier_is_shown_first():
    found = places(
        {("Marek", "a"): "40", ("Marek", "b"): "50", ("Marek", "c"): "40", ("Marek", "d"): "30"}, "c", "a", "b", "d"
    )

    assert [(offer, position) for offer, position, *_rest in found] == [("b", 1), ("c", 2), ("a", 2), ("d", 4)]


def test_where_points_add_up_the_greater_sum_is_first_though_the_means_round_to_the_same():
    nine = [f"Osoba {number}" for number in range(9)]
    points = {(one, "a"): "55.00" for one in nine} | {(one, "b"): "55.00" for one in nine} | {(nine[0], "b"): "55.02"}

    found = places(points, "a", "b", rule="sum", seats=9)

    assert [(offer, position, str(mean)) for offer, position, mean, _passes in found] == [
        ("b", 1, "55.00"),
        ("a", 2, "55.00"),
    ]


def test_a_recused_member_is_out_of_the_sum_and_of_the_divisor():
    points = {("Marek", "a"): "60", ("Maria", "a"): "40", ("Mikołaj", "a"): "10"}

    with_all = places(points, "a")
    without = places(points, "a", recused=frozenset({("Mikołaj", "a")}))

    assert with_all == [("a", 1, Decimal("36.67"), True)]
    assert without == [("a", 1, Decimal("50.00"), True)]


def test_an_offer_nobody_scored_stands_last_and_does_not_pass():
    found = places({("Marek", "b"): "1"}, "a", "b")

    assert found == [("b", 1, Decimal("1"), True), ("a", None, None, False)]


def test_the_minimum_itself_passes():
    found = places({("Marek", "a"): "60", ("Marek", "b"): "59.99"}, "a", "b", minimum="60")

    assert [(offer, passes) for offer, _position, _mean, passes in found] == [("a", True), ("b", False)]


def test_the_pool_reaches_as_far_as_it_pays_in_full():
    amounts = [Decimal("5000"), Decimal("4000"), Decimal("2000")]

    assert reach(Decimal("10000"), amounts) == (2, Decimal("1000"))
    assert reach(Decimal("11000"), amounts) == (3, Decimal("0"))
    assert reach(Decimal("4999.99"), amounts) == (0, Decimal("4999.99"))


@given(st.lists(POINTS, min_size=1, max_size=12))
def test_a_mean_lies_between_the_lowest_and_the_highest_total(totals):
    found = mean(totals)

    assert min(totals) <= found <= max(totals)
    assert found == found.quantize(Decimal("0.01"))


@given(SHEETS, st.randoms())
def test_the_order_in_which_sheets_come_changes_nothing(points, random):
    shuffled = sheets_of(points)
    random.shuffle(shuffled)

    first = rank(ALL, sheets_of(points), minimum=Decimal(50))
    second = rank(ALL, shuffled, minimum=Decimal(50))

    assert [(place.offer, place.position, place.mean) for place in first] == [
        (place.offer, place.position, place.mean) for place in second
    ]


@given(SHEETS, MEMBERS, OFFERS)
def test_a_recused_members_sheet_counts_as_if_it_were_not_there(points, member, offer):
    without = {key: total for key, total in points.items() if key != (member, offer)}

    recused = rank(ALL, sheets_of(points), minimum=Decimal(50), recused=frozenset({(member, offer)}))

    assert recused == rank(ALL, sheets_of(without), minimum=Decimal(50))


@given(SHEETS)
def test_every_offer_has_one_place_and_no_worse_offer_stands_higher(points):
    found = rank(ALL, sheets_of(points), minimum=Decimal(50))

    assert sorted(place.offer for place in found) == sorted(ALL)
    scored = [place for place in found if place.mean is not None]
    assert found[: len(scored)] == scored
    for higher, lower in pairwise(scored):
        assert higher.mean >= lower.mean
        assert (higher.mean == lower.mean) == (higher.position == lower.position)
        assert higher.position <= lower.position
    assert [place.position for place in scored] == [
        1 + sum(other.mean > place.mean for other in scored) for place in scored
    ]


@given(SHEETS, OFFERS)
def test_points_of_one_offer_never_move_the_mean_of_another(points, offer):
    others = {key: total for key, total in points.items() if key[1] != offer}

    def means(of):
        return {
            place.offer: place.mean for place in rank(ALL, sheets_of(of), minimum=Decimal(0)) if place.offer != offer
        }

    assert means(points) == means(others)


@given(st.decimals(0, 10**6, places=2), st.lists(st.decimals(0, 10**5, places=2), max_size=10))
def test_what_the_pool_pays_and_what_is_left_make_the_pool(pool, requested):
    number, left = reach(pool, requested)

    assert sum(requested[:number], Decimal(0)) + left == pool
    assert left >= 0
    assert number == len(requested) or requested[number] > left
