"""What a copied call changed and leaves to check, in sentences."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.calls import copying, wording
from grants.calls.models import Call
from grants.calls.states import CallState


@dataclass(frozen=True)
class Notes:
    """`changed`: (what, how it was, how it is now); `check`: (field of the draft, what to look at)."""

    source: str
    changed: list[tuple[str, str, str]]
    check: list[tuple[str, str]]


def of(call: Call) -> Notes | None:
    """For a draft that was copied; nothing for any other call."""
    if call.state != CallState.DRAFT or not call.copy_notes:
        return None
    source = call.copied_from.title if call.copied_from else ""
    changed = [
        (wording.label(one["field"]), _lines(one, "before"), _lines(one, "after"))
        for one in call.copy_notes
        if one["kind"] == copying.CHANGED
    ]
    check = [(one["field"], _sentence(one)) for one in call.copy_notes if one["kind"] == copying.CHECK]
    return Notes(source, changed, check)


def _lines(note: dict[str, Any], side: str) -> str:
    return "; ".join(wording.said(note["field"], note[side])) or "–"


def _sentence(note: dict[str, Any]) -> str:
    match note["why"]:
        case "year":
            words = {"what": wording.label(note["field"]), "years": ", ".join(note["years"])}
            return _("%(what)s: the text mentions %(years)s") % words
        case "point_7":
            return _("earlier tasks: written anew from the agreements, add what the system does not hold")
        case "pool":
            words = {"lot": note["lot"], "over": money(Decimal(note["over"]))}
            return _("task %(lot)s: the pool is %(over)s more than the programme leaves") % words
        case "like":
            return _("task %(lot)s: put under the priority task of the same sphere, “%(task)s”") % note
        case "other":
            return _("task %(lot)s: no priority task of its sphere, put under “%(task)s”") % note
    return _("task %(lot)s: left out, the programme has no priority task") % note
