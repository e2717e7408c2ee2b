"""What the pages of a call show, read in few queries and only as far as the actor may see."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from grants.calls import announcement, presentation, rules, terms
from grants.calls.models import Call, Criterion, Lot, Publication, RequiredAttachment
from grants.calls.states import CallState
from tenants.gates.refusals import Refusal

SORTS = {"title": "title", "closes": "closes_at", "pool": "pool", "made": "made_at"}
RANKS = (
    (CallState.OPEN,),
    (CallState.PUBLISHED,),
    (CallState.CLOSED, CallState.MERIT, CallState.RECOMMENDED),
    (CallState.DECIDED, CallState.RESULTS, CallState.COMPLETED),
)


def announced(calls: QuerySet) -> QuerySet:
    """For residents: open calls first, the one that closes soonest on top; then what comes and what was."""
    ranks = [When(shown_state__in=states, then=Value(place)) for place, states in enumerate(RANKS)]
    return (
        calls.exclude(published_at=None)
        .annotate(
            rank=Case(*ranks, default=Value(len(RANKS)), output_field=IntegerField()),
            soonest=Case(When(shown_state__in=[CallState.OPEN, CallState.PUBLISHED], then=F("closes_at"))),
        )
        .order_by("rank", F("soonest").asc(nulls_last=True), "-closes_at", "-pk")
    )


def chosen(calls: QuerySet, *, q: str = "", year: int | None = None, state: str = "", sort: str = "") -> QuerySet:
    """For the office: what the address asks for."""
    if q:
        calls = calls.filter(Q(title__icontains=q) | Q(case_number__icontains=q))
    if year:
        calls = calls.filter(programme__year=year)
    if state:
        calls = calls.filter(shown_state=state)
    key = SORTS.get(sort.removeprefix("-"), "made_at")
    down = sort.startswith("-") or not sort
    order = F(key).desc(nulls_last=True) if down else F(key).asc(nulls_last=True)
    return calls.order_by(order, "-pk")


@dataclass(frozen=True)
class Paper:
    """An announcement with its rows."""

    call: Call
    lots: Sequence[Lot]
    criteria: Sequence[Criterion]
    attachments: Sequence[RequiredAttachment]
    publications: Sequence[Publication]

    @property
    def pool(self) -> Decimal:
        return sum((lot.pool for lot in self.lots), Decimal("0.00"))

    @property
    def points(self) -> int:
        return rules.points_of(self.criteria)

    def published(self, subject: str) -> list[Publication]:
        """In the present round: what stood before a change is another text."""
        return [one for one in self.publications if one.subject == subject and one.round == self.call.round]

    def refused(self) -> list[Refusal]:
        """All that the law still misses in the text."""
        return _refusals(lambda: announcement.check_announcement(self.call, self.lots, self.criteria))

    def checklist(self) -> "list[Item]":
        """The points of the law, one by one, each with what is wrong about it."""
        wrong: dict[str, list[str]] = {}
        for refusal in self.refused():
            wrong.setdefault(_place(refusal.field), []).append(str(refusal))
        items = [
            Item(point.number, str(point.label), point.field, "; ".join(wrong.pop(point.field, [])))
            for point in announcement.points(self.call, self.lots)
        ]
        items.append(Item(6, presentation.criteria_label(), "criteria", "; ".join(wrong.pop("criteria", []))))
        items += [Item(0, presentation.field_label(field), field, "; ".join(why)) for field, why in wrong.items()]
        return sorted(items, key=lambda item: item.number or 99)

    @staticmethod
    def refusals(*checks: rules.Check) -> list[Refusal]:
        """What these checks refuse."""
        return _refusals(*checks)

    def places_missing(self, subject: str) -> int:
        return len(rules.missing_places(one.place for one in self.published(subject)))

    def notice_refused(self, now: datetime) -> str:
        """Why the recorded days make the deadline unlawful, or nothing."""
        days = [one.published_on for one in self.published(Publication.Subject.ANNOUNCEMENT)]
        if not days:
            return ""
        refused = _refusals(
            lambda: rules.check_notice(closes_at=self.call.closes_at, last_publication=max(days)),
            lambda: rules.check_not_past(closes_at=self.call.closes_at, at=now),
        )
        return str(refused[0]) if refused else ""

    def new_deadline(self, now: datetime) -> datetime | None:
        """Where the term of a changed announcement ends, once it stands in all three places."""
        days = [one.published_on for one in self.published(Publication.Subject.ANNOUNCEMENT)]
        if not self.call.waits_for_publication or self.places_missing(Publication.Subject.ANNOUNCEMENT):
            return None
        return terms.new_deadline(self.call, last_publication=max(days), at=now)


@dataclass(frozen=True)
class Item:
    number: int
    label: str
    field: str
    wrong: str


def paper(call: Call, *, to_check: bool = True) -> Paper:
    """The announcement of a call that was found: who sees the call sees its rows.

    `to_check`: with the programme's tasks, which whoever checks the text against the law needs.
    """
    lots = Lot.objects.filter(call=call).order_by("number")
    return Paper(
        call,
        list(lots.select_related("task") if to_check else lots),
        list(Criterion.objects.filter(call=call).order_by("position", "pk")),
        list(RequiredAttachment.objects.filter(call=call).order_by("position", "pk")),
        list(Publication.objects.filter(call=call).order_by("published_on", "pk")),
    )


def _refusals(*checks: rules.Check) -> list[Refusal]:
    try:
        rules.together(*checks)
    except Refusal as refusal:
        return refusal.every()
    return []


def _place(field: str | None) -> str:
    """Rows of a lot are filled in where the lots are."""
    return (field or "").partition("-")[0]
