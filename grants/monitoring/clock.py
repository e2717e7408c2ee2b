"""Reminders of the final report: some days before its day, and on the day after; each goes out once."""

from datetime import datetime, timedelta

from django.db.models import Q

from grants.agreements.models import Agreement
from grants.agreements.states import AgreementState
from grants.monitoring import actions
from grants.monitoring.states import ReportState
from tenants.gates.access import CLOCK
from tenants.office import law, rounds
from tenants.office.deadlines import local_day, report_due
from tenants.office.notices.models import Notice

# A habit of good offices, not a term of the law.
WARN_DAYS = timedelta(days=7)
SOON = "report-due-soon"
OVERDUE = "report-overdue"


def remind_due(at: datetime) -> None:
    """Write to the grantees whose report is due within a week, or was due yesterday or earlier."""
    today = local_day(at)

    def remind(agreement: Agreement) -> None:
        due = report_due(agreement.task_to)
        if today > due:
            actions.remind(agreement, OVERDUE, by=CLOCK, at=at)
        elif today >= due - WARN_DAYS:
            actions.remind(agreement, SOON, by=CLOCK, at=at)

    rounds.each(waiting(at), remind)


def waiting(at: datetime) -> list[Agreement]:
    """Agreements near or past the day of their report, with none filed yet and the last reminder not sent."""
    today = local_day(at)
    ended_by = today - timedelta(days=law.value("report_days", on=today)) + WARN_DAYS
    told = Notice.objects.filter(template=OVERDUE, kind=Agreement._meta.model_name).values("thing_id")
    # A report sent back was filed in its time.
    unfiled = Q(report=None) | Q(report__state=ReportState.DRAFT)
    return list(
        Agreement.objects.filter(unfiled, state=AgreementState.SIGNED, task_to__lte=ended_by)
        .exclude(pk__in=told)
        .order_by("pk")
    )
