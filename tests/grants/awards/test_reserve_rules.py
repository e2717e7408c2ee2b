"""Who gets money that came free, and who may sign: rules without a database."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.awards import rules
from grants.awards.justifications import rules as justifications
from grants.awards.rules import Candidate, Line, Purse
from tenants.gates.refusals import Refusal
from tenants.office.deadlines import WARSAW

amounts = st.decimals(min_value=Decimal("0.01"), max_value=Decimal("9999.99"), places=2)


def candidates(asked):
    return [
        Candidate(application_id=n, number=f"{n}/2027", requested=one, position=n, passes=True)
        for n, one in enumerate(asked, start=1)
    ]


@settings(max_examples=150)
@given(asked=st.lists(amounts, max_size=8), held=amounts, pool=amounts, least=st.none() | amounts)
def test_free_money_goes_down_the_reserve_list_and_no_further_than_the_pool(asked, held, pool, least):
    reserve = candidates(asked)
    in_force = [Line(application_id=99, outcome="reduced", amount=min(held, pool))]

    given_out = rules.next_on_reserve(in_force, reserve, Purse(title="", pool=pool, grant_min=least))

    assert [line.application_id for line in given_out] == [one.application_id for one in reserve][: len(given_out)]
    assert sum((line.amount for line in given_out), Decimal(0)) <= pool - in_force[0].amount
    assert all(line.outcome == "full" for line in given_out[:-1])
    assert all(line.outcome != "reduced" or line.amount >= (least or 0) for line in given_out)


def test_nothing_is_passed_over_when_the_first_cannot_be_paid():
    reserve = candidates([Decimal("5000.00"), Decimal("100.00")])

    assert rules.next_on_reserve([], reserve, Purse(title="", pool=Decimal("900.00"), grant_min=Decimal(1000))) == []


def test_two_persons_make_an_act():
    rules.check_two_persons(prepared_by=1, signs=2)
    with translation.override("en"), pytest.raises(Refusal, match="somebody else signs"):
        rules.check_two_persons(prepared_by=1, signs=1)


@pytest.mark.parametrize(
    ("at", "late"),
    [
        (datetime(2027, 3, 3, 23, 59, 59, tzinfo=WARSAW), False),
        (datetime(2027, 3, 4, 0, 0, 0, tzinfo=WARSAW), True),
    ],
)
def test_grounds_may_be_demanded_until_the_last_second_of_the_thirtieth_day(at, late):
    announced = datetime(2027, 2, 1, 10, 0, tzinfo=WARSAW)

    assert justifications.last_day(announced) == date(2027, 3, 3)
    assert justifications.is_late(announced_at=announced, at=at) is late


def test_a_term_that_ends_on_a_day_off_ends_on_the_next_working_day():
    assert justifications.last_day(datetime(2027, 1, 28, 10, 0, tzinfo=WARSAW)) == date(2027, 3, 1)
    assert justifications.due_on(datetime(2027, 2, 1, 10, 0, tzinfo=WARSAW)) == date(2027, 2, 15)
