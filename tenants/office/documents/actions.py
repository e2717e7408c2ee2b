import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from tenants.gates.access import Actor
from tenants.office.audit import actions as audit
from tenants.office.documents import scanning, storage
from tenants.office.documents.models import Document
from tenants.office.documents.rules import KINDS, clean_name

# No transaction is open that long: a file without a row by then belongs to one that was rolled back.
ORPHAN_AFTER = timedelta(days=1)


@transaction.atomic
def store(*, name: str, content: bytes, kind: str, by: Actor, at: datetime) -> Document:
    """Keep the bytes and the row that knows them. Check an upload with rules.check_upload before.

    The file is written first and the row commits with the caller's transaction: a row without its file can never
    be. A file without its row, left by a rollback, is known to nobody and goes with the daily sweep.
    """
    neat = clean_name(name)
    extension = neat.rpartition(".")[2].lower()
    content_type = KINDS[extension][1] if extension in KINDS else "application/octet-stream"
    key = storage.new_key(extension if extension in KINDS else "")
    storage.put(key, content, content_type, filename=neat)
    document = Document.objects.create(
        ref=secrets.token_urlsafe(16),
        key=key,
        name=neat,
        content_type=content_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        kind=kind,
        made_at=at,
        made_by_id=by.user_id,
    )
    audit.record("store", document, by=by, at=at, noted={"sha256": document.sha256})
    return document


@transaction.atomic
def receive(*, name: str, content: bytes, kind: str, by: Actor, at: datetime) -> Document:
    """Keep an upload, which nobody reads before the scanner, where one is set, has found it clean."""
    document = store(name=name, content=content, kind=kind, by=by, at=at)
    scanning.begin(document, at=at)
    return document


@transaction.atomic
def discard(document: Document, *, by: Actor, at: datetime) -> None:
    """Take out a document that binds nobody yet (an attachment of a draft). What points at it must protect it.

    The row goes with the transaction, the file only after the commit.
    """
    audit.record("discard", document, by=by, at=at, noted={"sha256": document.sha256})
    key = document.key
    document.delete()
    transaction.on_commit(partial(storage.delete, key), robust=True)


def sweep(*, by: Actor, at: datetime) -> int:
    """Delete this town's files that no row knows; how many there were."""
    orphans = _without_row(storage.keys(before=at - ORPHAN_AFTER))
    for key in orphans:
        storage.delete(key)
    return len(orphans)


def _without_row(keys: Iterable[str]) -> list[str]:
    known = set(Document.objects.values_list("key", flat=True))
    return [key for key in keys if key not in known]
