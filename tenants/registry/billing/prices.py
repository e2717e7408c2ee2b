"""What a plan costs: net PLN a month, each price from a day on. A running subscription keeps the price it began with."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tenants.registry.billing.models import Plan


@dataclass(frozen=True)
class Price:
    plan: str
    since: date
    net: Decimal


PRICES = (
    Price(Plan.SMALL, date(2026, 1, 1), Decimal("290.00")),
    Price(Plan.MEDIUM, date(2026, 1, 1), Decimal("690.00")),
    Price(Plan.LARGE, date(2026, 1, 1), Decimal("1490.00")),
)


def price_of(plan: str, *, on: date) -> Price:
    """The price for whoever chooses the plan on that day. Raises: LookupError."""
    found = [price for price in PRICES if price.plan == plan and price.since <= on]
    if not found:
        raise LookupError(plan)
    return max(found, key=lambda price: price.since)


def price_list(*, on: date) -> list[Price]:
    return [price_of(plan, on=on) for plan in Plan.values]
