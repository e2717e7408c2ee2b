"""Letters of the story: the old ones have been sent in their day, the newest go out when the worker starts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection
from django.db.models import F
from procrastinate.contrib.django import app as jobs
from procrastinate.testing import InMemoryConnector

from tenants.office.notices.models import Notice

ON_THE_WAY = timedelta(seconds=20)
NEWEST = 8


@contextmanager
def no_jobs() -> Iterator[None]:
    """Work that the story's actions would leave to the worker is forgotten: papers are drawn when asked for."""
    with jobs.replace_connector(InMemoryConnector()):
        yield


def mark_sent() -> None:
    """Every letter of the present town is sent but for the newest, which the worker is to send now."""
    newest = list(Notice.objects.order_by("-queued_at", "-pk").values_list("pk", flat=True)[:NEWEST])
    Notice.objects.exclude(pk__in=newest).update(sent_at=F("queued_at") + ON_THE_WAY)
    for letter in reversed(newest):
        jobs.configure_task("tenants.registry.tasks.send").defer(
            schema=connection.schema_name, model=Notice._meta.label_lower, letter=letter
        )
