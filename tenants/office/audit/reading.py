"""The chain as lines, a part at a time: the same for whoever checks it and for a file."""

from collections.abc import Iterator

from django.db import connection

from tenants.gates.access import Actor
from tenants.office.audit import rules
from tenants.office.audit.facts import facts_of
from tenants.office.audit.models import AuditEntry, AuditQuerySet, ChainHead, ChainLink

AT_ONCE = 2000


def lines() -> Iterator[rules.Line]:
    """All that the database holds, for the check: a link whose entry is no longer there is `gone`."""
    return _lines(AuditEntry.objects.order_by(), missing_is_gone=True)


def lines_for(actor: Actor, *, upto: int, bare: bool) -> Iterator[rules.Line]:
    """For a file: facts that the law hides from this person are kept back, all of them when it is `bare`."""
    entries = AuditEntry.objects.visible_to_reader(actor).order_by()
    return _lines(entries.none() if bare else entries, missing_is_gone=False, upto=upto)


def _lines(entries: AuditQuerySet, *, missing_is_gone: bool, upto: int | None = None) -> Iterator[rules.Line]:
    after, town = 0, connection.schema_name
    while True:
        links = ChainLink.objects.filter(seq__gt=after).order_by("seq")
        part = list((links if upto is None else links.filter(seq__lte=upto))[:AT_ONCE])
        if not part:
            return
        seen = entries.in_bulk([link.entry_id for link in part])
        for link in part:
            entry = seen.get(link.entry_id)
            facts = facts_of(entry, link, town) if entry else None
            gone = entry is None and missing_is_gone
            yield rules.Line(link.seq, link.previous, link.contents, link.hash, facts, gone)
        after = part[-1].seq


def heads() -> list[rules.Head]:
    return [head_of(head) for head in ChainHead.objects.order_by("day")]


def head_of(head: ChainHead) -> rules.Head:
    return rules.Head(head.seq, head.hash, head.day.isoformat(), rules.instant(head.made_at))
