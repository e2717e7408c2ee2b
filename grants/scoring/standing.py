"""Where the offers of a call stand: the ranking lot by lot, and the sheets behind it. A fixed number of queries each."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Q, QuerySet, Sum

from grants.applications.completeness import budget_in
from grants.applications.models import Application
from grants.calls.models import Call, Criterion, Lot, ScoreRule, TieRule
from grants.scoring.fewer import Fewer, fewer_sheets, owed_sheets
from grants.scoring.masking import masked
from grants.scoring.models import CommitteeMember, Declaration, MemberRole, Score, ScoreSheet, TieVote
from grants.scoring.ranking import Minima, Place, Sheet, Tie, mean, rank, reach, rounded, scaled
from grants.scoring.reading import ASSESSED, criteria_of
from grants.scoring.states import SheetState
from tenants.gates.access import Actor
from tenants.office.money import ZERO

# What a sheet adds up to, and how many points its criteria that do not apply could have given.
SUMMED = {
    "points": Sum("scores__points", default=ZERO),
    "inapplicable": Sum("scores__criterion__points_max", filter=Q(scores__applies=False), default=0),
}


@dataclass(frozen=True)
class Ranked:
    """An offer with its place; `totals` names the members who count."""

    application: Application
    place: Place
    totals: list[tuple[str, Decimal]]
    fewer: Fewer | None = None


@dataclass(frozen=True)
class LotRanking:
    """`reached`: how many offers from the top the pool pays for in full; `left` is what stays after them."""

    lot: Lot
    rows: list[Ranked]
    reached: int
    left: Decimal

    @property
    def equals(self) -> list[list[Ranked]]:
        """Groups of offers that pass with equal points and share a position."""
        groups: dict[int | None, list[Ranked]] = {}
        for row in self.rows:
            if row.place.equal and row.place.passes:
                groups.setdefault(row.place.position, []).append(row)
        return [group for group in groups.values() if len(group) > 1]

    @property
    def requested(self) -> Decimal:
        return sum((row.application.requested for row in self.rows), Decimal("0.00"))


@dataclass(frozen=True)
class Board:
    """A call's ranking; `waiting` names voting members who owe a sheet for an offer shown here."""

    lots: list[LotRanking]
    members: list[CommitteeMember]
    waiting: list[str]
    recused: frozenset[tuple[int, int]]
    criteria: tuple[Criterion, ...] = ()

    @property
    def names(self) -> dict[int, str]:
        """What the criteria are called."""
        return {one.pk: one.name for one in self.criteria}

    def chaired_by(self, actor: Actor) -> bool:
        return any(one.role == MemberRole.CHAIR and one.user_id == actor.user_id for one in self.members)

    def hides_from(self, actor: Actor) -> bool:
        """Whether the reader is tied to an offer of this call."""
        own = {one.pk for one in self.members if one.user_id == actor.user_id}
        return any(member in own for member, _offer in self.recused)


def board(call: Call, offers: QuerySet[Application], *, voted: bool = True, reader: Actor | None = None) -> Board:
    """The places of these offers, lot by lot. Pass only offers the reader may see: the others leave no trace.

    `voted` False: as they stand without the committee's votes on equal ones. `reader`: in a blind call masked for them.
    """
    long = () if TieRule.OWN_SHARE in call.tie_rules else ("content",)
    shown = list(offers.filter(call=call, state__in=ASSESSED).defer(*long, "update_draft").order_by("filed_at", "pk"))
    criteria = criteria_of(call)
    everyone = {one.pk: one for one in CommitteeMember.objects.filter(committee__call=call).select_related("committee")}
    recused = _recused(everyone)
    sheets = _sheets(counting_sheets(call), criteria)
    minima = _minima(call, shown, criteria, recused)
    ties = [one for one in tie_rules(call, shown, criteria, minima) if voted or one.rule != TieRule.VOTE]
    owed = owed_sheets(call, everyone.values(), [offer.pk for offer in shown], sheets, recused)
    fewer = fewer_sheets(call, shown, criteria, sheets, everyone.values(), recused, owed)
    if reader is not None:
        shown = masked(shown, call, reader)
    by_id = {offer.pk: offer for offer in shown}
    lots = []
    for lot in call.lots.order_by("number"):
        filed = {offer.pk: offer.filed_at for offer in shown if offer.lot_id == lot.pk and offer.filed_at}
        places = rank(
            filed,
            sheets,
            minimum=call.minimum_points,
            recused=recused,
            rule=call.score_rule,
            minima=minima,
            ties=ties,
            seats=len({sheet.member for sheet in sheets}),
        )
        rows = [
            Ranked(
                by_id[place.offer],
                place,
                [(everyone[member].name, rounded(total)) for member, total in place.totals.items()],
                fewer.get(place.offer),
            )
            for place in places
        ]
        reached, left = reach(lot.pool, [row.application.requested for row in rows if row.place.passes])
        lots.append(LotRanking(lot, rows, reached, left))
    members = [one for one in everyone.values() if one.left_at is None]
    owing = {member for member, _offer in owed}
    waiting = [one.name for one in members if one.pk in owing]
    return Board(lots, members, waiting, recused, tuple(criteria))


def _recused(members: Iterable[int]) -> frozenset[tuple[int, int]]:
    """(member, offer) of every tie these members have."""
    ties = Declaration.objects.filter(member__in=members, tied=True)
    return frozenset(ties.values_list("member_id", "application_id"))


def _sheets(found: QuerySet[ScoreSheet], criteria: list[Criterion]) -> list[Sheet]:
    """Each sheet with its exact sum."""
    most = sum(one.points_max for one in criteria)
    rows: Any = found.annotate(**SUMMED).order_by("member_id")
    return [
        Sheet(offer=offer, member=member, total=scaled(points, most=most, inapplicable=inapplicable))
        for offer, member, points, inapplicable in rows.values_list(
            "application_id", "member_id", "points", "inapplicable"
        )
    ]


def counting_sheets(call: Call) -> QuerySet[ScoreSheet]:
    """The submitted sheets of this call whose points count: of members with a vote who have not left."""
    found = ScoreSheet.objects.filter(
        application__call=call, state=SheetState.SUBMITTED, member__left_at=None, member__committee__call=call
    ).exclude(member__role=MemberRole.ADVISOR)
    return found.filter(member__role=MemberRole.CHAIR) if call.score_rule == ScoreRule.CONSENSUS else found


def _minima(
    call: Call, shown: list[Application], criteria: list[Criterion], recused: frozenset[tuple[int, int]]
) -> Minima:
    """The mean of each offer in the criteria that have least points, or that part offers with equal points."""
    wanted = [one for one in criteria if one.points_min or (one.decides_ties and TieRule.CRITERION in call.tie_rules)]
    if not wanted:
        return Minima()
    sheets = counting_sheets(call).filter(application__in=[row.pk for row in shown])
    given: dict[tuple[int, int], list[Decimal]] = {}
    for offer, member, criterion, points in Score.objects.filter(
        sheet__in=sheets, criterion__in=wanted, applies=True
    ).values_list("sheet__application_id", "sheet__member_id", "criterion_id", "points"):
        if (member, offer) not in recused and points is not None:
            given.setdefault((offer, criterion), []).append(points)
    return Minima(
        least={one.pk: Decimal(one.points_min) for one in wanted if one.points_min},
        means={key: Fraction(sum(points)) / len(points) for key, points in given.items()},
    )


def tie_rules(call: Call, shown: list[Application], criteria: list[Criterion], minima: Minima) -> list[Tie]:
    """The call's rules for offers with equal points, each with what it compares."""
    found = []
    for rule in call.tie_rules:
        more: dict[int, Any] = {}
        if rule == TieRule.VOTE:
            found += _votes(shown)
            continue
        if rule == TieRule.CRITERION and (marked := next((one for one in criteria if one.decides_ties), None)):
            more = {offer: found for (offer, criterion), found in minima.means.items() if criterion == marked.pk}
        elif rule == TieRule.OWN_SHARE:
            more = {one.pk: _own_share(one) for one in shown}
        elif rule == TieRule.EARLIER:
            more = {one.pk: -one.filed_at.timestamp() for one in shown if one.filed_at}
        found.append(Tie(rule=rule, more=more))
    return [tie for tie in found if tie.rule != TieRule.ALL]


def _votes(shown: list[Application]) -> list[Tie]:
    """Each vote apart: places given in two of them do not compare."""
    taken: dict[Any, dict[int, int]] = {}
    votes = TieVote.objects.counted().filter(application__in=[one.pk for one in shown]).order_by("voted_at", "pk")
    for offer, place, voted_at in votes.values_list("application_id", "place", "voted_at"):
        taken.setdefault(voted_at, {})[offer] = -place
    return [Tie(rule=TieRule.VOTE, more=more) for more in taken.values()]


def _own_share(application: Application) -> Fraction:
    """The own contribution in all costs; exact, so that 33,33% and 1/3 are not the same."""
    budget = budget_in(application.content)
    return Fraction(budget.sources.own) / Fraction(budget.total) if budget.total else Fraction(0)


def ranking(call: Call, offers: QuerySet[Application], *, reader: Actor | None = None) -> list[LotRanking]:
    return board(call, offers, reader=reader).lots


def points_max(call: Call) -> int:
    """The most points a sheet can give."""
    return sum(one.points_max for one in criteria_of(call))


def scores_of(sheet: ScoreSheet | None) -> list[Score]:
    """The points of a sheet that was found: who sees the sheet sees them."""
    return list(Score.objects.filter(sheet=sheet)) if sheet else []


def sheets_of(application: Application, *, most: int) -> list[ScoreSheet]:
    """The submitted sheets of an offer, each with its exact `total`. Call only for somebody who may read them."""
    found = list(
        ScoreSheet.objects.filter(application=application, state=SheetState.SUBMITTED, member__left_at=None)
        .select_related("member__committee", "application")
        .annotate(**SUMMED)
        .order_by("member_id")
    )
    for sheet in found:
        summed: Any = sheet
        summed.total = scaled(summed.points, most=most, inapplicable=summed.inapplicable)
    return found


def side_by_side(call: Call, sheets: list[ScoreSheet]) -> list[tuple[Criterion, list[tuple[str, Score | None]]]]:
    """For each criterion the member and the score of each sheet, in the order of the sheets."""
    found = {(row.sheet_id, row.criterion_id): row for row in Score.objects.filter(sheet__in=sheets)}
    return [
        (criterion, [(sheet.member.name, found.get((sheet.pk, criterion.pk))) for sheet in sheets])
        for criterion in criteria_of(call)
    ]


def mean_of(call: Call, sheets: list[ScoreSheet]) -> Decimal | None:
    """Of those that count: by consensus the chair's alone."""
    found: list[Any] = [one for one in sheets if one.member.is_counted(call)]
    return mean((sheet.total for sheet in found), call.score_rule)


def equal_groups(call: Call) -> list[frozenset[int]]:
    """Sets of offers with equal points that only a vote can part, whether it was taken or not."""
    found = board(call, Application.objects.all(), voted=False).lots
    return [frozenset(row.application.pk for row in group) for lot in found for group in lot.equals]


def apart(lots: list[LotRanking]) -> list[str]:
    """Numbers of offers whose two sheets differ so much that a third person must score them."""
    return [row.application.number for row in _short(lots) if row.fewer and row.fewer.apart]


def few(lots: list[LotRanking]) -> list[str]:
    """Numbers of the other offers that fewer people have scored than were to, and nobody has said why."""
    return [row.application.number for row in _short(lots) if row.fewer and not row.fewer.apart]


def _short(lots: list[LotRanking]) -> list[Ranked]:
    return [row for lot in lots for row in lot.rows if row.fewer and not row.fewer.record]


def fewer_of(application: Application, call: Call, counted: Iterable[ScoreSheet] | None = None) -> Fewer | None:
    """Whether not as many people have scored this offer as are to. `counted`: its sheets that count, where at hand."""
    people = CommitteeMember.objects.filter(committee__call=call).select_related("committee")
    members = {one.pk: one for one in people}
    criteria, recused = criteria_of(call), _recused(members)
    if counted is None:
        sheets = _sheets(counting_sheets(call).filter(application=application), criteria)
    else:
        summed: Any = counted
        sheets = [Sheet(offer=application.pk, member=one.member_id, total=one.total) for one in summed]
    owed = owed_sheets(call, members.values(), [application.pk], sheets, recused)
    return fewer_sheets(call, [application], criteria, sheets, members.values(), recused, owed).get(application.pk)
