"""The announcement as a tagged PDF; its plain HTML is a template of the same parts."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import override

from grants.calls import announced
from grants.calls.announced import Grid, Items, Part
from grants.calls.reading import Paper
from grants.calls.rules import in_words
from tenants.office.deadlines import local_day
from tenants.office.documents import pdf


def draw(paper: Paper, town: Any, *, at: datetime) -> bytes:
    """A draft is marked as one on every page."""
    call = paper.call
    with override("pl"):
        values = {
            "town": pdf.letterhead(town),
            "kind": "Ogłoszenie",
            "title": f"Ogłoszenie o otwartym konkursie ofert: {call.title}",
            "number": call.act_number or None,
            "place_and_day": in_words(local_day(call.published_at)) if call.published_at else "",
            "opening": opening(call.act_number, town),
            "points": [
                {"label": one.label, "parts": [_drawn(part) for part in one.parts]} for one in announced.points(paper)
            ],
        }
        return pdf.render("announcement", values, at=at)


def who(town: Any) -> str:
    """The executive body, as on documents."""
    return str(town.executive_name or town.bodies.executive)


def opening(act_number: str, town: Any) -> str:
    """Who announces, by which act."""
    act = f" ({town.bodies.act} nr {act_number})" if act_number else ""
    return (
        f"{who(town)} na podstawie art. 11 ust. 2 i art. 13 ustawy z dnia 24 kwietnia 2003 r. o działalności pożytku publicznego "
        f"i o wolontariacie ogłasza otwarty konkurs ofert{act}."
    )


def _drawn(part: Part) -> Mapping[str, Any]:
    if isinstance(part, Grid):
        columns: Sequence[Mapping[str, Any]] = [
            {"label": label, "kind": "number"} if n in part.numbers else {"label": label, "width": 1}
            for n, label in enumerate(part.head)
        ]
        return {"table": {"columns": columns, "rows": part.rows}}
    if isinstance(part, Items):
        return {"items": part.items}
    return {"text": "\n\n".join(part.lines)}
