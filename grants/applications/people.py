"""Who gets letters about an offer."""

from grants.applications.models import Application
from tenants.gates.access import EDITOR, REPRESENTATIVE
from tenants.office.notices.actions import Recipient
from tenants.office.seats.models import Role, Seat
from tenants.registry.organisations.models import Membership, MembershipRole, Organisation


def applicants(application: Application) -> list[Recipient]:
    """Whoever filed it, and the organisation at the address it had that day."""
    email = application.content.get("applicant", {}).get("email", "")
    return [
        Recipient(application.filed_by_email, application.filed_by, application.filed_language),
        Recipient(
            email or Organisation.objects.get(pk=application.organisation_id).email, application.organisation_name
        ),
    ]


def writers(application: Application) -> list[Recipient]:
    """Those who may write for the applicant now, and whoever filed: they must hear of a term in time."""
    members = Membership.objects.filter(
        organisation_id=application.organisation_id, role__in=(REPRESENTATIVE, EDITOR), ended_at=None
    ).select_related("user")
    people = [Recipient(one.user.email, one.user.name, one.user.language) for one in members if one.user.is_active]
    return [*applicants(application), *people]
    """Whoever may write a draft, and the organisation."""
    organisation = Organisation.objects.get(pk=application.organisation_id)
    held = Membership.objects.held().filter(
        organisation=organisation, role__in=[MembershipRole.REPRESENTATIVE, MembershipRole.EDITOR]
    )
    return [
        Recipient(organisation.email, organisation.name),
        *(Recipient(one.user.email, one.user.name, one.user.language) for one in held.select_related("user")),
    ]


def coordinators() -> list[Recipient]:
    seats = Seat.objects.of(Role.COORDINATOR)
    return [Recipient(seat.user.email, seat.user.name, seat.user.language) for seat in seats]
