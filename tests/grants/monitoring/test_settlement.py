"""Planned beside spent, and what goes back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.applications.budget import Budget, CostLine
from grants.monitoring.settlement import check_spending, compare, settle

GROSZ = Decimal("0.01")
amounts = st.decimals(min_value=0, max_value=100_000, places=2)
percents = st.decimals(min_value=0, max_value=100, places=2)


def agreed(*values):
    lines = (
        CostLine(f"c{place}", "I", 1, f"Koszt {place}", "szt.", Decimal(value), Decimal(1))
        for place, value in enumerate(values, start=1)
    )
    return Budget(tuple(lines), years=(2026,))


def test_each_cost_stands_beside_its_plan():
    comparison = compare(agreed("1000", "500"), {"c1": Decimal(1100), "c2": Decimal(400)}, shift_percent=Decimal(10))

    first, second = comparison.lines
    assert (first.number, first.difference, first.increase_percent, first.excess) == ("I.1.1", 100, Decimal(10), 0)
    assert (second.number, second.difference, second.increase_percent) == ("I.1.2", -100, Decimal(-20))
    assert (comparison.planned(), comparison.actual(), comparison.excess) == (1500, 1500, 0)


def test_growth_over_the_permitted_shift_is_excess():
    comparison = compare(agreed("1000"), {"c1": Decimal("1100.01")}, shift_percent=Decimal(10))

    (line,) = comparison.lines
    assert (line.is_over, line.excess) == (True, GROSZ)


def test_without_a_limit_any_growth_is_fine():
    comparison = compare(agreed("1000"), {"c1": Decimal(5000)}, shift_percent=None)

    assert comparison.excess == 0


def test_a_cost_not_reported_is_zero_and_a_strange_one_is_a_bug():
    assert compare(agreed("10"), {}, shift_percent=None).actual() == 0
    with pytest.raises(KeyError):
        compare(agreed("10"), {"c9": GROSZ}, shift_percent=None)


@given(amounts, amounts, percents)
def test_excess_is_exactly_what_must_not_have_been_spent(planned, actual, shift):
    (line,) = compare(agreed(planned), {"c1": actual}, shift_percent=shift).lines

    assert line.is_over == (actual * 100 > planned * (100 + shift))
    (cured,) = compare(agreed(planned), {"c1": actual - line.excess}, shift_percent=shift).lines
    assert not cured.is_over


def test_what_was_not_spent_goes_back_with_the_interest():
    settlement = settle(paid=Decimal(10_000), spent=Decimal("9265.25"), interest=Decimal("1.20"))

    assert (settlement.unused, settlement.to_return) == (Decimal("734.75"), Decimal("735.95"))


def test_interest_stays_when_the_agreement_lets_it():
    settlement = settle(paid=Decimal(100), spent=Decimal(100), interest=Decimal(1), interest_returns=False)

    assert settlement.to_return == 0


@given(amounts, amounts, amounts, amounts)
def test_nothing_negative_comes_back(paid, spent, interest, excess):
    settlement = settle(paid=paid, spent=spent, interest=interest, excess=excess)

    assert 0 <= settlement.unused <= paid
    assert 0 <= settlement.excess <= spent
    assert settlement.to_return == settlement.unused + interest


class TestCheck:
    def problems(self, actual="100", **figures):
        comparison = compare(agreed("100"), {"c1": Decimal(actual)}, shift_percent=None)
        figures = {"paid": "80", "spent": "80", "other": "20"} | figures
        return [p.field for p in check_spending(comparison, **{k: Decimal(v) for k, v in figures.items()})]

    def test_figures_that_agree(self):
        assert self.problems() == []

    def test_more_than_was_paid(self):
        assert self.problems(spent="80.01", other="19.99") == ["grant"]

    def test_sources_that_do_not_make_up_the_costs(self):
        assert self.problems(other="19.99") == ["sources"]

    def test_below_zero_or_finer_than_a_grosz(self):
        assert self.problems(actual="99.999", other="19.999") == ["other", "lines.c1"]
        assert self.problems(other="-1", actual="79") == ["other"]
        assert self.problems(interest="-1") == ["interest"]
