"""A committee is appointed, declares, scores and proposes; the executive decides; the office publishes."""

from datetime import datetime

from config.demo.cast import Cast, act
from config.demo.content import scores
from config.demo.content.shapes import Call, Official
from config.demo.moments import DAY
from config.demo.plot.offers import Pile
from config.demo.plot.schedule import PLACES, Schedule, reached
from config.demo.story import Story, merged
from grants.awards import actions as awards
from grants.awards.rules import GIVES, Line
from grants.calls import actions as calls
from grants.calls import models as rooms
from grants.calls.states import CallState
from grants.scoring import actions
from grants.scoring.meetings import actions as meetings
from grants.scoring.models import Committee, CommitteeMember
from grants.scoring.rules import Answer, Mark, Nominee
from tenants.gates.access import Actor

TIE = "W zarządzie oferenta zasiada osoba z mojej najbliższej rodziny."
UPDATE_DAYS = 24 * DAY
MEETING_PLACE = "Urząd, sala narad"
MEETING_AGENDA = "1. Stwierdzenie kworum.\n2. Omówienie ocen.\n3. Propozycja dotacji.\n4. Protokół."
MEETING_VOTE = "Przyjęcie rankingu i propozycji dotacji"


def assess(room: rooms.Call, pile: Pile, call: Call, cast: Cast, when: Schedule) -> Story:
    """From the act of appointment to the sheets; of a call still with its committee, half of them."""
    members = [next(one for one in cast.town.officials if one.code == code) for code in call.committee]
    appointed = cast.calendar.day(call.committee_on) if call.committee_on else when.checked
    at = yield when.at(when.checked, 8, 50)
    actions.appoint(
        room,
        act_number=act(call.committee_act, appointed.year),
        appointed_on=appointed,
        members=[_nominee(official, number, cast) for number, official in enumerate(members)],
        blind=call.blind,
        by=cast.coordinator,
        at=at,
    )
    at = yield when.at(when.assessment, 9)
    calls.start_assessment(_fresh(room), by=cast.coordinator, at=at)
    # While the committee works: the first has done everything, the second half, the last has not looked yet.
    done = len(members) if reached(call, CallState.RECOMMENDED) else len(members) - 1
    yield from merged(_member(room, pile, call, cast, when, number) for number in range(done))


def _nominee(official: Official, number: int, cast: Cast) -> Nominee:
    role = "chair" if number == 0 else "secretary" if official.post.startswith("Sekretarz") else "member"
    return Nominee(user_id=cast.actor(official).user_id or 0, role=role, side=official.side)


def _fresh(room: rooms.Call) -> rooms.Call:
    return rooms.Call.objects.get(pk=room.pk)


def _seat(room: rooms.Call, by: Actor) -> CommitteeMember:
    return CommitteeMember.objects.select_related("committee__call").get(committee__call=room, user_id=by.user_id or 0)


def _member(room: rooms.Call, pile: Pile, call: Call, cast: Cast, when: Schedule, number: int) -> Story:
    """One member: a word on each offer, then a sheet for each offer without a tie."""
    code = call.committee[number]
    by = cast.official(code)
    passed = [place for place, offer in enumerate(call.offers) if offer.state == "filed" and offer.formal == "passed"]
    at = yield when.at(when.assessment, 9, 30 + 12 * number)
    tied = {place for place in passed if code in call.offers[place].tied}
    answers = [
        Answer(application_id=pile.offers[place].pk, tied=place in tied, description=TIE if place in tied else "")
        for place in passed
    ]
    actions.declare_all(_seat(room, by), answers, by=by, at=at)
    day = min(when.assessment + (1 + number) * DAY, when.protocol)
    half_way = not reached(call, CallState.RECOMMENDED) and number > 0
    to_score = [place for place in passed if place not in tied]
    if half_way:
        to_score = to_score[: len(to_score) // number // 2 + 1] if number == 1 else []
    for step, place in enumerate(to_score):
        at = yield when.at(day, 11, 5 * number + 3 * step)
        _score(room, pile, call, place, number, by, at, submit=not (half_way and place == to_score[-1]))


def _score(
    room: rooms.Call, pile: Pile, call: Call, place: int, number: int, by: Actor, at: datetime, *, submit: bool
) -> None:
    marks = {}
    for told, row in zip(call.criteria, room.criteria.order_by("position", "pk"), strict=True):
        given = scores.points(told, quality=call.offers[place].quality, member=number, offer=place)
        marks[row.pk] = Mark(points=given, reason=scores.reason(told, given, member=number, offer=place))
    seat = _seat(room, by)
    sheet = actions.save_sheet(seat, pile.offers[place], marks=marks, revision=0, by=by, at=at)
    if submit:
        actions.submit_sheet(sheet, by=by, at=at)


def recommend(room: rooms.Call, pile: Pile, call: Call, cast: Cast, when: Schedule) -> Story:
    chair = cast.official(call.committee[0])
    at = yield when.at(when.protocol, 12, 5)
    awards.propose(_fresh(room), _lines(pile, call), by=chair, at=at)
    at = yield when.at(when.protocol, 12, 30)
    _meet(room, by=chair, at=at)
    at = yield when.at(when.protocol, 12, 40)
    awards.sign_protocol(_fresh(room), by=chair, at=at)


def _meet(room: rooms.Call, *, by: Actor, at: datetime) -> None:
    """The committee met, everybody came, and voted on its opinion."""
    committee = Committee.objects.select_related("call").get(call=room)
    members = list(committee.members.sitting())
    meeting = meetings.hold(
        committee,
        starts_at=at,
        present=[one.pk for one in members],
        place=MEETING_PLACE,
        agenda=MEETING_AGENDA,
        by=by,
        at=at,
    )
    voting = sum(not one.is_advisor for one in members)
    meetings.vote(meeting, subject=MEETING_VOTE, votes_for=voting, votes_against=0, chair_for=True, by=by, at=at)


def _lines(pile: Pile, call: Call) -> list[Line]:
    lines = []
    for place, offer in enumerate(call.offers):
        if offer.state == "filed" and offer.formal == "passed":
            amount = offer.awarded if offer.outcome in GIVES and offer.awarded else offer.grant * 0
            lines.append(
                Line(application_id=pile.offers[place].pk, outcome=offer.outcome, amount=amount, reason=offer.reason)
            )
    return lines


def decide(room: rooms.Call, pile: Pile, call: Call, cast: Cast, when: Schedule) -> Story:
    assert call.decided is not None
    day = cast.calendar.day(call.decided)
    at = yield when.at(day, 14)
    update_due_on = min(day + UPDATE_DAYS, when.task_from - DAY)
    prepared = awards.prepare(_fresh(room), _lines(pile, call), update_due_on=update_due_on, by=cast.coordinator, at=at)
    at = yield when.at(day, 14, 40)
    awards.sign(prepared, act_number=act(call.decision_act, day.year), signed_on=day, by=cast.executive, at=at)


def publish(room: rooms.Call, call: Call, cast: Cast, when: Schedule) -> Story:
    assert call.results is not None
    day = cast.calendar.day(call.results)
    for place in PLACES:
        at = yield when.at(day, 9, 20)
        calls.record_results_publication(
            _fresh(room),
            place=place,
            published_on=day,
            evidence=f"https://bip.{cast.town.code}.example.org/ngo/{room.ref}/wyniki" if place != "board" else "",
            by=cast.coordinator,
            at=at,
        )
    at = yield when.at(day, 10)
    awards.publish_results(_fresh(room), by=cast.coordinator, at=at)
