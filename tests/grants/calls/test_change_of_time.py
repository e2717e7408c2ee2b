"""The deadline's last second on both nights on which the clocks change (Europe/Warsaw)."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from grants.calls import clock
from grants.calls.models import Call
from tenants.office import deadlines
from tests.builders_calls import DAY, an_open_call

SECOND = timedelta(seconds=1)
# The instant in UTC is written out: 0:30 is still winter time on 28 March 2027, 4:00 is summer time already;
# on 31 October the other way round.
NIGHTS = [
    pytest.param(date(2027, 3, 28), time(0, 30), datetime(2027, 3, 27, 23, 30, tzinfo=UTC), id="march-before"),
    pytest.param(date(2027, 3, 28), time(1, 59), datetime(2027, 3, 28, 0, 59, tzinfo=UTC), id="march-last-minute"),
    pytest.param(date(2027, 3, 28), time(3, 0), datetime(2027, 3, 28, 1, 0, tzinfo=UTC), id="march-first-after"),
    pytest.param(date(2027, 3, 28), time(23, 59), datetime(2027, 3, 28, 21, 59, tzinfo=UTC), id="march-end-of-day"),
    pytest.param(date(2027, 10, 31), time(1, 59), datetime(2027, 10, 30, 23, 59, tzinfo=UTC), id="october-before"),
    pytest.param(date(2027, 10, 31), time(3, 0), datetime(2027, 10, 31, 2, 0, tzinfo=UTC), id="october-first-after"),
    pytest.param(date(2027, 10, 31), time(23, 59), datetime(2027, 10, 31, 22, 59, tzinfo=UTC), id="october-end-of-day"),
]


@pytest.mark.parametrize(("day", "hour", "instant"), NIGHTS)
def test_the_stated_minute_is_that_instant(day, hour, instant):
    assert deadlines.local(day, hour) == instant


@pytest.mark.django_db
@pytest.mark.parametrize(("day", "hour", "instant"), NIGHTS)
def test_the_last_second_is_in_time_and_the_next_one_is_late(day, hour, instant):
    closes_at = deadlines.local(day, hour)
    call = an_open_call(closes_at=closes_at, opens_at=closes_at - 2 * DAY)

    for at, accepts, due in (
        (instant - SECOND, True, False),
        (instant, True, False),
        (instant + timedelta(milliseconds=999), True, False),
        (instant + SECOND, False, True),
    ):
        assert call.accepts_at(at) is accepts
        assert Call.objects.accepting(at).filter(pk=call.pk).exists() is accepts
        assert Call.objects.due_to_close(at).filter(pk=call.pk).exists() is due
        clock.turn_due(at + clock.GRACE)
        call.refresh_from_db()
        assert (call.state == "closed") is due
