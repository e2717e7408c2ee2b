"""Costs split between years, while the days of the task are still being typed."""

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from grants.applications.budget_years import in_years, typed_over, with_room
from grants.applications.costs import Budget, CostLine

FIRST, LAST = 2026, 2031
spans = st.tuples(st.integers(FIRST, LAST), st.integers(FIRST, LAST)).map(
    lambda ends: tuple(range(min(ends), max(ends) + 1))
)
half_typed = st.just(())


def a_budget(parts: dict[int, Decimal], years: tuple[int, ...]) -> Budget:
    said = tuple(parts.get(year, Decimal(0)) for year in years)
    line = CostLine("k1", "I", 1, "Trener", "miesiąc", sum(said, Decimal(0)), Decimal(1), said if any(said) else ())
    return Budget(lines=(line,), years=years)


@st.composite
def budgets(draw):
    years = draw(spans)
    part = st.integers(0, 10**6).map(Decimal)
    return a_budget({year: draw(part) for year in years}, years)


@settings(max_examples=200)
@given(budgets(), st.lists(spans | half_typed, max_size=5))
def test_whatever_the_days_were_meanwhile_the_same_years_hold_the_same_parts(budget, meanwhile):
    changed = budget
    for years in [*meanwhile, budget.years]:
        changed = with_room(changed, years)

    assert in_years(changed, budget.years) == in_years(budget, budget.years)


@settings(max_examples=200)
@given(budgets(), spans | half_typed, st.text(max_size=9))
def test_a_page_that_shows_some_years_keeps_the_parts_of_the_others(budget, shown, name):
    before = with_room(budget, shown)
    on_page = in_years(before, shown)

    kept = typed_over(on_page, before, shown)

    assert in_years(kept, budget.years) == in_years(budget, budget.years)
    assert in_years(kept, shown) == on_page


def test_what_counts_is_of_the_years_of_the_task_alone():
    budget = with_room(
        a_budget({2026: Decimal(4), 2027: Decimal(2), 2028: Decimal(1)}, (2026, 2027, 2028)), (2027, 2028)
    )

    assert in_years(budget, (2027, 2028)).totals_per_year == (Decimal(2), Decimal(1))
    assert in_years(budget, (2027,)).lines[0].years == ()
    assert in_years(budget, (2029, 2030)).lines[0].years == ()
