"""Bands of points as a clerk types them, a line each, and as the rule on amounts takes them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money, percent, without_zeros

# Points, then 100%, 50%, -200 or 1000; Polish commas too.
LINE = re.compile(
    r"^(?P<points>\d+(?:[.,]\d{1,2})?)\s+(?P<sign>[-−–]?)\s*(?P<number>\d[\d \u00a0]*(?:[.,]\d{1,2})?)\s*(?P<unit>%|zł)?$"
)
Bands = Sequence[Mapping[str, str]]


def parsed(text: str) -> list[dict[str, str]]:
    """{"from", "kind", "value"} from the highest points down. Raises: ValueError with the line that is not a band."""
    found = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        match = LINE.match(line)
        if match is None or (match["sign"] and match["unit"] == "%"):
            raise ValueError(line)
        number = Decimal(re.sub(r"[ \u00a0]", "", match["number"]).replace(",", "."))
        kind = "minus" if match["sign"] else "percent" if match["unit"] == "%" else "fixed"
        if number == 0 or (kind == "percent" and number > 100):
            raise ValueError(line)
        full = kind == "percent" and number == 100
        points = Decimal(match["points"].replace(",", "."))
        found.append({"from": f"{points:.2f}", "kind": "full" if full else kind, "value": f"{number:.2f}"})
    return sorted(found, key=lambda band: -Decimal(band["from"]))


def typed(bands: Bands) -> str:
    return "\n".join(f"{_points(band)} {_value(band)}" for band in bands)


def said(bands: Bands) -> list[str]:
    """The bands in sentences."""
    words = {
        "full": _("from %(points)s points: all that was asked for"),
        "percent": _("from %(points)s points: %(value)s of what was asked for"),
        "minus": _("from %(points)s points: %(value)s less than was asked for"),
        "fixed": _("from %(points)s points: at most %(value)s"),
    }
    return [
        words[band["kind"]]
        % {
            "points": _points(band),
            "value": (percent if band["kind"] == "percent" else money)(Decimal(band["value"])),
        }
        for band in bands
    ]


def _points(band: Mapping[str, str]) -> str:
    return without_zeros(Decimal(band["from"]), 2)


def _value(band: Mapping[str, str]) -> str:
    number = without_zeros(Decimal(band["value"]), 2).replace("\u00a0", "")
    return {"full": "100%", "percent": f"{number}%", "minus": f"-{number}", "fixed": number}[band["kind"]]


class BandsField(forms.CharField):
    """A text of bands, as a list of them."""

    widget = forms.Textarea(attrs={"rows": 4, "data-width": "medium"})

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=2000, **options)

    def prepare_value(self, value: Any) -> Any:
        return typed(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        try:
            bands = parsed(text)
        except ValueError as line:
            sentence = _("“%(line)s” is no band. Write the points, a space, then for example 100%%, -200 or 1000.")
            raise forms.ValidationError(sentence % {"line": str(line)[:60]}) from None
        if len({band["from"] for band in bands}) != len(bands):
            raise forms.ValidationError(_("Two bands begin at the same points."))
        return bands
