"""Work of the grants floor for the worker: the clock's tick and documents drawn after filing."""

from django.utils import timezone
from django_tenants.utils import schema_context
from procrastinate.contrib.django import app

from grants.calls import clock as calls_clock
from tenants.registry.governments.models import LocalGovernment


@app.periodic(cron="* * * * *")
@app.task(name="grants.tasks.tick", queueing_lock="grants.tick")
def tick(timestamp: int) -> None:
    """Open and close what is due, in each town that has something due."""
    for schema in LocalGovernment.objects.routable().values_list("schema_name", flat=True):
        with schema_context(schema):
            calls_clock.turn_due(timezone.now())
