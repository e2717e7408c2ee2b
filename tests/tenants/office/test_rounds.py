import pytest
from django.db import connection

from tenants.office.rounds import each, in_each_town
from tenants.registry.governments.models import LocalGovernment


def test_one_that_fails_keeps_nobody_behind_it_waiting():
    done = []

    def work(number):
        if number == 1:
            raise LookupError(number)
        done.append(number)

    with pytest.raises(LookupError):
        each([1, 2, 3], work)

    assert done == [2, 3]


@pytest.mark.django_db
def test_every_town_has_its_turn_and_the_connection_comes_back():
    before, visited = connection.schema_name, []

    def work(at):
        visited.append((connection.schema_name, connection.tenant.name))
        raise LookupError(connection.schema_name)

    with pytest.raises(LookupError):
        in_each_town(work)

    towns = LocalGovernment.objects.routable().values_list("schema_name", "name")
    assert sorted(visited) == sorted(towns)
    assert len(visited) >= 2
    assert connection.schema_name == before
