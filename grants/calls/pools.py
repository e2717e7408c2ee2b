"""What of a programme's amounts is taken already, by priority task."""

from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Sum

from grants.calls.models import Call, Lot
from grants.calls.states import BINDING
from programmes.drafting.models import PriorityTask, Programme
from programmes.reporting import figures


def taken(programme_id: int, *, but: Call | None = None) -> dict[int, Decimal]:
    """Pools of calls that are approved and not decided, but for one call, and everything awarded."""
    pools = Lot.objects.filter(call__programme_id=programme_id, call__state__in=BINDING)
    if but is not None:
        pools = pools.exclude(call_id=but.pk)
    sums = dict(pools.order_by().values_list("task").annotate(sum=Sum("pool")))
    for task, amount in figures.ask("awarded", programme_id).items():
        sums[task] = sums.get(task, Decimal("0.00")) + amount
    return sums


def hold(lots: Iterable[Lot]) -> list[PriorityTask]:
    """The tasks of these lots; no other call takes of them until the transaction ends."""
    return list(PriorityTask.objects.select_for_update().filter(pk__in={lot.task_id for lot in lots}).order_by("pk"))


def earlier(programme: Programme, sphere: str) -> list[tuple[int, str, Decimal]]:
    """Tasks of the same kind in the year before and in this one, with the grants agreed (art. 13(2)(7))."""
    found: list[tuple[int, str, Decimal]] = []
    years = Programme.objects.filter(year__in=[programme.year - 1, programme.year]).order_by("year")
    for one in years.prefetch_related("tasks"):
        agreed = figures.ask("agreed", one.pk)
        found += [
            (one.year, task.title, agreed[task.pk])
            for task in one.tasks.all()
            if task.sphere == sphere and task.pk in agreed
        ]
    return found
