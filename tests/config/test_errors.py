"""A database that is away for a moment: an honest answer, and nobody is told that something was done."""

import pytest
from django.db import OperationalError
from django.test import Client, override_settings
from django.urls import path

from config import urls
from tenants.gates.access import anyone
from tenants.gates.doors import open_to

pytestmark = pytest.mark.django_db


@open_to(anyone)
def away(request):
    raise OperationalError("planted: the server closed the connection")


urlpatterns = [path("planted/", away), path("api/planted/", away), *urls.urlpatterns]
handler404, handler500 = urls.handler404, urls.handler500


@override_settings(ROOT_URLCONF="tests.config.test_errors")
def test_a_database_that_is_away_is_said_and_the_person_may_send_again():
    client = Client(headers={"host": "lipowo.localhost"}, raise_request_exception=False)

    page, program = client.get("/planted/"), client.get("/api/planted/")

    assert (page.status_code, page["Retry-After"]) == (503, "5")
    assert "503" in page.content.decode() and "planted" not in page.content.decode()
    assert (program.status_code, program.json()) == (503, {"detail": "The database is away for a moment."})
