"""Where a subscription stands, in words."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tenants.registry.billing.models import Plan, Standing, Subscription
from tenants.registry.billing.prices import price_list
from tenants.registry.billing.rules import standing_at


@dataclass(frozen=True)
class Said:
    badge: str
    tone: str
    heading: str
    text: str
    until: datetime | None


@dataclass(frozen=True)
class PlanRow:
    value: str
    name: str
    size: str
    net: Decimal
    chosen: bool


def said(subscription: Subscription, at: datetime) -> Said:
    match standing_at(subscription, at):
        case Standing.TRIAL:
            return Said(
                _("trial"),
                "info",
                _("Choose a plan before the trial ends"),
                _("Until then everything works and nothing is charged."),
                subscription.trial_ends_at,
            )
        case Standing.ACTIVE:
            return Said(
                _("active"),
                "ok",
                _("The subscription is paid"),
                _("The next payment is taken by itself. You need do nothing."),
                subscription.paid_until,
            )
        case Standing.PAST_DUE:
            return Said(
                _("payment overdue"),
                "warn",
                _("The last payment did not go through"),
                _("Everything still works. Check the card, or choose the plan again to pay with another one."),
                subscription.paid_until,
            )
        case _lapsed:
            return Said(
                _("subscription ended"),
                "bad",
                _("Choose a plan to create new calls"),
                _("Nothing is lost: running calls, agreements and reports go on to their end. Only new calls wait."),
                None,
            )


def plans(subscription: Subscription, *, on: date) -> list[PlanRow]:
    return [_row(price.plan, price.net, subscription) for price in price_list(on=on)]


def _row(plan: str, net: Decimal, subscription: Subscription) -> PlanRow:
    name, _colon, size = str(Plan(plan).label).partition(": ")
    return PlanRow(plan, name, size, net, subscription.plan == plan)


def facts(subscription: Subscription) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    if subscription.plan:
        found.append((_("Plan"), Plan(subscription.plan).label))
    if subscription.state == Standing.TRIAL:
        found.append((_("Trial until"), subscription.trial_ends_at))
    if subscription.paid_until:
        found.append((_("Paid until"), subscription.paid_until))
    return found
