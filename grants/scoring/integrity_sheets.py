"""A call's submitted sheets as the figures of integrity need them. A fixed number of queries."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.db.models import QuerySet

from grants.applications.models import Application
from grants.calls.models import Call
from grants.scoring import reading
from grants.scoring.integrity_line import Above, Change, Rule
from grants.scoring.integrity_model import Scores
from grants.scoring.models import Declaration, MemberRole, Score, SheetVersion
from grants.scoring.ranking import Sheet, rank, reach
from grants.scoring.states import SheetState


@dataclass(frozen=True, kw_only=True)
class Points:
    """The sums of sheets and the points of each criterion, by (offer, member); `changes` of submitted sheets."""

    offers: dict[int, Application]
    names: dict[int, str]
    totals: dict[tuple[int, int], Decimal]
    criteria: dict[int, dict[tuple[int, int], Decimal]]
    changes: list[Change]


def points_of(call: Call, offers: QuerySet[Application]) -> Points | None:
    """What the ranking counts. None for a reader who may not see every offer of the call: figures tell of them all."""
    shown = {row.pk: row for row in offers.filter(call=call, state__in=reading.ASSESSED).order_by("filed_at", "pk")}
    if len(shown) != reading.assessed(call).count():
        return None
    recused = set(Declaration.objects.filter(application__in=shown, tied=True).values_list("application", "member"))
    counted = {
        "sheet__application__in": shown,
        "sheet__state": SheetState.SUBMITTED,
        "sheet__member__left_at": None,
    }
    rows = (
        Score.objects.filter(**counted)
        .exclude(sheet__member__role=MemberRole.ADVISOR)
        .order_by("sheet__member", "sheet__application")
        .values_list("sheet__application", "sheet__member", "sheet__member__name", "criterion", "points")
    )
    criteria = {one.pk: {} for one in reading.criteria_of(call)}
    found = Points(offers=shown, names={}, totals={}, criteria=criteria, changes=[])
    for offer, member, name, criterion, points in rows:
        if points is not None and (offer, member) not in recused:
            found.names[member] = name
            found.totals[offer, member] = found.totals.get((offer, member), Decimal(0)) + points
            found.criteria[criterion][offer, member] = points
    versions: dict[tuple[int, int], list[SheetVersion]] = {}
    for version in SheetVersion.objects.filter(**counted).select_related("sheet").defer("marks", "remarks"):
        versions.setdefault((version.sheet.application_id, version.sheet.member_id), []).append(version)
    for (offer, member), submitted in versions.items():
        if (offer, member) in found.totals:
            found.totals[offer, member] = submitted[-1].total
            found.changes.extend(_changes(offer, member, submitted))
    return found


def _changes(offer: int, member: int, submitted: list[SheetVersion]) -> list[Change]:
    return [
        Change(
            offer=offer, member=member, before=one.total, after=after.total, at=after.submitted_at, reason=after.because
        )
        for one, after in pairwise(submitted)
        if one.total != after.total
    ]


def rule_of(call: Call, offers: dict[int, Application]) -> Rule:
    """Who is above the lines, lot by lot, as the ranking places them."""
    lots = list(call.lots.order_by("number"))
    filed: dict[int, dict[int, Any]] = {lot.pk: {} for lot in lots}
    for offer in offers.values():
        filed[offer.lot_id][offer.pk] = offer.filed_at

    def above(totals: Scores) -> Above:
        sheets: dict[int, list[Sheet]] = {lot.pk: [] for lot in lots}
        for (offer, member), total in totals.items():
            sheets[offers[offer].lot_id].append(Sheet(offer=offer, member=member, total=total))
        passing: list[int] = []
        paid: list[int] = []
        for lot in lots:
            places = rank(filed[lot.pk], sheets[lot.pk], minimum=call.minimum_points)
            first = [place.offer for place in places if place.passes]
            reached, _left = reach(lot.pool, [offers[offer].requested for offer in first])
            passing += first
            paid += first[:reached]
        return Above(passing=frozenset(passing), paid=frozenset(paid))

    return above
