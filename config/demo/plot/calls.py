"""A call from its draft to as far as the story has come."""

from collections.abc import Generator
from datetime import datetime, timedelta

from config.demo.cast import Cast, act
from config.demo.content.shapes import Call, Lot
from config.demo.moments import DAY
from config.demo.plot import afterwards, agreements, announced, committees, offers
from config.demo.plot.schedule import PLACES, Schedule, reached
from config.demo.story import Story, merged
from grants.calls import actions, clock, pools, proposals
from grants.calls import models as rooms
from grants.calls.states import CallState

SECOND = timedelta(seconds=1)


def tell(call: Call, cast: Cast) -> Story:
    when = Schedule(call, cast)
    room = yield from _prepare(call, cast, when)
    if call.trial:
        yield from announced.try_out(room, call, call.trial, cast, when)
    if not reached(call, CallState.APPROVED):
        return
    yield from _approve(room, call, cast, when)
    if not reached(call, CallState.PUBLISHED):
        return
    yield from _publish(room, cast, when)
    if not reached(call, CallState.OPEN):
        return
    filed = offers.Pile(room)
    told = [_open(when), *(offers.tell(filed, n, call, cast, when) for n in range(len(call.offers)))]
    told += [announced.ask(room, enquiry, cast) for enquiry in call.enquiries]
    if call.change:
        told.append(announced.change(room, call.change, cast, when))
    if reached(call, CallState.CLOSED):
        told.append(_close(when))
    yield from merged(told)
    if call.state == CallState.CANCELLED:
        yield from _cancel(room, call, cast, when)
    elif reached(call, CallState.CLOSED):
        yield from _after(room, filed, call, cast, when)


def _after(room: rooms.Call, filed: offers.Pile, call: Call, cast: Cast, when: Schedule) -> Story:
    yield from offers.check(filed, call, cast, when)
    if not call.committee:
        return
    yield from committees.assess(room, filed, call, cast, when)
    if reached(call, CallState.RECOMMENDED):
        yield from committees.recommend(room, filed, call, cast, when)
    if reached(call, CallState.DECIDED):
        yield from committees.decide(room, filed, call, cast, when)
    if reached(call, CallState.RESULTS):
        yield from committees.publish(room, call, cast, when)
        told = [
            agreements.tell(filed.offers[n], one, cast, when) for n, one in enumerate(call.offers) if n in filed.offers
        ]
        yield from merged([*told, *afterwards.tell(filed, call, cast, when)])


def fresh(room: rooms.Call) -> rooms.Call:
    return rooms.Call.objects.get(pk=room.pk)


def _prepare(call: Call, cast: Cast, when: Schedule) -> Generator[datetime, datetime, rooms.Call]:
    year = cast.year(call)
    at = yield when.at(when.base - 4 * DAY, 9, 40)
    room = actions.create(cast.programmes[year], title=call.title, by=cast.coordinator, at=at)
    at = yield when.at(when.base - 3 * DAY, 11, 5)
    actions.edit(
        room,
        case_number=call.case_number.format(year=year),
        subject=call.subject,
        granting_rules=call.granting_rules,
        conditions=call.conditions,
        selection=call.selection,
        previous_tasks=call.previous_tasks or _previous_tasks(call, cast),
        accessibility=call.accessibility,
        contact=call.contact,
        task_from=when.task_from,
        task_to=when.task_to,
        decision_by=cast.calendar.day(call.decision_by),
        opens_at=when.opens_at,
        closes_at=when.closes_at,
        minimum_points=call.minimum_points,
        shift_percent=call.shift_percent,
        correction_days=call.correction_days,
        lots=[_lot(lot, cast, year) for lot in call.lots],
        criteria=[
            {"name": one.name, "help": one.help, "points_max": one.points_max, "statutory": one.statutory}
            for one in call.criteria
        ],
        attachments=[{"name": name, "required": required} for name, required in call.attachments],
        by=cast.coordinator,
        at=at,
    )
    at = yield when.at(when.base - 2 * DAY, 14, 30)
    actions.ask_approval(room, by=cast.coordinator, at=at)
    return room


def _previous_tasks(call: Call, cast: Cast) -> str:
    """Point 7 of art. 13(2) from the agreements that the town has made."""
    year = cast.year(call)
    return proposals.previous_tasks(pools.earlier({cast.tasks[year, lot.task].sphere for lot in call.lots}, year=year))


def _lot(lot: Lot, cast: Cast, year: int) -> dict[str, object]:
    return {
        "title": lot.title,
        "task": cast.tasks[year, lot.task],
        "pool": lot.pool,
        "commissioning": lot.commissioning,
        "grant_min": lot.grant_min,
        "grant_max": lot.grant_max,
        "own_min_percent": lot.own_min_percent,
        "own_financial_min_percent": lot.own_financial_min_percent,
        "own_base": lot.own_base,
        "admin_max_percent": lot.admin_max_percent,
    }


def _approve(room: rooms.Call, call: Call, cast: Cast, when: Schedule) -> Story:
    day = when.base - DAY
    at = yield when.at(day, 12, 10)
    actions.approve(room, act_number=act(call.act_number, day.year), by=cast.executive, at=at)


def _publish(room: rooms.Call, cast: Cast, when: Schedule) -> Story:
    for place in PLACES:
        at = yield when.at(when.published, 8, 30)
        evidence = f"https://bip.{cast.town.code}.example.org/ngo/{room.ref}" if place != "board" else "tablica, parter"
        actions.record_publication(
            room, place=place, published_on=when.published, evidence=evidence, by=cast.coordinator, at=at
        )
    at = yield when.at(when.published, 9)
    actions.publish(room, by=cast.coordinator, at=at)


def _open(when: Schedule) -> Story:
    clock.turn_due((yield when.opens_at))


def _close(when: Schedule) -> Story:
    clock.turn_due((yield when.closes_at + clock.GRACE + SECOND))


def _cancel(room: rooms.Call, call: Call, cast: Cast, when: Schedule) -> Story:
    day = cast.calendar.day(call.closes) + 4 * DAY
    at = yield when.at(day, 10, 45)
    actions.cancel(fresh(room), reason=call.cancelled_reason, by=cast.executive, at=at)
    for place in PLACES:
        at = yield when.at(day, 13)
        actions.record_cancellation_publication(
            fresh(room), place=place, published_on=day, evidence="", by=cast.coordinator, at=at
        )
