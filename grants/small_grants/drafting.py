"""Writing a simplified offer: begin, save, discard. After changes were asked for, it is written again."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from grants.applications.drafting import LETTERS
from grants.small_grants import content as shape
from grants.small_grants import rules
from grants.small_grants.models import SmallGrant
from grants.small_grants.states import FLOW
from programmes.drafting.models import Programme
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import WrongState
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.models import Footprint, Organisation


@transaction.atomic
def begin(programme: Programme, *, organisation: Organisation, by: Actor, at: datetime) -> SmallGrant:
    """A draft; one that nobody has written in yet is given again. Raises: NotTaken, PermissionDenied."""
    draft = SmallGrant(
        ref=f"{programme.year}-" + "".join(secrets.choice(LETTERS) for _letter in range(7)),
        programme=programme,
        organisation=organisation,
        organisation_name=organisation.name,
        content={
            shape.APPLICANT: {
                "contact_name": by.name,
                "contact_phone": organisation.phone,
                "contact_email": by.email,
            }
        },
        made_at=at,
        changed_at=at,
        changed_by=by.name,
    )
    permit(FLOW.steps["create"].may, by, draft)
    locked_programme = Programme.objects.select_for_update().get(pk=programme.pk)
    rules.check_takes(locked_programme.takes_small_grants, year=programme.year)
    unwritten = SmallGrant.objects.filter(programme=programme, organisation=organisation, state="draft", revision=0)
    if already := unwritten.first():
        return already
    FLOW.create(draft, by=by, at=at)
    town = LocalGovernment.objects.get(schema_name=connection.schema_name)
    Footprint.objects.get_or_create(organisation=organisation, government=town, defaults={"first_at": at})
    return draft


@transaction.atomic
def save(small_grant: SmallGrant, values: Mapping[str, Any], *, revision: int, by: Actor, at: datetime) -> SmallGrant:
    """Keep what is written, complete or not. `revision`: how often it had been saved when this person opened it.

    The same values again change nothing. Raises: Refusal at the field, Stale, WrongState, PermissionDenied.
    """
    stored = locked(small_grant, "edit", by=by)
    kept = shape.normal(values)
    if kept == {name: stored.content.get(name) for name in kept}:
        return renew(small_grant, stored)
    renew(small_grant, stored)
    rules.check_revision(stored.revision, revision, who=stored.changed_by)
    FLOW.move(stored, "edit", by=by, at=at, noted={"revision": stored.revision + 1})
    facts = {"content": kept, "revision": stored.revision + 1, "changed_at": at, "changed_by": by.name}
    if stored.state == "draft":
        facts |= shape.columns_of(kept)
    SmallGrant.objects.filter(pk=stored.pk).update(**facts)
    stored.refresh_from_db()
    return renew(small_grant, stored)


@transaction.atomic
def discard(small_grant: SmallGrant, *, by: Actor, at: datetime) -> None:
    """Delete a draft; the record of it stays. Raises: WrongState, PermissionDenied."""
    stored = locked(small_grant, "discard", by=by)
    FLOW.move(stored, "discard", by=by, at=at)
    stored.delete()


def locked(small_grant: SmallGrant, step: str, *, by: Actor) -> SmallGrant:
    """The row as it is now, kept from others until the transaction ends. Raises: PermissionDenied, WrongState."""
    permit(FLOW.steps[step].may, by, small_grant)
    rows = SmallGrant.objects.select_for_update(of=("self",)).select_related("programme")
    stored = rows.filter(pk=small_grant.pk).first()
    if stored is None or stored.state not in FLOW.steps[step].states:
        raise WrongState
    return stored


def locked_year(small_grant: SmallGrant) -> Programme:
    """The programme, taken first: what the limits of the year add up does not change until the transaction ends."""
    return Programme.objects.select_for_update().get(pk=small_grant.programme_id)


def renew(small_grant: SmallGrant, stored: SmallGrant) -> SmallGrant:
    """Bring the copy in the caller's hand up to date."""
    for field in SmallGrant._meta.concrete_fields:
        setattr(small_grant, field.attname, getattr(stored, field.attname))
    return small_grant
