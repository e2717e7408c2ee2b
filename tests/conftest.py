"""Lipowo, where every test happens and rolls back; Olszany, the neighbour, which must never notice; and people."""

import gc
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import datetime
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone

from tenants.gates.access import Actor
from tenants.office.opening import template
from tenants.office.opening.actions import make_schema
from tenants.registry.governments import addresses
from tenants.registry.governments.models import Domain, LocalGovernment, Opening
from tests import builders, remembered
from tests.builders import NOON

# A loaded machine is no reason to fail: rules are proven by answers, not by milliseconds.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")
# Nor is it a reason to ask for a town's address once more while queries are counted.
addresses.KEEP_SECONDS = 3600


def pytest_collection_finish() -> None:
    """What is imported by now stays: the collector need not walk it again, and what a test leaves it walks less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 10)


def as_role(**who: str) -> None:
    connection.close()
    if connection.settings_dict["OPTIONS"].get("pool"):
        connection.close_pool()
    connection.settings_dict.update(who)


@pytest.fixture(scope="session")
def django_db_setup(
    request: Any, django_db_blocker: Any, django_db_keepdb: bool, django_db_createdb: bool
) -> Iterator[None]:
    """The test database: made and migrated by the owner, used by the application's own role."""
    shared = getattr(request.config, "workerinput", {})
    base = settings.DATABASES["default"]["TEST"]["NAME"]
    name = f"{base}_{shared['workerid']}" if shared else base
    fresh = django_db_createdb or not django_db_keepdb
    with django_db_blocker.unblock():
        if shared and fresh:
            first = f"{base}_{shared['testrunuid'][:12]}"
            _copy(first, name)
        else:
            first = ""
            _fill(name, fresh=fresh)
    yield
    with django_db_blocker.unblock():
        connection.close()
        connection.close_pool()
        if not django_db_keepdb:
            _drop(name, first)


def _copy(first: str, name: str) -> None:
    """Of the processes that share the tests one fills a database, and each takes a copy: migrating takes long."""
    with template.owner() as owner:
        owner.autocommit = True
        owner.execute("SELECT pg_advisory_lock(hashtext(%s))", (first,))
        if not owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", (first,)).fetchone():
            _fill(first, fresh=True)
        as_role(NAME=name)
        owner.execute(f'DROP DATABASE IF EXISTS "{name}"')
        owner.execute(f'CREATE DATABASE "{name}" TEMPLATE "{first}"')


def _fill(name: str, *, fresh: bool) -> None:
    app = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD", "HOST", "PORT")}
    _create(name, fresh=fresh)
    connection.settings_dict["NAME"] = name
    call_command("migrate_governments", verbosity=0)
    as_role(**template.owner_settings())
    _open_towns()
    as_role(**app, NAME=name)


def _create(name: str, *, fresh: bool) -> None:
    with template.owner() as owner:
        owner.autocommit = True
        exists = owner.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone()
        if exists and fresh:
            owner.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        if fresh or not exists:
            owner.execute(f'CREATE DATABASE "{name}"')


def _drop(*names: str) -> None:
    connection.settings_dict["NAME"] = "postgres"
    with template.owner() as owner:
        owner.autocommit = True
        for name in filter(None, names):
            # without FORCE, which may not end an autovacuum worker: a plain DROP asks it to go and waits
            owner.execute(f'DROP DATABASE IF EXISTS "{name}"')


def _open_towns() -> None:
    at = timezone.now()
    connection.set_schema_to_public()
    for schema, name, kind, executive, office, host in (
        ("lipowo", "Gmina Lipowo", "rural_gmina", "Wójt Gminy Lipowo", "Urząd Gminy Lipowo", "lipowo.localhost"),
        ("olszany", "Miasto Olszany", "city", "Prezydent Miasta Olszany", "Urząd Miasta Olszany", "olszany.localhost"),
    ):
        town, fresh = LocalGovernment.objects.get_or_create(
            schema_name=schema,
            defaults={
                "name": name,
                "kind": kind,
                "executive_name": executive,
                "office_name": office,
                "state": Opening.READY,
                "ready_at": at,
            },
        )
        if fresh:
            Domain.objects.create(domain=host, tenant=town, is_primary=True)
            make_schema(schema)


def _altered(request: pytest.FixtureRequest) -> Callable[[], bool]:
    """Whether the test has changed settings or code by now, so that builders may end elsewhere; its clock is its own."""
    used = {name: request.getfixturevalue(name) for name in ("settings", "monkeypatch") if name in request.fixturenames}

    def altered() -> bool:
        patched = used["monkeypatch"]._setattr if "monkeypatch" in used else ()
        return bool(
            [1 for target, name, _ in patched if (target, name) != (timezone, "now")]
            or ("settings" in used and used["settings"]._to_restore)
        )

    return altered


@pytest.fixture(autouse=True)
def _in_lipowo(request: pytest.FixtureRequest) -> Iterator[None]:
    """Stand in Lipowo's schema in every test that uses the database."""
    marked = request.node.get_closest_marker("django_db")
    if marked is None and not {"db", "transactional_db"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db" if marked and marked.kwargs.get("transaction") else "db")
    addresses.forget()
    connection.set_tenant(builders.town("lipowo"))
    with remembered.ground(_altered(request)) if connection.in_atomic_block else nullcontext():
        yield
    connection.set_schema_to_public()


@pytest.fixture
def noon() -> datetime:
    return NOON


def _seated(name: str, *roles: str) -> Callable[[Any], Actor]:
    @pytest.fixture
    def person(db: None) -> Actor:
        return builders.a_person(name, *roles)

    return person


adam = _seated("Adam Administrator", "administrator")
clara = _seated("Clara Clerk", "coordinator")
ewa = _seated("Ewa Executive", "executive")
filip = _seated("Filip Finance", "finance")
marek = _seated("Marek Member", "committee")
maria = _seated("Maria Member", "committee")
mikolaj = _seated("Mikołaj Member", "committee")
anna = _seated("Anna Auditor", "auditor")
rysia = _seated("Rysia Resident")


@pytest.fixture
def nadia(db: None) -> Actor:
    """Representative of the organisation „Lipa”."""
    return builders.a_representative("Nadia Ngo", "Stowarzyszenie „Lipa”")


@pytest.fixture
def norbert(db: None) -> Actor:
    """Representative of another organisation, „Jesion”."""
    return builders.a_representative("Norbert Ngo", "Fundacja „Jesion”")


@pytest.fixture
def olga(db: None) -> Actor:
    """Clerk next door: a coordinator in Olszany, nobody in Lipowo."""
    with builders.in_town("olszany"):
        builders.a_person("Olga Neighbour", "coordinator")
    return builders.a_person("Olga Neighbour")


@pytest.fixture
def browser_of() -> Callable[..., Client]:
    """A test client on a town's host, signed in as the actor: browser_of(clara), browser_of(olga, town="olszany")."""

    def client(actor: Actor | None = None, *, town: str = "lipowo", **options: Any) -> Client:
        one = Client(headers={"host": f"{town}.localhost"}, **options)
        if actor is not None and actor.user_id is not None:
            one.force_login(builders.user(actor))
        return one

    return client
