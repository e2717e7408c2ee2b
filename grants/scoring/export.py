"""The ranking as rows of a table for a spreadsheet."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from grants.scoring.standing import LotRanking


def ranking(lots: Iterable[LotRanking], *, each: bool = True) -> Iterator[list[Any]]:
    """`each`: with the members' names and totals."""
    yield [
        *(_("Lot"), _("Position"), _("Number"), _("Applicant")),
        *(_("Title"), _("Requested"), _("Mean"), _("Members' totals")),
    ]
    for lot in lots:
        for row in lot.rows:
            offer, place = row.application, row.place
            totals = "; ".join(f"{name}: {points}" for name, points in row.totals) if each else ""
            facts = [lot.lot.title, place.position, offer.number, offer.organisation_name, offer.title]
            yield [*facts, offer.requested, place.mean, totals]
