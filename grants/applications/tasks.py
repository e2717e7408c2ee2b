"""Work on offers for the worker: the PDF, right after filing."""

from django.utils import timezone
from django_tenants.utils import schema_context
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from grants.applications import drawing
from grants.applications.models import ApplicationVersion


@app.task(name="grants.applications.tasks.draw", retry=RetryStrategy(max_attempts=5, exponential_wait=5))
def draw(schema: str, version: int) -> None:
    """Draw and keep the PDF of a version; a version drawn already stays as it is."""
    with schema_context(schema):
        drawing.document_of(ApplicationVersion.objects.get(pk=version), at=timezone.now())
