"""The arithmetic of the offer's budget: real tables, and rules that hold for any numbers."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grants.applications.budget import (
    ACTIONS,
    ADMINISTRATION,
    ENTRUST,
    SUPPORT,
    Budget,
    CallLimits,
    CostLine,
    OfferorPart,
    Sources,
    Unreadable,
    check,
    dump,
    parse,
)

GROSZ = Decimal("0.01")
NBSP = "\N{NO-BREAK SPACE}"


def zl(text):
    """As messages write it: "13 855,00 zł" with no-break spaces."""
    return f"{text} zł".replace(" ", NBSP)


def a_line(code="c1", cost="100.00", quantity="1", group=ACTIONS, action=1, **facts):
    facts = {"name": "Trener", "unit": "godz.", "years": ()} | facts
    return CostLine(
        code=code,
        group=group,
        action=action if group == ACTIONS else None,
        unit_cost=Decimal(cost),
        quantity=Decimal(quantity),
        **facts,
    )


def a_budget(*lines, grant="0", own="0", nonfinancial="0", recipients="0", years=(2027,)):
    sources = Sources(*(Decimal(amount) for amount in (grant, own, nonfinancial, recipients)))
    return Budget(lines=lines or (a_line(),), sources=sources, years=years)


def fields(problems):
    return [problem.field for problem in problems]


amounts = st.decimals(min_value=0, max_value=100_000, places=2)
quantities = st.decimals(min_value=GROSZ, max_value=1_000, places=2)
percents = st.decimals(min_value=0, max_value=100, places=2)


@st.composite
def cost_lines(draw):
    lines = []
    for place in range(draw(st.integers(1, 6))):
        group = draw(st.sampled_from([ACTIONS, ADMINISTRATION]))
        lines.append(
            a_line(
                f"c{place}",
                draw(amounts),
                draw(quantities),
                group,
                draw(st.integers(1, 3)),
                name=draw(st.text(min_size=1, max_size=12)),
            )
        )
    return tuple(lines)


class TestTheSampleTable:
    """A cost table an authority published as a sample (older layout), set in the form of 2018."""

    @pytest.fixture
    def budget(self):
        rows = [
            ("Trener (wolontariusz)", "godz.", "10.00", "24", ACTIONS),
            ("Sala szkoleniowa", "dzień", "80.00", "3", ACTIONS),
            ("Materiały szkoleniowe", "komplet", "10.00", "50", ACTIONS),
            ("Transport", "km", "3.50", "150", ACTIONS),
            ("Nagrody (książki)", "szt.", "100.00", "5", ACTIONS),
            ("Noclegi", "osoba", "50.00", "100", ACTIONS),
            ("Wyżywienie", "osoba/dzień", "40.00", "150", ACTIONS),
            ("Ulotki", "szt.", "0.90", "200", ACTIONS),
            ("Ogłoszenie w prasie", "emisja", "35.00", "2", ACTIONS),
            ("Księgowa", "osoba", "200.00", "1", ADMINISTRATION),
            ("Koordynator", "mies.", "200.00", "2", ADMINISTRATION),
        ]
        lines = [
            a_line(f"c{place}", cost, quantity, group, name=name, unit=unit)
            for place, (name, unit, cost, quantity, group) in enumerate(rows, start=1)
        ]
        return a_budget(*lines, grant="3100.00", own="10515.00", nonfinancial="240.00")

    def test_sums(self, budget):
        assert budget.sum_actions == Decimal("13255.00")
        assert budget.sum_admin == Decimal("600.00")
        assert budget.total == Decimal("13855.00")
        assert budget.own == Decimal("10755.00")
        assert budget.gap == 0

    def test_values_of_the_rows(self, budget):
        values = [line.value for line in budget.lines]

        assert values == [240, 240, 500, 525, 500, 5000, 6000, 180, 70, 200, 400]

    def test_shares_that_add_up_to_99_99_are_no_error(self, budget):
        shares = budget.shares

        assert (shares.grant, shares.own_financial, shares.own_nonfinancial) == (
            Decimal("22.37"),
            Decimal("75.89"),
            Decimal("1.73"),
        )
        assert shares.grant + shares.own_financial + shares.own_nonfinancial == Decimal("99.99")
        assert shares.administration == Decimal("4.33")
        assert shares.recipients == 0
        assert check(budget, CallLimits()) == []

    def test_numbers_of_the_rows(self, budget):
        numbers = [number for number, line in budget.numbered]

        assert numbers == [f"I.1.{place}" for place in range(1, 10)] + ["II.1", "II.2"]


def test_a_budget_of_nothing_has_no_shares():
    shares = Budget().shares

    assert (shares.grant, shares.own, shares.administration) == (None, None, None)


def test_rows_are_numbered_by_action_whatever_the_order_they_were_typed_in():
    budget = a_budget(
        a_line("x", action=2), a_line("y", group=ADMINISTRATION), a_line("z", action=1), a_line("w", action=2)
    )

    assert [(number, line.code) for number, line in budget.numbered] == [
        ("I.1.1", "z"),
        ("I.2.1", "x"),
        ("I.2.2", "w"),
        ("II.1", "y"),
    ]


@pytest.mark.parametrize(
    ("cost", "quantity", "value"),
    [("0.05", "0.1", "0.01"), ("0.15", "0.5", "0.08"), ("33.33", "0.5", "16.67"), ("0.01", "0.49", "0.00")],
)
def test_half_a_grosz_goes_up(cost, quantity, value):
    assert a_line(cost=cost, quantity=quantity).value == Decimal(value)


@given(cost_lines())
def test_groups_and_actions_add_up_to_the_whole(lines):
    budget = Budget(lines=lines)

    assert budget.sum_actions + budget.sum_admin == sum((line.value for line in lines), Decimal(0))
    assert sum((budget.sum_of_action(action) for action in budget.actions), Decimal(0)) == budget.sum_actions
    assert sorted(line.code for _, line in budget.numbered) == sorted(line.code for line in lines)


@given(cost_lines(), amounts, amounts, amounts, amounts)
def test_what_is_written_is_read_back(lines, grant, own, nonfinancial, recipients):
    budget = Budget(lines, Sources(grant, own, nonfinancial, recipients), (2027,))

    document = json.loads(json.dumps(dump(budget)))

    assert parse(document) == budget
    assert dump(parse(document)) == document


def test_the_same_number_typed_two_ways_is_one_document():
    assert dump(a_budget(a_line(cost="10"))) == dump(a_budget(a_line(cost="10.00")))


def test_a_draft_may_have_holes():
    budget = parse({"lines": [{"group": "I", "name": "Trener", "unit_cost": "", "quantity": None}]})

    assert budget.lines == (CostLine("1", "I", None, "Trener", "", Decimal(0), Decimal(0)),)


@pytest.mark.parametrize(
    "document",
    [
        {"lines": [{"group": "III"}]},
        {"lines": [{"group": "I", "unit_cost": "NaN"}]},
        {"lines": [{"group": "I", "unit_cost": "1e9"}]},
        {"lines": [{"group": "I", "unit_cost": "1,50"}]},
        {"lines": [{"group": "I", "unit_cost": 1.5}]},
        {"lines": [{"group": "I", "unit_cost": True}]},
        {"lines": [{"group": "I", "quantity": "9" * 13}]},
        {"lines": [{"group": "I", "unit_cost": Decimal("Infinity")}]},
        {"lines": [{"group": "I", "action": "1"}]},
        {"lines": [{"group": "I", "code": "a"}, {"group": "II", "code": "a"}]},
        {"lines": {"group": "I"}},
        {"lines": ["I"]},
        {"sources": [1]},
        {"sources": {"grant": "x"}},
        {"years": ["2027"]},
        {"years": 2027},
    ],
)
def test_what_is_no_budget_is_refused(document):
    with pytest.raises(Unreadable):
        parse(document)


class TestSources:
    def test_both_sums_and_the_difference_are_named(self):
        budget = a_budget(a_line(cost="13855.00"), grant="3100.00", own="10000.00")

        (problem,) = check(budget, CallLimits())

        assert problem.field == "sources"
        assert all(zl(text) in problem.message for text in ("13 100,00", "13 855,00", "755,00"))

    @given(cost_lines(), amounts)
    def test_one_grosz_is_a_difference(self, lines, own):
        budget = Budget(lines, years=(2027,))
        fitting = replace(budget, sources=Sources(grant=GROSZ, own_financial=budget.total))

        assert "sources" in fields(check(fitting, CallLimits()))
        assert "sources" not in fields(
            check(
                replace(fitting, sources=Sources(grant=GROSZ, own_financial=budget.total - GROSZ)),
                CallLimits(),
            )
        )

    def test_support_leaves_something_to_others(self):
        budget = a_budget(grant="100.00")

        (problem,) = check(budget, CallLimits(commissioning=SUPPORT))

        assert problem.field == "sources.grant"
        assert zl("99,99") in problem.message

    def test_an_entrusted_task_may_be_paid_in_full_and_asks_for_nothing(self):
        limits = CallLimits(commissioning=ENTRUST, own_min_percent=Decimal(10), own_financial_min_percent=Decimal(5))

        assert check(a_budget(grant="100.00"), limits) == []

    @pytest.mark.parametrize(("grant", "fine"), [("49.99", False), ("50.00", True), ("90.00", True), ("90.01", False)])
    def test_the_grant_stays_between_its_limits(self, grant, fine):
        budget = a_budget(grant=grant, own=Decimal(100) - Decimal(grant))
        limits = CallLimits(grant_min=Decimal(50), grant_max=Decimal(90))

        assert fields(check(budget, limits)) == ([] if fine else ["sources.grant"])

    def test_nothing_is_negative_and_nothing_is_finer_than_a_grosz(self):
        budget = a_budget(grant="110.001", own="-10.001")

        assert fields(check(budget, CallLimits(commissioning=ENTRUST))) == ["sources.grant", "sources.own_financial"]

    def test_a_grant_is_asked_for(self):
        assert fields(check(a_budget(own="100.00"), CallLimits())) == ["sources.grant"]


class TestOwnContribution:
    def test_the_smallest_amount_that_would_pass_is_named(self):
        budget = a_budget(a_line(cost="48500.00"), grant="45000.00", own="3500.00")

        (problem,) = check(budget, CallLimits(own_min_percent=Decimal(10)))

        assert problem.field == "sources.own_financial"
        assert zl("4 850,00") in problem.message

    @given(cost_lines(), percents, st.sampled_from(["total", "grant"]), amounts)
    def test_that_amount_passes_and_a_grosz_less_does_not(self, lines, percent, base, grant):
        budget = Budget(lines, Sources(grant=grant), (2027,))
        limits = CallLimits(own_min_percent=percent, own_base=base)
        whole = grant if base == "grant" else budget.total
        least = (percent * whole / 100).quantize(GROSZ, rounding="ROUND_CEILING")

        def refused(own):
            sources = Sources(grant=grant, own_financial=own)
            return "sources.own_financial" in fields(check(replace(budget, sources=sources), limits))

        assert not refused(least)
        if least > 0:
            assert refused(least - GROSZ)

    def test_a_third_is_compared_exactly(self):
        limits = CallLimits(own_min_percent=Decimal("33.33"))

        assert check(a_budget(grant="66.67", own="33.33"), limits) == []
        assert fields(check(a_budget(grant="66.68", own="33.32"), limits)) == ["sources.own_financial"]

    @pytest.mark.parametrize(
        ("nonfinancial", "recipients", "fine"),
        [(True, True, True), (True, False, False), (False, True, False), (False, False, False)],
    )
    def test_only_what_the_call_counts_is_counted(self, nonfinancial, recipients, fine):
        budget = a_budget(grant="80.00", own="4.00", nonfinancial="8.00", recipients="8.00")
        limits = CallLimits(own_min_percent=Decimal(20), counts_nonfinancial=nonfinancial, counts_recipients=recipients)

        assert fields(check(budget, limits)) == ([] if fine else ["sources.own_financial"])

    def test_money_can_be_asked_for_beside_work(self):
        limits = CallLimits(own_min_percent=Decimal(10), own_financial_min_percent=Decimal(5))

        (problem,) = check(a_budget(grant="86.00", own="4.00", nonfinancial="10.00"), limits)

        assert zl("5,00") in problem.message


class TestAdministration:
    def test_the_largest_amount_that_would_pass_is_named(self):
        budget = a_budget(
            a_line("a", "900.00"), a_line("b", "200.00", group=ADMINISTRATION), grant="1000.00", own="100.00"
        )

        (problem,) = check(budget, CallLimits(admin_max_percent=Decimal(10)))

        assert problem.field == "costs"
        assert zl("100,00") in problem.message

    @given(amounts, percents.filter(lambda percent: percent < 100))
    def test_that_amount_passes_and_a_grosz_more_does_not(self, actions, percent):
        largest = (percent * actions / (100 - percent)).quantize(GROSZ, rounding="ROUND_FLOOR")

        def refused(administration):
            budget = Budget((a_line("a", actions), a_line("b", administration, group=ADMINISTRATION)))
            return "costs" in fields(check(budget, CallLimits(admin_max_percent=percent)))

        assert not refused(largest)
        assert refused(largest + GROSZ)


class TestLines:
    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({"cost": "-1"}, "unit_cost"),
            ({"cost": "1.005"}, "unit_cost"),
            ({"quantity": "0"}, "quantity"),
            ({"quantity": "-2"}, "quantity"),
            ({"quantity": "1.125"}, "quantity"),
            ({"name": "  "}, "name"),
            ({"unit": ""}, "unit"),
            ({"action": None}, "action"),
        ],
    )
    def test_the_problem_is_at_its_field(self, facts, field):
        found = fields(check(a_budget(a_line(**facts)), CallLimits()))

        assert f"lines.c1.{field}" in found

    def test_half_a_post_is_fine(self):
        assert check(a_budget(a_line(cost="4000", quantity="0.5"), grant="1900", own="100"), CallLimits()) == []

    def test_a_slip_of_the_keyboard_is_caught(self):
        assert "lines.c1" in fields(check(a_budget(a_line(cost="999999999.99", quantity="2")), CallLimits()))

    def test_no_costs_no_budget(self):
        assert "costs" in fields(check(Budget(), CallLimits()))


class TestYears:
    def test_a_task_over_two_years_has_a_sum_for_each(self):
        lines = (
            a_line("a", "100", years=(Decimal(60), Decimal(40))),
            a_line("b", "50", years=(Decimal(0), Decimal(50))),
        )
        budget = a_budget(*lines, grant="140", own="10", years=(2027, 2028))

        assert budget.totals_per_year == (Decimal(60), Decimal(90))
        assert check(budget, CallLimits()) == []

    @pytest.mark.parametrize("parts", [(), ("100",), ("60", "30"), ("110", "-10"), ("60.005", "39.995")])
    def test_the_parts_make_up_the_cost(self, parts):
        line = a_line(years=tuple(Decimal(part) for part in parts))

        assert "lines.c1.years" in fields(check(a_budget(line, years=(2027, 2028)), CallLimits()))

    def test_a_task_lasts_no_longer_than_the_law_lets_an_agreement_last(self):
        budget = replace(a_budget(grant="90", own="10"), years=tuple(range(2027, 2033)))

        assert "costs" in fields(check(budget, CallLimits(max_years=5)))

    @given(cost_lines())
    def test_in_one_year_the_year_is_the_whole(self, lines):
        budget = Budget(lines, years=(2027,))

        assert budget.totals_per_year == (budget.total,)


class TestOfferors:
    """V.C: what each of those who file together spends."""

    def budget(self, *parts):
        offerors = tuple(OfferorPart(f"o{n}", f"Oferent {n}", (Decimal(part),)) for n, part in enumerate(parts))
        return replace(a_budget(grant="90", own="10"), offerors=offerors)

    def test_parts_that_make_up_the_costs(self):
        assert check(self.budget("60", "40"), CallLimits()) == []

    def test_parts_that_do_not(self):
        (problem,) = check(self.budget("60", "39.99"), CallLimits())

        assert problem.field == "offerors"
        assert zl("99,99") in problem.message

    def test_a_part_below_zero(self):
        assert fields(check(self.budget("110", "-10"), CallLimits())) == ["offerors.o1"]
