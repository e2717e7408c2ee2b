"""What follows the results beside the agreements: a grant is given up, an act changes the decision, grounds are demanded."""

from config.demo.cast import Cast, act
from config.demo.content.shapes import Call, Offer
from config.demo.content.shapes_beside import Amendment, Demand
from config.demo.moments import DAY
from config.demo.plot.committees import UPDATE_DAYS
from config.demo.plot.offers import Pile
from config.demo.plot.schedule import Schedule, chance
from config.demo.story import Story
from grants.applications import actions as applications
from grants.applications.models import Application
from grants.awards import actions as awards
from grants.awards.justifications import actions as justifications
from grants.awards.models import Decision, Outcome
from grants.awards.rules import Line
from grants.calls.models import Call as Room

REASON = "Partner, z którym mieliśmy wykonać zadanie, wycofał się, a bez niego nie damy rady."


def tell(pile: Pile, call: Call, cast: Cast, when: Schedule) -> list[Story]:
    told = [resign(_offer(pile, n), one, cast, when) for n, one in enumerate(call.offers) if one.resigned]
    if call.amendment:
        told.append(amend(pile, call, call.amendment, cast, when))
    if call.demand:
        told.append(demand(_of(pile, call, call.demand.organisation), call.demand, cast))
    return told


def resign(application: Application, offer: Offer, cast: Cast, when: Schedule) -> Story:
    assert offer.resigned is not None
    at = yield when.at(offer.resigned, 16, 20)
    applications.resign(application, reason=REASON, by=cast.representative(offer), at=at)


def amend(pile: Pile, call: Call, told: Amendment, cast: Cast, when: Schedule) -> Story:
    """What was given up goes to the reserve list: prepared on one day, signed on the next, published on the third."""
    day = cast.calendar.day(told.on)
    at = yield when.at(day - DAY, 11)
    lines = [
        Line(
            application_id=_of(pile, call, organisation).pk, outcome=Outcome.REDUCED, amount=amount, reason=told.grounds
        )
        for organisation, amount in told.gives
    ]
    prepared = awards.prepare_change(
        Room.objects.get(pk=pile.call.pk),
        "amendment",
        lines,
        grounds=told.grounds,
        update_due_on=min(day + UPDATE_DAYS, when.task_from - DAY),
        by=cast.coordinator,
        at=at,
    )
    at = yield when.at(day, 13)
    awards.sign(prepared, act_number=act(told.act_number, day.year), signed_on=day, by=cast.executive, at=at)
    at = yield when.at(day + DAY, 10, 15)
    awards.publish_change(Decision.objects.get(pk=prepared.pk), by=cast.coordinator, at=at)


def demand(application: Application, told: Demand, cast: Cast) -> Story:
    """An organisation asks why; the office has not answered yet."""
    by = cast.representative(told)
    at = yield cast.calendar.at(told.asked, 17, chance(told.text, 90))
    justifications.ask(application, name=by.name, email=by.email, language=by.language, text=told.text, by=by, at=at)


def _of(pile: Pile, call: Call, organisation: str) -> Application:
    return _offer(pile, next(n for n, one in enumerate(call.offers) if one.organisation == organisation))


def _offer(pile: Pile, place: int) -> Application:
    return Application.objects.select_related("call", "lot").get(pk=pile.offers[place].pk)
