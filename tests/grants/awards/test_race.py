"""Two people at once, each with a connection of their own."""

import threading

import pytest
from django.db import connection, connections

from grants.awards.models import Award, Decision
from tenants.gates.refusals import WrongState
from tests import builders
from tests.builders_awards import a_recommended_call, prepared, signed


@pytest.mark.django_db(transaction=True)
def test_two_executives_who_decide_at_once_make_one_decision():
    """Each in a connection of its own, as two workers would."""
    marek = builders.a_person("Marek Member", "committee")
    first, second = builders.a_person("Ewa Executive", "executive"), builders.a_person("Edward Executive", "executive")
    call = a_recommended_call(marek)
    act = prepared(call)
    start, said = threading.Barrier(2), []

    def decide(person):
        try:
            connection.set_tenant(builders.town("lipowo"))
            mine = Decision.objects.select_related("call").get(pk=act.pk)
            start.wait(timeout=20)
            try:
                signed(mine, by=person)
                said.append("decided")
            except WrongState:
                said.append("too late")
        finally:
            connections.close_all()

    people = [threading.Thread(target=decide, args=(person,)) for person in (first, second)]
    for one in people:
        one.start()
    for one in people:
        one.join(timeout=60)

    assert sorted(said) == ["decided", "too late"]
    assert Decision.objects.count() == 1
    assert Award.objects.count() == 1
