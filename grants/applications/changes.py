"""Who of the applicant changed which part of an offer, and when: the record, told so that people can read it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from grants.applications.models import Application
from tenants.office.audit.models import AuditEntry

# Saves of one person in one part belong together until they rest that long.
REST = timedelta(minutes=30)
# What the applicant does; the office's steps are told where their time has come.
OWN_VERBS = (
    *("create", "copy", "edit", "discard", "file", "withdraw"),
    *("edit_correction", "correct", "edit_update", "update", "resign"),
)
EDITS = {"edit", "edit_correction", "edit_update"}
# An offer written in a month by a whole team has fewer; the newest are told.
MOST_ENTRIES = 5000


@dataclass(frozen=True)
class Change:
    """One piece of work: `section` is empty for a step of the whole offer."""

    who: str
    verb: str
    section: str
    first_at: datetime
    last_at: datetime
    times: int = 1


def coalesced(entries: Iterable[Change]) -> list[Change]:
    """Entries, oldest first, into pieces of work, newest first. People who write at once do not break each other's."""
    found: list[Change] = []
    open_at: dict[tuple[str, str, str], int] = {}
    for entry in entries:
        key = (entry.who, entry.verb, entry.section)
        place = open_at.get(key)
        if place is not None and entry.verb in EDITS and entry.first_at - found[place].last_at <= REST:
            before = found[place]
            found[place] = replace(before, last_at=entry.last_at, times=before.times + entry.times)
        else:
            open_at[key] = len(found)
            found.append(entry)
    found.reverse()  # of the same moment, the later entry stands first
    return sorted(found, key=lambda change: change.last_at, reverse=True)


def latest_by_section(changes: Iterable[Change]) -> dict[str, Change]:
    """The newest piece of work in each section, with the saves of all of them; `changes` are newest first."""
    latest: dict[str, Change] = {}
    for change in changes:
        if change.section:
            known = latest.get(change.section)
            latest[change.section] = replace(known, times=known.times + change.times) if known else change
    return latest


def of(application: Application) -> list[Change]:
    """For the applicant's own people: call it only with an offer of theirs."""
    own = AuditEntry.objects.about(application).filter(verb__in=OWN_VERBS).order_by("-at", "-pk")
    rows = list(own.values_list("by_name", "verb", "noted__section", "at")[:MOST_ENTRIES])
    return coalesced(Change(who, verb, section or "", at, at) for who, verb, section, at in reversed(rows))
