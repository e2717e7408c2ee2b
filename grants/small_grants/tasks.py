"""Work on small grants for the worker: the PDF, right after filing."""

from django.utils import timezone
from django_tenants.utils import schema_context
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from grants.small_grants import drawing
from grants.small_grants.models import SmallGrantVersion


@app.task(name="grants.small_grants.tasks.draw", retry=RetryStrategy(max_attempts=5, exponential_wait=5))
def draw(schema: str, version: int) -> None:
    """Draw and keep the PDF of a version; a version drawn already stays as it is."""
    with schema_context(schema):
        drawing.document_of(SmallGrantVersion.objects.get(pk=version), at=timezone.now())
