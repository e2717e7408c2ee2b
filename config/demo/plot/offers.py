"""Organisations write their offers while a call is open, and file or leave them; then the office checks them."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from config.demo.cast import Cast
from config.demo.content.budgets import budget_of
from config.demo.content.projects import project_of
from config.demo.content.shapes import Call, Offer, Organisation, Project
from config.demo.moments import DAY
from config.demo.plot.schedule import Schedule, chance
from config.demo.references import draft_ref
from config.demo.story import Story
from grants.applications import actions
from grants.applications.budget import Sources, dump
from grants.applications.models import Application
from grants.applications.rules import ASKED
from grants.calls import models as rooms

ALL_YES = dict.fromkeys(ASKED, "yes")
LATER_USE = "Materiały i doświadczenia posłużą następnym edycjom; zadanie chcemy prowadzić dalej."
WRITING = 3 * DAY


@dataclass
class Pile:
    """The offers of a call by their place in the story."""

    call: rooms.Call
    offers: dict[int, Application] = field(default_factory=dict)


def tell(pile: Pile, place: int, call: Call, cast: Cast, when: Schedule) -> Story:
    """Begin, write, file; perhaps take back. A draft has its costs, and not yet who pays them."""
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
    sections = sections_of(offer, cast, when)
    at = yield begun_at + (filed_at - begun_at) / 2
    for name in ("applicant", "task", "schedule", "results", "capacity"):
        _save(application, name, sections[name], cast.writer(offer), at)
    if offer.state == "draft":
        costs = replace(budget_of(offer, when.task_from.year), sources=Sources())
        _save(application, "budget", dump(costs), cast.writer(offer), at)
        return
    at = yield filed_at - timedelta(minutes=17)
    for name in ("budget", "other", "declarations"):
        _save(application, name, sections[name], cast.representative(offer), at)
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


def sections_of(offer: Offer, cast: Cast, when: Schedule) -> dict[str, dict[str, Any]]:
    """The official form, filled in."""
    project, organisation = project_of(offer), cast.organisations[offer.organisation]
    return {
        "applicant": _applicant(organisation),
        "task": {
            "title": offer.title,
            "start": when.task_from,
            "end": when.task_to,
            "description": project.description.format(place=offer.place),
        },
        "schedule": {"rows": _schedule(project, offer, when)},
        "results": _results(project),
        "capacity": {"previous_activity": organisation.activity, "resources": organisation.resources},
        "budget": dump(budget_of(offer, when.task_from.year)),
        "other": {
            "paid_or_free": "paid" if project.paid else "free",
            "paid_text": project.paid,
            "other_information": "",
        },
        "declarations": {
            **dict.fromkeys(("d1", "d2", "d6", "d7"), True),
            "d3": "clear",
            "d4": "clear",
            "d5": "krs" if organisation.register_kind == "KRS" else "other",
        },
    }


def _applicant(organisation: Organisation) -> dict[str, str]:
    person = organisation.editor or organisation.representative
    return {"contact_name": person.name, "contact_phone": organisation.phone, "contact_email": person.email}


def _schedule(project: Project, offer: Offer, when: Schedule) -> list[dict[str, Any]]:
    length = when.task_to - when.task_from

    def day(part: float) -> date:
        return when.task_from + timedelta(days=round(length.days * part))

    return [
        {
            "code": f"a{number}",
            "name": action.name,
            "description": action.description.format(place=offer.place),
            "target_group": action.target,
            "start": day(action.part[0]),
            "end": day(action.part[1]),
            "third_party": action.third_party,
        }
        for number, action in enumerate(project.actions, start=1)
    ]


def _results(project: Project) -> dict[str, Any]:
    sentences = project.expected.split(". ")
    change = ". ".join(sentences[:-1]) + "." if len(sentences) > 1 else project.expected
    return {
        "direct_effect": "; ".join(f"{one.name}: {one.target} ({one.unit})" for one in project.results) + ".",
        "social_change": change,
        "sustainability": sentences[-1] if len(sentences) > 1 else LATER_USE,
        "rows": [
            {"name": one.name, "target": f"{one.target} ({one.unit})", "monitoring": one.monitoring}
            for one in project.results
        ],
    }


def check(pile: Pile, call: Call, cast: Cast, when: Schedule) -> Story:
    """The formal check, as far as it has come."""
    by = cast.coordinator
    for place, offer in enumerate(call.offers):
        if offer.state != "filed" or not offer.formal:
            continue
        at = yield when.at(when.checked, 8, 5 + 6 * place)
        answers = ALL_YES if offer.formal == "passed" else {**ALL_YES, "contents": "no"}
        application = actions.check_formally(pile.offers[place], answers=answers, by=by, at=at)
        if offer.formal == "passed":
            actions.pass_formally(application, by=by, at=at)
        else:
            actions.reject_formally(application, reason=offer.formal_reason, by=by, at=at)
