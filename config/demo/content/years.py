"""Which year's programme a call or a small grant belongs to, and when that programme was adopted."""

from datetime import date, timedelta

from config.demo.content.days import one_year, running_year
from config.demo.content.shapes import Call, Town
from config.demo.content.shapes_beside import SmallGrant

USUAL_MONTH, USUAL_DAY = 11, 26
BEFORE = timedelta(days=5)


def task_period(call: Call | SmallGrant, today: date) -> tuple[date, date]:
    """First and last day of its tasks, inside one budget year."""
    return one_year(call.task_from.on(today), call.task_to.on(today))


def programme_year(call: Call | SmallGrant, today: date) -> int:
    return task_period(call, today)[0].year


def programme_years(today: date) -> tuple[int, int, int]:
    """The year before, the running year, the next one (a draft)."""
    year = running_year(today)
    return year - 1, year, year + 1


def adopted_on(town: Town, year: int, today: date) -> date:
    """Late in November of the year before, and always before a call or a small grant that carries the programme out."""
    usual = date(year - 1, USUAL_MONTH, USUAL_DAY)
    calls = [min(call.published.on(today), today) for call in town.calls if programme_year(call, today) == year]
    small = [one.filed.on(today) for one in town.small_grants if programme_year(one, today) == year]
    return min([usual, *(day - BEFORE for day in calls + small)])
