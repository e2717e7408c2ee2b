"""Work of a town hall for the worker."""

from django.utils import timezone
from django_tenants.utils import tenant_context
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tenants.office.audit import clock as audit_clock
from tenants.office.documents import clock as documents_clock
from tenants.office.documents import scanning
from tenants.office.documents.models import Scan
from tenants.office.opening import actions as opening
from tenants.office.rounds import in_each_town
from tenants.registry.governments.models import LocalGovernment


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


@app.task(name="tenants.office.tasks.scan")
def scan(schema: str, document: int) -> None:
    """Ask the scanner about an upload, right after it came; silent, it is asked again every minute."""
    with tenant_context(LocalGovernment.objects.get(schema_name=schema)):
        waiting = Scan.objects.filter(document=document, state=Scan.State.WAITING).select_related("document").first()
        if waiting is not None:
            scanning.scan(waiting, at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(name="tenants.office.tasks.scan_waiting", queueing_lock="scan_waiting")
def scan_waiting(timestamp: int) -> None:
    in_each_town(documents_clock.scan_waiting)


@app.periodic(cron="*/5 * * * *")
@app.task(name="tenants.office.tasks.seal_records", queueing_lock="seal_records")
def seal_records(timestamp: int) -> None:
    """Put what was recorded into each town's chain."""
    in_each_town(audit_clock.seal)


@app.periodic(cron="7 * * * *")
@app.task(name="tenants.office.tasks.publish_heads", queueing_lock="publish_heads")
def publish_heads(timestamp: int) -> None:
    """The day's head of each chain; asked hourly, so that a worker stopped at midnight misses no day."""
    in_each_town(audit_clock.publish_head)
