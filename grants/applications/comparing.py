"""An offer before and after a call for corrections, place by place."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from grants.applications import places
from grants.applications.completeness import ATTACHMENTS
from grants.applications.models import Attachment, Correction
from grants.applications.places import Content


@dataclass(frozen=True)
class Compared:
    """`sentence` is what the office asked for; empty for what changed by itself, as sums do."""

    label: str
    sentence: str
    before: list[str]
    after: list[str]

    @property
    def changed(self) -> bool:
        return self.before != self.after


def compared(correction: Correction, before: Content, after: Content, files: Iterable[Attachment]) -> list[Compared]:
    """Each opened place as filed and as corrected, then what followed from it elsewhere.

    `files`: all the offer has had, those replaced and those sent in answer among them.
    """
    own = list(files)
    found = []
    for flaw in correction.flaws:
        code = flaw["place"]
        was, now = _names(code, correction, own)
        found.append(
            Compared(
                flaw["label"],
                flaw["sentence"],
                places.lines(code, before, files=was),
                places.lines(code, after, files=now),
            )
        )
    named = {flaw["place"] for flaw in correction.flaws}
    for place in places.places(files=(), wanted=(), content=after):
        if place.code not in named and place.section != ATTACHMENTS:
            followed = Compared(place.label, "", places.lines(place.code, before), places.lines(place.code, after))
            if followed.changed:
                found.append(followed)
    return found


def _names(code: str, correction: Correction, files: list[Attachment]) -> tuple[list[str], list[str]]:
    """The files in a place before this call for corrections, and after it."""
    if places.section_of(code) != ATTACHMENTS:
        return [], []
    kind, _dash, pk = code.partition(".")[2].partition("-")
    before = [one for one in files if _was_bound(one, correction) and _lies_in(one, kind, pk)]
    sent = [one for one in files if one.correction_id == correction.pk and one.place == code]
    return _said(before), _said(sent or before)


def _lies_in(one: Attachment, kind: str, pk: str) -> bool:
    if kind == "wanted":
        return str(one.wanted_id) == pk
    return kind == "file" and str(one.pk) == pk


def _was_bound(one: Attachment, correction: Correction) -> bool:
    """Whether the file belonged to the offer when this call was sent."""
    gone = one.replaced_at is not None and one.replaced_at < correction.sent_at
    bound = one.correction is None or one.correction.answered_at is not None
    return bound and one.added_at <= correction.sent_at and one.correction_id != correction.pk and not gone


def _said(files: list[Attachment]) -> list[str]:
    return [f"{one.document.name} (SHA-256 {one.document.sha256[:16].upper()}…)" for one in files]


def rows(found: Iterable[Compared]) -> list[dict[str, Any]]:
    """For the page."""
    return [
        {"label": one.label, "sentence": one.sentence, "before": one.before, "after": one.after, "changed": one.changed}
        for one in found
    ]
