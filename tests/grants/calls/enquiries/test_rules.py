from datetime import datetime, timedelta

import pytest

from grants.calls.enquiries import rules
from grants.calls.models import Call
from tenants.gates.refusals import Refusal
from tests.builders import WARSAW

OPENS = datetime(2027, 1, 10, 8, 0, tzinfo=WARSAW)
CLOSES = datetime(2027, 2, 12, 15, 30, tzinfo=WARSAW)
SECOND = timedelta(seconds=1)


def a_call(state="open", **over):
    return Call(state=state, opens_at=OPENS, closes_at=CLOSES, published_at=OPENS, **over)


@pytest.mark.parametrize(
    ("state", "at", "open_"),
    [
        ("published", OPENS - SECOND, True),
        ("open", OPENS, True),
        ("open", CLOSES, True),
        ("open", CLOSES + SECOND, False),
        ("draft", OPENS, False),
        ("approved", OPENS, False),
        ("closed", OPENS, False),
        ("merit", OPENS, False),
        ("cancelled", OPENS, False),
    ],
)
def test_questions_are_taken_from_publication_to_the_deadline(state, at, open_):
    assert rules.is_open(a_call(state), at) is open_


def test_the_last_day_the_call_sets_counts_whole_by_the_clock_of_warsaw():
    call = a_call(enquiries_until=datetime(2027, 2, 5, tzinfo=WARSAW).date())
    midnight = datetime(2027, 2, 6, tzinfo=WARSAW)

    assert rules.is_open(call, midnight - SECOND)
    assert not rules.is_open(call, midnight)


def test_the_last_day_lies_between_today_and_the_deadline():
    call, day = a_call(), CLOSES.date()

    rules.check_last_day(call, None, OPENS)
    rules.check_last_day(call, day, OPENS)
    rules.check_last_day(call, OPENS.date(), OPENS)
    for wrong in (day + timedelta(days=1), OPENS.date() - timedelta(days=1)):
        with pytest.raises(Refusal) as refused:
            rules.check_last_day(call, wrong, OPENS)
        assert refused.value.field == "enquiries_until"


def test_one_account_asks_only_so_often():
    rules.check_often(last_day=9, waiting=4)
    for over in ({"last_day": 10, "waiting": 0}, {"last_day": 5, "waiting": 5}):
        with pytest.raises(rules.TooOften):
            rules.check_often(**over)


@pytest.mark.parametrize("nothing", ["", "\u200b\u200b", "\u202e \u2066\n"])
def test_a_question_nobody_can_see_is_none(nothing):
    with pytest.raises(Refusal) as refused:
        rules.check_words(published=nothing, answer=nothing)

    assert [one.field for one in refused.value.every()] == ["published", "answer"]
