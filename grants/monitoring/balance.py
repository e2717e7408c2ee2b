"""The programme's figures, each defined once (docs/glossary.md#balance): amounts by priority task."""

from decimal import Decimal

from django.db.models import Q, QuerySet, Sum

from grants.agreements.models import Agreement, Tranche
from grants.agreements.states import BINDING, AgreementState
from grants.applications.states import ApplicationState
from grants.awards.models import PUBLISHED, Award, Outcome
from grants.calls.models import Lot
from grants.calls.states import CallState
from grants.monitoring.models import GrantReturn
from grants.monitoring.states import ReturnReason, ReturnState

Figures = dict[int, Decimal]


def _by_task(rows: QuerySet, task: str, amount: str) -> Figures:
    return {row[task]: row["sum"] for row in rows.order_by().values(task).annotate(sum=Sum(amount)) if row["sum"]}


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
    """Grants in published results, less those given up."""
    # A set to look up in, and no join: the planner knows nothing yet of agreements made a moment ago.
    abandoned = Agreement.objects.filter(state=AgreementState.ABANDONED).values("application")
    rows = (
        Award.objects.filter(
            decision__call__programme_id=programme_id,
            decision__call__state__in=PUBLISHED,
            outcome__in=[Outcome.FULL, Outcome.REDUCED],
        )
        .exclude(application__state=ApplicationState.RESIGNED)
        .exclude(application__in=abandoned)
    )
    return _by_task(rows, "application__lot__task_id", "amount")


def agreed(programme_id: int) -> Figures:
    """Grants in agreements signed."""
    rows = Agreement.objects.filter(application__call__programme_id=programme_id, state__in=BINDING)
    return _by_task(rows, "application__lot__task_id", "grant")


def costs(programme_id: int) -> Figures:
    """All costs of the tasks in agreements signed."""
    rows = Agreement.objects.filter(application__call__programme_id=programme_id, state__in=BINDING)
    return _by_task(rows, "application__lot__task_id", "total_cost")


def paid(programme_id: int) -> Figures:
    """Tranches that left the account."""
    rows = Tranche.objects.filter(agreement__application__call__programme_id=programme_id, paid_on__isnull=False)
    return _by_task(rows, "agreement__application__lot__task_id", "amount")


def came_back() -> QuerySet[GrantReturn]:
    return GrantReturn.objects.filter(state=ReturnState.PAID).exclude(reason=ReturnReason.INTEREST)


def returned(programme_id: int) -> Figures:
    """Money of grants that came back; bank interest on it is none."""
    rows = came_back().filter(agreement__application__call__programme_id=programme_id)
    return _by_task(rows, "agreement__application__lot__task_id", "amount")


def settled(programme_id: int) -> Figures:
    """Grants of settled agreements, less what of them came back: paid = settled + returned + in progress."""
    of_programme = Q(agreement__application__call__programme_id=programme_id, agreement__state=AgreementState.SETTLED)
    task = "agreement__application__lot__task_id"
    spent = _by_task(Tranche.objects.filter(of_programme, paid_on__isnull=False), task, "amount")
    back = _by_task(came_back().filter(of_programme), task, "amount")
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
