"""Where the offers of a call stand: the ranking lot by lot, and the sheets behind it. A fixed number of queries each."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum

from grants.applications.models import Application
from grants.calls.models import Call, Criterion, Lot
from grants.scoring.models import CommitteeMember, Declaration, MemberRole, Score, ScoreSheet
from grants.scoring.ranking import Place, Sheet, mean, rank, reach
from grants.scoring.reading import ASSESSED
from grants.scoring.states import SheetState
from tenants.gates.access import Actor


@dataclass(frozen=True)
class Ranked:
    """An offer with its place; `totals` names the members who count."""

    application: Application
    place: Place
    totals: list[tuple[str, Decimal]]


@dataclass(frozen=True)
class LotRanking:
    """`reached`: how many offers from the top the pool pays for in full; `left` is what stays after them."""

    lot: Lot
    rows: list[Ranked]
    reached: int
    left: Decimal

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

    def chaired_by(self, actor: Actor) -> bool:
        return any(one.role == MemberRole.CHAIR and one.user_id == actor.user_id for one in self.members)

    def hides_from(self, actor: Actor) -> bool:
        """Whether the reader is tied to an offer of this call."""
        own = {one.pk for one in self.members if one.user_id == actor.user_id}
        return any(member in own for member, _offer in self.recused)


def board(call: Call, offers: QuerySet[Application]) -> Board:
    """The places of these offers, lot by lot. Pass only offers the reader may see: the others leave no trace."""
    shown = list(offers.filter(call=call, state__in=ASSESSED).order_by("filed_at", "pk"))
    everyone = {one.pk: one for one in CommitteeMember.objects.filter(committee__call=call)}
    recused = frozenset(
        Declaration.objects.filter(member__in=everyone, tied=True).values_list("member_id", "application_id")
    )
    sheets = [
        Sheet(offer=offer, member=member, total=total)
        for offer, member, total in ScoreSheet.objects.filter(
            application__in=[row.pk for row in shown], state=SheetState.SUBMITTED, member__left_at=None
        )
        .exclude(member__role=MemberRole.ADVISOR)
        .annotate(total=Sum("scores__points"))
        .order_by("member_id")
        .values_list("application_id", "member_id", "total")
    ]
    by_id = {offer.pk: offer for offer in shown}
    lots = []
    for lot in call.lots.order_by("number"):
        filed = {offer.pk: offer.filed_at for offer in shown if offer.lot_id == lot.pk and offer.filed_at}
        places = rank(filed, sheets, minimum=call.minimum_points, recused=recused)
        rows = [
            Ranked(
                by_id[place.offer], place, [(everyone[member].name, total) for member, total in place.totals.items()]
            )
            for place in places
        ]
        reached, left = reach(lot.pool, [row.application.requested for row in rows if row.place.passes])
        lots.append(LotRanking(lot, rows, reached, left))
    settled = recused | {(sheet.member, sheet.offer) for sheet in sheets}
    members = [one for one in everyone.values() if one.left_at is None]
    waiting = [one.name for one in members if one.votes and any((one.pk, offer) not in settled for offer in by_id)]
    return Board(lots, members, waiting, recused)


def ranking(call: Call, offers: QuerySet[Application]) -> list[LotRanking]:
    return board(call, offers).lots


def points_max(call: Call) -> int:
    """The most points a sheet can give."""
    return call.criteria.aggregate(sum=Sum("points_max"))["sum"] or 0


def scores_of(sheet: ScoreSheet | None) -> list[Score]:
    """The points of a sheet that was found: who sees the sheet sees them."""
    return list(Score.objects.filter(sheet=sheet)) if sheet else []


def sheets_of(application: Application) -> list[ScoreSheet]:
    """The submitted sheets of an offer, with their scores. Call only for somebody who may read them."""
    return list(
        ScoreSheet.objects.filter(application=application, state=SheetState.SUBMITTED, member__left_at=None)
        .select_related("member__committee", "application")
        .annotate(total=Sum("scores__points"))
        .order_by("member_id")
    )


def side_by_side(call: Call, sheets: list[ScoreSheet]) -> list[tuple[Criterion, list[tuple[str, Score | None]]]]:
    """For each criterion the member and the score of each sheet, in the order of the sheets."""
    found = {(row.sheet_id, row.criterion_id): row for row in Score.objects.filter(sheet__in=sheets)}
    return [
        (criterion, [(sheet.member.name, found.get((sheet.pk, criterion.pk))) for sheet in sheets])
        for criterion in call.criteria.order_by("position", "pk")
    ]


def mean_of(sheets: list[ScoreSheet]) -> Decimal | None:
    return mean(sheet.total for sheet in sheets)  # type: ignore[attr-defined]
