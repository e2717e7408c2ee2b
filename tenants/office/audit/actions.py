import secrets
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Max

from tenants.gates.access import Actor, either, permit, seated, the_clock
from tenants.office.audit import rules
from tenants.office.audit.facts import facts_of
from tenants.office.audit.models import AuditEntry, ChainHead, ChainLink
from tenants.office.deadlines import local_day

# A transaction may commit an entry after a younger one was sealed. Those that took longer are found before a head is
# published, when every entry is looked at.
LOOK_BACK = 1000
AT_ONCE = 1000


def record(verb: str, thing: models.Model, *, by: Actor, at: datetime, noted: dict[str, Any] | None = None) -> None:
    """Write what was done, in the transaction of the change itself."""
    kind = thing._meta.model_name
    assert kind is not None  # only an abstract model has none
    AuditEntry.objects.create(
        at=at,
        verb=verb,
        kind=kind,
        thing_id=thing.pk,
        thing=str(thing)[:200],
        by_id=by.user_id,
        by_name=by.name,
        noted={name: str(value)[:500] for name, value in (noted or {}).items()},
    )


def head() -> tuple[int, str]:
    """The number and the checksum of the chain's last link; nobody waits for anybody."""
    last = ChainLink.objects.order_by("-seq").values_list("seq", "hash").first()
    return last or (0, rules.ZERO)


@transaction.atomic
def seal(*, by: Actor, at: datetime, looking_back: int = LOOK_BACK) -> tuple[int, str]:
    """Put every entry that is not in the chain yet at its end, this transaction's own too; the new head.

    Others who seal wait until this transaction ends, so call it last; those who only record never wait.
    """
    permit(either(the_clock, seated), by)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.chain'))")
    seq, last = head()
    for entries in _unsealed(looking_back):
        links = []
        for entry in entries:
            link = ChainLink(seq=seq + 1, entry=entry, sealed_at=at, salt=secrets.token_hex(16), previous=last)
            link.contents = rules.contents_of(facts_of(entry, link, connection.schema_name))
            link.hash = rules.hash_of(last, link.contents)
            seq, last = link.seq, link.hash
            links.append(link)
        ChainLink.objects.bulk_create(links)
    return seq, last


@transaction.atomic
def publish_head(*, by: Actor, at: datetime) -> None:
    """Say on the town's public page where the chain stands: once a day, and nothing while it is empty."""
    permit(the_clock, by)
    if ChainHead.objects.filter(day=local_day(at)).exists():
        return
    seq, last = seal(by=by, at=at, looking_back=0)
    if seq:
        ChainHead.objects.get_or_create(day=local_day(at), defaults={"seq": seq, "hash": last, "made_at": at})


def _unsealed(looking_back: int) -> Iterator[list[AuditEntry]]:
    """Entries outside the chain; without `looking_back` all of them, else the newest numbers only."""
    newest = ChainLink.objects.aggregate(Max("entry"))["entry__max"] or 0
    after = max(newest - looking_back, 0) if looking_back else 0
    if looking_back and not AuditEntry.objects.filter(pk__gt=newest).exists():
        return
    while entries := list(AuditEntry.objects.unsealed().filter(pk__gt=after)[:AT_ONCE]):
        yield entries
        after = entries[-1].pk
