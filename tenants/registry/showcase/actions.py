from typing import Any

from django.db import connection

from tenants.registry.governments.models import LocalGovernment
from tenants.registry.showcase.models import ListedCall


def show(ref: str, **facts: Any) -> None:
    """Put a call of the present town on the platform's list, or bring it up to date; in the caller's transaction."""
    government = LocalGovernment.objects.get(schema_name=connection.schema_name)
    ListedCall.objects.update_or_create(government=government, ref=ref, defaults=facts)
