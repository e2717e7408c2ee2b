"""The four limits of art. 19a against an oracle of whole groszes and days counted one by one."""

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.small_grants import limits
from grants.small_grants.limits import OverLimit
from tenants.office import law

ON = date(2027, 3, 1)
groszes = st.integers(min_value=0, max_value=5_000_000)
days = st.dates(min_value=date(2026, 1, 1), max_value=date(2028, 12, 31))


def zl(number):
    return Decimal(number).scaleb(-2)


def refuses(check):
    try:
        check()
    except OverLimit:
        return True
    return False


@pytest.mark.parametrize(("grant", "over"), [("10000.00", False), ("10000.01", True), ("0.01", False)])
def test_ten_thousand_to_the_grosz(grant, over):
    assert refuses(lambda: limits.check_grant(Decimal(grant), on=ON)) is over


@pytest.mark.parametrize(
    ("start", "end", "number", "over"),
    [
        (date(2027, 3, 1), date(2027, 5, 29), 90, False),
        (date(2027, 3, 1), date(2027, 5, 30), 91, True),
        (date(2027, 3, 1), date(2027, 3, 1), 1, False),
        # a leap February, and the two nights on which the clocks change, count as whole days
        (date(2028, 1, 15), date(2028, 4, 13), 90, False),
        (date(2027, 8, 10), date(2027, 11, 8), 91, True),
    ],
)
def test_ninety_days_with_the_first_and_the_last(start, end, number, over):
    assert limits.days_of(start, end) == number
    assert refuses(lambda: limits.check_length(start, end, on=ON)) is over


@pytest.mark.parametrize(
    ("passed", "grant", "over"),
    [("10000.00", "10000.00", False), ("10000.01", "10000.00", True), ("20000.00", "0.01", True)],
)
def test_twenty_thousand_to_one_organisation_in_a_year(passed, grant, over):
    assert refuses(lambda: limits.check_yearly(Decimal(grant), passed=Decimal(passed), on=ON)) is over


@pytest.mark.parametrize(
    ("taken", "grant", "planned", "pool", "over"),
    [
        ("35000.00", "5000.00", "200000.00", "40000.00", False),
        ("35000.00", "5000.01", "200000.00", "40000.00", True),
        # the town's own smaller pool binds too
        ("5000.00", "5000.01", "200000.00", "10000.00", True),
        # a fifth of 0,04 zł is less than a grosz: nothing may be passed
        ("0.00", "0.01", "0.04", "1.00", True),
        ("0.00", "0.01", "0.05", "1.00", False),
    ],
)
def test_a_fifth_of_the_years_grants(taken, grant, planned, pool, over):
    def check():
        limits.check_pool(Decimal(grant), taken=Decimal(taken), planned=Decimal(planned), pool=Decimal(pool), on=ON)

    assert refuses(check) is over


@settings(max_examples=500)
@given(groszes)
def test_the_first_limit_is_what_an_integer_says(grant):
    assert refuses(lambda: limits.check_grant(zl(grant), on=ON)) is (grant > 1_000_000)


@settings(max_examples=500)
@given(days, st.integers(min_value=0, max_value=200))
def test_the_second_limit_is_what_counting_on_a_calendar_says(start, more):
    end = start + timedelta(days=more)
    counted, day = 0, start
    while day <= end:
        counted, day = counted + 1, day + timedelta(days=1)

    assert limits.days_of(start, end) == counted
    assert refuses(lambda: limits.check_length(start, end, on=ON)) is (counted > 90)


@settings(max_examples=500)
@given(st.lists(groszes, max_size=6), groszes)
def test_the_third_limit_is_what_adding_groszes_says(before, grant):
    passed = sum((zl(one) for one in before), Decimal("0.00"))

    assert refuses(lambda: limits.check_yearly(zl(grant), passed=passed, on=ON)) is (sum(before) + grant > 2_000_000)


@settings(max_examples=500)
@given(st.lists(groszes, max_size=6), groszes, groszes, st.integers(min_value=0, max_value=50_000_000))
def test_the_fourth_limit_is_what_fractions_say(before, grant, pool, planned):
    taken = sum((zl(one) for one in before), Decimal("0.00"))
    over = Fraction(sum(before) + grant) > min(Fraction(pool), Fraction(planned, 5))

    def check():
        limits.check_pool(zl(grant), taken=taken, planned=zl(planned), pool=zl(pool), on=ON)

    assert refuses(check) is over


def test_the_limits_are_independent():
    """Each can be passed alone: fitting three says nothing of the fourth."""
    fits = {
        "grant": lambda: limits.check_grant(Decimal("10000"), on=ON),
        "length": lambda: limits.check_length(date(2027, 3, 1), date(2027, 5, 29), on=ON),
        "yearly": lambda: limits.check_yearly(Decimal("10000"), passed=Decimal("10000"), on=ON),
        "pool": lambda: limits.check_pool(
            Decimal("10000"), taken=Decimal("30000"), planned=Decimal("200000"), pool=Decimal("40000"), on=ON
        ),
    }

    assert [name for name, check in fits.items() if refuses(check)] == []


def test_a_figure_that_changes_binds_from_its_day(monkeypatch):
    later = law.Entry(
        key="small_grant_zloty",
        value=15_000,
        article="art. 19a",
        source="",
        verified=False,
        valid_from=date(2028, 1, 1),
    )
    monkeypatch.setattr(law, "TABLE", (*law.TABLE, later))

    assert refuses(lambda: limits.check_grant(Decimal("12000"), on=date(2027, 12, 31)))
    assert not refuses(lambda: limits.check_grant(Decimal("12000"), on=date(2028, 1, 1)))
