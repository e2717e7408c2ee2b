"""Proposals, decisions and results, reached by the real actions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from grants.applications.models import Application
from grants.awards import actions, reading
from grants.awards.rules import Line, suggest
from grants.calls import actions as calls
from grants.calls.models import Call, Place
from grants.scoring.models import CommitteeMember
from tenants.gates.access import Actor
from tenants.office.deadlines import local_day
from tests import builders
from tests.builders_calls import the_coordinator, the_executive
from tests.builders_scoring import a_scored_call, after
from tests.remembered import remembered

UPDATE_BY = date(2027, 3, 15)


def lines_of(call: Call) -> list[Line]:
    """The product's own first proposal: down the ranking while the pool lasts."""
    tables = reading.tables(call, Application.objects.filter(call=call))
    return [line for table in tables for line in suggest(table.candidates, table.purse)]


def chair_of(call: Call) -> Actor:
    seat = CommitteeMember.objects.select_related("user").get(committee__call=call, role="chair", left_at=None)
    return builders.fresh(builders.a_person(seat.user.name, "committee"))


@remembered
def a_proposed_call(
    *people: Actor, lines: Sequence[Line] | None = None, at: datetime | None = None, **over: Any
) -> Call:
    call = a_scored_call(*people, **over)
    actions.propose(call, lines if lines is not None else lines_of(call), by=the_coordinator(), at=at or after(call))
    return call


@remembered
def a_recommended_call(*people: Actor, **over: Any) -> Call:
    """With the protocol signed."""
    call = a_proposed_call(*people, **over)
    actions.sign_protocol(call, by=the_coordinator(), at=after(call))
    return Call.objects.get(pk=call.pk)


@remembered
def a_decided_call(*people: Actor, outcomes: Sequence[Line] | None = None, **over: Any) -> Call:
    """Decided as proposed, unless `outcomes` say otherwise."""
    call = a_recommended_call(*people, **over)
    decided(call, outcomes=outcomes)
    return Call.objects.get(pk=call.pk)


@remembered
def decided(
    call: Call,
    *,
    outcomes: Sequence[Line] | None = None,
    by: Actor | None = None,
    at: datetime | None = None,
    **over: Any,
) -> None:
    tables = reading.tables(call, Application.objects.filter(call=call))
    proposed = [line for table in tables for line in table.proposed.values()]
    facts: dict[str, Any] = {
        "act_number": "40/2027",
        "signed_on": local_day(at or after(call)),
        "update_due_on": UPDATE_BY,
    }
    actions.decide(
        call,
        outcomes=outcomes if outcomes is not None else proposed,
        by=by or the_executive(),
        at=at or after(call),
        **{**facts, **over},
    )


@remembered
def recorded_results(call: Call, *, at: datetime | None = None) -> None:
    when = at or after(call)
    for place in (Place.BIP, Place.BOARD, Place.WEBSITE):
        calls.record_results_publication(
            call,
            place=place,
            published_on=local_day(when),
            evidence="https://bip.example.org/wyniki",
            by=the_coordinator(),
            at=when,
        )


@remembered
def a_published_result(*people: Actor, outcomes: Sequence[Line] | None = None, **over: Any) -> Call:
    """Everyone may read who got how much."""
    call = a_decided_call(*people, outcomes=outcomes, **over)
    recorded_results(call)
    actions.publish_results(call, by=the_coordinator(), at=after(call))
    return Call.objects.get(pk=call.pk)
