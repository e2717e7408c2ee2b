"""Figures of the desk and of the town's front page; each a query or two, whatever the number of rows."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import Count, Q, Sum
from django.utils.translation import gettext as _

from grants.agreements.models import Agreement
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.awards.justifications.reading import waiting_for, with_waiting
from grants.calls.enquiries.reading import waiting_by_call
from grants.calls.models import Call
from grants.calls.states import ANNOUNCED, CallState
from programmes.drafting.models import PriorityTask, Programme
from programmes.reporting import figures
from programmes.reporting.balance import Line, total
from programmes.reporting.reading import lines_of
from tenants.gates.access import Actor
from tenants.office.deadlines import local_day, report_due

WEEK = timedelta(days=7)
ZERO = Decimal("0.00")
DECIDED = {CallState.DECIDED, CallState.RESULTS, CallState.COMPLETED}


@dataclass(frozen=True)
class Tiles:
    open_calls: int
    closing_soon: int
    filed: int
    filed_lately: int
    overdue: int
    longest_overdue: int  # days


def current_programme(actor: Actor, at: datetime) -> Programme | None:
    """This year's adopted programme, or the newest one there is."""
    adopted = list(Programme.objects.visible_to(actor).adopted().order_by("-year")[:5])
    year = local_day(at).year
    return next((one for one in adopted if one.year == year), adopted[0] if adopted else None)


def whole_of(programme: Programme) -> Line:
    return total(lines_of(programme), _("Together"))


def planned_and_awarded(programme: Programme) -> tuple[Decimal, Decimal]:
    """The two figures of the desk's tile, without the rest of the balance."""
    planned = PriorityTask.objects.filter(programme=programme).aggregate(sum=Sum("planned"))["sum"] or ZERO
    return planned + programme.small_grants, sum(figures.ask("awarded", programme.pk).values(), ZERO)


def tiles(actor: Actor, at: datetime) -> Tiles:
    accepting = Q(state__in=[CallState.PUBLISHED, CallState.OPEN], opens_at__lte=at, closes_at__gte=at)
    calls = Call.objects.visible_to(actor).aggregate(
        open=Count("pk", filter=accepting), soon=Count("pk", filter=accepting & Q(closes_at__lte=at + WEEK))
    )
    offers = (
        Application.objects.visible_to(actor)
        .filed()
        .aggregate(
            filed=Count("pk", filter=Q(call__programme__year=local_day(at).year)),
            lately=Count("pk", filter=Q(filed_at__gte=at - timedelta(days=1))),
        )
    )
    today = local_day(at)
    due = [
        report_due(day)
        for day in Agreement.objects.visible_to(actor).report_overdue(today).values_list("task_to", flat=True)
    ]
    late = [(today - day).days for day in due]
    return Tiles(
        open_calls=calls["open"],
        closing_soon=calls["soon"],
        filed=offers["filed"],
        filed_lately=offers["lately"],
        overdue=len(late),
        longest_overdue=max(late, default=0),
    )


def counts_by_call(actor: Actor, calls: list[Call]) -> dict[tuple[int, str], int]:
    rows = (
        Application.objects.visible_to(actor)
        .filter(call__in=[call.pk for call in calls])
        .order_by()
        .values("call_id", "state")
        .annotate(n=Count("pk"))
    )
    return {(row["call_id"], row["state"]): row["n"] for row in rows}


def active_calls(actor: Actor) -> list[Call]:
    done = {CallState.RESULTS, CallState.COMPLETED, CallState.CANCELLED}
    late_updates = Q(state=CallState.RESULTS, applications__trial=False, applications__state=ApplicationState.UPDATED)
    asked_why = Q(pk__in=waiting_for(actor).order_by().values("application__call"))
    active = Call.objects.visible_to(actor).filter(~Q(state__in=done) | late_updates | asked_why).distinct()
    counted = with_waiting(active, actor).annotate(enquiries_waiting=waiting_by_call())
    return list(counted.order_by("closes_at", "pk")[:40])


def asked_and_given(actor: Actor) -> list[tuple[str, Decimal, Decimal | None]]:
    """Requested and awarded in the newest announced calls, oldest first; awarded is None until the call is decided."""
    calls = list(
        Call.objects.visible_to(actor)
        .filter(state__in=ANNOUNCED - {CallState.PUBLISHED})
        .order_by("-closes_at", "-pk")[:6]
    )
    sums = {
        row["call_id"]: (row["asked"] or ZERO, row["given"] or ZERO)
        for row in Application.objects.visible_to(actor)
        .filed()
        .filter(call__in=[call.pk for call in calls])
        .order_by()
        .values("call_id")
        .annotate(asked=Sum("requested"), given=Sum("awarded"))
    }
    rows = [(call, *sums.get(call.pk, (ZERO, ZERO))) for call in reversed(calls)]
    return [(call.title, asked, given if call.state in DECIDED else None) for call, asked, given in rows]


def latest_offers(actor: Actor, number: int = 6) -> list[Application]:
    return list(
        Application.objects.visible_to(actor)
        .filed()
        .defer("content")
        .select_related("call")
        .order_by("-filed_at", "-pk")[:number]
    )
