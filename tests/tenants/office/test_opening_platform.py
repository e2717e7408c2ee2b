import pytest
from django.test import Client, override_settings

from tenants.office.opening.actions import open_platform
from tenants.registry.governments.models import Domain, LocalGovernment
from tests.builders import NOON

pytestmark = pytest.mark.django_db


def test_migrating_an_empty_database_opens_the_platforms_own_host():
    """Nobody made this row but the command that migrates."""
    assert LocalGovernment.objects.get(schema_name="public").state == "ready"
    assert Client(headers={"host": "osnowa.localhost"}).get("/").status_code == 200


@override_settings(PLATFORM_HOST="osnowa.example")
def test_a_new_host_of_the_platform_is_added_once():
    open_platform(at=NOON)
    open_platform(at=NOON)

    hosts = Domain.objects.filter(tenant__schema_name="public").order_by("pk").values_list("domain", "is_primary")
    assert list(hosts) == [("osnowa.localhost", True), ("osnowa.example", False)]
    assert Client(headers={"host": "osnowa.example"}).get("/").status_code == 200
