"""Organisations write their offers while a call is open, and file or leave them; then the office checks them."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from config.demo.cast import Cast
from config.demo.content.budgets import budget_of
from config.demo.content.shapes import Call, Offer
from config.demo.moments import DAY
from config.demo.plot import partners
from config.demo.plot.forms import sections_of
from config.demo.plot.schedule import Schedule, chance
from config.demo.references import draft_ref
from config.demo.story import Story
from grants.applications import actions
from grants.applications.budget import Sources, dump
from grants.applications.correcting_rules import proposed_day
from grants.applications.formal_rules import ASKED
from grants.applications.models import Application
from grants.calls import models as rooms

ALL_YES = dict.fromkeys(ASKED, "yes")
WRITING = 3 * DAY


@dataclass
class Pile:
    """The offers of a call by their place in the story."""

    call: rooms.Call
    offers: dict[int, Application] = field(default_factory=dict)


def tell(pile: Pile, place: int, call: Call, cast: Cast, when: Schedule) -> Story:
    """Begin, write, file; perhaps take back.

    A draft has its costs, and not yet who pays them; a joint draft has all but the partners' confirmations.
    """
    offer = call.offers[place]
    filed_at = _filing(offer, place, call, cast, when)
    begun_at = max(when.opens_at + timedelta(minutes=25 + place), filed_at - WRITING)
    at = yield begun_at
    lot = pile.call.lots.get(number=offer.lot)
    begun = actions.begin(lot, organisation=cast.organisation(offer), by=cast.writer(offer), at=at)
    Application.objects.filter(pk=begun.pk).update(
        ref=draft_ref(cast.town.code, call.code, offer.organisation, year=at.year)
    )
    application = pile.offers[place] = Application.objects.get(pk=begun.pk)
    if offer.parts:
        yield from partners.gather(application, offer, cast, after=begun_at)
    sections = sections_of(offer, cast, when)
    at = yield begun_at + (filed_at - begun_at) / 2
    for name in ("applicant", "task", "schedule", "results", "capacity"):
        _save(application, name, sections[name], cast.writer(offer), at)
    if offer.state == "draft" and not offer.parts:
        costs = replace(budget_of(offer, when.task_from.year), sources=Sources())
        _save(application, "budget", dump(costs), cast.writer(offer), at)
        return
    at = yield filed_at - timedelta(minutes=17)
    for name in ("budget", "other", "declarations"):
        _save(application, name, sections[name], cast.representative(offer), at)
    if offer.parts:
        at = yield filed_at - timedelta(minutes=9)
        partners.divide(application, offer, cast, at=at)
    if offer.state == "draft":
        return
    if offer.parts:
        at = yield filed_at - timedelta(minutes=4)
        partners.confirm(application, offer, cast, at=at)
    at = yield filed_at
    actions.file(application, by=cast.representative(offer), at=at)
    if offer.state == "withdrawn":
        at = yield filed_at + DAY
        actions.withdraw(application, by=cast.representative(offer), at=at)


def _save(application: Application, name: str, values: dict[str, Any], by: Any, at: datetime) -> None:
    actions.save_section(application, name, values, revision=application.revisions.get(name, 0), by=by, at=at)


def _filing(offer: Offer, place: int, call: Call, cast: Cast, when: Schedule) -> datetime:
    """On the day the story names, else somewhere in the second half of the call; the last comes at the last moment."""
    minutes = chance(f"{call.code} {offer.organisation}", 600)
    if offer.filed:
        return cast.calendar.at(offer.filed, 9, minutes)
    if offer.state == "draft":
        return cast.calendar.at(cast.calendar.today - DAY, 9, minutes)
    if place > 0 and place == len(call.offers) - 1:
        return when.closes_at - timedelta(minutes=3 + minutes % 40, seconds=minutes % 60)
    share = 0.5 + 0.5 * (place + 1) / (len(call.offers) + 1)
    day = when.opens_at.date() + (when.closes_at.date() - when.opens_at.date()) * share
    return cast.calendar.at(day, 9, minutes)


def check(pile: Pile, call: Call, cast: Cast, when: Schedule) -> Story:
    """The formal check, as far as it has come: passed, rejected, called to correct flaws, or not looked at yet."""
    by = cast.coordinator
    for place, offer in enumerate(call.offers):
        if offer.flaws:
            at = yield when.at(when.checked, 8, 5 + 6 * place)
            day = proposed_day(at, pile.call.correction_days)
            actions.call_to_correct(pile.offers[place], flaws=dict(offer.flaws), answer_by=day, by=by, at=at)
        if offer.state != "filed" or not offer.formal:
            continue
        at = yield when.at(when.checked, 8, 5 + 6 * place)
        passed = offer.formal == "passed"
        application = actions.check_formally(
            pile.offers[place],
            answers=ALL_YES if passed else {**ALL_YES, "contents": "no"},
            reasons={} if passed else {"contents": offer.formal_reason},
            by=by,
            at=at,
        )
        if passed:
            actions.pass_formally(application, by=by, at=at)
        else:
            actions.reject_formally(application, reason=offer.formal_reason, by=by, at=at)
