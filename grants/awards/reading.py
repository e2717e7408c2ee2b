"""What pages ask about proposals, decisions and results. Each answers in a fixed number of queries."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum

from grants.applications.models import Application
from grants.awards.figures import Sums
from grants.awards.models import Award, Decision, Outcome, Proposal
from grants.awards.rules import GIVES, ZERO, Candidate, Line, Purse
from grants.calls.models import Call, Lot
from grants.scoring.standing import LotRanking, Ranked, ranking
from tenants.gates.access import Actor
from tenants.registry.spheres import SPHERES

LABELS = {sphere.number: sphere.label for sphere in SPHERES}


@dataclass(frozen=True)
class LotTable:
    """A lot with its ranked offers and what is proposed for them so far."""

    ranking: LotRanking
    proposed: dict[int, Line]

    @property
    def lot(self) -> Lot:
        return self.ranking.lot

    @property
    def rows(self) -> list[Ranked]:
        return self.ranking.rows

    @property
    def purse(self) -> Purse:
        return Purse(title=self.lot.title, pool=self.lot.pool, grant_min=self.lot.grant_min)

    @property
    def candidates(self) -> list[Candidate]:
        return [_candidate(row) for row in self.rows]

    @property
    def equals(self) -> list[list[Candidate]]:
        """Groups that pass with equal points and that nothing parted."""
        return [[_candidate(row) for row in group] for group in self.ranking.equals]


def _candidate(row: Ranked) -> Candidate:
    return Candidate(
        application_id=row.application.pk,
        number=row.application.number,
        requested=row.application.requested,
        position=row.place.position,
        passes=row.place.passes,
    )


class Fate(Enum):
    """How far the offers of a lot came."""

    FILED = auto()
    ASSESSED = auto()
    AWARDED = auto()


def tables(call: Call, offers: QuerySet[Application], *, reader: Actor | None = None) -> list[LotTable]:
    """Lot by lot, only these offers; in a blind call masked for the reader."""
    lots = ranking(call, offers, reader=reader)
    shown = [row.application.pk for lot in lots for row in lot.rows]
    proposed = {row.application_id: line_of(row) for row in Proposal.objects.filter(application__in=shown)}
    return [
        LotTable(
            lot,
            {row.application.pk: proposed[row.application.pk] for row in lot.rows if row.application.pk in proposed},
        )
        for lot in lots
    ]


def line_of(row: Proposal | Award) -> Line:
    return Line(application_id=row.application_id, outcome=row.outcome, amount=row.amount, reason=row.reason)


def moved_days(acts: Iterable[Decision], awards: Iterable[Award]) -> dict[int, date]:
    """By act, the day that counts for the updates it asks for, where that is not the one it names; `awards` in force."""
    named = {act.pk: act.update_due_on for act in acts}
    found = {}
    for award in awards:
        day = award.application.update_due_on
        if award.outcome == Outcome.REDUCED and day and day != named.get(award.decision_id, day):
            found[award.decision_id] = day
    return found


def asks_for_updates(act: Decision) -> bool:
    """Some offer gets less than requested, whoever asks."""
    return Award.objects.filter(decision=act, outcome=Outcome.REDUCED).exists()


def in_force(call: Call) -> dict[int, Line]:
    """What holds now, by offer."""
    return {row.application_id: line_of(row) for row in Award.objects.in_force().filter(decision__call=call)}


def sums_by_lot(call: Call, awards: Sequence[Award]) -> list[tuple[Lot, Sums]]:
    """Each lot's pool with what was requested and awarded in these rows of the decision."""
    found = []
    for lot in call.lots.order_by("number"):
        own = [award for award in awards if award.application.lot_id == lot.pk]
        sums = Sums(
            pool=lot.pool,
            requested=sum((award.requested for award in own), ZERO),
            awarded=sum((award.amount for award in own), ZERO),
            offers=len(own),
            funded=sum(award.outcome in GIVES for award in own),
        )
        found.append((lot, sums))
    return found


def fates(call: Call) -> dict[int, Fate]:
    """By lot, of all its offers and not only of those that a reader may see. Two queries."""
    filed = Application.objects.filter(call=call).exclude(filed_at=None).order_by().values_list("lot_id", flat=True)
    found: dict[int, Fate] = dict.fromkeys(filed, Fate.FILED)
    awards = Award.objects.in_force().filter(decision__call=call).order_by()
    for lot, outcome in awards.values_list("application__lot_id", "outcome"):
        if found[lot] != Fate.AWARDED:
            found[lot] = Fate.AWARDED if outcome in GIVES else Fate.ASSESSED
    return found


def awards_of(call: Call, actor: Actor) -> QuerySet[Award]:
    return (
        Award.objects.visible_to(actor)
        .in_force()
        .filter(decision__call=call)
        .select_related("application")
        .order_by("application__lot__number", "-amount", "-mean", "pk")
    )


def sums_by_call(calls: list[Call]) -> dict[int, Sums]:
    """For calls whose results are public."""
    pools = dict(Lot.objects.filter(call__in=calls).order_by().values_list("call").annotate(Sum("pool")))
    found = {
        row["decision__call"]: row
        for row in Award.objects.in_force()
        .filter(decision__call__in=calls)
        .order_by()
        .values("decision__call")
        .annotate(
            asked=Sum("requested"),
            given=Sum("amount"),
            offers=Count("pk"),
            funded=Count("pk", filter=Q(outcome__in=GIVES)),
        )
    }
    empty = {"asked": ZERO, "given": ZERO, "offers": 0, "funded": 0}
    return {call.pk: _sums(pools.get(call.pk, ZERO), found.get(call.pk, empty)) for call in calls}


def _sums(pool: Decimal, row: Mapping[str, Any]) -> Sums:
    return Sums(pool=pool, requested=row["asked"], awarded=row["given"], offers=row["offers"], funded=row["funded"])


def by_sphere(calls: QuerySet[Call]) -> dict[str, Decimal]:
    """What was awarded in each sphere of these calls, by the sphere's name, in the order of the act."""
    found = dict(
        Award.objects.in_force()
        .filter(decision__call__in=calls, outcome__in=GIVES)
        .order_by()
        .values_list("application__lot__task__sphere")
        .annotate(Sum("amount"))
    )
    return {str(LABELS[number]): found[number] for number in LABELS if number in found}
