"""Work of a town hall for the worker."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tenants.office.documents import clock as documents_clock
from tenants.office.opening import actions as opening
from tenants.office.rounds import in_each_town


@app.task(
    name="tenants.office.tasks.open_government",
    queue="opening",
    retry=RetryStrategy(max_attempts=6, exponential_wait=5),
)
def open_government(government: int) -> None:
    """Make a confirmed town's schema and its first seat; may be run again after any failure."""
    opening.open_government(government, at=timezone.now())


@app.periodic(cron="17 3 * * *")
@app.task(name="tenants.office.tasks.sweep_documents", queueing_lock="sweep_documents")
def sweep_documents(timestamp: int) -> None:
    in_each_town(documents_clock.sweep_orphans)
