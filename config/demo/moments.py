"""From the story's days to moments of the clock."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from config.demo.content.days import Day
from tenants.office import deadlines

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Calendar:
    """The day the demo is made, and its last moment."""

    now: datetime

    @property
    def today(self) -> date:
        return deadlines.local_day(self.now)

    def day(self, day: Day) -> date:
        return day.on(self.today)

    def at(self, day: Day | date, hour: int, minute: int = 0) -> datetime:
        """That hour in Poland; minutes past the hour may be more than 59."""
        found = day if isinstance(day, date) else self.day(day)
        return deadlines.local(found, time(hour)) + minute * MINUTE
