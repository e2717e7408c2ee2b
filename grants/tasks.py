"""Work of the grants floor for the worker: the clock's tick and documents drawn after filing."""

from django.utils import timezone
from django_tenants.utils import tenant_context
from procrastinate.contrib.django import app

from grants.calls import clock as calls_clock
from grants.monitoring import clock as monitoring_clock
from tenants.registry.governments.models import LocalGovernment


@app.periodic(cron="* * * * *")
@app.task(name="grants.tasks.tick", queueing_lock="grants.tick")
def tick(timestamp: int) -> None:
    """Open and close what is due, in each town that has something due."""
    for town in LocalGovernment.objects.routable():
        # The town itself and not its schema alone: letters bear its name.
        with tenant_context(town):
            calls_clock.turn_due(timezone.now())


@app.periodic(cron="20 * * * *")
@app.task(name="grants.tasks.remind", queueing_lock="grants.remind")
def remind(timestamp: int) -> None:
    """Remind grantees of their reports, in each town; hourly, so that a worker stopped at dawn misses no day."""
    for town in LocalGovernment.objects.routable():
        with tenant_context(town):
            monitoring_clock.remind_due(timezone.now())
