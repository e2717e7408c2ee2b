"""Letters about a report and a return."""

from datetime import datetime
from typing import Any

from grants.agreements import letters
from grants.agreements.models import Agreement
from grants.applications import exclusions
from tenants.gates.access import COORDINATOR
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.office.seats.models import Seat


def coordinators(agreement: Agreement) -> list[Recipient]:
    """The office, but for people tied to the offer."""
    seats = Seat.objects.of(COORDINATOR)
    if agreement.application_id:
        seats = seats.exclude(user_id__in=exclusions.people_tied(agreement.application_id))
    return [Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in seats]


def send(letter: str, agreement: Agreement, *, to: list[Recipient], at: datetime, **context: Any) -> None:
    facts = {"number": agreement.number, "title": agreement.title, "grantee": agreement.organisation_name}
    path = f"/agreements/{agreement.ref}/reports/final/"
    notices.queue(letter, to=to, about=agreement, context={**facts, **context}, at=at, path=path)


grantee = letters.grantee
