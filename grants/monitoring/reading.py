"""What a report is read against: the agreed budget and the money paid."""

from datetime import date
from decimal import Decimal

from django.db.models import Min

from grants.agreements import sources
from grants.agreements.models import Agreement, Tranche
from grants.applications.budget import Budget
from grants.monitoring import rules
from grants.monitoring.models import Report
from grants.monitoring.settlement import Comparison, Settlement
from tenants.office.money import ZERO


def agreed_budget(agreement: Agreement) -> Budget:
    """The budget of the offer's version that the agreement was made from."""
    return sources.budget_of(agreement)


def paid_amount(agreement: Agreement) -> Decimal:
    """All tranches that left the account."""
    amounts = Tranche.objects.filter(agreement=agreement, paid_on__isnull=False).values_list("amount", flat=True)
    return sum(amounts, ZERO)


def first_paid_on(agreement: Agreement) -> date | None:
    return Tranche.objects.filter(agreement=agreement).aggregate(first=Min("paid_on"))["first"]


def comparison_of(report: Report) -> Comparison:
    agreement = report.agreement
    return rules.compared(agreed_budget(agreement), report.content, shift_percent=agreement.shift_percent)


def settlement_of(report: Report) -> Settlement:
    return rules.settlement(report.content, comparison_of(report), paid=paid_amount(report.agreement))
