from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programmes.adoption.rules import is_late
from programmes.drafting import rules
from programmes.drafting.headings import NUMBERS
from programmes.reporting.balance import FIGURES, Line, lines, total
from tests.builders_programmes import HEADINGS

amounts = st.decimals(min_value=0, max_value=10**7, places=2)


def test_tasks_may_use_the_budget_to_the_grosz():
    rules.check_planned(budget=Decimal("100.00"), planned=[Decimal("99.99"), Decimal("0.01")])


def test_a_grosz_over_the_budget_is_refused():
    with pytest.raises(rules.PlannedOverBudget) as refused:
        rules.check_planned(budget=Decimal("100.00"), planned=[Decimal("99.99"), Decimal("0.02")])

    assert refused.value.field == "budget"
    assert "0,01\N{NO-BREAK SPACE}zł" in str(refused.value)


def test_every_empty_point_of_the_law_is_named():
    headings = {**HEADINGS, "3": " ", "10": ""}

    with pytest.raises(rules.Incomplete) as refused:
        rules.check_adoptable(headings=headings, budget=Decimal(10), planned=[Decimal(1)])

    assert [one.field for one in refused.value.every()] == ["heading_3", "heading_10"]


def test_the_law_asks_for_eleven_points():
    assert len(NUMBERS) == 11


@pytest.mark.parametrize(("day", "late"), [((2026, 11, 30), False), ((2026, 12, 1), True)])
def test_adoption_is_late_from_the_first_of_december(day, late):
    from datetime import date

    assert is_late(year=2027, adopted_on=date(*day)) is late


@given(st.lists(st.tuples(*[amounts] * 7), max_size=6))
def test_the_balance_adds_up_by_line_and_in_all(rows):
    tasks = [(n, f"task {n}", row[0]) for n, row in enumerate(rows)]
    answers = {name: {n: row[i] for n, row in enumerate(rows)} for i, name in enumerate(FIGURES) if name != "planned"}
    found = lines(tasks, answers)

    whole = total(found, "all")

    for name in ("free", "to_agree", "to_pay", "in_progress"):
        assert getattr(whole, name) == sum((getattr(line, name) for line in found), Decimal(0))
    for line in [*found, whole]:
        assert line.planned == line.in_calls + line.awarded + line.free
        assert line.awarded == line.agreed + line.to_agree
        assert line.agreed == line.paid + line.to_pay
        assert line.paid == line.settled + line.returned + line.in_progress


def test_a_task_without_any_money_has_zeros():
    assert lines([(1, "t", Decimal(5))], {name: {} for name in FIGURES}) == [Line(title="t", planned=Decimal(5))]
