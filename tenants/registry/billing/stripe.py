"""The one importer of stripe: begins a checkout, opens the customer's portal, reads signed messages."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import stripe
from django.conf import settings

CHECKOUT_HOST = "https://checkout.stripe.com"


class Refused(Exception):
    """The message is not from Stripe, or is too old, or is no message."""


class Unreachable(Exception):
    """Stripe does not answer, or not as it should."""


@dataclass(frozen=True)
class Checkout:
    id: str
    url: str


@dataclass(frozen=True)
class Message:
    id: str
    kind: str
    said_at: datetime
    thing: dict[str, Any]


def client() -> stripe.StripeClient:
    if settings.STRIPE_API_BASE:
        return stripe.StripeClient(settings.STRIPE_SECRET_KEY, base_addresses={"api": settings.STRIPE_API_BASE})
    return stripe.StripeClient(settings.STRIPE_SECRET_KEY)


def checkout_origin() -> str:
    """Where a payer is sent: the form's page must allow it."""
    return settings.STRIPE_API_BASE or CHECKOUT_HOST


def begin_checkout(
    *,
    government: int,
    plan: str,
    label: str,
    grosze: int,
    email: str,
    customer: str,
    language: str,
    back: dict[str, str],
    once: str,
) -> Checkout:
    """A session for a monthly subscription; the same `once` gives the same session. Raises: Unreachable."""
    named = {"government": str(government), "plan": plan}
    try:
        session = client().v1.checkout.sessions.create(
            params={
                "mode": "subscription",
                "client_reference_id": str(government),
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {
                            "currency": "pln",
                            "unit_amount": grosze,
                            "tax_behavior": "exclusive",
                            "recurring": {"interval": "month"},
                            "product_data": {"name": label},
                        },
                    }
                ],
                "metadata": named,
                "subscription_data": {"metadata": named},
                "success_url": back["success"],
                "cancel_url": back["cancel"],
                "locale": "pl" if language == "pl" else "en",
                **({"customer": customer} if customer else {"customer_email": email}),
            },
            options={"idempotency_key": once},
        )
    except stripe.StripeError as problem:
        raise Unreachable(str(problem)) from problem
    return Checkout(session.id, session.url or "")


def read(payload: bytes, signature: str) -> Message:
    """A message whose signature is right. Raises: Refused."""
    try:
        stripe.Webhook.construct_event(payload, signature, settings.STRIPE_WEBHOOK_SECRET)
        said = json.loads(payload)
        return Message(said["id"], said["type"], datetime.fromtimestamp(said["created"], UTC), said["data"]["object"])
    except (ValueError, KeyError, TypeError, stripe.SignatureVerificationError) as problem:
        raise Refused(str(problem)) from problem
