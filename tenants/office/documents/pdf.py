"""The office's papers as tagged PDF (PDF/UA-1). They are Polish in every language of the interface, as the law asks.

A paper is a template and plain values, of the shapes in papers.py.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import fontpkg_public_sans
import structlog
import typst
from django.utils import translation
from django.utils.formats import date_format

from frontend.templatetags.formats import amount
from tenants.office.deadlines import WARSAW
from tenants.office.documents.checksum import grouped
from tenants.office.documents.papers import Letterhead

log = structlog.get_logger()
FOLDER = Path(__file__).parent / "typst"
Template = Literal["form", "agreement", "receipt", "announcement", "act"]
# What the fonts can draw: Latin, Greek, Cyrillic, punctuation, currencies, signs of arithmetic and simple shapes.
DRAWN = re.compile(
    r"[\n\x20-\x7e\u00a0-\u0484\u0487-\u04ff\u1e00-\u1fff\u2010-\u2040\u20a0-\u20c0\u2116\u2122\u2190-\u23ff"
    r"\u2500-\u25ff\u2610-\u2612\u2713\u2714\ufb00-\ufb06\ufffd]"
)
SAFE = re.compile(r"[\n\x20-\x7e\u00a0-\u017f\u2010-\u2027\u2030-\u203a\u20ac\u25a1]")
NOT_DRAWN = "□"
COMMON = re.compile(r"[\n -~ąćęłńóśźżĄĆĘŁŃÓŚŹŻ–„”…§°€×]*")
# A word longer than a line gets places where it may break.
LONG_WORD = re.compile(r"\S{30}(?=\S)")


def render(template: Template, values: Mapping[str, Any], *, at: datetime) -> bytes:
    """Draw the paper. The same values and instant give the same bytes.

    Decimals become `1 234,50`, dates `15 stycznia 2027`, instants `15 stycznia 2027, 15:30:12` in Polish time, None
    stays nothing. `number` None marks a draft on every page; `checksum` is the full one, printed in groups.
    """
    said = {"number": None, "checksum": None, **values}
    if said["checksum"]:
        said["checksum"] = grouped(said["checksum"])
    with translation.override("pl"):
        plain = _plain(said, DRAWN)
    for text, standards in _tries(plain):
        try:
            return _compile(template, text, standards, at)
        except typst.TypstError as error:
            log.warning("paper not drawn as it should be", template=template, standards=standards, reason=str(error))
            refused = error
    raise refused


def in_words(values: Any) -> Any:
    """The same values with amounts, days and moments written out, for another kind of paper; letters stay as they are."""
    return _plain(values, re.compile(r"."))


def _tries(plain: Any) -> Iterator[tuple[Any, Literal["ua-1"] | None]]:
    """As it should be; then without letters that can be drawn alone but not on top of one another; then anyhow.

    A paper that is hard on a screen reader is better than none five minutes before a deadline.
    """
    yield plain, "ua-1"
    safe = _plain(plain, SAFE)
    yield safe, "ua-1"
    yield safe, None


def letterhead(town: Any) -> Letterhead:
    """The `town` of a paper, from a local government."""
    return {
        "name": town.name,
        "office": town.office_name,
        "address": town.address,
        "initials": town.initials,
        "hue": town.hue,
    }


def _compile(template: str, plain: Any, standards: Literal["ua-1"] | None, at: datetime) -> bytes:
    return typst.compile(
        FOLDER / f"{template}.typ",
        root=FOLDER,
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(plain, ensure_ascii=False)},
        pdf_standards=standards,
        timestamp=at.astimezone(UTC).replace(microsecond=0),
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[Path(fontpkg_public_sans.__file__).parent / "files"])


def _plain(value: Any, drawn: re.Pattern[str]) -> Any:
    """Values as the templates take them: strings, numbers, lists and mappings."""
    if isinstance(value, Mapping):
        return {str(name): _plain(inner, drawn) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner, drawn) for inner in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, Decimal):
        return amount(value)
    if isinstance(value, datetime):
        return date_format(value.astimezone(WARSAW), "j E Y, H:i:s")
    if isinstance(value, date):
        return date_format(value, "j E Y")
    return _drawable(str(value), drawn)


def _drawable(text: str, drawn: re.Pattern[str]) -> str:
    kept = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if not COMMON.fullmatch(kept):
        kept = "".join(_sign(sign, drawn) for sign in kept)
    return LONG_WORD.sub("\\g<0>\u200b", kept)


def _sign(sign: str, drawn: re.Pattern[str]) -> str:
    if sign == "\n":
        return sign
    category = unicodedata.category(sign)
    if category in {"Cc", "Cf"} or "\ufe00" <= sign <= "\ufe0f":
        return ""
    return sign if category != "Cn" and drawn.match(sign) else NOT_DRAWN
