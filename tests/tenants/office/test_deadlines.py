"""Terms, days off and the hours of the Polish clock."""

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from tenants.gates.refusals import Refusal
from tenants.office import law
from tenants.office.deadlines import (
    add_days,
    add_working_days,
    days_off,
    earliest_call_deadline,
    end_of_day,
    is_working_day,
    local,
    local_day,
    next_working_day,
    report_due,
    unused_return_due,
)

days = st.dates(min_value=date(2019, 3, 2), max_value=date(2060, 12, 31))


@pytest.mark.parametrize(
    ("publication", "deadline", "working"),
    [
        ("2026-01-15", "2026-02-05", "2026-02-05"),
        ("2026-04-10", "2026-05-01", "2026-05-04"),
        ("2026-12-04", "2026-12-25", "2026-12-28"),
    ],
)
def test_a_call_stays_open_twenty_one_days_after_its_last_publication(publication, deadline, working):
    earliest = earliest_call_deadline(date.fromisoformat(publication))

    assert earliest == date.fromisoformat(deadline)
    assert next_working_day(earliest) == date.fromisoformat(working)


@pytest.mark.parametrize(
    ("task_end", "due"),
    [
        ("2025-12-31", "2026-01-30"),
        ("2026-06-30", "2026-07-30"),
        ("2026-06-25", "2026-07-27"),
        ("2025-11-24", "2025-12-29"),
    ],
)
def test_a_final_report_is_due_thirty_days_after_the_task_and_never_on_a_day_off(task_end, due):
    assert report_due(date.fromisoformat(task_end)) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("spending_end", "due"),
    [
        ("2025-11-30", "2025-12-15"),
        ("2026-08-07", "2026-08-24"),
        # A day fixed by the law stays, here on a Sunday.
        ("2026-12-31", "2027-01-31"),
    ],
)
def test_unused_money_is_back_fifteen_days_after_the_spending_or_by_the_end_of_january(spending_end, due):
    assert unused_return_due(date.fromisoformat(spending_end)) == date.fromisoformat(due)


def test_christmas_eve_is_a_day_off_since_2025():
    assert date(2024, 12, 24) not in days_off(2024)
    assert date(2025, 12, 24) in days_off(2025)
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 28)


@pytest.mark.parametrize(
    "day", ["2025-04-21", "2026-04-06", "2027-03-29", "2025-06-19", "2026-06-04", "2027-05-27", "2026-01-06"]
)
def test_the_movable_feasts_are_days_off(day):
    assert not is_working_day(date.fromisoformat(day))


@given(days)
def test_the_next_working_day_is_the_nearest_one(day):
    found = next_working_day(day)

    assert is_working_day(found)
    assert found >= day
    assert not any(is_working_day(day + timedelta(days=step)) for step in range((found - day).days))


@given(days, st.integers(min_value=0, max_value=40))
def test_working_days_are_counted_one_by_one(day, number):
    end = add_working_days(day, number)

    assert sum(is_working_day(day + timedelta(days=step + 1)) for step in range((end - day).days)) == number


def test_seven_working_days_over_a_long_weekend():
    assert add_working_days(date(2026, 4, 30), 7) == date(2026, 5, 12)


@given(days)
def test_a_day_ends_with_its_last_instant_in_poland(day):
    end = end_of_day(day)

    assert local_day(end) == day
    assert local_day(end + timedelta(microseconds=1)) == add_days(day, 1)


def test_the_end_of_a_day_in_winter_and_in_summer():
    assert end_of_day(date(2027, 1, 15)) == datetime(2027, 1, 15, 22, 59, 59, 999999, tzinfo=UTC)
    assert end_of_day(date(2027, 7, 15)) == datetime(2027, 7, 15, 21, 59, 59, 999999, tzinfo=UTC)


def test_a_local_hour_becomes_an_instant():
    assert local(date(2027, 1, 15), time(15, 30)) == datetime(2027, 1, 15, 14, 30, tzinfo=UTC)


def test_an_hour_that_comes_twice_is_the_first():
    assert local(date(2026, 10, 25), time(2, 30)) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize("hour", [time(2, 0), time(2, 59, 59)])
def test_an_hour_that_summer_time_leaves_out_is_refused(hour):
    with pytest.raises(Refusal) as refused:
        local(date(2027, 3, 28), hour, field="deadline")

    assert refused.value.field == "deadline"


def test_a_figure_from_the_law_is_the_one_in_force(monkeypatch):
    newer = law.Entry(
        key="report_days", value=45, article="art. 18", source="a later act", verified=True, valid_from=date(2030, 1, 1)
    )
    monkeypatch.setattr(law, "TABLE", (*law.TABLE, newer))

    assert report_due(date(2029, 11, 30)) == next_working_day(date(2029, 12, 30))
    assert report_due(date(2030, 6, 30)) == date(2030, 8, 14)


def test_a_figure_that_is_not_in_the_table_is_an_error():
    with pytest.raises(LookupError):
        law.value("magic", on=date(2026, 1, 1))
    with pytest.raises(LookupError):
        law.value("report_days", on=date(2019, 3, 1))
    with pytest.raises(LookupError):
        law.value("programme_adoption_day", on=date(2026, 1, 1))
    with pytest.raises(LookupError):
        law.fixed_day("report_days", year=2026)


def test_the_days_of_the_programme_are_fixed():
    assert law.fixed_day("programme_adoption_day", year=2026) == date(2026, 11, 30)
    assert law.fixed_day("programme_report_day", year=2026) == date(2026, 5, 31)


@pytest.mark.parametrize("key", sorted({entry.key for entry in law.TABLE}))
def test_every_figure_is_explained_in_the_docs(key):
    page = (Path(settings.ROOT) / "docs" / "law.md").read_text(encoding="utf-8")

    assert f"`{key}`" in page
