"""What of a programme's amounts is taken already, by priority task."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Sum

from grants.calls.models import Call, Lot
from grants.calls.states import BINDING
from programmes.drafting.models import PriorityTask, Programme
from programmes.reporting import figures


class Earlier(NamedTuple):
    """A task of art. 13(2)(7): all its costs, and of them the grants passed to organisations."""

    year: int
    title: str
    cost: Decimal
    grants: Decimal


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


def earlier(spheres: Collection[str], *, year: int) -> list[Earlier]:
    """Tasks of these spheres in the year of the announcement and the one before, from the town's agreements."""
    found: list[Earlier] = []
    years = Programme.objects.filter(year__in=[year - 1, year]).order_by("year")
    for one in years.prefetch_related("tasks"):
        agreed, costs = figures.ask("agreed", one.pk), figures.ask(figures.COSTS, one.pk)
        found += [
            Earlier(one.year, task.title, costs.get(task.pk, agreed[task.pk]), agreed[task.pk])
            for task in one.tasks.all()
            if task.sphere in spheres and task.pk in agreed
        ]
    return found
