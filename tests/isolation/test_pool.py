"""Two towns through one pooled connection, one `SET search_path` a switch: nothing of one is ever seen in the other.

Each test makes the pool one connection wide and shows by the backend's process id that all went through it.
"""

import threading

import pytest
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, transaction
from django_tenants.utils import schema_context

from tenants.office.seats.models import Seat
from tests.builders import NOON, a_person, in_town, town, user
from tests.builders_platform import a_visitor

pytestmark = pytest.mark.django_db(transaction=True)
TOWNS = ("lipowo", "olszany")
ROUNDS = 25


@pytest.fixture(autouse=True)
def one_connection():
    assert settings.TENANT_LIMIT_SET_CALLS is True
    connection.close()
    connection.close_pool()
    kept = connection.settings_dict["OPTIONS"]["pool"]
    connection.settings_dict["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 1, "timeout": 20}
    yield
    connection.close()
    connection.close_pool()
    connection.settings_dict["OPTIONS"]["pool"] = kept


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def seat(person, role="finance"):
    return Seat.objects.create(user_id=person, role=role, given_at=NOON)


def people_seen():
    return set(Seat.objects.values_list("user_id", flat=True))


def in_threads(*works):
    """Run each in its own thread, as gunicorn does; the first failure is ours."""
    failures = []

    def guarded(work):
        try:
            work()
        except BaseException as problem:
            failures.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    if failures:
        raise failures[0]


def test_two_threads_share_one_backend_and_see_only_their_own_town():
    backends = set()

    def worker(schema, first):
        def work():
            for number in range(ROUNDS):
                with schema_context(schema):
                    backends.add(backend())
                    seat(first + number)
                    assert people_seen() == set(range(first, first + number + 1))
                connection.close()  # the end of a request: back to the pool

        return work

    in_threads(worker("lipowo", 1000), worker("olszany", 2000))

    assert len(backends) == 1


def test_a_rollback_takes_the_search_path_along_and_the_next_query_sets_it_again():
    for schema, first in zip(TOWNS, (1000, 2000), strict=True):
        with schema_context(schema):
            seat(first)
    seen = []
    for _again in range(3):
        for schema in TOWNS:
            connection.set_tenant(town(schema))
            with pytest.raises(ZeroDivisionError), transaction.atomic():
                # The SET of this switch happens inside the transaction that is undone.
                seat(9999)
                raise ZeroDivisionError
            seen.append((schema, people_seen()))
            connection.set_schema_to_public()

    assert seen == [("lipowo", {1000}), ("olszany", {2000})] * 3


def test_a_switch_inside_a_transaction_and_its_savepoint_is_undone_with_it():
    with schema_context("lipowo"):
        seat(1000)
    with schema_context("olszany"):
        seat(2000)

    with schema_context("lipowo"), transaction.atomic():
        assert people_seen() == {1000}
        with pytest.raises(ZeroDivisionError), schema_context("olszany"), transaction.atomic():
            assert people_seen() == {2000}
            raise ZeroDivisionError
        assert people_seen() == {1000}
        with pytest.raises(IntegrityError), transaction.atomic():
            seat(1000)  # the same seat twice
        assert people_seen() == {1000}
        with schema_context("olszany"):
            assert people_seen() == {2000}
        assert people_seen() == {1000}


def test_a_switch_undone_by_a_savepoint_is_made_again():
    for schema, first in zip(TOWNS, (1000, 2000), strict=True):
        with schema_context(schema):
            seat(first)
    lipowo, olszany = town("lipowo"), town("olszany")
    connection.set_tenant(lipowo)

    with transaction.atomic():
        assert people_seen() == {1000}
        with pytest.raises(ZeroDivisionError), transaction.atomic():
            connection.set_tenant(olszany)
            assert people_seen() == {2000}
            raise ZeroDivisionError
        # The server is back in Lipowo's path, and we still stand in Olszany.
        assert people_seen() == {2000}


def test_a_connection_that_another_town_used_meanwhile_is_set_again():
    for schema, first in zip(TOWNS, (1000, 2000), strict=True):
        with schema_context(schema):
            seat(first)
    connection.set_tenant(town("lipowo"))
    assert people_seen() == {1000}
    connection.close()

    def neighbour():
        connection.set_tenant(town("olszany"))
        assert people_seen() == {2000}

    in_threads(neighbour)

    assert people_seen() == {1000}


def test_a_statement_that_breaks_the_transaction_does_not_leave_the_next_town_behind():
    for schema, first in zip(TOWNS, (1000, 2000), strict=True):
        with schema_context(schema):
            seat(first)

    lipowo, olszany = town("lipowo"), town("olszany")
    with schema_context("lipowo"):
        with pytest.raises(DatabaseError), transaction.atomic():
            with pytest.raises(DatabaseError), connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
            # The transaction is broken: this SET is ignored by the server.
            connection.set_tenant(olszany)
            people_seen()
        assert people_seen() == {2000}
        connection.set_tenant(lipowo)
        assert people_seen() == {1000}


def test_rows_read_in_pieces_come_from_the_town_they_were_asked_of():
    for schema, first in zip(TOWNS, (1000, 2000), strict=True):
        with schema_context(schema):
            for number in range(20):
                seat(first + number)
    found = {}

    for schema in (*TOWNS, *TOWNS):
        with schema_context(schema):
            found[schema] = [one.user_id for one in Seat.objects.order_by("pk").iterator(chunk_size=3)]

    assert found == {"lipowo": list(range(1000, 1020)), "olszany": list(range(2000, 2020))}


def test_a_connection_given_back_in_the_middle_carries_nothing_over():
    backends = set()

    def leaves_a_mess():
        connection.set_tenant(town("lipowo"))
        connection.set_autocommit(False)
        seat(1000)
        backends.add(backend())
        connection.close()  # killed in mid-transaction

    def comes_after():
        connection.set_tenant(town("olszany"))
        assert people_seen() == set()
        backends.add(backend())

    for _again in range(3):
        in_threads(leaves_a_mess)
        in_threads(comes_after)
    with schema_context("lipowo"):
        assert people_seen() == set()
    connection.close()

    assert len(backends) == 1


def test_pages_of_two_towns_through_one_connection_show_their_own_people():
    browsers = {}
    for schema in TOWNS:
        with in_town(schema):
            person = a_person(f"Kierownik {schema.title()}", "administrator")
            browsers[schema] = a_visitor(schema)
            browsers[schema].force_login(user(person))
            own = Seat.objects.get()
        browsers[schema].seat = own.pk
    connection.close()

    def worker(schema, other):
        def work():
            browser = browsers[schema]
            address = f"http://{schema}.localhost/seats/"
            for _again in range(8):
                page = browser.get("/seats/").content.decode()
                assert f"Kierownik {schema.title()}" in page
                assert f"Kierownik {other.title()}" not in page
                connection.close()
                # Refused inside its transaction: the last administrator stays.
                browser.post(f"/seats/{browser.seat}/end/", headers={"referer": address})
                connection.close()

        return work

    in_threads(worker("lipowo", "olszany"), worker("olszany", "lipowo"))

    for schema in TOWNS:
        with schema_context(schema):
            assert Seat.objects.get().ended_at is None


def test_with_one_set_a_switch_a_page_costs_one_set(django_assert_num_queries):
    with django_assert_num_queries(4) as asked, schema_context("lipowo"):
        people_seen()
        people_seen()
        people_seen()

    assert [query["sql"].startswith("SET search_path") for query in asked.captured_queries] == [
        True,
        False,
        False,
        False,
    ]
