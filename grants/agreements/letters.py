"""Letters about an agreement: to the grantee, and to people of the office."""

from datetime import datetime
from typing import Any

from grants.agreements.models import Agreement
from grants.applications import people
from grants.applications.access import offerors_of
from tenants.gates.access import REPRESENTATIVE
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.registry.organisations.models import Membership, Organisation


def grantee(agreement: Agreement) -> list[Recipient]:
    """The organisation's address and its present representatives; of a joint offer, of every partner too."""
    grantees = offerors_of(agreement.application or agreement)
    acting = Membership.objects.filter(organisation_id__in=grantees, role=REPRESENTATIVE, ended_at=None)
    return [
        *(
            Recipient(one.user.email, one.user.name, one.user.language)
            for one in acting.select_related("user").order_by("pk")
        ),
        *(Recipient(one.email, one.name) for one in Organisation.objects.filter(pk__in=grantees).order_by("pk")),
    ]


def office(agreement: Agreement, role: str) -> list[Recipient]:
    """Who holds this seat; nobody of a grantee, and nobody tied to the offer (of a small grant there is none)."""
    return people.office(agreement.application or agreement, role)


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
