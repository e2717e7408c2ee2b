"""What happens before a journey and what no person can do in it: towns with seated people, and time that passes.

Runs as a process of its own with the product's settings and the application's role: takes a line of JSON, answers one.
"""

import json
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from time import sleep
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from grants.calls import actions as calls
from grants.calls import clock, rules
from grants.calls.models import Call, Lot
from grants.calls.questions import actions as questions
from grants.small_grants.models import SmallGrant
from programmes.adoption import actions as adoption
from programmes.drafting import actions as drafting
from programmes.drafting.headings import NUMBERS
from programmes.drafting.models import Programme
from tenants.gates.access import CLOCK
from tenants.office.audit import clock as audit
from tenants.office.deadlines import local_day
from tenants.office.opening import actions as opening
from tenants.office.people import actor_for
from tenants.office.seats import actions as seats
from tenants.registry.governments.models import Domain, LocalGovernment, Opening
from tenants.registry.organisations.models import Organisation
from tenants.registry.people.models import User
from tests import builders
from tests.builders_applications import a_draft_application, a_filed_application
from tests.journeys.cast import PASSWORD, TASKS, TOWNS, Town


def towns() -> list[str]:
    """Three local governments with their people and an adopted programme for this year."""
    password = make_password(PASSWORD)
    for town in TOWNS:
        _open(town, password)
    return [town.label for town in TOWNS]


def _open(town: Town, password: str) -> None:
    at = timezone.now()
    people = {one.email: _person(one.email, one.name, town.language, password) for one in town.people}
    government = LocalGovernment.objects.create(
        schema_name=town.label,
        name=town.name,
        kind=town.kind,
        executive_name=town.executive,
        office_name=town.office,
        email=f"urzad@{town.label}.example.org",
        hue=town.hue,
        state=Opening.CONFIRMED,
        requested_at=at,
        first_email=town.people[0].email,
    )
    Domain.objects.create(domain=f"{town.label}.localhost", tenant=government, is_primary=True)
    government = opening.open_government(government.pk, at=at)
    with tenant_context(government):
        for one in town.people:
            for role in one.roles:
                seats.give(people[one.email], role, government=government, by=CLOCK, at=at)
        _adopt(actor_for(people[town.coordinator.email]), today=local_day(at))


def _person(email: str, name: str, language: str, password: str) -> User:
    user = User.objects.create(email=email, name=name, language=language, password=password, joined_at=timezone.now())
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _adopt(by: Any, *, today: date) -> None:
    at = timezone.now()
    programme = drafting.create(year=today.year, title=f"Program współpracy na {today.year} rok", by=by, at=at)
    drafting.edit(
        programme,
        title=programme.title,
        budget=Decimal("600000.00"),
        small_grants=Decimal("20000.00"),
        headings={number: f"Treść punktu {number} programu." for number in NUMBERS},
        tasks=[
            {"sphere": sphere, "title": title, "description": "", "planned": Decimal(planned)}
            for sphere, title, planned in TASKS
        ],
        by=by,
        at=at,
    )
    adoption.adopt(programme, resolution_number="XX/101", adopted_on=date(today.year - 1, 11, 20), by=by, at=at)


def approved_call(
    town: str, title: str, asked: list[dict[str, Any]] | None = None, signing: Sequence[str] = ("click",)
) -> str:
    """A call that only waits to be published: approved and recorded in its places three and a half weeks ago."""
    at = timezone.now() - timedelta(days=25)
    with tenant_context(LocalGovernment.objects.get(schema_name=town)):
        one = next(one for one in TOWNS if one.label == town)
        clara, ewa = (actor_for(User.objects.get(email=person.email)) for person in (one.coordinator, one.head))
        programme = Programme.objects.get(state="adopted")
        task = programme.tasks.order_by("position")[0]
        call = calls.create(programme, title=title, task=task, by=clara, at=at)
        for facts in asked or ():
            questions.add(call, by=clara, at=at, **facts)
        today = local_day(timezone.now())
        calls.edit(
            call,
            by=clara,
            at=at,
            lots=[{"title": task.title, "task": task, "pool": Decimal("10000.00")}],
            opens_at=timezone.now() - timedelta(hours=1),
            closes_at=timezone.now() + timedelta(days=10),
            decision_by=today + timedelta(days=40),
            task_from=today,
            task_to=date(today.year, 12, 31),
            previous_tasks="Takich zadań nie było.",
            signing=list(signing),
        )
        calls.approve(call, act_number="7", by=ewa, at=at)
        for place in rules.PLACES:
            evidence = "https://bip.example.org/1"
            calls.record_publication(call, place=place, published_on=local_day(at), evidence=evidence, by=clara, at=at)
        return call.ref


def open_call(town: str, title: str, **facts: Any) -> str:
    """A call that takes offers; `facts` as of `approved_call`."""
    ref = approved_call(town, title, **facts)
    with tenant_context(LocalGovernment.objects.get(schema_name=town)):
        call = Call.objects.get(ref=ref)
        coordinator = next(one for one in TOWNS if one.label == town).coordinator
        calls.publish(call, by=actor_for(User.objects.get(email=coordinator.email)), at=timezone.now())
    return ref


def representative(name: str, organisation: str) -> str:
    """A person with an organisation; the address to log in with."""
    connection.set_schema_to_public()
    person = builders.a_representative(name, organisation, at=timezone.now())
    user = builders.user(person)
    user.set_password(PASSWORD)
    user.save()
    return str(user.email)


def number_of(organisation: str) -> str:
    """Its number in the register."""
    connection.set_schema_to_public()
    return str(Organisation.objects.get(name=organisation).register_number)


def draft(town: str, ref: str, email: str) -> str:
    """A complete draft of an offer, ready to be filed."""
    with tenant_context(LocalGovernment.objects.get(schema_name=town)):
        lot = Lot.objects.select_related("call").get(call__ref=ref, number=1)
        by = actor_for(User.objects.get(email=email))
        return str(a_draft_application(lot, by, at=timezone.now()).ref)


def close_soon(town: str, ref: str, seconds: int) -> str:
    """Bring a call's deadline near: its notice period has been kept, and nobody waits weeks in a test."""
    at = timezone.now() + timedelta(seconds=seconds)
    with tenant_context(LocalGovernment.objects.get(schema_name=town)):
        assert Call.objects.filter(ref=ref).update(closes_at=at) == 1
    return at.isoformat()


def others_file(town: str, ref: str, offers: list[dict[str, str]]) -> dict[str, str]:
    """More organisations file offers in the call's first lot; refs of the offers by the organisation's name."""
    found = {}
    with tenant_context(LocalGovernment.objects.get(schema_name=town)):
        lot = Lot.objects.select_related("call").get(call__ref=ref, number=1)
        lot.call.task_to = date(lot.call.task_from.year, 12, 31)
        for place, offer in enumerate(offers, 1):
            name = offer.pop("organisation")
            by = builders.a_representative(f"Osoba {place} {town}", name, at=timezone.now())
            filed = a_filed_application(lot, by, at=timezone.now(), **offer)
            found[name] = filed.ref
    return found


def comments_are_over(town: str, ref: str) -> None:
    """The week for residents' comments has passed."""
    with tenant_context(LocalGovernment.objects.get(schema_name=town)):
        yesterday = local_day(timezone.now()) - timedelta(days=1)
        assert SmallGrant.objects.filter(ref=ref, state="published").update(comments_until=yesterday) == 1


def publish_head(town: str) -> None:
    """The hour has come to publish the day's head of the town's chain."""
    with tenant_context(LocalGovernment.objects.get(schema_name=town)):
        audit.publish_head(timezone.now())


def close(town: str, ref: str) -> None:
    """Once its last second is over, the clock comes round; nobody waits in a test for the grace it gives."""
    with tenant_context(LocalGovernment.objects.get(schema_name=town)):
        call = Call.objects.get(ref=ref)
        while not call.is_over(timezone.now()):
            sleep(0.1)
        clock.turn_due(timezone.now() + clock.GRACE)


VERBS = {
    one.__name__: one
    for one in (
        *(towns, representative, number_of, approved_call, open_call, draft, others_file),
        *(close_soon, comments_are_over, publish_head, close),
    )
}


def main() -> None:
    # logs go to standard output: they must not come between the answers
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "w")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin:
        facts = json.loads(line)
        try:
            answer = {"done": VERBS[facts.pop("verb")](**facts)}
        except Exception as problem:
            traceback.print_exc()
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        connection.set_schema_to_public()
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
