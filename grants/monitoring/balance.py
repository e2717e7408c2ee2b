"""The programme's figures, each defined once (docs/glossary.md#balance): amounts by priority task."""

from decimal import Decimal

from django.db.models import Q, QuerySet, Sum, Value

from grants.agreements.models import Agreement, Tranche
from grants.agreements.states import BINDING, AgreementState
from grants.applications.states import ApplicationState
from grants.awards.models import PUBLISHED, Award, Outcome
from grants.calls.models import Lot
from grants.calls.states import CallState
from grants.monitoring.models import GrantReturn
from grants.monitoring.states import ReturnReason, ReturnState
from grants.small_grants.models import SmallGrant
from grants.small_grants.states import PROMISED
from programmes.reporting.figures import SMALL_GRANTS

Figures = dict[int, Decimal]
TASK = "agreement__application__lot__task_id"


def _by_task(rows: QuerySet, task: str, amount: str, *, small: tuple[QuerySet, str] | None = None) -> Figures:
    """Sums by task; with `small`, also those of small grants, which have a line of their own: one statement."""
    sums = rows.order_by().values_list(task).annotate(Sum(amount))
    if small is not None:
        line = small[0].order_by().annotate(line=Value(SMALL_GRANTS)).values_list("line").annotate(Sum(small[1]))
        sums = sums.union(line, all=True)
    return {row[0]: row[1] for row in sums if row[1]}


def in_calls(programme_id: int) -> Figures:
    """Pools of calls that are announced, or about to be, and whose results are not published yet."""
    waiting = {
        CallState.APPROVED,
        CallState.PUBLISHED,
        CallState.OPEN,
        CallState.CLOSED,
        CallState.MERIT,
        CallState.RECOMMENDED,
        # Decided, but nobody outside may hear of it yet: until the results are published it counts as its pool.
        CallState.DECIDED,
    }
    return _by_task(Lot.objects.filter(call__programme_id=programme_id, call__state__in=waiting), "task_id", "pool")


def awarded(programme_id: int) -> Figures:
    """Grants in published results, and small grants decided, less those given up."""
    # A set to look up in, and no join: the planner knows nothing yet of agreements made a moment ago.
    # Without a small grant's: nothing is "not in" a set that holds a NULL.
    abandoned = Agreement.objects.given_up().filter(application__isnull=False)
    rows = (
        Award.objects.in_force()
        .filter(
            decision__call__programme_id=programme_id,
            decision__call__state__in=PUBLISHED,
            outcome__in=[Outcome.FULL, Outcome.REDUCED],
        )
        .exclude(application__state=ApplicationState.RESIGNED)
        .exclude(application__in=abandoned.values("application"))
    )
    promised = SmallGrant.objects.filter(programme_id=programme_id, state__in=PROMISED)
    return _by_task(rows, "application__lot__task_id", "amount", small=(promised, "awarded"))


def agreed(programme_id: int) -> Figures:
    """Grants in agreements signed."""
    rows = Agreement.objects.filter(application__call__programme_id=programme_id, state__in=BINDING)
    small = Agreement.objects.filter(small_grant__programme_id=programme_id, state__in=BINDING)
    return _by_task(rows, "application__lot__task_id", "grant", small=(small, "grant"))


def costs(programme_id: int) -> Figures:
    """All costs of the tasks in agreements signed."""
    rows = Agreement.objects.filter(application__call__programme_id=programme_id, state__in=BINDING)
    return _by_task(rows, "application__lot__task_id", "total_cost")


def paid(programme_id: int) -> Figures:
    """Tranches that left the account."""
    left = Tranche.objects.filter(paid_on__isnull=False)
    rows = left.filter(agreement__application__call__programme_id=programme_id)
    small = left.filter(agreement__small_grant__programme_id=programme_id)
    return _by_task(rows, TASK, "amount", small=(small, "amount"))


def came_back() -> QuerySet[GrantReturn]:
    return GrantReturn.objects.filter(state=ReturnState.PAID).exclude(reason=ReturnReason.INTEREST)


def returned(programme_id: int) -> Figures:
    """Money of grants that came back; bank interest on it is none."""
    rows = came_back().filter(agreement__application__call__programme_id=programme_id)
    small = came_back().filter(agreement__small_grant__programme_id=programme_id)
    return _by_task(rows, TASK, "amount", small=(small, "amount"))


def settled(programme_id: int) -> Figures:
    """Grants of settled agreements, less what of them came back: paid = settled + returned + in progress."""
    done = Q(agreement__state=AgreementState.SETTLED)
    rows = done & Q(agreement__application__call__programme_id=programme_id)
    small = done & Q(agreement__small_grant__programme_id=programme_id)
    left = Tranche.objects.filter(paid_on__isnull=False)
    spent = _by_task(left.filter(rows), TASK, "amount", small=(left.filter(small), "amount"))
    back = _by_task(came_back().filter(rows), TASK, "amount", small=(came_back().filter(small), "amount"))
    return {key: amount - back.get(key, Decimal(0)) for key, amount in spent.items()}


ANSWERS = {
    "in_calls": in_calls,
    "awarded": awarded,
    "agreed": agreed,
    "costs": costs,
    "paid": paid,
    "returned": returned,
    "settled": settled,
}
