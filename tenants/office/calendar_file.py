"""Deadlines as a calendar (RFC 5545): one in a file, or all of a person's, which their calendar reads again and again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from frontend.templatetags.formats import words

REMINDERS = (timedelta(days=7), timedelta(days=1))
# Octets a line may have, without its end.
LONGEST = 75


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something to do until a day or a moment. `uid` stays the same when its words change."""

    uid: str
    title: str
    url: str
    until: date | datetime

    @property
    def day(self) -> str:
        return words(self.until)


def calendar(name: str, events: Iterable[Event], *, at: datetime) -> str:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Osnowa//deadlines//PL", f"X-WR-CALNAME:{_escaped(name)}"]
    lines += ["REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H"]
    for event in events:
        lines += _event(event, at)
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _event(event: Event, at: datetime) -> list[str]:
    title = _escaped(event.title)
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{_moment(at)}",
        *_times(event.until),
        f"SUMMARY:{title}",
        f"URL:{event.url}",
        *(line for before in REMINDERS for line in _reminder(title, before)),
        "END:VEVENT",
    ]


def _times(until: date | datetime) -> list[str]:
    """A day lasts the whole day; before a moment stands the hour that is left."""
    if isinstance(until, datetime):
        return [f"DTSTART:{_moment(until - timedelta(hours=1))}", f"DTEND:{_moment(until)}"]
    return [f"DTSTART;VALUE=DATE:{until:%Y%m%d}", f"DTEND;VALUE=DATE:{until + timedelta(days=1):%Y%m%d}"]


def _reminder(title: str, before: timedelta) -> list[str]:
    return ["BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", f"TRIGGER:-P{before.days}D", "END:VALARM"]


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
    """One line: a line break in a title would begin a property of its own."""
    text = " ".join(text.split())
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """Long lines go on after a space; letters of several octets stay whole."""
    parts: list[str] = []
    part = ""
    for letter in line:
        if len((part + letter).encode()) > LONGEST - bool(parts):
            parts.append(part)
            part = ""
        part += letter
    return "\r\n ".join([*parts, part])
