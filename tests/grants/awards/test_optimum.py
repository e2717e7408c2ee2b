"""The optimum against every division there is, tried one by one, in 500 small cases."""

from decimal import Decimal
from fractions import Fraction
from itertools import product
from random import Random

import pytest

from grants.awards.allocation import Ask, Fund
from grants.awards.optimum import optimum

# (offers at most, groszes asked for at most): so that all divisions can be tried.
SIZES = [(3, 9), (4, 6), (5, 4), (6, 2)]


def a_case(random: Random) -> tuple[list[Ask], Fund]:
    most, amount = random.choice(SIZES)
    points = random.choice([[60], [0, 50, 51], [Fraction(181, 3), Fraction(182, 3), 61], range(40, 101)])
    applicants = random.choice([1, 2, 3, 10])
    asks = [
        Ask(
            offer=number,
            requested=Decimal(random.randint(1, amount)).scaleb(-2),
            points=Fraction(random.choice(points)),
            passes=random.random() > 0.1,
            applicant=random.randrange(applicants),
        )
        for number in range(random.randint(1, most))
    ]
    asks.sort(key=lambda one: -one.points)
    fund = Fund(
        pool=Decimal(random.randint(1, amount * 3)).scaleb(-2),
        grant_min=random.choice([None, None, Decimal("0.02"), Decimal("0.03")]),
        viable_percent=Decimal(random.choice(["0", "33.33", "50", "75", "100"])),
        cap=random.choice([None, None, Decimal("0.02"), Decimal("0.04"), Decimal("0.07")]),
    )
    return asks, fund


def tried(asks: list[Ask], fund: Fund) -> tuple[Fraction, list[int]]:
    """The greatest sum of points times groszes, and of the divisions that reach it the one greatest from the top."""
    pool, cap = int(fund.pool * 100), None if fund.cap is None else int(fund.cap * 100)
    choices = []
    for one in asks:
        least = max(int((fund.grant_min or 0) * 100), 1)
        asked = int(one.requested * 100)
        fits = [n for n in range(least, asked + 1) if n * 100 >= asked * fund.viable_percent]
        choices.append([0, *fits] if one.passes else [0])
    best: tuple[Fraction, list[int]] = (Fraction(-1), [])
    for amounts in product(*choices):
        taken: dict[object, int] = {}
        for one, amount in zip(asks, amounts, strict=True):
            taken[one.applicant] = taken.get(one.applicant, 0) + amount
        if sum(amounts) > pool or (cap is not None and max(taken.values()) > cap):
            continue
        worth = sum((one.points * amount for one, amount in zip(asks, amounts, strict=True)), Fraction(0))
        best = max(best, (worth, list(amounts)))
    return best


@pytest.mark.parametrize("part", range(5))
def test_no_division_is_better_in_five_hundred_small_cases(part):
    random = Random(part)
    for _number in range(100):
        asks, fund = a_case(random)
        worth, amounts = tried(asks, fund)

        found = optimum(asks, fund)

        given = [found.amounts.get(one.offer, 0) for one in asks]
        assert sum(one.points * amount for one, amount in zip(asks, given, strict=True)) == worth, (asks, fund)
        assert given == amounts, (asks, fund)
        assert found.proven


def test_two_smaller_offers_together_beat_a_better_one_that_leaves_money_over():
    asks = [
        Ask(offer=1, requested=Decimal(30000), points=Decimal("90.00"), applicant=1),
        Ask(offer=2, requested=Decimal(30000), points=Decimal("82.50"), applicant=2),
        Ask(offer=3, requested=Decimal(12000), points=Decimal("80.00"), applicant=3),
        Ask(offer=4, requested=Decimal(8000), points=Decimal("75.00"), applicant=4),
    ]

    found = optimum(asks, Fund(pool=Decimal(50000), viable_percent=Decimal(100)))

    assert found.amounts == {1: 3000000, 3: 1200000, 4: 800000}


def three_hundred(*, points: list[str], viable: str, per_applicant: int, cap: str | None) -> tuple[list[Ask], Fund]:
    random = Random(7)
    asks = [
        Ask(
            offer=number,
            requested=Decimal(random.randint(20, 400) * 100),
            points=Decimal(random.choice(points)),
            applicant=number // per_applicant,
        )
        for number in range(300)
    ]
    asks.sort(key=lambda one: -one.points)
    return asks, Fund(
        pool=Decimal("2345678.90"), viable_percent=Decimal(viable), cap=None if cap is None else Decimal(cap)
    )


@pytest.mark.parametrize(
    ("points", "viable", "per_applicant", "cap"),
    [
        ([f"{n / 100:.2f}" for n in range(4000, 10000)], "80", 1, None),
        ([f"{n / 100:.2f}" for n in range(4000, 10000)], "60", 3, "60000.00"),
        (["60.00", "70.00", "80.00", "90.00"], "100", 1, None),
    ],
)
def test_three_hundred_offers_are_divided_and_the_sum_is_proven(points, viable, per_applicant, cap):
    asks, fund = three_hundred(points=points, viable=viable, per_applicant=per_applicant, cap=cap)

    found = optimum(asks, fund)

    assert found.proven
    assert sum(found.amounts.values()) <= 234567890


def test_an_applicant_with_too_many_offers_to_try_is_not_called_settled():
    asks = [Ask(offer=n, requested=Decimal(1000), points=Decimal(90 - n), applicant="A") for n in range(12)]

    found = optimum(asks, Fund(pool=Decimal(9000), cap=Decimal(3000)))

    assert (sum(found.amounts.values()), found.proven) == (300000, False)


def test_of_nothing_comes_nothing():
    assert optimum([], Fund(pool=Decimal(1000))).amounts == {}
    unscored = Ask(offer=1, requested=Decimal(10), points=None, passes=False)
    assert optimum([unscored], Fund(pool=Decimal(1000))).amounts == {}
