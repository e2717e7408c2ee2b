"""What a subscription's standing means for a town. A lapse never touches what already runs: it only stops new calls."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tenants.registry.billing.models import Standing, Subscription

TRIAL = timedelta(days=30)
WARN_BEFORE = timedelta(days=7)


def standing_at(subscription: Subscription, at: datetime) -> Standing:
    """Where the town stands: a trial that is over has lapsed, whatever the row still says."""
    return _standing(subscription.state, subscription.trial_ends_at, at)


def _standing(state: str, trial_ends_at: datetime, at: datetime) -> Standing:
    if state == Standing.TRIAL and trial_ends_at <= at:
        return Standing.LAPSED
    return Standing(state)


def may_start_new(government: int, at: datetime) -> bool:
    """Whether the town may create new calls. A town that an operator opened without a subscription may."""
    row = _row(government)
    return row is None or _standing(*row, at) != Standing.LAPSED


def announcements(government: int, *, at: datetime) -> list[str]:
    """Sentences for the office's pages: one short query, on each of them."""
    row = _row(government)
    if row is None:
        return []
    state, trial_ends_at = row
    standing = _standing(state, trial_ends_at, at)
    if standing == Standing.TRIAL and trial_ends_at - at <= WARN_BEFORE:
        ends = date_format(timezone.localtime(trial_ends_at), "j E Y")
        return [
            _("The trial ends on %(day)s. An administrator can choose a plan under “Subscription”.") % {"day": ends}
        ]
    if standing == Standing.LAPSED:
        return [
            _(
                "The subscription has ended. Running calls, agreements and reports go on; new calls wait until a plan is chosen."
            )
        ]
    if standing == Standing.PAST_DUE:
        return [
            _(
                "The last payment for the subscription did not go through. An administrator can correct it under “Subscription”."
            )
        ]
    return []


def _row(government: int) -> tuple[str, datetime] | None:
    return Subscription.objects.filter(government=government).values_list("state", "trial_ends_at").first()


def is_running(subscription: Subscription) -> bool:
    """Stripe charges for it now, or tries to: a second one would be charged beside it."""
    return bool(subscription.stripe_subscription) and subscription.state in {Standing.ACTIVE, Standing.PAST_DUE}
