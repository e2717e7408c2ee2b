"""Filing a small grant's offer in one transaction: a number, a checksum, a receipt; filing changes; taking it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.urls import reverse
from procrastinate.contrib.django import app as jobs

from grants.applications.drafting import facts_of
from grants.small_grants import content as shape
from grants.small_grants import letters, reading, rules
from grants.small_grants.drafting import locked, locked_year, renew
from grants.small_grants.models import SmallGrant, SmallGrantVersion
from grants.small_grants.states import FLOW, SmallGrantState
from programmes.drafting.models import Programme
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import raise_all
from tenants.office.deadlines import local_day
from tenants.office.documents.checksum import checksum, grouped
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.models import Organisation
from tenants.registry.spheres import SPHERES


@transaction.atomic
def file(small_grant: SmallGrant, *, by: Actor, at: datetime) -> SmallGrant:
    """File the offer at that instant. Filed once already, it stays as it is: the second click gets the same receipt.

    Raises: NotTaken, Incomplete and OverLimit (each at its field, together), WrongState, PermissionDenied.
    """
    permit(FLOW.steps["file"].may, by, small_grant)
    programme = locked_year(small_grant)
    if already := SmallGrant.objects.filter(pk=small_grant.pk, state=SmallGrantState.FILED).first():
        return renew(small_grant, already)
    stored = locked(small_grant, "file", by=by)
    rules.check_takes(programme.takes_small_grants, year=programme.year)
    raise_all(rules.check_complete(stored.content, year=programme.year))
    columns = shape.columns_of(stored.content)
    sums = reading.sums_of(stored, programme)
    raise_all(rules.check_limits(stored.content, columns["requested"], sums=sums, on=local_day(at)))
    organisation = Organisation.objects.get(pk=stored.organisation_id)
    content = frozen(stored.content, organisation=organisation, by=by, at=at)
    said = checksum(content)
    FLOW.move(
        stored,
        "file",
        by=by,
        at=at,
        number=_next_number(programme),
        checksum=said,
        filed_at=at,
        filed_by=by.name,
        filed_by_email=by.email,
        filed_language=by.language,
        posting_due_on=rules.posting_due(at),
        organisation_name=organisation.name,
        **columns,
    )
    _keep_version(stored, content, said, by=by, at=at)
    _send_receipt(stored, organisation, by=by, at=at)
    letters.to_coordinators("small-grant-came", stored, at=at, until=stored.posting_due_on)
    return renew(small_grant, stored)


@transaction.atomic
def file_changes(small_grant: SmallGrant, *, by: Actor, at: datetime) -> SmallGrant:
    """File the offer with the changes that were asked for, as a new version. Raises: Incomplete, OverLimit, WrongState."""
    permit(FLOW.steps["file_changes"].may, by, small_grant)
    programme = locked_year(small_grant)
    stored = locked(small_grant, "file_changes", by=by)
    assert stored.awarded is not None
    raise_all(rules.check_complete(stored.content, year=programme.year))
    raise_all(rules.check_changed(stored.content, awarded=stored.awarded))
    sums = reading.sums_of(stored, programme)
    raise_all(rules.check_limits(stored.content, stored.awarded, sums=sums, on=local_day(at)))
    organisation = Organisation.objects.get(pk=stored.organisation_id)
    content = frozen(stored.content, organisation=organisation, by=by, at=at)
    columns = shape.columns_of(content)
    FLOW.move(stored, "file_changes", by=by, at=at, title=columns["title"], total_cost=columns["total_cost"])
    _keep_version(stored, content, checksum(content), by=by, at=at)
    letters.to_coordinators("small-grant-changed", stored, at=at)
    return renew(small_grant, stored)


@transaction.atomic
def withdraw(small_grant: SmallGrant, *, by: Actor, at: datetime) -> SmallGrant:
    """Take a filed offer back before the decision. Raises: WrongState, PermissionDenied."""
    stored = locked(small_grant, "withdraw", by=by)
    FLOW.move(stored, "withdraw", by=by, at=at)
    letters.to_applicant("small-grant-withdrawn", stored, at=at, who=by.name)
    letters.to_coordinators("small-grant-withdrawn", stored, at=at, who=by.name)
    return renew(small_grant, stored)


def frozen(content: Mapping[str, Any], *, organisation: Organisation, by: Actor, at: datetime) -> dict[str, Any]:
    """The offer as it binds: with the applicant's facts of that day, the addressee and who declared it."""
    town = LocalGovernment.objects.get(schema_name=connection.schema_name)
    return {
        **content,
        "basic": basic(content, town=town),
        shape.APPLICANT: {**content[shape.APPLICANT], **facts_of(organisation)},
        shape.DECLARATIONS: {
            **content[shape.DECLARATIONS],
            "signed_by": by.name,
            "date": local_day(at).isoformat(),
        },
    }


def basic(content: Mapping[str, Any], *, town: LocalGovernment) -> dict[str, str]:
    """Form section I."""
    sphere = content.get(shape.TASK, {}).get("sphere", "")
    labels = {one.number: f"{one.number}) {one.label}" for one in SPHERES}
    return {"form": "OFFER_SIMPLIFIED_2018", "authority": town.executive_name, "task_type": labels.get(sphere, "")}


def _keep_version(stored: SmallGrant, content: Mapping[str, Any], said: str, *, by: Actor, at: datetime) -> None:
    """The content as it was declared; its PDF is drawn by the worker right after the commit."""
    version = SmallGrantVersion.objects.create(
        small_grant=stored,
        number=SmallGrantVersion.objects.filter(small_grant=stored).count() + 1,
        content=content,
        checksum=said,
        made_at=at,
        made_by=by.name,
    )
    jobs.configure_task("grants.small_grants.tasks.draw").defer(schema=connection.schema_name, version=version.pk)


def _next_number(programme: Programme) -> str:
    """One after another within the year; the programme's row is held, so no two take the same."""
    used = SmallGrant.objects.filter(programme=programme).exclude(number="").count()
    return f"{programme.year}/MG/{used + 1:03d}"


def _send_receipt(stored: SmallGrant, organisation: Organisation, *, by: Actor, at: datetime) -> None:
    notices.queue(
        "small-grant-filed",
        to=[Recipient(by.email, by.name, by.language), Recipient(organisation.email, organisation.name)],
        about=stored,
        context={
            "number": stored.number,
            "title": stored.title,
            "organisation": organisation.name,
            "at": at,
            "checksum": grouped(stored.checksum),
            "until": stored.posting_due_on,
        },
        at=at,
        path=reverse("small_grants:receipt", args=[stored.ref]),
    )
