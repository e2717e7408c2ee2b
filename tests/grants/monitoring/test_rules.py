"""When a report can be filed, what is asked back and until when; no database."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grants.applications.budget import Budget, CostLine
from grants.monitoring import content, rules
from grants.monitoring.settlement import settle
from tests.builders_monitoring import DECLARED, a_report_content

PAID = Decimal("5000.00")
BUDGET = Budget(
    lines=(
        CostLine("k1", "I", 1, "Trener", "miesiąc", Decimal("5700.00"), Decimal(1)),
        CostLine("k2", "II", None, "Księgowość", "usługa", Decimal("300.00"), Decimal(1)),
    ),
    years=(2027,),
)
SPRING, END = date(2027, 12, 14), date(2027, 12, 31)


def checked(paid=PAID, **written):
    given = a_report_content(**written)
    rules.check_complete(given, rules.compared(BUDGET, given, shift_percent=Decimal(10)), paid=paid)


def flaws(**written):
    with pytest.raises(rules.Incomplete) as refused:
        checked(**written)
    return [one.field for one in refused.value.every()]


def settled(**written):
    given = a_report_content(**written)
    return rules.settlement(given, rules.compared(BUDGET, given, shift_percent=Decimal(10)), paid=PAID)


def test_a_whole_report_can_be_filed():
    checked()


@pytest.mark.parametrize("name", content.NEEDED_TEXTS)
def test_each_part_of_the_form_is_asked_for_at_its_field(name):
    assert flaws(**{name: "  "}) == [name]


def test_additional_information_may_be_left_out():
    checked(additional="")


@pytest.mark.parametrize("name", content.DECLARATIONS)
def test_each_declaration_is_confirmed(name):
    assert flaws(declared={**DECLARED, name: False}) == [name]


def test_everything_missing_is_named_at_once():
    assert flaws(results="", actions="", declared={}) == ["results", "actions", "r1", "r2", "r3"]


def test_sources_that_differ_from_the_costs_by_a_grosz_are_refused_with_the_difference():
    with pytest.raises(rules.Incomplete) as refused:
        checked(own="999.99")

    assert refused.value.field == "grant"
    assert "0,01\N{NO-BREAK SPACE}zł" in str(refused.value)


def test_no_more_of_the_grant_is_spent_than_was_paid():
    assert flaws(paid=Decimal("4999.99")) == ["grant"]


def test_a_negative_amount_is_refused_at_its_cost():
    assert flaws(lines={"k1": "6000.00", "k2": "-0.01"}, own="999.99") == ["lines.k2"]


def test_a_cost_that_the_agreement_does_not_have_is_left_out():
    given = a_report_content(lines={"k1": "5700.00", "k2": "300.00", "obcy": "10.00"})

    assert rules.compared(BUDGET, given, shift_percent=None).actual() == Decimal("6000.00")


def test_money_not_used_and_bank_interest_go_back():
    due = settled(lines={"k1": "5450.00", "k2": "300.00"}, grant="4750.00", interest="1.23")

    assert (due.unused, due.to_return, due.excess) == (Decimal("250.00"), Decimal("251.23"), Decimal("0.00"))


def test_a_cost_may_grow_by_the_permitted_tenth_and_not_by_a_grosz_more():
    exact = settled(lines={"k1": "5670.00", "k2": "330.00"})
    over = settled(lines={"k1": "5669.99", "k2": "330.01"})

    assert (exact.excess, over.excess) == (Decimal("0.00"), Decimal("0.01"))


def test_nothing_to_return_is_nothing_asked():
    due = settle(paid=PAID, spent=PAID)

    assert rules.demands(due, spend_until=SPRING, today=date(2028, 1, 10)) == []


@pytest.mark.parametrize(
    ("spend_until", "due_on"),
    [
        (END, date(2028, 1, 31)),
        # The 15th day, 29 December 2027, is a Wednesday.
        (SPRING, date(2027, 12, 29)),
        # The 15th day, 15 August, is a day off and a Sunday.
        (date(2027, 7, 31), date(2027, 8, 16)),
    ],
)
def test_unused_money_is_due_by_the_finance_act(spend_until, due_on):
    due = settle(paid=PAID, spent=Decimal("4750.00"))

    (demand,) = rules.demands(due, spend_until=spend_until, today=date(2028, 1, 10))

    assert (demand.amount, demand.reason, demand.due_on) == (Decimal("250.00"), "unused", due_on)


def test_money_in_excess_is_due_fifteen_days_after_it_was_found():
    due = settle(paid=PAID, spent=PAID, excess=Decimal("12.34"))

    (demand,) = rules.demands(due, spend_until=SPRING, today=date(2028, 1, 10))

    assert (demand.amount, demand.reason, demand.due_on) == (Decimal("12.34"), "excess", date(2028, 1, 25))


def test_bank_interest_goes_back_apart_from_the_unused_money():
    due = settle(paid=PAID, spent=Decimal("4999.00"), interest=Decimal("1.23"))

    asked = rules.demands(due, spend_until=SPRING, today=SPRING)

    assert [(one.reason, one.amount) for one in asked] == [("unused", Decimal("1.00")), ("interest", Decimal("1.23"))]


@pytest.mark.parametrize("day", [date(2027, 3, 7), date(2027, 12, 21)])
def test_money_comes_back_neither_before_it_left_nor_tomorrow(day):
    with pytest.raises(rules.WrongDay) as refused:
        rules.check_received_on(received_on=day, paid_on=date(2027, 3, 8), today=date(2027, 12, 20))

    assert refused.value.field == "received_on"


def test_money_may_come_back_before_the_report():
    rules.check_received_on(received_on=date(2027, 3, 8), paid_on=date(2027, 3, 8), today=date(2027, 12, 20))


# --- what is claimed ---


@settings(max_examples=100)
@given(reckoned=st.decimals(0, 99999, places=2), share=st.decimals(0, 1, places=2))
def test_at_most_what_was_reckoned_is_claimed_and_less_for_a_reason(reckoned, share):
    due = settle(paid=Decimal("99999.00"), spent=Decimal("99999.00"), excess=reckoned)
    part = (reckoned * share).quantize(Decimal("0.01"))

    assert rules.claimed(due, excess=None, reason="") == rules.claimed(due, excess=reckoned, reason="") == due
    assert rules.claimed(due, excess=part, reason="Ze środków własnych.") == replace(due, excess=part)
    for wrong in (reckoned + Decimal("0.01"), Decimal("-0.01")):
        with pytest.raises(rules.WrongClaim):
            rules.claimed(due, excess=wrong, reason="Tak.")
    if part < reckoned:
        with pytest.raises(rules.WrongClaim):
            rules.claimed(due, excess=part, reason="")
