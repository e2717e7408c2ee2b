"""Letters between the organisations of a joint offer."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from grants.applications.partners_models import Offeror
from tenants.gates.access import REPRESENTATIVE
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.registry.organisations.models import Membership, Organisation


def to_leader(letter: str, row: Offeror, *, at: datetime, **context: Any) -> None:
    """To the people of the organisation that leads the offer, about one of the others."""
    _send(letter, row, to=people_of(row.application.organisation_id), at=at, **context)


def to_partner(letter: str, row: Offeror, *, at: datetime, **context: Any) -> None:
    """To the people of the organisation of this row."""
    if row.organisation_id is not None:
        _send(letter, row, to=people_of(row.organisation_id), at=at, **context)


def invitation(row: Offeror, token: str, *, at: datetime) -> None:
    """The link that takes the invitation up, to the address it was sent to."""
    path = reverse("applications:joint_invitation", args=[token])
    to = [Recipient(row.email, row.organisation_name if row.organisation_id else "")]
    _send("joint-invitation", row, to=to, at=at, path=path, who=row.invited_by, until=row.expires_at)


def people_of(organisation_id: int) -> list[Recipient]:
    """The organisation's address and its present representatives."""
    organisation = Organisation.objects.get(pk=organisation_id)
    people = Membership.objects.filter(organisation_id=organisation_id, role=REPRESENTATIVE, ended_at=None)
    return [
        *(
            Recipient(one.user.email, one.user.name, one.user.language)
            for one in people.select_related("user").order_by("pk")
        ),
        Recipient(organisation.email, organisation.name),
    ]


def _send(letter: str, row: Offeror, *, to: list[Recipient], at: datetime, path: str = "", **context: Any) -> None:
    offer = row.application
    facts = {
        "title": offer.title,
        "call": offer.call.title,
        "closes_at": offer.call.closes_at,
        "organisation": row.organisation_name,
        "leader": Organisation.objects.values_list("name", flat=True).get(pk=offer.organisation_id),
    }
    page = path or reverse("applications:partners", args=[offer.ref])
    notices.queue(letter, to=to, about=row, context={**facts, **context}, at=at, path=page)
