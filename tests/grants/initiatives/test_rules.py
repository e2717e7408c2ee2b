from datetime import date, datetime

import pytest

from grants.initiatives import rules
from tenants.gates.refusals import Refusal
from tenants.office.deadlines import add_months
from tests.builders import WARSAW
from tests.builders_initiatives import WEIGHING, values


def at(*when):
    return datetime(*when, tzinfo=WARSAW)


def gaps(**over):
    kept = rules.normal(values(**over))
    kept.pop("total")
    return [gap.field for gap in rules.gaps(**kept)]


@pytest.mark.parametrize(
    ("over", "found"),
    [
        ({}, []),
        ({"title": ""}, ["title"]),
        ({"description": " "}, ["description"]),
        ({"sphere": None, "costs": []}, ["sphere", "costs"]),
        ({"costs": [{"name": "Instruktor", "amount": None}]}, ["costs"]),
    ],
)
def test_a_proposal_needs_a_description_and_a_calculation(over, found):
    assert gaps(**over) == found


@pytest.mark.parametrize(
    ("filed", "due"),
    [
        (at(2027, 1, 15, 12, 0), date(2027, 2, 15)),
        # there is no 31 February: the month's last day, a Sunday, so the Monday after it
        (at(2027, 1, 31, 12, 0), date(2027, 3, 1)),
        # 15 August is a day off, and in 2027 a Sunday
        (at(2027, 7, 15, 12, 0), date(2027, 8, 16)),
        (at(2027, 12, 3, 12, 0), date(2028, 1, 3)),
        # just before midnight in Poland it is still that day
        (at(2027, 1, 14, 23, 59), date(2027, 2, 15)),
    ],
)
def test_the_answer_is_due_in_a_month(filed, due):
    assert rules.answer_due(filed) == due


def test_months_end_on_the_same_number_or_the_last_day():
    assert add_months(date(2027, 12, 31), 2) == date(2028, 2, 29)
    assert add_months(date(2027, 1, 30), 1) == date(2027, 2, 28)
    assert add_months(date(2027, 11, 30), 1) == date(2027, 12, 30)


@pytest.mark.parametrize("missing", rules.WEIGHED)
def test_an_answer_needs_all_four_matters(missing):
    rules.check_weighed(WEIGHING)
    with pytest.raises(Refusal):
        rules.check_weighed({**WEIGHING, missing: ""})


def test_a_call_is_not_promised_for_yesterday():
    rules.check_call_on(date(2027, 3, 1), today=date(2027, 3, 1))
    with pytest.raises(Refusal):
        rules.check_call_on(date(2027, 2, 28), today=date(2027, 3, 1))
