"""Decisions about offers, without a database."""

from contextlib import nullcontext
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from grants.applications import rules
from grants.applications.budget import Budget, CostLine, Sources
from grants.calls.models import Call, Lot
from tenants.gates.refusals import Refusal
from tests.builders import NOON

SECOND = timedelta(seconds=1)


def a_call(**over):
    return Call(
        **{"state": "open", "opens_at": NOON - timedelta(days=9), "closes_at": NOON, "offers_per_applicant": 1, **over}
    )


def a_budget(total: str, grant: str, own: str, *, name: str = "Trener") -> Budget:
    line = CostLine("k1", "I", 1, name, "szt.", Decimal(total), Decimal(1))
    return Budget(lines=(line,), sources=Sources(grant=Decimal(grant), own_financial=Decimal(own)), years=(2027,))


@pytest.mark.parametrize(
    ("ground", "filed", "rejected", "so"),
    [
        ("", 3, 0, True),
        ("no_offers", 0, 0, True),
        ("no_offers", 1, 1, False),
        ("none_valid", 0, 0, False),
        ("none_valid", 2, 1, False),
        ("none_valid", 2, 2, True),
    ],
)
def test_a_call_is_cancelled_only_on_a_ground_that_is_so(ground, filed, rejected, so):
    with nullcontext() if so else pytest.raises(Refusal):
        rules.check_ground(ground, filed=filed, rejected=rejected)


def test_the_closing_second_itself_is_in_time():
    rules.check_accepting(a_call(), NOON)


def test_one_second_late_is_late_and_says_what_was_kept():
    with pytest.raises(rules.Late, match=r"(?s)12:00:01.*(kept|zachowa)"):
        rules.check_accepting(a_call(), NOON + SECOND)


def test_before_the_opening_it_is_too_early():
    with pytest.raises(rules.Late):
        rules.check_accepting(a_call(), NOON - timedelta(days=10))


def test_a_cancelled_call_takes_no_offer():
    with pytest.raises(rules.Late):
        rules.check_accepting(a_call(state="cancelled"), NOON)


def test_nothing_is_checked_formally_while_the_call_takes_offers():
    with pytest.raises(Refusal):
        rules.check_call_closed(a_call(), NOON)

    rules.check_call_closed(a_call(), NOON + SECOND)


def test_in_full_is_in_full_and_lower_is_lower():
    rules.check_award(Decimal(5000), Decimal(5000), full=True)
    rules.check_award(Decimal("4999.99"), Decimal(5000), full=False)
    for amount, full in (("4999.99", True), ("5000", False), ("0", False), ("5000.01", False)):
        with pytest.raises(Refusal):
            rules.check_award(Decimal(amount), Decimal(5000), full=full)


def test_an_update_takes_exactly_the_grant_awarded():
    filed = a_budget("10000", "9000", "1000")
    lot = Lot(commissioning="support")

    assert rules.update_problems(a_budget("8000", "7200", "800"), filed=filed, awarded=Decimal(7200), lot=lot) == []
    wrong = rules.update_problems(a_budget("8000", "7100", "900"), filed=filed, awarded=Decimal(7200), lot=lot)
    assert [problem.field for problem in wrong] == ["sources.grant"]


def test_the_share_of_own_contribution_may_not_fall_by_a_grosz():
    filed = a_budget("10000", "9000", "1000")
    lot = Lot(commissioning="support")

    wrong = rules.update_problems(
        a_budget("8000", "7200.01", "799.99"), filed=filed, awarded=Decimal("7200.01"), lot=lot
    )

    assert [problem.field for problem in wrong] == ["sources.own_financial"]


def test_the_least_grant_of_the_call_does_not_bind_an_update():
    filed = a_budget("10000", "9000", "1000")
    lot = Lot(commissioning="support", grant_min=Decimal(8500))

    assert rules.update_problems(a_budget("8000", "7200", "800"), filed=filed, awarded=Decimal(7200), lot=lot) == []


def test_new_costs_are_named():
    assert rules.new_costs(a_budget("1", "1", "0", name="Autokar"), a_budget("1", "1", "0", name=" trener ")) == [
        "Autokar"
    ]


def test_time_left_is_said_in_the_unit_people_use():
    with translation.override("en"):
        said = [
            rules.left(NOON + delta, NOON) for delta in (timedelta(minutes=59), timedelta(hours=47), timedelta(days=28))
        ]

    assert [text.split()[0] for text in said] == ["59", "47", "28"]
    assert rules.left(NOON, NOON + SECOND) == ""
