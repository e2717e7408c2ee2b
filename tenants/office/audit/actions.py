from datetime import datetime
from typing import Any

from django.db import models

from tenants.gates.access import Actor
from tenants.office.audit.models import AuditEntry


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
