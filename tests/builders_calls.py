"""Calls, brought to a state by the real actions. NOON lies inside the time for filing of a call made here."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from grants.calls import actions, clock
from grants.calls.models import Call, Place
from grants.calls.questions import actions as questions
from programmes.drafting.models import PriorityTask, Programme
from tenants.gates.access import Actor
from tenants.office import deadlines
from tests import builders
from tests.builders import NOON
from tests.builders_programmes import an_adopted_programme
from tests.remembered import remembered

DAY = timedelta(days=1)
CLOSES = deadlines.local(date(2027, 2, 12), time(15, 30))
# Enough for many calls of the default pool.
TASKS = (
    ("17", "Upowszechnianie sportu wśród dzieci", "2000000.00"),
    ("16", "Kultura i dziedzictwo", "2000000.00"),
)
TEXTS = {
    "case_number": "OR.524.1.2027",
    "subject": "Zajęcia sportowe dla dzieci i młodzieży.",
    "granting_rules": "Dotacja może być niższa niż wnioskowana.",
    "conditions": "Zajęcia odbywają się na terenie gminy.",
    "selection": "Oferty opiniuje komisja konkursowa.",
    "previous_tasks": "2026: dwa zadania, dotacje 80 000,00 zł.",
    "accessibility": "Miejsce zajęć bez barier.",
    "personal_data": "Administratorem danych jest wójt.",
    "contact": "Urząd Gminy Lipowo, pokój 5",
}


def the_coordinator() -> Actor:
    return builders.a_person("Clara Clerk", "coordinator")


def the_executive() -> Actor:
    return builders.a_person("Ewa Executive", "executive")


def a_programme() -> Programme:
    return an_adopted_programme(budget="5000000.00", tasks=TASKS)


def a_task(position: int = 0) -> PriorityTask:
    return a_programme().tasks.order_by("position", "pk")[position]


@remembered
def a_draft_call(
    *, pool: str = "100000.00", lot: dict[str, Any] | None = None, at: datetime | None = None, **over: Any
) -> Call:
    """Complete, ready to be approved. `lot` changes its one lot; `lots=[…]`, `criteria=[…]`, `attachments=[…]` replace rows.

    `questions=[…]` are additional questions.
    """
    over = {"title": "Sport dla dzieci 2027", **over}
    closes_at = over.get("closes_at") or CLOSES
    made = at or _made_at(closes_at)
    over.setdefault("opens_at", min(NOON - DAY, closes_at - 2 * DAY))
    over.setdefault("decision_by", deadlines.local_day(closes_at) + 14 * DAY)
    over.setdefault("task_from", date(2027, 3, 1))
    over.setdefault("task_to", date(2027, 11, 30))
    task = a_task()
    by = the_coordinator()
    call = actions.create(a_programme(), title=over.pop("title"), by=by, at=made)
    for facts in over.pop("questions", ()):
        questions.add(call, by=by, at=made, **facts)
    lots = over.pop("lots", [{"title": "Zajęcia sportowe", "task": task, "pool": Decimal(pool), **(lot or {})}])
    actions.edit(call, by=by, at=made, lots=lots, **{**TEXTS, **over, "closes_at": closes_at})
    return call


@remembered
def an_approved_call(*, act_number: str = "12/2027", **over: Any) -> Call:
    call = a_draft_call(**over)
    actions.approve(call, act_number=act_number, by=the_executive(), at=call.made_at)
    return call


@remembered
def recorded_everywhere(call: Call, *, on: date | None = None, at: datetime | None = None) -> Call:
    """With all three places of publication recorded."""
    day = on or deadlines.local_day(call.made_at)
    for place in (Place.BIP, Place.BOARD, Place.WEBSITE):
        actions.record_publication(
            call,
            place=place,
            published_on=day,
            evidence="https://bip.example.org/1",
            by=the_coordinator(),
            at=at or call.made_at,
        )
    return call


@remembered
def a_published_call(*, at: datetime | None = None, **over: Any) -> Call:
    """Announced; it opens at its own moment."""
    call = recorded_everywhere(an_approved_call(**over))
    actions.publish(call, by=the_coordinator(), at=at or call.made_at)
    return call


@remembered
def an_open_call(*, pool: str = "100000.00", closes_at: datetime | None = None, **over: Any) -> Call:
    """Open at NOON, unless its dates say otherwise."""
    call = a_published_call(pool=pool, closes_at=closes_at, **over)
    clock.turn_due(call.opens_at)
    call.refresh_from_db()
    return call


@remembered
def a_closed_call(**over: Any) -> Call:
    """Closed by the clock, as soon as it may."""
    call = an_open_call(**over)
    clock.turn_due(call.closes_at + clock.GRACE + timedelta(seconds=1))
    call.refresh_from_db()
    return call


def _made_at(closes_at: datetime) -> datetime:
    """Early enough for the notice period, at the latest some days before NOON."""
    return min(NOON - 10 * DAY, closes_at - 24 * DAY)
