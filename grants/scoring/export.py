"""The ranking as a table for a spreadsheet."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from grants.scoring.standing import LotRanking

# A spreadsheet takes such a cell for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"


def ranking(lots: Iterable[LotRanking]) -> str:
    out = io.StringIO()
    sheet = csv.writer(out, delimiter=";")
    sheet.writerow(
        [
            _("Lot"),
            _("Position"),
            _("Number"),
            _("Applicant"),
            _("Title"),
            _("Requested"),
            _("Mean"),
            _("Members' totals"),
        ]
    )
    for lot in lots:
        for row in lot.rows:
            offer, place = row.application, row.place
            totals = "; ".join(f"{name}: {points}" for name, points in row.totals)
            texts = [lot.lot.title, place.position or "", offer.number, offer.organisation_name, offer.title]
            sheet.writerow([*map(safe, texts), _number(offer.requested), _number(place.mean), safe(totals)])
    return BOM + out.getvalue()


def safe(text: object) -> str:
    plain = str(text)
    return f"'{plain}" if plain.startswith(FORMULA) else plain


def _number(value: object) -> str:
    return "" if value is None else str(value).replace(".", ",")
