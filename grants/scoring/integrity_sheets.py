"""A call's submitted sheets as the figures of integrity need them. A fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from django.db.models import QuerySet

from grants.applications.models import Application
from grants.calls.models import Call, Criterion, TieRule
from grants.scoring import reading, standing
from grants.scoring.integrity_line import Above, Change, Rule
from grants.scoring.integrity_model import Scores
from grants.scoring.models import Declaration, Score, SheetVersion
from grants.scoring.ranking import Minima, Sheet, rank, reach, scaled


@dataclass(frozen=True, kw_only=True)
class Points:
    """The exact sums of sheets and the points of each criterion, by (offer, member); `changes` of submitted sheets."""

    offers: dict[int, Application]
    names: dict[int, str]
    totals: dict[tuple[int, int], Fraction]
    criteria: dict[int, dict[tuple[int, int], Decimal]]
    changes: list[Change]


def points_of(call: Call, offers: QuerySet[Application]) -> Points | None:
    """What the ranking counts. None for a reader who may not see every offer of the call: figures tell of them all."""
    long = () if TieRule.OWN_SHARE in call.tie_rules else ("content",)
    rows = offers.filter(call=call, state__in=reading.ASSESSED).defer(*long, "update_draft")
    shown = {row.pk: row for row in rows.order_by("filed_at", "pk")}
    if len(shown) != reading.assessed(call).count():
        return None
    found = Points(offers=shown, names={}, totals={}, criteria={}, changes=[])
    sheets = _sheets(found, call)
    _add_scores(found, call, sheets)
    versions: dict[tuple[int, int], list[SheetVersion]] = {}
    for version in SheetVersion.objects.filter(sheet__in=list(sheets)).defer("marks", "remarks"):
        versions.setdefault(sheets[version.sheet_id], []).append(version)
    for (offer, member), submitted in versions.items():
        if (offer, member) in found.totals:
            found.changes.extend(_changes(offer, member, submitted))
    return found


def _sheets(found: Points, call: Call) -> dict[int, tuple[int, int]]:
    """The (offer, member) of each sheet that counts.

    What is asked about them next is asked by their ids, of one table at a time: joined to the way that leads from the
    call to its sheets, a plan made without statistics took minutes.
    """
    recused = set(
        Declaration.objects.filter(application__in=found.offers, tied=True).values_list("application", "member")
    )
    sheets = {}
    rows = standing.counting_sheets(call).order_by("member", "application")
    for pk, offer, member, name in rows.values_list("pk", "application", "member", "member__name"):
        if offer in found.offers and (offer, member) not in recused:
            sheets[pk] = (offer, member)
            found.names[member] = name
    return sheets


def _add_scores(found: Points, call: Call, sheets: dict[int, tuple[int, int]]) -> None:
    scales = {one.pk: one.points_max for one in reading.criteria_of(call)}
    found.criteria.update({criterion: {} for criterion in scales})
    marks: dict[int, list[tuple[int, bool, Decimal | None]]] = {}
    scores = Score.objects.filter(sheet__in=list(sheets))
    for sheet, criterion, applies, points in scores.values_list("sheet", "criterion", "applies", "points"):
        marks.setdefault(sheet, []).append((criterion, applies, points))
    most = sum(scales.values())
    for sheet, key in sheets.items():
        if sheet not in marks:
            continue
        given = sum((points or Decimal(0) for _criterion, _applies, points in marks[sheet]), Decimal(0))
        outside = sum(scales[criterion] for criterion, applies, _points in marks[sheet] if not applies)
        found.totals[key] = scaled(given, most=most, inapplicable=outside)
        for criterion, _applies, points in marks[sheet]:
            if points is not None:
                found.criteria[criterion][key] = points


def _changes(offer: int, member: int, submitted: list[SheetVersion]) -> list[Change]:
    return [
        Change(
            offer=offer, member=member, before=one.total, after=after.total, at=after.submitted_at, reason=after.because
        )
        for one, after in pairwise(submitted)
        if one.total != after.total
    ]


def rule_of(call: Call, points: Points) -> Rule:
    """Who is above the lines, lot by lot, as the ranking places them: by the call's own rules, counted again."""
    lots = list(call.lots.order_by("number"))
    filed: dict[int, dict[int, datetime]] = {lot.pk: {} for lot in lots}
    for offer in points.offers.values():
        if offer.filed_at:
            filed[offer.lot_id][offer.pk] = offer.filed_at
    criteria = reading.criteria_of(call)
    marked = next((one.pk for one in criteria if one.decides_ties), None)
    ties = standing.tie_rules(call, list(points.offers.values()), criteria, Minima())

    seats = len({member for _offer, member in points.totals})

    def above(totals: Scores) -> Above:
        sheets: dict[int, list[Sheet]] = {lot.pk: [] for lot in lots}
        for (offer, member), total in totals.items():
            sheets[points.offers[offer].lot_id].append(Sheet(offer=offer, member=member, total=total))
        minima = _minima(criteria, marked, points, totals)
        by_mark = {offer: mean for (offer, criterion), mean in minima.means.items() if criterion == marked}
        parted = [replace(tie, more=by_mark) if tie.rule == TieRule.CRITERION else tie for tie in ties]
        passing: list[int] = []
        paid: list[int] = []
        for lot in lots:
            places = rank(
                filed[lot.pk],
                sheets[lot.pk],
                minimum=call.minimum_points,
                rule=call.score_rule,
                minima=minima,
                ties=parted,
                seats=seats,
            )
            first = [place.offer for place in places if place.passes]
            reached, _left = reach(lot.pool, [points.offers[offer].requested for offer in first])
            passing += first
            paid += first[:reached]
        return Above(passing=frozenset(passing), paid=frozenset(paid))

    return above


def _minima(criteria: Iterable[Criterion], marked: int | None, points: Points, totals: Scores) -> Minima:
    """The means of the sheets in `totals`, where a criterion has least points or decides between equals."""
    least = {one.pk: Decimal(one.points_min) for one in criteria if one.points_min}
    given: dict[tuple[int, int], list[Decimal]] = {}
    for criterion in {*least, *([marked] if marked else [])}:
        for (offer, member), value in points.criteria[criterion].items():
            if (offer, member) in totals:
                given.setdefault((offer, criterion), []).append(value)
    return Minima(least=least, means={key: Fraction(sum(values)) / len(values) for key, values in given.items()})
