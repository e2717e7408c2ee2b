"""What Stripe's messages say, in our words. Older and newer forms of its objects are both understood."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from tenants.registry.billing.models import Standing
from tenants.registry.billing.stripe import Message

# "incomplete" and "incomplete_expired" are missing: a first payment that failed began nothing, so it ends nothing.
STANDINGS = {
    "active": Standing.ACTIVE,
    "trialing": Standing.ACTIVE,
    "past_due": Standing.PAST_DUE,
    "unpaid": Standing.LAPSED,
    "canceled": Standing.LAPSED,
    "paused": Standing.LAPSED,
}
PAID = {"paid", "no_payment_required"}


@dataclass(frozen=True)
class News:
    """What a message means for a subscription. Empty words and None say nothing about that fact."""

    subscription: str
    government: int | None
    standing: Standing | None
    customer: str = ""
    plan: str = ""
    paid_until: datetime | None = None
    begins: bool = False
    ends: bool = False


def news_in(message: Message) -> News | None:
    """None for a message that is none of our business."""
    thing = message.thing
    match message.kind:
        case "checkout.session.completed" if thing.get("mode") == "subscription":
            return News(
                subscription=_id(thing.get("subscription")),
                government=_number(thing.get("client_reference_id")),
                standing=Standing.ACTIVE if thing.get("payment_status") in PAID else None,
                customer=_id(thing.get("customer")),
                plan=_metadata(thing).get("plan", ""),
                begins=True,
            )
        case "customer.subscription.created" | "customer.subscription.updated" | "customer.subscription.deleted":
            gone = message.kind.endswith("deleted")
            standing = Standing.LAPSED if gone else STANDINGS.get(thing.get("status", ""))
            return News(
                subscription=_id(thing),
                government=_number(_metadata(thing).get("government")),
                standing=standing,
                customer=_id(thing.get("customer")),
                plan=_metadata(thing).get("plan", ""),
                paid_until=None if gone else _period_end(thing),
                begins=standing == Standing.ACTIVE,
                ends=gone,
            )
        case "invoice.paid" | "invoice.payment_failed":
            paid = message.kind == "invoice.paid"
            failed = None if thing.get("billing_reason") == "subscription_create" else Standing.PAST_DUE
            parent = (thing.get("parent") or {}).get("subscription_details") or {}
            return News(
                subscription=_id(thing.get("subscription") or parent.get("subscription")),
                government=_number((parent.get("metadata") or {}).get("government")),
                standing=Standing.ACTIVE if paid else failed,
                customer=_id(thing.get("customer")),
                paid_until=_invoice_end(thing) if paid else None,
            )
        case _other:
            return None


def _id(thing: Any) -> str:
    """An id, or the id of the whole object that stands in its place."""
    return str(thing.get("id", "")) if isinstance(thing, dict) else str(thing or "")


def _metadata(thing: dict[str, Any]) -> dict[str, str]:
    return thing.get("metadata") or {}


def _number(text: Any) -> int | None:
    return int(text) if str(text or "").isdecimal() else None


def _moment(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(seconds, UTC) if seconds else None


def _period_end(thing: dict[str, Any]) -> datetime | None:
    items = (thing.get("items") or {}).get("data") or [{}]
    return _moment(thing.get("current_period_end") or items[0].get("current_period_end"))


def _invoice_end(thing: dict[str, Any]) -> datetime | None:
    lines = (thing.get("lines") or {}).get("data") or [{}]
    return _moment((lines[0].get("period") or {}).get("end"))
