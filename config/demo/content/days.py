"""Days of the story, relative to the day the demo is made."""

from dataclasses import dataclass
from datetime import date, timedelta

# The running year begins, for the story, as soon as the task of a call now in preparation could start in it.
LEAD = timedelta(days=100)
SHORTEST = timedelta(days=20)


@dataclass(frozen=True)
class Shift:
    """So many days from today; before it when negative."""

    days: int

    def on(self, today: date) -> date:
        return today + timedelta(days=self.days)


@dataclass(frozen=True)
class InYear:
    """A fixed day of the running year (0), the one before (-1) or the next (1)."""

    year: int
    month: int
    day: int

    def on(self, today: date) -> date:
        return date(running_year(today) + self.year, self.month, self.day)


@dataclass(frozen=True)
class OnDay:
    """A day of the calendar, whatever today is."""

    day: date

    def on(self, today: date) -> date:
        return self.day


Day = Shift | InYear | OnDay


def ago(days: int) -> Shift:
    return Shift(-days)


def ahead(days: int) -> Shift:
    return Shift(days)


def running_year(today: date) -> int:
    return (today + LEAD).year


def one_year(start: date, end: date) -> tuple[date, date]:
    """Keep a task inside one budget year: cut it at New Year, or begin it in January when little would be left."""
    last = date(start.year, 12, 31)
    if end <= last:
        return start, end
    if last - start >= SHORTEST:
        return start, last
    return date(start.year + 1, 1, 2), end
