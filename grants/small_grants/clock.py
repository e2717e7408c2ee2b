"""Reminders: publish the offer in time; decide once the comments are in; look after changes that are late."""

from datetime import datetime, timedelta

from django.db.models import Q

from grants.small_grants import actions
from grants.small_grants.models import SmallGrant
from grants.small_grants.states import SmallGrantState
from tenants.gates.access import CLOCK
from tenants.office.deadlines import local_day

# A habit of good offices, not a term of the law.
WARN_DAYS = timedelta(days=3)


def remind_due(at: datetime) -> None:
    today = local_day(at)
    due = (
        Q(state=SmallGrantState.FILED, posting_due_on__lte=today + WARN_DAYS)
        | Q(state=SmallGrantState.PUBLISHED, comments_until__lt=today)
        | Q(state=SmallGrantState.CHANGES, changes_due_on__lt=today)
    )
    for one in SmallGrant.objects.filter(due).order_by("pk"):
        match one.state:
            case SmallGrantState.FILED:
                actions.remind(one, "small-grant-to-publish", by=CLOCK, at=at, until=one.posting_due_on)
            case SmallGrantState.PUBLISHED:
                actions.remind(one, "small-grant-to-decide", by=CLOCK, at=at, until=one.comments_until)
            case SmallGrantState.CHANGES:
                actions.remind(one, "small-grant-changes-late", by=CLOCK, at=at, until=one.changes_due_on)
