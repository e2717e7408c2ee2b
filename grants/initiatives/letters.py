"""Letters about a proposal: to whoever filed it and the organisation, to coordinators and executives."""

from datetime import datetime
from typing import Any

from django.urls import reverse

from grants.applications.people import office
from grants.initiatives.models import Initiative
from tenants.gates.access import COORDINATOR, EXECUTIVE
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.registry.organisations.models import Organisation


def to_applicant(letter: str, initiative: Initiative, *, at: datetime, **context: Any) -> None:
    organisation = Organisation.objects.get(pk=initiative.organisation_id)
    people = [
        Recipient(initiative.filed_by_email, initiative.filed_by, initiative.filed_language),
        Recipient(organisation.email, initiative.organisation_name),
    ]
    _send(letter, initiative, people, at=at, **context)


def to_office(letter: str, initiative: Initiative, *, at: datetime, executives: bool = False, **context: Any) -> None:
    roles = (COORDINATOR, EXECUTIVE) if executives else (COORDINATOR,)
    _send(letter, initiative, office(initiative, *roles), at=at, **context)


def _send(letter: str, initiative: Initiative, to: list[Recipient], *, at: datetime, **context: Any) -> None:
    facts = {
        "number": initiative.number,
        "title": initiative.title,
        "organisation": initiative.organisation_name,
        "until": initiative.answer_due_on,
    }
    path = reverse("initiatives:detail", args=[initiative.ref])
    notices.queue(letter, to=to, about=initiative, context={**facts, **context}, at=at, path=path)
