"""Reminders of the answer: some days before its day, and when the day is past; each goes out once."""

from datetime import datetime, timedelta

from grants.initiatives import actions
from grants.initiatives.models import Initiative
from grants.initiatives.states import InitiativeState
from tenants.gates.access import CLOCK
from tenants.office.deadlines import local_day

# A habit of good offices, not a term of the law.
WARN_DAYS = timedelta(days=7)


def remind_due(at: datetime) -> None:
    today = local_day(at)
    waiting = Initiative.objects.filter(state=InitiativeState.FILED, answer_due_on__lte=today + WARN_DAYS)
    for one in waiting.order_by("pk"):
        late = one.answer_due_on is not None and one.answer_due_on < today
        actions.remind(one, "initiative-late" if late else "initiative-due", by=CLOCK, at=at)
