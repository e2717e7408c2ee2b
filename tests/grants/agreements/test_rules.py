"""When an agreement can be signed and money can leave; no database."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.agreements import rules
from grants.agreements.rules import TranchePlan

MARCH, NOVEMBER = date(2027, 3, 1), date(2027, 11, 30)
DECEMBER = date(2027, 12, 14)
amounts = st.decimals(min_value="0.01", max_value=100_000, places=2)


def tranches(*amounts, due_on=MARCH):
    return [TranchePlan(Decimal(amount), due_on) for amount in amounts]


def fields(refused):
    return [one.field for one in refused.value.every()]


@pytest.mark.parametrize(
    ("ends", "spend_until"),
    [
        (date(2027, 11, 30), date(2027, 12, 14)),
        (date(2027, 12, 17), date(2027, 12, 31)),
        (date(2027, 12, 18), date(2027, 12, 31)),
        (date(2027, 12, 31), date(2027, 12, 31)),
    ],
)
def test_bills_are_paid_within_two_weeks_of_the_task_but_never_in_the_next_year(ends, spend_until):
    assert rules.usual_spending_end(ends) == spend_until


def test_spending_until_the_last_day_of_december_is_allowed():
    rules.check_terms(task_from=MARCH, task_to=NOVEMBER, spend_until=date(2027, 12, 31))


def test_spending_in_january_is_refused_at_its_field():
    with pytest.raises(rules.WrongTerm) as refused:
        rules.check_terms(task_from=MARCH, task_to=NOVEMBER, spend_until=date(2028, 1, 1))

    assert fields(refused) == ["spend_until"]
    assert "31.12.2027" in str(refused.value)


def test_each_wrong_day_is_named_at_its_field():
    with pytest.raises(rules.WrongTerm) as refused:
        rules.check_terms(task_from=MARCH, task_to=date(2027, 2, 28), spend_until=date(2027, 2, 1))

    assert fields(refused) == ["task_to", "spend_until"]


def test_an_agreement_lasts_five_years_and_not_a_day_more():
    rules.check_terms(task_from=MARCH, task_to=date(2032, 3, 1), spend_until=date(2032, 3, 15))

    with pytest.raises(rules.WrongTerm) as refused:
        rules.check_terms(task_from=MARCH, task_to=date(2032, 3, 2), spend_until=date(2032, 3, 15))

    assert fields(refused) == ["task_to"]


def test_five_years_from_a_leap_day_end_on_the_first_of_march():
    leap = date(2028, 2, 29)
    rules.check_terms(task_from=leap, task_to=date(2033, 3, 1), spend_until=date(2033, 3, 1))

    with pytest.raises(rules.WrongTerm):
        rules.check_terms(task_from=leap, task_to=date(2033, 3, 2), spend_until=date(2033, 3, 2))


def test_tranches_that_make_up_the_grant_pass():
    rules.check_tranches(tranches("3000.00", "1999.99", "0.01"), grant=Decimal("5000.00"), spend_until=DECEMBER)


@pytest.mark.parametrize("last", ["1999.99", "2000.01"])
def test_tranches_that_differ_from_the_grant_by_a_grosz_are_refused(last):
    with pytest.raises(rules.TranchesDiffer) as refused:
        rules.check_tranches(tranches("3000.00", last), grant=Decimal("5000.00"), spend_until=DECEMBER)

    assert refused.value.field == "tranches"
    assert "0,01\N{NO-BREAK SPACE}zł" in str(refused.value)


@pytest.mark.parametrize("odd", ["0.00", "-0.01"])
def test_a_tranche_of_nothing_is_refused(odd):
    with pytest.raises(rules.TranchesDiffer):
        rules.check_tranches(tranches("5000.00", odd), grant=Decimal("5000.00"), spend_until=DECEMBER)


def test_no_tranche_at_all_is_not_the_grant():
    with pytest.raises(rules.TranchesDiffer):
        rules.check_tranches([], grant=Decimal("5000.00"), spend_until=DECEMBER)


def test_a_tranche_cannot_fall_after_the_last_day_of_spending():
    plan = tranches("5000.00", due_on=date(2027, 12, 15))

    with pytest.raises(rules.WrongTerm) as refused:
        rules.check_tranches(plan, grant=Decimal("5000.00"), spend_until=DECEMBER)

    assert refused.value.field == "tranches"


@given(st.lists(amounts, min_size=1, max_size=6), amounts)
def test_only_the_exact_sum_passes(parts, other):
    together = sum(parts)
    rules.check_tranches(tranches(*parts), grant=together, spend_until=DECEMBER)

    with pytest.raises(rules.TranchesDiffer):
        rules.check_tranches(tranches(*parts), grant=together + other, spend_until=DECEMBER)


@pytest.mark.parametrize("day", [date(2027, 2, 25), date(2027, 2, 26)])
def test_an_agreement_is_concluded_between_the_day_it_was_made_and_today(day):
    rules.check_signed_on(signed_on=day, made_on=date(2027, 2, 25), today=date(2027, 2, 26))


@pytest.mark.parametrize("day", [date(2027, 2, 24), date(2027, 2, 27)])
def test_an_agreement_concluded_before_it_was_made_or_tomorrow_is_refused(day):
    with pytest.raises(rules.WrongDay) as refused:
        rules.check_signed_on(signed_on=day, made_on=date(2027, 2, 25), today=date(2027, 2, 26))

    assert refused.value.field == "signed_on"


@pytest.mark.parametrize("day", [date(2027, 2, 25), date(2027, 3, 9)])
def test_money_leaves_neither_before_the_agreement_nor_tomorrow(day):
    with pytest.raises(rules.WrongDay) as refused:
        rules.check_paid_on(paid_on=day, signed_on=date(2027, 2, 26), today=date(2027, 3, 8))

    assert refused.value.field == "paid_on"


def test_money_may_leave_on_the_day_of_the_agreement():
    rules.check_paid_on(paid_on=date(2027, 2, 26), signed_on=date(2027, 2, 26), today=date(2027, 2, 26))
