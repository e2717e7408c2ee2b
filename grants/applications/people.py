"""Who gets letters about an offer."""

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


def coordinators(application: Application) -> list[Recipient]:
    """The office, but for people tied to the offer or of one of its offerors."""
    behind = Membership.objects.held().filter(organisation_id__in=offerors_of(application)).values("user_id")
    seats = Seat.objects.of(Role.COORDINATOR).exclude(user_id__in=exclusions.people_tied(application.pk))
    seats = seats.exclude(user_id__in=behind)
    return [Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in seats]
