"""Who gets letters about an offer."""

from grants.applications.models import Application
from tenants.office.notices.actions import Recipient
from tenants.office.seats.models import Role, Seat
from tenants.registry.organisations.models import Organisation


def applicants(application: Application) -> list[Recipient]:
    """Whoever filed it, and the organisation at the address it had that day."""
    email = application.content.get("applicant", {}).get("email", "")
    return [
        Recipient(application.filed_by_email, application.filed_by, application.filed_language),
        Recipient(
            email or Organisation.objects.get(pk=application.organisation_id).email, application.organisation_name
        ),
    ]


def coordinators() -> list[Recipient]:
    seats = Seat.objects.of(Role.COORDINATOR)
    return [Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in seats]
