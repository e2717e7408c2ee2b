from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from tenants.gates.access import REPRESENTATIVE, Actor, permit, signed_in
from tenants.gates.refusals import Refusal, raise_all
from tenants.registry.governments.addresses import absolute
from tenants.registry.mail.actions import Recipient, queue
from tenants.registry.organisations.access import representatives
from tenants.registry.organisations.models import Invitation, Membership, MembershipRole, Organisation
from tenants.registry.people import tokens
from tenants.registry.people.models import User

INVITATION_LASTS = timedelta(days=14)


@transaction.atomic
def enter(values: dict[str, Any], *, by: Actor, at: datetime) -> Organisation:
    """Enter an organisation, once for every town; who enters it represents it. Raises: Refusal, PermissionDenied."""
    permit(signed_in, by)
    check_not_entered(values)
    organisation = _saved(Organisation(**values, made_at=at))
    Membership.objects.create(organisation=organisation, user_id=_person(by), role=REPRESENTATIVE, since=at)
    return organisation


@transaction.atomic
def edit(organisation: Organisation, values: dict[str, Any], *, by: Actor, at: datetime) -> None:
    """Correct an organisation's facts. What it filed before keeps the facts of its day. Raises: Refusal, PermissionDenied."""
    permit(representatives, by, organisation)
    check_not_entered(values, but=organisation.pk)
    for name, value in values.items():
        setattr(organisation, name, value)
    _saved(organisation)


def _person(by: Actor) -> int:
    """Who acts. Raises: PermissionDenied."""
    if by.user_id is None:
        raise PermissionDenied
    return by.user_id


def _saved(organisation: Organisation) -> Organisation:
    try:
        with transaction.atomic():
            organisation.save()
    except IntegrityError:  # somebody entered the same one in the same second
        raise Refusal(_already_entered(), field="nip") from None
    return organisation


def check_not_entered(values: dict[str, Any], *, but: int | None = None) -> None:
    """Refuse a second entry of the same organisation. Raises: Refusal."""
    others = Organisation.objects.exclude(pk=but) if but else Organisation.objects.all()
    refusals = []
    if values["nip"] and others.filter(nip=values["nip"]).exists():
        refusals.append(Refusal(_already_entered(), field="nip"))
    if others.filter(register_kind=values["register_kind"], register_number=values["register_number"]).exists():
        refusals.append(Refusal(_already_entered(), field="register_number"))
    raise_all(refusals)


def _already_entered() -> str:
    return _(
        "This organisation is already entered. To join it, ask a person who represents it to invite you: "
        "they do it on the organisation's page, under “People”."
    )


@transaction.atomic
def invite(organisation: Organisation, *, email: str, role: str, by: Actor, at: datetime) -> Invitation:
    """Send somebody a link that makes them one of the organisation's people. Raises: Refusal, PermissionDenied."""
    permit(representatives, by, organisation)
    email = email.lower()
    if organisation.memberships.filter(user__email=email, ended_at=None).exists():
        raise Refusal(_("This person already belongs to the organisation."), field="email")
    organisation.invitations.filter(email=email, accepted_at=None, cancelled_at=None).update(cancelled_at=at)
    secret = tokens.fresh()
    invitation = Invitation.objects.create(
        organisation=organisation,
        email=email,
        role=role,
        digest=secret.digest,
        invited_by_id=_person(by),
        invited_at=at,
        expires_at=at + INVITATION_LASTS,
    )
    known = User.objects.filter(email=email).first()
    queue(
        "organisation-invitation",
        to=Recipient(email, known.name if known else "", known.language if known else by.language),
        context={
            "organisation": organisation.name,
            "role": MembershipRole(role).label,
            "by": by.name,
            "expires_at": invitation.expires_at,
            "has_account": known is not None,
            "link": absolute(connection.tenant, f"/invitations/{secret.token}/"),
        },
        at=at,
    )
    return invitation


@transaction.atomic
def cancel(invitation: Invitation, *, by: Actor, at: datetime) -> None:
    """Take an invitation back before it is taken up. Raises: PermissionDenied."""
    permit(representatives, by, invitation.organisation)
    Invitation.objects.filter(pk=invitation.pk, accepted_at=None).update(cancelled_at=at)


def invited(token: str, *, at: datetime) -> Invitation | None:
    """The invitation behind a link that still works."""
    return (
        Invitation.objects.waiting(at)
        .select_related("organisation", "invited_by")
        .filter(digest=tokens.digest(token))
        .first()
    )


@transaction.atomic
def accept(token: str, *, by: Actor, at: datetime) -> Membership:
    """Take up an invitation, once. Raises: Refusal, PermissionDenied."""
    permit(signed_in, by)
    invitation = Invitation.objects.waiting(at).select_for_update().filter(digest=tokens.digest(token)).first()
    if invitation is None:
        raise Refusal(_("This invitation was already used, taken back, or is out of date. Ask for a new one."))
    _locked(invitation.organisation_id)
    if Membership.objects.held().filter(organisation=invitation.organisation_id, user=_person(by)).exists():
        raise Refusal(_("You already belong to this organisation."))
    Invitation.objects.filter(pk=invitation.pk).update(accepted_at=at, accepted_by=_person(by))
    return Membership.objects.create(
        organisation_id=invitation.organisation_id, user_id=_person(by), role=invitation.role, since=at
    )


@transaction.atomic
def change_role(membership: Membership, role: str, *, by: Actor, at: datetime) -> Membership:
    """Give a person another role: the old one ends, a new one begins, and both stay on record.

    Never the last representative's. Raises: Refusal, PermissionDenied.
    """
    organisation = _locked(membership.organisation_id)
    permit(representatives, by, organisation)
    held = Membership.objects.held().filter(pk=membership.pk).first()
    if held is None:
        raise Refusal(_("This person no longer acts for the organisation."))
    if held.role == role:
        return held
    _check_one_represents(organisation, without=held)
    Membership.objects.filter(pk=held.pk).update(ended_at=at)
    _take_back_invitations(held, at=at)
    return Membership.objects.create(organisation=organisation, user_id=held.user_id, role=role, since=at)


@transaction.atomic
def end(membership: Membership, *, by: Actor, at: datetime) -> None:
    """End somebody's role, or one's own. Never the last representative's. Raises: Refusal, PermissionDenied."""
    organisation = _locked(membership.organisation_id)
    if membership.user_id != by.user_id:
        permit(representatives, by, organisation)
    _check_one_represents(organisation, without=membership)
    Membership.objects.held().filter(pk=membership.pk).update(ended_at=at)
    _take_back_invitations(membership, at=at)


def _take_back_invitations(membership: Membership, *, at: datetime) -> None:
    """Who no longer represents cannot come back, or bring others, by a link sent before."""
    sent = Invitation.objects.waiting(at).filter(organisation=membership.organisation_id)
    sent.filter(invited_by=membership.user_id).update(cancelled_at=at)


def _locked(organisation: int) -> Organisation:
    """Changes of an organisation's people happen one after another."""
    return Organisation.objects.select_for_update().get(pk=organisation)


def _check_one_represents(organisation: Organisation, *, without: Membership) -> None:
    others = organisation.memberships.filter(role=REPRESENTATIVE, ended_at=None).exclude(pk=without.pk)
    if without.role == REPRESENTATIVE and not others.exists():
        raise Refusal(
            _(
                "The last representative stays: without one nobody could file or sign. Invite another representative first."
            )
        )
