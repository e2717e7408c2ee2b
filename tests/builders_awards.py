"""Proposals, decisions and results, reached by the real actions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from grants.applications.models import Application
from grants.awards import actions, reading
from grants.awards.models import Decision, Kind
from grants.awards.rules import Line
from grants.awards.whatif_words import first_lines
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
    return list(first_lines(call, tables).values())


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
def prepared(
    call: Call,
    *,
    outcomes: Sequence[Line] | None = None,
    by: Actor | None = None,
    at: datetime | None = None,
    **over: Any,
) -> Decision:
    """A clerk has written the act, as the committee proposed unless `outcomes` say otherwise."""
    tables = reading.tables(call, Application.objects.filter(call=call))
    proposed = [line for table in tables for line in table.proposed.values()]
    return actions.prepare(
        call,
        outcomes if outcomes is not None else proposed,
        by=by or the_coordinator(),
        at=at or after(call),
        **{"update_due_on": UPDATE_BY, **over},
    )


@remembered
def signed(
    act: Decision,
    *,
    by: Actor | None = None,
    at: datetime | None = None,
    act_number: str = "40/2027",
    signed_on: date | None = None,
) -> None:
    when = at or after(act.call)
    actions.sign(act, act_number=act_number, signed_on=signed_on or local_day(when), by=by or the_executive(), at=when)


@remembered
def decided(
    call: Call,
    *,
    outcomes: Sequence[Line] | None = None,
    by: Actor | None = None,
    at: datetime | None = None,
    update_due_on: date | None = UPDATE_BY,
    **over: Any,
) -> None:
    """Prepared by the coordinator, signed by the executive, or by whom `by` says."""
    act = prepared(call, outcomes=outcomes, at=at, update_due_on=update_due_on)
    signed(act, by=by, at=at, **over)


@remembered
def changed(
    call: Call, lines: Sequence[Line], *, kind: str = Kind.AMENDMENT, act_number: str = "55/2027", **over: Any
) -> Decision:
    """A later act with these lines, prepared, signed and published."""
    at = over.pop("at", None) or after(call)
    facts = {"grounds": "Rezygnacja z dotacji.", "update_due_on": UPDATE_BY, **over}
    act = actions.prepare_change(call, kind, lines, by=the_coordinator(), at=at, **facts)
    signed(act, at=at, act_number=act_number)
    actions.publish_change(act, by=the_coordinator(), at=at)
    return act


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
