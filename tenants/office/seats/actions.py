from datetime import datetime, timedelta

from django.db import connection, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tenants.gates.access import ADMINISTRATOR, Actor, administrators, either, permit, signed_in, the_clock
from tenants.gates.refusals import Refusal
from tenants.office.audit import actions as audit
from tenants.office.notices import actions as notices
from tenants.office.seats.models import Role, Seat, SeatInvitation
from tenants.registry.governments.addresses import absolute
from tenants.registry.governments.models import LocalGovernment, Workplace
from tenants.registry.people import tokens
from tenants.registry.people.models import User

INVITATION_LASTS = timedelta(days=14)


@transaction.atomic
def give(user: User, role: str, *, government: LocalGovernment, by: Actor, at: datetime) -> Seat:
    """Seat a person in the present town; a seat they already hold stays as it is. Raises: PermissionDenied."""
    permit(either(administrators, the_clock), by)
    return _seat(user.pk, role, government=government, by=by, at=at)


def _seat(user_id: int, role: str, *, government: LocalGovernment, by: Actor, at: datetime) -> Seat:
    seat, fresh = Seat.objects.get_or_create(user_id=user_id, role=role, ended_at=None, defaults={"given_at": at})
    if fresh:
        audit.record("give_seat", seat, by=by, at=at)
    Workplace.objects.get_or_create(user_id=user_id, government=government)
    return seat


@transaction.atomic
def invite(*, email: str, roles: list[str], by: Actor, at: datetime) -> SeatInvitation:
    """Send somebody a link that seats them in this town, once. Raises: Refusal, PermissionDenied."""
    permit(administrators, by)
    email = email.lower()
    known = User.objects.filter(email=email).first()
    held = set(Seat.objects.held().filter(user_id=known.pk).values_list("role", flat=True)) if known else set()
    if held.issuperset(roles):
        raise Refusal(_("This person already has these roles."), field="email")
    SeatInvitation.objects.filter(email=email, accepted_at=None, cancelled_at=None).update(cancelled_at=at)
    secret = tokens.fresh()
    invitation = SeatInvitation.objects.create(
        email=email,
        roles=roles,
        digest=secret.digest,
        invited_by_id=by.user_id,
        invited_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    audit.record("invite", invitation, by=by, at=at, noted={"email": email})
    notices.queue(
        "seat-invitation",
        to=[notices.Recipient(email, known.name if known else "", known.language if known else by.language)],
        about=invitation,
        context={
            "by": by.name,
            "roles": _names(roles, known.language if known else by.language),
            "expires_at": invitation.expires_at,
            "has_account": known is not None,
            "accept_link": absolute(connection.tenant, f"/seats/invitations/{secret.token}/"),
        },
        at=at,
    )
    return invitation


def _names(roles: list[str], language: str) -> str:
    with translation.override(language):
        return ", ".join(str(Role(role).label) for role in roles)


@transaction.atomic
def cancel(invitation: SeatInvitation, *, by: Actor, at: datetime) -> None:
    """Take an invitation back before it is taken up. Raises: PermissionDenied."""
    permit(administrators, by)
    if SeatInvitation.objects.filter(pk=invitation.pk, accepted_at=None, cancelled_at=None).update(cancelled_at=at):
        audit.record("cancel_invitation", invitation, by=by, at=at)


def invited(token: str, *, at: datetime) -> SeatInvitation | None:
    """The invitation behind a link that still works."""
    return SeatInvitation.objects.waiting(at).filter(digest=tokens.digest(token)).first()


@transaction.atomic
def accept(token: str, *, government: LocalGovernment, by: Actor, at: datetime) -> list[Seat]:
    """Take up an invitation, once: the link is the right to do it. Raises: Refusal, PermissionDenied."""
    permit(signed_in, by)
    found = SeatInvitation.objects.waiting(at).select_for_update().filter(digest=tokens.digest(token)).first()
    if found is None or by.user_id is None:
        raise Refusal(_("This invitation was already used, taken back, or is out of date. Ask for a new one."))
    SeatInvitation.objects.filter(pk=found.pk).update(accepted_at=at, accepted_by=by.user_id)
    audit.record("accept_invitation", found, by=by, at=at)
    return [_seat(by.user_id, role, government=government, by=by, at=at) for role in found.roles]


@transaction.atomic
def end(seat: Seat, *, government: LocalGovernment, by: Actor, at: datetime) -> None:
    """End a seat; with an administrator's, the invitations they sent. The last administrator's stays. Raises: Refusal, PermissionDenied."""
    permit(administrators, by)
    held = list(Seat.objects.held().filter(role=ADMINISTRATOR).select_for_update().order_by("pk"))
    if seat.role == ADMINISTRATOR and {one.pk for one in held} <= {seat.pk}:
        raise Refusal(
            _("The last administrator stays: without one nobody could invite people. Invite another one first.")
        )
    if not Seat.objects.held().filter(pk=seat.pk).update(ended_at=at):
        return
    audit.record("end_seat", seat, by=by, at=at)
    if seat.role == ADMINISTRATOR:
        for invitation in SeatInvitation.objects.waiting(at).filter(invited_by=seat.user_id):
            cancel(invitation, by=by, at=at)
    if not Seat.objects.held().filter(user_id=seat.user_id).exists():
        Workplace.objects.filter(user_id=seat.user_id, government=government).delete()
