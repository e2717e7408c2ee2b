"""schemathesis walks the API by its own document, on a town's host and on the platform's, over WSGI."""

from contextlib import contextmanager

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from tests.builders_programmes import a_draft_programme, an_adopted_programme

pytestmark = pytest.mark.django_db
TOWN = "lipowo.localhost"
PLATFORM = "osnowa.localhost"
ADDRESSES = {
    TOWN: [
        "/api/v1/agreements/",
        "/api/v1/calls/",
        "/api/v1/calls/{ref}/",
        "/api/v1/programmes/",
        "/api/v1/programmes/{year}/",
        "/api/v1/results/",
    ],
    PLATFORM: ["/api/v1/calls/", "/api/v1/towns/"],
}


@contextmanager
def one_transaction():
    """Requests over bare WSGI stay in the test's own transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def document(host):
    return Client(headers={"host": host}).get("/api/v1/?format=json").json()


@pytest.mark.parametrize("host", [TOWN, PLATFORM])
def test_the_document_names_what_there_is(host):
    assert sorted(document(host)["paths"]) == ADDRESSES[host]


@pytest.mark.parametrize(("host", "address"), [(host, address) for host, all_ in ADDRESSES.items() for address in all_])
def test_every_answer_is_what_the_document_says(host, address):
    an_adopted_programme()
    schema = schemathesis.openapi.from_dict(document(host))
    schema.app = get_wsgi_application()
    operation = schema[address]["GET"]

    @settings(
        max_examples=40,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy())
    def walk(case):
        case.call_and_validate(base_url=f"http://{host}", headers={"Host": host})

    with one_transaction():
        walk()


def test_a_year_is_answered_as_its_page_shows_it(browser_of):
    an_adopted_programme()

    programme = browser_of().get("/api/v1/programmes/2027/").json()

    assert (programme["budget"], programme["tasks"][0]["planned"]) == ("200000.00", "100000.00")


def test_a_draft_is_in_no_answer(browser_of, clara):
    a_draft_programme()

    for browser in (browser_of(), browser_of(clara)):
        assert browser.get("/api/v1/programmes/").json()["results"] == []
        assert browser.get("/api/v1/programmes/2027/").status_code == 404


def test_the_platform_lists_its_towns(browser_of):
    towns = browser_of(town="osnowa").get("/api/v1/towns/").json()["results"]

    assert [(town["name"], town["address"]) for town in towns] == [
        ("Gmina Lipowo", "http://lipowo.localhost/"),
        ("Miasto Olszany", "http://olszany.localhost/"),
    ]
