"""When the steps of a call are taken, and how far its story goes."""

from datetime import date, datetime
from functools import cached_property
from zlib import crc32

from config.demo.cast import Cast
from config.demo.content.days import Day
from config.demo.content.shapes import Call
from config.demo.content.years import task_period
from config.demo.moments import DAY
from grants.calls.states import CallState

PLACES = ("bip", "board", "website")
# A call in one of these states has come at least as far as the first of them.
ORDER = [state.value for state in CallState if state is not CallState.CANCELLED]


def chance(of: str, below: int) -> int:
    """A number that looks like chance and is the same on every run."""
    return crc32(of.encode()) % below


def reached(call: Call, state: CallState) -> bool:
    """Whether the story of this call goes at least as far; a cancelled one goes to its deadline."""
    come = CallState.CLOSED if call.state == CallState.CANCELLED else call.state
    return ORDER.index(come) >= ORDER.index(state)


class Schedule:
    """When the steps of a call are taken."""

    def __init__(self, call: Call, cast: Cast) -> None:
        self.call, self.calendar = call, cast.calendar
        self.task_from, self.task_to = task_period(call, cast.calendar.today)
        # People do not come to work at the same minute for every call.
        self.late = chance(call.code, 24)

    def at(self, day: Day | date, hour: int, minute: int = 0) -> datetime:
        """About that hour."""
        return self.calendar.at(day, hour, minute + self.late)

    @cached_property
    def published(self) -> date:
        return self.calendar.day(self.call.published)

    @cached_property
    def base(self) -> date:
        """Preparing ends before this day: the publication, or today."""
        return min(self.published, self.calendar.today)

    @cached_property
    def opens_at(self) -> datetime:
        day = self.calendar.day(self.call.opens)
        # What is announced in the morning is open an hour later; an opening of its own day comes at eight.
        return self.calendar.at(day, 10 if day == self.published else 8)

    @cached_property
    def closes_at(self) -> datetime:
        return self.calendar.at(self.call.closes, 15, 30)

    @cached_property
    def assessment(self) -> date:
        return self.calendar.day(self.call.assessment or self.call.closes)

    @cached_property
    def checked(self) -> date:
        """The formal check: the day after the deadline."""
        day = self.calendar.day(self.call.closes) + DAY
        return min(day, self.assessment) if self.call.assessment else day

    @cached_property
    def protocol(self) -> date:
        if self.call.decided:
            return max(self.assessment, self.calendar.day(self.call.decided) - 3 * DAY)
        return min(self.assessment + 14 * DAY, self.calendar.today - 2 * DAY)
