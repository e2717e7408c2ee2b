"""Partners of a joint offer are found by an exact number or name, or written to; each invitation is good once."""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from grants.applications import partners_letters, partners_reading, partners_rules, partners_voiding, rules
from grants.applications.models import Application
from grants.applications.partners import locked_draft, name_all, next_number
from grants.applications.partners_models import Offeror
from grants.applications.states import OFFEROR_FLOW, OfferorState
from tenants.gates.access import REPRESENTATIVE, Actor, permit
from tenants.gates.refusals import Refusal, WrongState
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.kinds import RegisterKind
from tenants.registry.organisations.models import Footprint, Organisation
from tenants.registry.people import tokens

INVITATION_LASTS = timedelta(days=14)
# More rows than this were never an offer: somebody sends letters.
MOST_INVITED = 40
MOST_FOUND = 5


def find(who: str) -> list[Organisation]:
    """Registered organisations with exactly this NIP, KRS or register number, or name. Never a part of one."""
    plain = " ".join(who.split())
    if len(plain) < 2:
        return []
    digits = "".join(sign for sign in plain if sign not in " -.")
    same = Q(name__iexact=plain) | Q(register_number__iexact=plain)
    if digits.isascii() and digits.isdecimal() and len(digits) <= 10:
        same |= Q(register_kind=RegisterKind.KRS, register_number=digits.zfill(10))
        if len(digits) == 10:
            same |= Q(nip=digits)
    return list(Organisation.objects.filter(same, closed_at=None).order_by("name", "pk")[:MOST_FOUND])


@transaction.atomic
def invite(
    application: Application,
    *,
    organisation: Organisation | None = None,
    email: str = "",
    by: Actor,
    at: datetime,
) -> Offeror:
    """Invite a registered organisation at its own address, or whoever reads the address given.

    Raises: Refusal, Late, WrongState, PermissionDenied.
    """
    stored = locked_draft(application.pk)
    if not stored.is_joint:
        raise WrongState
    row = Offeror(
        application=stored,
        organisation=organisation,
        organisation_name=organisation.name if organisation else email,
        number=next_number(stored),
        email=organisation.email if organisation else email,
        invited_at=at,
        invited_by=by.name,
        expires_at=at + INVITATION_LASTS,
    )
    permit(OFFEROR_FLOW.steps["invite"].may, by, row)
    rules.check_accepting(stored.call, at, late_until=stored.late_until)
    rows = partners_reading.rows_of(stored)
    partners_rules.check_invitation(
        organisation.pk if organisation else None,
        leader_id=stored.organisation_id,
        present=_present(rows),
        count=len(rows),
    )
    if organisation is None and email.lower() in {one.email.lower() for one in rows if one.state == row.state}:
        raise Refusal(_("An invitation to this address is waiting already."), field="email")
    if row.number > MOST_INVITED:
        raise Refusal(_("Too many invitations were sent from this offer."))
    secret = tokens.fresh()
    row.digest = secret.digest
    OFFEROR_FLOW.create(row, by=by, at=at, step="invite")
    if organisation is not None:
        _leave_footprint(organisation, at)
    partners_letters.invitation(row, secret.token, at=at)
    return row


@transaction.atomic
def cancel(offeror: Offeror, *, by: Actor, at: datetime) -> None:
    """Take an invitation back before it is answered. Raises: WrongState, PermissionDenied."""
    stored = locked_draft(offeror.application_id)
    row = Offeror.objects.select_for_update(of=("self",)).get(pk=offeror.pk)
    row.application = stored
    OFFEROR_FLOW.move(row, "cancel", by=by, at=at)


def invited(token: str, *, at: datetime) -> Offeror | None:
    """The invitation behind a link that still works."""
    waiting = Offeror.objects.filter(state=OfferorState.INVITED, expires_at__gt=at, digest=tokens.digest(token))
    return waiting.select_related("application__call", "application__lot").first()


@transaction.atomic
def accept(offeror: Offeror, *, organisation: Organisation, by: Actor, at: datetime) -> Offeror:
    """The organisation takes part. An invitation is good once: of two answers at once one is too late.

    Raises: NotAnswerable, Refusal, Late, WrongState, PermissionDenied.
    """
    row = _answered(offeror, at)
    if row.organisation_id not in (None, organisation.pk) or organisation.closed_at is not None:
        raise WrongState
    stored = row.application
    rules.check_accepting(stored.call, at, late_until=stored.late_until)
    others = [one for one in partners_reading.rows_of(stored) if one.pk != row.pk]
    partners_rules.check_invitation(
        organisation.pk, leader_id=stored.organisation_id, present=_present(others), count=len(others)
    )
    row.organisation_id = organisation.pk
    part = {"contact_name": by.name, "contact_phone": organisation.phone, "contact_email": by.email}
    OFFEROR_FLOW.move(
        row,
        "accept",
        by=by,
        at=at,
        organisation_id=organisation.pk,
        organisation_name=organisation.name,
        answered_at=at,
        answered_by=by.name,
        part=part,
    )
    name_all(stored, by=by, at=at)
    _leave_footprint(organisation, at)
    partners_letters.to_leader("joint-accepted", row, at=at, who=by.name)
    partners_voiding.tell(stored, by=by, at=at)
    return row


@transaction.atomic
def decline(offeror: Offeror, *, by: Actor, at: datetime) -> None:
    """The organisation does not take part. Raises: NotAnswerable, PermissionDenied."""
    row = _answered(offeror, at)
    OFFEROR_FLOW.move(row, "decline", by=by, at=at, answered_at=at, answered_by=by.name)
    partners_letters.to_leader("joint-declined", row, at=at, who=by.name)


def organisations_of(actor: Actor, row: Offeror) -> list[Organisation]:
    """In whose name this person may answer the invitation."""
    mine = actor.organisations_as(REPRESENTATIVE)
    chosen = [row.organisation_id] if row.organisation_id in mine else mine if row.organisation_id is None else []
    return list(Organisation.objects.filter(pk__in=chosen, closed_at=None).order_by("name", "pk"))


def _leave_footprint(organisation: Organisation, at: datetime) -> None:
    """From now on the desk of this organisation's people asks this town too."""
    town = LocalGovernment.objects.get(schema_name=connection.schema_name)
    Footprint.objects.get_or_create(organisation=organisation, government=town, defaults={"first_at": at})


def _answered(offeror: Offeror, at: datetime) -> Offeror:
    stored = locked_draft(offeror.application_id)
    row = Offeror.objects.select_for_update(of=("self",)).get(pk=offeror.pk)
    partners_rules.check_answerable(row.state, row.expires_at, at)
    row.application = stored
    return row


def _present(rows: list[Offeror]) -> set[int]:
    standing = {OfferorState.INVITED, OfferorState.JOINED}
    return {row.organisation_id for row in rows if row.organisation_id is not None and row.state in standing}
