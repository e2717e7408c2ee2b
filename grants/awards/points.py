"""The points and reasons of one offer as its applicant, and whoever asks for grounds, may read them: without names."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from frontend.templatetags.formats import amount
from grants.applications.models import Application
from grants.calls.models import Criterion
from grants.scoring import standing


@dataclass(frozen=True)
class Mark:
    """One member's points for one criterion; None where it does not apply by the rule of the call."""

    member: str
    points: Decimal | None
    reason: str


@dataclass(frozen=True)
class OfCriterion:
    criterion: Criterion
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Points:
    mean: Decimal | None
    most: int
    criteria: Sequence[OfCriterion]


def of_offer(offer: Application) -> Points:
    """Call only for somebody who may read them: members are numbered, in the order in which they were appointed."""
    most = standing.points_max(offer.call)
    sheets = standing.sheets_of(offer, most=most)
    rows = [
        OfCriterion(
            criterion,
            [
                Mark(_("Member %(n)d") % {"n": number}, score.points if score else None, score.reason if score else "")
                for number, (_name, score) in enumerate(given, start=1)
            ],
        )
        for criterion, given in standing.side_by_side(offer.call, sheets)
    ]
    return Points(standing.mean_of(offer.call, sheets), most, rows)


def in_words(points: Points) -> str:
    """The same as plain text, a line each, for a letter."""
    lines = [_("Points: %(mean)s of %(most)d") % {"mean": amount(points.mean), "most": points.most}]
    for row in points.criteria:
        lines.append(f"{row.criterion.name} (0–{row.criterion.points_max})")
        lines += [
            f"  {mark.member}: "
            + (amount(mark.points) if mark.points is not None else _("does not apply"))
            + (f". {mark.reason}" if mark.reason else "")
            for mark in row.marks
        ]
    return "\n".join(lines)
