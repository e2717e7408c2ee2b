"""Who gets letters about an offer, and of the office about whatever became of it."""

from typing import Any

from django.db.models import QuerySet

from grants.applications import exclusions
from grants.applications.access import offerors_of
from grants.applications.joint import offerors_in
from grants.applications.models import Application
from tenants.gates.access import EDITOR, REPRESENTATIVE
from tenants.office.notices.actions import Recipient
from tenants.office.seats.models import Role, Seat
from tenants.registry.organisations.models import Membership, Organisation


def applicants(application: Application) -> list[Recipient]:
    """Whoever filed it, and each organisation that did at the address it had that day."""
    email = application.content.get("applicant", {}).get("email", "")
    return [
        Recipient(application.filed_by_email, application.filed_by, application.filed_language),
        Recipient(
            email or Organisation.objects.get(pk=application.organisation_id).email, application.organisation_name
        ),
        *partners(application),
    ]


def writers(application: Application) -> list[Recipient]:
    """Whoever filed, and those who may write for an offeror now: they must hear of a term in time."""
    return [*applicants(application), *members(application)]


def members(application: Application) -> list[Recipient]:
    """Those who may write for an offeror now."""
    acting = Membership.objects.filter(
        organisation_id__in=offerors_of(application), role__in=(REPRESENTATIVE, EDITOR), ended_at=None
    ).select_related("user")
    return [Recipient(one.user.email, one.user.name, one.user.language) for one in acting if one.user.is_active]


def partners(application: Application) -> list[Recipient]:
    """The partners of a joint offer, at the addresses they had when it was filed."""
    return [Recipient(row["email"], row["name"]) for row in offerors_in(application.content) if not row["leads"]]


def behind(thing: Any) -> QuerySet:
    """Ids of those who act for one of its offerors in whatever role: access.behind, asked of everybody at once."""
    return Membership.objects.held().filter(organisation_id__in=offerors_of(thing)).values("user_id")


def office(thing: Any, *roles: str) -> list[Recipient]:
    """Who holds these seats, but for people of one of its offerors, and for people tied to the offer.

    Every letter of the town hall's people about one offer, small grant, proposal or late filing goes to these alone.
    """
    seats = Seat.objects.of(*roles).exclude(user_id__in=behind(thing))
    if isinstance(thing, Application):
        seats = seats.exclude(user_id__in=exclusions.people_tied(thing.pk))
    return [Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in seats]


def coordinators(application: Application) -> list[Recipient]:
    return office(application, Role.COORDINATOR)
