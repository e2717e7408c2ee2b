"""Letters about an agreement: to the grantee, and to the finance people."""

from datetime import datetime
from typing import Any

from grants.agreements.models import Agreement
from grants.applications import exclusions
from grants.applications.access import offerors_of
from tenants.gates.access import FINANCE, REPRESENTATIVE
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.office.seats.models import Seat
from tenants.registry.organisations.models import Membership, Organisation


def grantee(agreement: Agreement) -> list[Recipient]:
    """The organisation's address and its present representatives; of a joint offer, of every partner too."""
    grantees = offerors_of(agreement.application or agreement)
    people = Membership.objects.filter(organisation_id__in=grantees, role=REPRESENTATIVE, ended_at=None).select_related(
        "user"
    )
    return [
        *(Recipient(one.user.email, one.user.name, one.user.language) for one in people.order_by("pk")),
        *(Recipient(one.email, one.name) for one in Organisation.objects.filter(pk__in=grantees).order_by("pk")),
    ]


def finance(agreement: Agreement) -> list[Recipient]:
    """Those who pay, but for people tied to the offer."""
    seats = Seat.objects.of(FINANCE)
    if agreement.application_id:
        seats = seats.exclude(user_id__in=exclusions.people_tied(agreement.application_id))
    return [Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in seats]


def send(letter: str, agreement: Agreement, *, to: list[Recipient], at: datetime, **context: Any) -> None:
    facts = {
        "number": agreement.number,
        "title": agreement.title,
        "grant": agreement.grant,
        "grantee": agreement.organisation_name,
    }
    notices.queue(
        letter, to=to, about=agreement, context={**facts, **context}, at=at, path=f"/agreements/{agreement.ref}/"
    )
