"""Reminders of the answer to a demand for grounds: some days before its day, and when it is past; each goes out once."""

from datetime import datetime, timedelta
from functools import partial

from grants.awards.justifications import actions
from grants.awards.justifications.models import JustificationRequest
from tenants.gates.access import CLOCK
from tenants.office import rounds
from tenants.office.deadlines import local_day
from tenants.office.notices.models import Notice

# A habit of good offices, not a term of the law.
WARN_DAYS = timedelta(days=3)
SOON, OVERDUE = "justification-due-soon", "justification-overdue"


def remind_due(at: datetime) -> None:
    today = local_day(at)
    waiting = JustificationRequest.objects.waiting().select_related("application__call")
    for letter, due in (
        (SOON, waiting.filter(due_on__gte=today, due_on__lte=today + WARN_DAYS)),
        (OVERDUE, waiting.filter(due_on__lt=today)),
    ):
        told = Notice.objects.filter(template=letter, kind=JustificationRequest._meta.model_name).values("thing_id")
        untold = due.exclude(pk__in=told).order_by("pk")
        rounds.each(untold, partial(actions.remind, letter=letter, by=CLOCK, at=at))
