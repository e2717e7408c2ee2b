"""The limits of art. 19a once more, of the agreement on a small grant: its terms may be changed, its money leaves later."""

from datetime import date
from decimal import Decimal

from django.db.models import QuerySet, Sum

from grants.agreements.models import Agreement, Tranche
from grants.small_grants import limits
from programmes.drafting.models import Programme
from tenants.gates.refusals import Refusal, raise_all
from tenants.office.money import ZERO


def check_terms(agreement: Agreement, *, task_from: date, task_to: date) -> None:
    """Raises: OverLimit, at the field of the terms."""
    if agreement.small_grant_id is None:
        return
    try:
        limits.check_length(task_from, task_to, on=task_from)
    except limits.OverLimit as over:
        raise limits.OverLimit(over.sentence, field="task_to") from over


def check_payment(agreement: Agreement, amount: Decimal, *, paid_on: date) -> None:
    """What was really passed, this tranche included, against all four limits.

    The year's row is held until the transaction ends, so two payments are judged one after the other.
    Raises: OverLimit with every limit that is passed.
    """
    if agreement.small_grant is None:
        return
    programme = Programme.objects.select_for_update().get(pk=agreement.small_grant.programme_id)
    paid = Tranche.objects.filter(agreement__small_grant__isnull=False, paid_on__isnull=False)
    for_task = _sum(paid.filter(agreement=agreement))
    in_year = _sum(paid.filter(agreement__organisation_id=agreement.organisation_id, paid_on__year=paid_on.year))
    of_budget = _sum(paid.filter(agreement__small_grant__programme=programme))
    found: list[Refusal] = []
    for check in (
        lambda: limits.check_grant(for_task + amount, on=paid_on),
        lambda: limits.check_length(agreement.task_from, agreement.task_to, on=paid_on),
        lambda: limits.check_yearly(amount, passed=in_year, on=paid_on),
        lambda: limits.check_pool(
            amount, taken=of_budget, planned=programme.budget, pool=programme.small_grants, on=paid_on
        ),
    ):
        try:
            check()
        except limits.OverLimit as over:
            found.append(limits.OverLimit(over.sentence, field="paid_on"))
    raise_all(found)


def _sum(tranches: QuerySet[Tranche]) -> Decimal:
    return tranches.aggregate(sum=Sum("amount"))["sum"] or ZERO
