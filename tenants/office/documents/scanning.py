"""Whether an uploaded file may be read: only once the scanner, where one is set, has found nothing in it.

A room that must hear of an infected file registers when the app starts.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import structlog
from django.db import connection, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from tenants.gates.access import CLOCK
from tenants.gates.refusals import Refusal
from tenants.office.audit import actions as audit
from tenants.office.documents import scanner, storage
from tenants.office.documents.models import Document, Scan
from tenants.office.rounds import each

log = structlog.get_logger()
MOST_AT_ONCE = 50
_listeners: list[Callable[..., None]] = []


class NotClean(Refusal):
    """The file is still to be scanned, or was found infected."""


def register(listener: Callable[..., None]) -> None:
    """`listener(document, at=)` hears of each infected file, in the transaction that records it."""
    if listener not in _listeners:
        _listeners.append(listener)


def begin(document: Document, *, at: datetime) -> None:
    """From now on the file waits for the scanner; without one set, nothing waits."""
    if scanner.is_configured():
        Scan.objects.create(document=document, asked_at=at)
        jobs.configure_task("tenants.office.tasks.scan").defer(schema=connection.schema_name, document=document.pk)


def scan(waiting: Scan, *, at: datetime) -> None:
    """Ask, and write down the verdict. A scanner that is silent changes nothing: the file waits on."""
    try:
        found = scanner.ask(storage.get(waiting.document.key))
    except (scanner.Silent, storage.Missing) as problem:
        log.warning("file not scanned", document=waiting.document_id, reason=repr(problem))
        return
    state = Scan.State.INFECTED if found else Scan.State.CLEAN
    with transaction.atomic():
        mine = Scan.objects.filter(pk=waiting.pk, state=Scan.State.WAITING)
        if mine.update(state=state, finding=found[:200], answered_at=at):
            audit.record("scan", waiting.document, by=CLOCK, at=at, noted={"state": state, "finding": found[:200]})
            for listener in _listeners if found else ():
                listener(waiting.document, at=at)


def scan_waiting(at: datetime) -> None:
    """Ask again about files that the scanner has not answered for."""
    if scanner.is_configured():
        waiting = Scan.objects.filter(state=Scan.State.WAITING).select_related("document").order_by("pk")
        each(waiting[:MOST_AT_ONCE], lambda one: scan(one, at=at))


def check_clean(document: Document) -> None:
    """Raises: NotClean."""
    state = Scan.objects.filter(document=document).values_list("state", flat=True).first()
    if state == Scan.State.WAITING:
        raise NotClean(_("This file is still being checked for malware. Try again in a few minutes."))
    if state == Scan.State.INFECTED:
        raise NotClean(_("Malware was found in this file. It is handed out to nobody; send a clean file instead."))


def infected(documents: Iterable[Any]) -> set[int]:
    """Of these documents' ids, those in which malware was found."""
    found = Scan.objects.filter(document__in=list(documents), state=Scan.State.INFECTED)
    return set(found.values_list("document_id", flat=True))
