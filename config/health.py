"""Whether the product can work: database, worker, storage."""

from datetime import timedelta

from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.utils import timezone

from tenants.office.documents import storage

# The worker says every ten seconds that it lives.
WORKER_SILENT = timedelta(seconds=60)


def answer() -> HttpResponse:
    """200 when all is well, 503 with the ailing part named. Says nothing else about the machine."""
    connection.set_schema_to_public()
    parts = {"database": _database(), "worker": False, "storage": _storage()}
    if parts["database"]:
        parts["worker"] = _worker()
    well = all(parts.values())
    return JsonResponse(
        {"status": "ok" if well else "failing", **{name: "ok" if fine else "failing" for name, fine in parts.items()}},
        status=200 if well else 503,
        headers={"Cache-Control": "no-store"},
    )


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            return True
    except Exception:  # whatever ails the database, the answer is that it does
        return False


def _worker() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM procrastinate_workers WHERE last_heartbeat > %s)",
            [timezone.now() - WORKER_SILENT],
        )
        return bool(cursor.fetchone()[0])


def _storage() -> bool:
    try:
        return bool(storage.healthy())
    except Exception:  # likewise
        return False
