from datetime import datetime, timedelta

import pytest

from grants.applications import rules
from grants.applications.lateness import rules as lateness
from grants.calls.models import Call
from tenants.gates.refusals import Refusal
from tests.builders import WARSAW

OPENS = datetime(2027, 1, 10, 8, 0, tzinfo=WARSAW)
CLOSES = datetime(2027, 2, 12, 15, 30, tzinfo=WARSAW)
LATE = CLOSES + timedelta(days=2)
SECOND = timedelta(seconds=1)


def a_call(state="closed", **over):
    return Call(**{"state": state, "opens_at": OPENS, "closes_at": CLOSES, "published_at": OPENS, **over})


@pytest.mark.parametrize(
    ("state", "at", "until", "taken"),
    [
        ("open", CLOSES, None, True),
        ("open", CLOSES + SECOND, None, False),
        ("closed", CLOSES + SECOND, None, False),
        ("closed", CLOSES + SECOND, LATE, True),
        # the clock has not ticked yet: the deadline has passed all the same
        ("open", CLOSES + SECOND, LATE, True),
        ("closed", LATE, LATE, True),
        ("closed", LATE + timedelta(microseconds=999_999), LATE, True),
        ("closed", LATE + SECOND, LATE, False),
        ("merit", LATE, LATE, False),
        ("recommended", LATE, LATE, False),
        ("decided", LATE, LATE, False),
        ("results", LATE, LATE, False),
        ("cancelled", LATE, LATE, False),
        ("draft", LATE, LATE, False),
        ("approved", LATE, LATE, False),
        # nobody is let in before the opening
        ("published", OPENS - SECOND, LATE, False),
    ],
)
def test_the_one_decision_on_whether_an_offer_is_taken(state, at, until, taken):
    call = a_call(state)

    assert rules.accepts(call, at, until) is taken
    if taken:
        rules.check_accepting(call, at, late_until=until)
    else:
        with pytest.raises(rules.Late):
            rules.check_accepting(call, at, late_until=until)


@pytest.mark.parametrize(
    ("closes", "late"),
    [
        # both nights of the change of time; moments as the office writes them
        (datetime(2027, 3, 27, 23, 59, tzinfo=WARSAW), datetime(2027, 3, 28, 3, 30, tzinfo=WARSAW)),
        (datetime(2027, 10, 30, 23, 59, tzinfo=WARSAW), datetime(2027, 10, 31, 3, 30, tzinfo=WARSAW)),
    ],
)
def test_the_last_second_on_the_nights_of_the_time_change(closes, late):
    call = a_call(closes_at=closes)
    last = datetime.fromtimestamp(late.timestamp(), tz=WARSAW)

    assert rules.accepts(call, last, late)
    assert not rules.accepts(call, datetime.fromtimestamp(late.timestamp() + 1, tz=WARSAW), late)
    assert (late.timestamp() - closes.timestamp()) / 60 in {151, 271}


def test_the_moment_lies_between_the_deadline_and_the_decision():
    call = a_call(decision_by=(CLOSES + timedelta(days=10)).date())

    lateness.check_until(call, LATE, CLOSES)
    for wrong, at in (
        (CLOSES, CLOSES - SECOND),
        (LATE, LATE),
        (CLOSES + timedelta(days=10), CLOSES),
    ):
        with pytest.raises(Refusal) as refused:
            lateness.check_until(call, wrong, at)
        assert refused.value.field == "until"


@pytest.mark.parametrize("state", ["draft", "approved", "merit", "decided", "results", "completed", "cancelled"])
def test_it_is_for_the_time_of_filing_and_of_the_formal_check(state):
    with pytest.raises(Refusal):
        lateness.check_call(a_call(state))


def test_reasons_nobody_can_read_are_none():
    with pytest.raises(Refusal):
        lateness.check_reason("\u200b\u200e \n")
