"""A call's deadline as a calendar file (RFC 5545), for people who plan in their own calendar."""

from datetime import UTC, datetime, timedelta

REMINDERS = (timedelta(days=7), timedelta(days=1))
# Octets a line may have, without its end.
LONGEST = 75


def event(*, uid: str, title: str, url: str, at: datetime, made_at: datetime) -> str:
    """One event that ends at `at`, with a reminder a week and a day before."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Osnowa//calls//PL",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{_moment(made_at)}",
        f"DTSTART:{_moment(at - timedelta(hours=1))}",
        f"DTEND:{_moment(at)}",
        f"SUMMARY:{_escaped(title)}",
        f"URL:{url}",
    ]
    for before in REMINDERS:
        lines += [
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"DESCRIPTION:{_escaped(title)}",
            f"TRIGGER:-P{before.days}D",
            "END:VALARM",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VEVENT", "END:VCALENDAR"])


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _escaped(text: str) -> str:
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
