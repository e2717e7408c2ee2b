from typing import Any

from django.db import connection
from procrastinate.contrib.django import app as jobs

from tenants.registry.governments.models import LocalGovernment
from tenants.registry.showcase.models import ListedCall


def show(ref: str, **facts: Any) -> None:
    """Put a call of the present town on the platform's list, or bring it up to date; in the caller's transaction.

    A call that is new there is told to the people who wait for it, by a job of the same transaction.
    """
    government = LocalGovernment.objects.get(schema_name=connection.schema_name)
    call, new = ListedCall.objects.update_or_create(government=government, ref=ref, defaults=facts)
    if new:
        jobs.configure_task("tenants.registry.tasks.tell_of_call").defer(call=call.pk)
