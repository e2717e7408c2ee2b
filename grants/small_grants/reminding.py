"""Reminders of a small grant's terms, each once."""

from datetime import datetime
from typing import Any

from django.db import transaction

from grants.small_grants import letters
from grants.small_grants.models import SmallGrant
from tenants.gates.access import Actor, permit, the_clock
from tenants.office.audit import actions as audit
from tenants.office.notices.models import Notice


@transaction.atomic
def remind(small_grant: SmallGrant, letter: str, *, by: Actor, at: datetime, **context: Any) -> None:
    """Write to the office about the offer's next term, once for each kind of letter. Raises: PermissionDenied."""
    permit(the_clock, by, small_grant)
    stored = SmallGrant.objects.select_for_update(of=("self",)).get(pk=small_grant.pk)
    if stored.state != small_grant.state or Notice.objects.about(stored).filter(template=letter).exists():
        return
    to = letters.to_executives if letter == "small-grant-to-decide" else letters.to_coordinators
    to(letter, stored, at=at, **context)
    audit.record("remind", stored, by=by, at=at, noted={"letter": letter})
