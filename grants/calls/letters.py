"""Letters about a call, to the people of the office."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from grants.calls.models import Call
from tenants.gates.access import COORDINATOR, EXECUTIVE
from tenants.office.notices import actions as notices
from tenants.office.seats.models import Seat


def to_coordinators(letter: str, call: Call, *, at: datetime, **context: Any) -> None:
    _send(letter, COORDINATOR, call, at=at, **context)


def to_executives(letter: str, call: Call, *, at: datetime, **context: Any) -> None:
    _send(letter, EXECUTIVE, call, at=at, **context)


def _send(letter: str, role: str, call: Call, *, at: datetime, **context: Any) -> None:
    facts = {"title": call.title, "opens_at": call.opens_at, "closes_at": call.closes_at, **context}
    path = reverse("calls:detail", args=[call.ref])
    notices.queue(letter, to=people(role), about=call, context=facts, at=at, path=path)


def people(role: str) -> list[notices.Recipient]:
    """Everyone who holds this seat."""
    return [notices.Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in Seat.objects.of(role)]
