"""Letters about a small grant: to whoever filed it and the organisation, to the office's coordinators and executives."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from grants.applications.people import office
from grants.small_grants.models import SmallGrant
from tenants.gates.access import COORDINATOR, EXECUTIVE
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.registry.organisations.models import Organisation


def to_applicant(letter: str, small_grant: SmallGrant, *, at: datetime, **context: Any) -> None:
    organisation = Organisation.objects.get(pk=small_grant.organisation_id)
    people = [
        Recipient(small_grant.filed_by_email, small_grant.filed_by, small_grant.filed_language),
        Recipient(organisation.email, small_grant.organisation_name),
    ]
    _send(letter, small_grant, people, at=at, **context)


def to_coordinators(letter: str, small_grant: SmallGrant, *, at: datetime, **context: Any) -> None:
    _send(letter, small_grant, office(small_grant, COORDINATOR), at=at, **context)


def to_executives(letter: str, small_grant: SmallGrant, *, at: datetime, **context: Any) -> None:
    _send(letter, small_grant, office(small_grant, EXECUTIVE), at=at, **context)


def _send(letter: str, small_grant: SmallGrant, to: list[Recipient], *, at: datetime, **context: Any) -> None:
    facts = {
        "number": small_grant.number,
        "title": small_grant.title,
        "organisation": small_grant.organisation_name,
        "requested": small_grant.requested,
    }
    path = reverse("small_grants:detail", args=[small_grant.ref])
    notices.queue(letter, to=to, about=small_grant, context={**facts, **context}, at=at, path=path)
