"""An organisation's documents: kept once in the platform's own storage area, never in a town's."""

import hashlib
from datetime import date, datetime, timedelta
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django_tenants.utils import schema_context

from tenants.gates.access import Actor, permit, the_clock
from tenants.gates.refusals import Refusal
from tenants.office.documents import scanner, storage
from tenants.office.documents.forms import Upload
from tenants.registry.governments import addresses
from tenants.registry.organisations.access import writers
from tenants.registry.organisations.models import Organisation
from tenants.registry.organisations.papers import OrganisationPaper

AREA = "public"
MOST_PAPERS = 40
# No transaction is open that long: a file without a row by then belongs to one that was rolled back.
ORPHAN_AFTER = timedelta(days=1)


@transaction.atomic
def add(
    organisation: Organisation,
    *,
    kind: str,
    upload: Upload,
    label: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    by: Actor,
    at: datetime,
) -> OrganisationPaper:
    """Keep a checked file. Raises: Refusal at the field, PermissionDenied."""
    permit(writers, by, organisation)
    if by.user_id is None:
        raise PermissionDenied
    check_days(valid_from, valid_to)
    if OrganisationPaper.objects.filter(organisation=organisation).count() >= MOST_PAPERS:
        raise Refusal(_("An organisation keeps at most %(most)d documents.") % {"most": MOST_PAPERS}, field="file")
    check_clean(upload.content)
    with schema_context(AREA):
        key = storage.new_key(upload.name.rpartition(".")[2])
        storage.put(key, upload.content, upload.content_type, filename=upload.name)
    return OrganisationPaper.objects.create(
        organisation=organisation,
        kind=kind,
        label=label,
        valid_from=valid_from,
        valid_to=valid_to,
        key=key,
        name=upload.name,
        content_type=upload.content_type,
        size=len(upload.content),
        sha256=hashlib.sha256(upload.content).hexdigest(),
        added_at=at,
        added_by_id=by.user_id,
    )


def check_clean(content: bytes) -> None:
    """Every member will open it: nothing is kept that the scanner has not found clean. Raises: Refusal."""
    if not scanner.is_configured():
        return
    try:
        found = scanner.ask(content)
    except scanner.Silent:
        sentence = _("The file could not be checked for malware now, and was not kept. Try again in a few minutes.")
        raise Refusal(sentence, field="file") from None
    if found:
        raise Refusal(_("Malware was found in this file (%(name)s). It was not kept.") % {"name": found}, field="file")


def check_days(valid_from: date | None, valid_to: date | None) -> None:
    if valid_from and valid_to and valid_to < valid_from:
        raise Refusal(_("The document would end before it begins. Correct one of the days."), field="valid_to")


@transaction.atomic
def remove(paper: OrganisationPaper, *, by: Actor, at: datetime) -> None:
    """Take a document out of the profile; copies in offers stay. The file goes after the commit. Raises: PermissionDenied."""
    permit(writers, by, paper.organisation)
    key = paper.key
    paper.delete()
    transaction.on_commit(partial(_delete, key), robust=True)


def content_of(paper: OrganisationPaper) -> bytes:
    """The bytes, the same that were uploaded. Raises: Refusal when the store does not have them."""
    try:
        with schema_context(AREA):
            content = storage.get(paper.key)
    except storage.Missing:
        content = b""
    if hashlib.sha256(content).hexdigest() != paper.sha256:
        raise Refusal(_("This document cannot be read now. Upload it again on the organisation's page."), field="paper")
    return content


def answer(paper: OrganisationPaper) -> HttpResponse:
    """Send the reader to a link that lives a minute. Call it only after visible_to."""
    with schema_context(AREA):
        link = storage.link(paper.key, filename=paper.name, content_type=paper.content_type)
    address = addresses.platform(link) if link.startswith("/") else link
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponseRedirect(address, headers=headers)


def sweep(*, by: Actor, at: datetime) -> int:
    """Delete files that no row knows, left by a rollback; how many there were. Raises: PermissionDenied."""
    permit(the_clock, by)
    with schema_context(AREA):
        known = set(OrganisationPaper.objects.values_list("key", flat=True))
        orphans = [key for key in storage.keys(before=at - ORPHAN_AFTER) if key not in known]
        for key in orphans:
            storage.delete(key)
    return len(orphans)


def _delete(key: str) -> None:
    with schema_context(AREA):
        storage.delete(key)
