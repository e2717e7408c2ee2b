from datetime import datetime
from decimal import Decimal

import structlog
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tenants.gates.access import Actor, administrators, permit
from tenants.gates.refusals import Refusal
from tenants.registry.billing import rules, stripe
from tenants.registry.billing.messages import News, news_in
from tenants.registry.billing.models import Plan, Standing, StripeEvent, Subscription
from tenants.registry.billing.prices import price_of
from tenants.registry.governments import addresses
from tenants.registry.governments.models import LocalGovernment

log = structlog.get_logger()


def begin_trial(government: LocalGovernment, *, by: Actor, at: datetime) -> Subscription:
    """The first days of a town, free of charge; a second call changes nothing."""
    row, _fresh = Subscription.objects.get_or_create(
        government=government, defaults={"trial_ends_at": at + rules.TRIAL, "state": Standing.TRIAL}
    )
    return row


def standing_of(government: LocalGovernment, *, at: datetime) -> Subscription:
    """The subscription as it stands; of a town that has none, the trial that choosing a plan would begin, not kept."""
    kept = Subscription.objects.filter(government_id=government.pk).first()
    return kept or Subscription(government=government, trial_ends_at=at + rules.TRIAL, state=Standing.TRIAL)


def choose_plan(government: LocalGovernment, plan: str, *, once: str, by: Actor, at: datetime) -> stripe.Checkout:
    """Begin paying for a plan. `once` makes a double click one checkout. Raises: Refusal, PermissionDenied, LookupError."""
    permit(administrators, by)
    price = price_of(plan, on=localdate(at))
    row = begin_trial(government, by=by, at=at)
    if rules.is_running(row):
        raise Refusal(
            _("Your local government pays for a plan already. To change it, write to us: two would be charged at once.")
        )
    checkout = stripe.begin_checkout(
        government=government.pk,
        plan=plan,
        label=f"Osnowa: {Plan(plan).label}",
        grosze=int(price.net * Decimal(100)),
        email=by.email,
        customer=row.stripe_customer,
        language=by.language,
        back={
            "success": addresses.absolute(government, "/subscription/done/"),
            "cancel": addresses.absolute(government, "/subscription/cancelled/"),
        },
        once=f"{government.pk}-{plan}-{once}",
    )
    Subscription.objects.filter(pk=row.pk).update(checkout=checkout.id)
    return checkout


@transaction.atomic
def take_in(message: stripe.Message, *, by: Actor, at: datetime) -> bool:
    """Let a message work, once, in whatever order they come. False when it had worked before."""
    _event, fresh = StripeEvent.objects.get_or_create(
        stripe_id=message.id, defaults={"kind": message.kind, "received_at": at}
    )
    if not fresh:
        return False
    news = news_in(message)
    row = _concerned(news) if news else None
    if news is not None and row is not None:
        _apply(row, news, said_at=message.said_at)
    elif news is not None:
        log.warning("message about an unknown subscription", kind=message.kind, message=message.id)
    return True


def _concerned(news: News) -> Subscription | None:
    rows = Subscription.objects.select_for_update()
    known = rows.filter(stripe_subscription=news.subscription).first() if news.subscription else None
    if known is None and news.government is not None:
        known = rows.filter(government=news.government).first()
    return known


def _apply(row: Subscription, news: News, *, said_at: datetime) -> None:
    """The newest word about the newest subscription wins, but an end is an end; facts that never change are taken from any."""
    another = row.stripe_subscription not in {"", news.subscription}
    older = row.said_at is not None and (
        said_at < row.said_at or (said_at == row.said_at and row.state == Standing.LAPSED)
    )
    if another and (older or not news.begins):
        return  # the end of a subscription that was replaced
    # A last invoice paid after the end does not bring a subscription back: only its own message, or a new one, does.
    ended = row.state == Standing.LAPSED and row.stripe_subscription == news.subscription and not news.begins
    row.stripe_subscription = news.subscription or row.stripe_subscription
    row.stripe_customer = news.customer or row.stripe_customer
    row.plan = news.plan or row.plan
    if news.paid_until and (row.paid_until is None or another or news.paid_until > row.paid_until):
        row.paid_until = news.paid_until
    if news.ends or (news.standing is not None and not older and not ended):
        row.state = news.standing or row.state
        row.said_at = max(said_at, row.said_at or said_at)
    row.save()


def trials_to_warn(at: datetime) -> list[Subscription]:
    """Trials whose administrators should hear that the end is near."""
    return list(
        Subscription.objects.filter(
            state=Standing.TRIAL,
            trial_warned_at=None,
            trial_ends_at__gt=at,
            trial_ends_at__lte=at + rules.WARN_BEFORE,
            government__state="ready",
        ).select_related("government")
    )


def trials_over(at: datetime) -> list[Subscription]:
    return list(
        Subscription.objects.filter(
            state=Standing.TRIAL, trial_end_told_at=None, trial_ends_at__lte=at, government__state="ready"
        ).select_related("government")
    )


def note_warned(subscription: Subscription, *, by: Actor, at: datetime) -> bool:
    """Whether it is this caller who tells: two workers tell once."""
    return bool(Subscription.objects.filter(pk=subscription.pk, trial_warned_at=None).update(trial_warned_at=at))


def end_trial(subscription: Subscription, *, by: Actor, at: datetime) -> bool:
    """Turn a trial that is over into a lapsed subscription; whether it is this caller who did."""
    mine = Subscription.objects.filter(pk=subscription.pk, state=Standing.TRIAL, trial_ends_at__lte=at)
    return bool(mine.update(state=Standing.LAPSED, trial_end_told_at=at))
