"""A draft that was deleted, as the record knows it: for its own people, who may be writing in it still."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grants.applications import access
from grants.applications.models import Application
from tenants.gates.access import Actor
from tenants.office.audit.models import AuditEntry


@dataclass(frozen=True)
class Discarded:
    """Whose it was is asked as of any offer (access.behind)."""

    who: str
    at: datetime
    lot_id: int
    organisation_id: int
    partner_ids: list[int]


def facts(application: Application) -> dict[str, Any]:
    """What the record keeps of a draft that is being deleted, for `of` to find it by."""
    partners = " ".join(str(pk) for pk in application.partner_ids)
    lot, organisation = application.lot_id, application.organisation_id
    return {"ref": application.ref, "lot": lot, "organisation": organisation, "partners": partners}


def of(ref: str, actor: Actor) -> Discarded | None:
    """The deleted draft of that reference, for the people of the organisations that wrote it."""
    if not actor.memberships:
        return None
    entry = AuditEntry.objects.filter(kind="application", verb="discard", noted__ref=ref).first()
    if entry is None:
        return None
    noted = entry.noted
    partners = [int(pk) for pk in noted["partners"].split()]
    found = Discarded(entry.by_name, entry.at, int(noted["lot"]), int(noted["organisation"]), partners)
    return found if access.behind(actor, found) else None
