import pytest
from django.db import connection
from django.test import Client

from config import health
from tenants.office.documents import storage

pytestmark = pytest.mark.django_db


def a_worker(seconds_ago: int = 0) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO public.procrastinate_workers (last_heartbeat) VALUES (now() - make_interval(secs => %s))",
            [seconds_ago],
        )


def ask(host="whatever.example"):
    return Client(headers={"host": host}).get("/healthz")


def test_all_is_well_with_a_database_a_worker_and_a_storage():
    a_worker()

    answer = ask()

    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ok", "database": "ok", "worker": "ok", "storage": "ok"},
    )


def test_a_silent_worker_is_named():
    a_worker(seconds_ago=600)

    answer = ask()

    assert (answer.status_code, answer.json()["worker"], answer.json()["database"]) == (503, "failing", "ok")


def test_a_storage_that_fails_is_named(monkeypatch):
    a_worker()

    def broken():
        raise OSError

    monkeypatch.setattr(storage, "healthy", broken)

    assert ask().json()["storage"] == "failing"


def test_the_answer_is_the_same_on_any_host():
    a_worker()

    assert ask("lipowo.localhost").status_code == ask("127.0.0.1").status_code == 200
    assert health.WORKER_SILENT.total_seconds() >= 30
