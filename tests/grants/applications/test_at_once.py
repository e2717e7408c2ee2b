"""Two people at the same instant, on two connections: in a town of its own, made for the test and dropped after it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep
from typing import Any

import psycopg.sql
import pytest
from django.db import connection, transaction

from grants.applications import actions
from grants.applications.models import Application, ApplicationVersion
from grants.applications.rules import Late
from grants.calls.models import Call
from tenants.gates.refusals import Stale, WrongState
from tenants.office.notices.models import Notice
from tenants.office.opening import template
from tenants.office.opening.actions import make_schema
from tenants.registry.governments.models import LocalGovernment, Opening
from tenants.registry.organisations.models import Membership, Organisation
from tenants.registry.people.models import User
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_draft_application, an_empty_draft
from tests.builders_calls import an_open_call

SCHEMA = "wyscig"


def dropped() -> None:
    with template.owner() as owner:
        owner.execute(psycopg.sql.SQL("DROP SCHEMA IF EXISTS {} CASCADE").format(psycopg.sql.Identifier(SCHEMA)))


@pytest.fixture
def town(django_db_setup: None, django_db_blocker: Any) -> Iterator[LocalGovernment]:
    """Rows here are committed, so that other connections see them; what is committed outside the schema is taken back."""
    with django_db_blocker.unblock():
        connection.set_schema_to_public()
        LocalGovernment.objects.filter(schema_name=SCHEMA).delete()
        dropped()
        known = {model: set(model.objects.values_list("pk", flat=True)) for model in (Membership, Organisation, User)}
        made = LocalGovernment.objects.create(
            schema_name=SCHEMA,
            name="Gmina Wyścig",
            kind="rural_gmina",
            executive_name="Wójt",
            office_name="Urząd",
            state=Opening.READY,
        )
        make_schema(SCHEMA)
        connection.set_tenant(made)
        try:
            yield made
        finally:
            connection.set_schema_to_public()
            with connection.cursor() as cursor:
                cursor.execute("DELETE FROM procrastinate_jobs WHERE args->>'schema' = %s", [SCHEMA])
            dropped()
            made.delete()
            for model, before in known.items():
                model.objects.exclude(pk__in=before).delete()
            connection.close()


def at_once(town: LocalGovernment, *works: Callable[[], Any]) -> list[Any]:
    """Each work on a connection of its own, all let go at the same moment; an exception is a result too."""
    gate = Barrier(len(works))

    def run(work: Callable[[], Any]) -> Any:
        connection.set_tenant(town)
        connection.ensure_connection()
        gate.wait(timeout=20)
        try:
            return work()
        except Exception as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_clicks_at_once_file_one_offer(town):
    nadia = builders.a_representative("Nadia Nagła", "Stowarzyszenie Wyścig")
    draft = a_draft_application(an_open_call().lots.get(), nadia)

    def click():
        return actions.file(Application.objects.get(pk=draft.pk), by=nadia, at=NOON).number

    numbers = at_once(town, click, click, click)

    assert numbers == [f"{draft.call.programme.year}/{draft.call.pk}/001"] * 3
    assert ApplicationVersion.objects.count() == 1
    assert Call.objects.get(pk=draft.call_id).next_number == 2
    assert Notice.objects.filter(template="offer-filed").count() == 2


def test_many_organisations_at_once_get_numbers_without_a_gap(town):
    lot = an_open_call().lots.get()
    people = [builders.a_representative(f"Osoba Prędka {n}", f"Stowarzyszenie Prędkie {n}") for n in range(4)]
    drafts = [a_draft_application(lot, person) for person in people]

    works = [
        lambda draft=draft, person=person: actions.file(draft, by=person, at=NOON).number
        for draft, person in zip(drafts, people, strict=True)
    ]
    numbers = at_once(town, *works)

    assert sorted(numbers) == [f"{lot.call.programme.year}/{lot.call.pk}/00{n}" for n in range(1, 5)]


def test_an_offer_filed_while_its_call_changes_or_closes_is_refused_and_takes_no_number(town):
    nadia = builders.a_representative("Nadia Nagła", "Stowarzyszenie Wyścig")
    draft = a_draft_application(an_open_call().lots.get(), nadia)

    def click():
        return at_once(town, lambda: actions.file(Application.objects.get(pk=draft.pk), by=nadia, at=NOON))[0]

    outcomes = []
    for change in ({"version": 2}, {"state": "closed"}):
        with ThreadPoolExecutor(1) as pool:
            with transaction.atomic():
                Call.objects.filter(pk=draft.call_id).update(**change)
                clicked = pool.submit(click)
                wait_for_a_waiting_one()
            outcomes.append(type(clicked.result(timeout=20)))

    assert outcomes == [WrongState, Late]
    assert Call.objects.get(pk=draft.call_id).next_number == 1
    assert (Application.objects.get().state, ApplicationVersion.objects.count()) == ("draft", 0)


def wait_for_a_waiting_one() -> None:
    """Until somebody waits for a row that this transaction has taken."""
    for _time in range(400):
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT 1 FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return
        sleep(0.05)
    raise AssertionError("nobody waits")


def test_two_clicks_at_once_begin_one_draft(town):
    nadia = builders.a_representative("Nadia Nagła", "Stowarzyszenie Wyścig")
    lot = an_open_call().lots.get()

    refs = at_once(town, *[lambda: an_empty_draft(lot, nadia).ref] * 3)

    assert refs == [Application.objects.get().ref] * 3


def test_of_two_tabs_that_save_one_section_at_once_one_wins_and_one_is_told(town):
    nadia = builders.a_representative("Nadia Nagła", "Stowarzyszenie Wyścig")
    draft = an_empty_draft(an_open_call().lots.get(), nadia)

    def save(title: str) -> Callable[[], Any]:
        def work():
            copy = Application.objects.get(pk=draft.pk)
            return actions.save_section(copy, "task", {"title": title}, revision=0, by=nadia, at=NOON).title

        return work

    results = at_once(town, save("Pierwsza"), save("Druga"))

    kept = Application.objects.get().title
    assert [result for result in results if not isinstance(result, Stale)] == [kept]
    assert sum(isinstance(result, Stale) for result in results) == 1
