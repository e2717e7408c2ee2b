"""What time does to a committee: three days before its sheets are due, those who are behind are reminded once."""

from datetime import datetime, timedelta

from grants.scoring import sharing
from grants.scoring.models import Committee
from grants.scoring.states import SCORING
from tenants.gates.access import CLOCK
from tenants.office.deadlines import local_day
from tenants.office.rounds import each

REMIND_DAYS = timedelta(days=3)


def remind_due(at: datetime) -> None:
    today = local_day(at)
    due = Committee.objects.filter(
        call__state__in=SCORING,
        reminded_at=None,
        sheets_due_on__gte=today,
        sheets_due_on__lte=today + REMIND_DAYS,
    ).select_related("call")
    each(due.order_by("pk"), lambda committee: sharing.remind(committee, by=CLOCK, at=at))
