"""Two people at once, each with a connection of their own."""

from threading import Barrier, Thread

from django.db import connection

from grants.calls import actions
from grants.calls.models import Call
from tenants.gates.refusals import WrongState
from tenants.office.audit.models import AuditEntry
from tests import builders
from tests.builders import NOON
from tests.builders_calls import an_approved_call, recorded_everywhere


def test_two_clerks_publish_at_once_and_one_of_them_is_told(committed):
    clara, adam = (
        builders.a_person("Clara Clerk", "coordinator"),
        builders.a_person("Adam Administrator", "administrator"),
    )
    call = recorded_everywhere(an_approved_call())
    start, results = Barrier(2), []

    def publish(clerk):
        connection.set_tenant(builders.town("lipowo"))
        copy = Call.objects.get(pk=call.pk)
        start.wait()
        try:
            actions.publish(copy, by=clerk, at=NOON)
            results.append("published")
        except WrongState:
            results.append("too late")
        finally:
            connection.close()

    clerks = [Thread(target=publish, args=(clerk,)) for clerk in (clara, adam)]
    for thread in clerks:
        thread.start()
    for thread in clerks:
        thread.join()

    assert sorted(results) == ["published", "too late"]
    assert [entry.verb for entry in AuditEntry.objects.about(call)].count("publish") == 1
