"""An entry as the chain sees it: every fact of it, the town's, and those of its link that are not checksums."""

from tenants.office.audit import rules
from tenants.office.audit.models import AuditEntry, ChainLink


def facts_of(entry: AuditEntry, link: ChainLink, town: str) -> rules.Facts:
    """`town` is the name of the town's schema, which never changes."""
    return {
        "at": rules.instant(entry.at),
        "by_id": entry.by_id,
        "by_name": entry.by_name,
        "entry": entry.pk,
        "kind": entry.kind,
        "noted": entry.noted,
        "salt": link.salt,
        "sealed_at": rules.instant(link.sealed_at),
        "thing": entry.thing,
        "thing_id": entry.thing_id,
        "town": town,
        "verb": entry.verb,
    }
