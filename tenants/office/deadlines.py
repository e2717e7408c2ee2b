"""Days, working days and the ends of terms, as Polish local governments count them.

A term in days starts the day after the event. When it ends on a Saturday or a day off it moves to the next
working day (KPA art. 57 § 4, KC art. 115); days that the law fixes in the calendar are never moved.
"""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import holidays
from django.utils.translation import gettext as _

from tenants.gates.refusals import Refusal
from tenants.office import law

WARSAW = ZoneInfo("Europe/Warsaw")
SATURDAY = 5


@lru_cache(maxsize=64)
def days_off(year: int) -> frozenset[date]:
    """The statutory days off of that year (since 2025 with 24 December)."""
    return frozenset(holidays.country_holidays("PL", years=year))


def is_working_day(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in days_off(day.year)


def next_working_day(day: date) -> date:
    """The day itself when it is a working one, else the first working day after it."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_days(day: date, number: int) -> date:
    """The last day of a term of so many calendar days; the first day does not count."""
    return day + timedelta(days=number)


def add_working_days(day: date, number: int) -> date:
    """The last day of a term of so many working days; the first day does not count."""
    for _step in range(number):
        day = next_working_day(day + timedelta(days=1))
    return day


def add_months(day: date, number: int) -> date:
    """The last day of a term of so many months: the same day of the month, or the month's last (KPA art. 57 § 3)."""
    years, month = divmod(day.month - 1 + number, 12)
    first = date(day.year + years, month + 1, 1)
    return first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))


def end_of_day(day: date) -> datetime:
    """The last instant of the local day: what happens at or before it is in time."""
    return datetime.combine(day, time.max, WARSAW).astimezone(UTC)


def local(day: date, at: time, *, field: str = "") -> datetime:
    """The instant of a local date and time; of an hour that comes twice, the first.

    Raises: Refusal for an hour that the change to summer time leaves out.
    """
    instant = datetime.combine(day, at, WARSAW).astimezone(UTC)
    if instant.astimezone(WARSAW).replace(tzinfo=None) != datetime.combine(day, at):
        raise Refusal(_("On that day this hour is left out by the change to summer time. Choose another."), field=field)
    return instant


def local_day(at: datetime) -> date:
    """The day it is in Poland at that instant."""
    return at.astimezone(WARSAW).date()


def earliest_call_deadline(last_publication: date) -> date:
    """The first day that may be a call's deadline; a day off is legal, next_working_day is the kind proposal."""
    return add_days(last_publication, law.value("call_notice_days", on=last_publication))


def report_due(task_end: date) -> date:
    return next_working_day(add_days(task_end, law.value("report_days", on=task_end)))


def unused_return_due(spending_end: date) -> date:
    """When unused money is back: a fixed day in January when the year itself ended the spending, else after days."""
    if (spending_end.month, spending_end.day) == (12, 31):
        return law.fixed_day("year_end_return_day", year=spending_end.year + 1)
    return next_working_day(add_days(spending_end, law.value("unused_return_days", on=spending_end)))
