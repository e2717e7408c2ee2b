"""The town that `make bench` measures: calls by the real actions, then copies of one real offer, because pages are
measured and filing 500 offers by hand takes minutes."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.utils import timezone
from django_tenants.utils import tenant_context

from grants.applications.models import Application, ApplicationVersion
from grants.applications.states import ApplicationState
from grants.calls import actions, clock
from grants.calls.models import Call, Lot
from grants.scoring.models import CommitteeMember, Declaration, Score, ScoreSheet
from programmes.adoption import actions as adoption
from programmes.drafting import actions as drafting
from programmes.drafting.headings import NUMBERS
from programmes.drafting.models import Programme
from tenants.gates.access import Actor
from tenants.office.audit.models import AuditEntry
from tenants.office.deadlines import local_day
from tenants.office.opening.actions import make_schema
from tenants.office.people import actor_for
from tenants.registry.governments.models import Domain, LocalGovernment, Opening
from tenants.registry.organisations.models import Membership, Organisation
from tenants.registry.people.models import User
from tests import builders
from tests.builders_applications import a_draft_application, a_filed_application, passed
from tests.builders_calls import TEXTS, recorded_everywhere, the_coordinator, the_executive
from tests.builders_scoring import a_committee, a_submitted_sheet, declared

PASSWORD = "dobre-haslo-123"
TOWN = "pomiarowo"
DAY = timedelta(days=1)
TASK = ("17", "Upowszechnianie sportu wśród dzieci", "90000000.00")
LOTS = 4
# What a filled budget of an ordinary offer looks like.
COSTS = (
    ("I", "Wynagrodzenie trenera", "godzina", "80.00", "24"),
    ("I", "Wynagrodzenie drugiego trenera", "godzina", "70.00", "20"),
    ("I", "Wynajem sali", "godzina", "120.00", "6"),
    ("I", "Piłki", "sztuka", "60.00", "10"),
    ("I", "Stroje sportowe", "komplet", "90.00", "10"),
    ("I", "Przejazd na turniej", "kilometr", "3.50", "100"),
    ("I", "Wyżywienie na turnieju", "osoba", "25.00", "20"),
    ("I", "Nagrody", "sztuka", "50.00", "6"),
    ("I", "Ubezpieczenie uczestników", "osoba", "15.00", "20"),
    ("II", "Księgowość", "miesiąc", "100.00", "1"),
    ("II", "Koordynator", "miesiąc", "90.00", "1"),
)


@dataclass(frozen=True)
class Scale:
    offers: int
    listed: int  # of them in the second call, whose list the office opens
    people: int
    saved: int  # score sheets that wait as drafts


def fill(scale: Scale) -> dict[str, Any]:
    """Everything the measuring needs to know: addresses of things, and sessions of people by name."""
    at = timezone.now()
    town = _government(TOWN, "Gmina Pomiarowo", f"{TOWN}.{settings.TOWN_HOST_SUFFIX}", at)
    with tenant_context(town):
        facts = _fill(scale, at)
    connection.set_schema_to_public()
    return facts


def _government(schema: str, name: str, host: str, at: datetime) -> LocalGovernment:
    town = LocalGovernment.objects.create(
        schema_name=schema,
        name=name,
        kind="rural_gmina",
        executive_name="Wójt Gminy Pomiarowo",
        office_name="Urząd Gminy Pomiarowo",
        state=Opening.READY,
        ready_at=at,
    )
    Domain.objects.create(domain=host, tenant=town, is_primary=True)
    make_schema(schema)
    return town


def _fill(scale: Scale, at: datetime) -> dict[str, Any]:
    programme = _programme(at)
    members = [builders.a_person(f"Marek {number}", "committee") for number in "ABC"]
    people = _people(scale.people, at)
    open_call = _call(programme, "Sport dla dzieci", closes_at=at + 3 * DAY, at=at)
    scored = [
        _scored(programme, title, number, members, people, drafts=drafts, at=at)
        for title, number, drafts in (
            ("Sport na co dzień", scale.offers - scale.listed, 0),
            ("Sport w soboty", scale.listed, scale.saved),
        )
        if number
    ]
    lots = list(open_call.lots.order_by("number"))
    first = builders.fresh(_actor(people[0]))
    draft = a_draft_application(lots[0], first, at=at - DAY, **_content())
    drafts = _copies(
        draft, [(person, lot) for lot in lots[:-1] for person in people if (person, lot) != (people[0], lots[0])]
    )
    crowd = _copies(draft, [(person, lots[-1]) for person in people], start=len(drafts))
    sessions = {person.pk: _session(person) for person in people}
    return {
        "open_call": open_call.ref,
        "listed_call": scored[-1].ref,
        "listed": scale.listed,
        "draft": draft.ref,
        "drafts": [(one.ref, sessions[one.owner]) for one in drafts],
        "crowd": [(person.email, one.ref) for person, one in zip(people, crowd, strict=True)],
        "scored": list(Application.objects.filter(call=scored[-1]).order_by("pk").values_list("ref", flat=True)),
        "clerk": _session(builders.user(the_coordinator())),
        "member": _session(builders.user(members[0])),
        "applicant": sessions[people[0].pk],
    }


def _programme(at: datetime) -> Programme:
    by = the_coordinator()
    year = (at + 40 * DAY).year
    programme = drafting.create(year=year, title=f"Program współpracy na {year} rok", by=by, at=at)
    sphere, title, planned = TASK
    drafting.edit(
        programme,
        title=programme.title,
        budget=Decimal(planned),
        headings={number: f"Treść punktu {number}." for number in NUMBERS},
        tasks=[{"sphere": sphere, "title": title, "description": "", "planned": Decimal(planned)}],
        by=by,
        at=at,
    )
    adoption.adopt(programme, resolution_number="XX/101", adopted_on=local_day(at) - DAY, by=by, at=at)
    return programme


def _call(programme: Programme, title: str, *, closes_at: datetime, at: datetime) -> Call:
    """Published in time, and open or closed as its deadline says."""
    made = closes_at - 25 * DAY
    start = local_day(at + 40 * DAY)
    call = actions.create(programme, title=title, by=the_coordinator(), at=made)
    actions.edit(
        call,
        by=the_coordinator(),
        at=made,
        **TEXTS,
        opens_at=closes_at - 10 * DAY,
        closes_at=closes_at,
        decision_by=local_day(closes_at) + 14 * DAY,
        task_from=start,
        task_to=max(start, date(start.year, 12, 31)),
        offers_per_applicant=20,
        lots=[
            {"title": f"Zajęcia sportowe {n}", "task": programme.tasks.get(), "pool": Decimal("5000000.00")}
            for n in range(1, LOTS + 1)
        ],
    )
    actions.approve(call, act_number="12/1", by=the_executive(), at=made)
    recorded_everywhere(call)
    actions.publish(call, by=the_coordinator(), at=made)
    clock.turn_due(closes_at - 10 * DAY)
    return Call.objects.get(pk=call.pk)


def _scored(
    programme: Programme,
    title: str,
    number: int,
    members: Sequence[Actor],
    people: Sequence[User],
    *,
    drafts: int,
    at: datetime,
) -> Call:
    """So many offers, each with a sheet of every member; the first member's first `drafts` sheets are not submitted."""
    closes_at = at - 2 * DAY
    call = _call(programme, title, closes_at=closes_at, at=at)
    by = builders.fresh(_actor(people[0]))
    offer = a_filed_application(call.lots.get(number=1), by, at=closes_at - DAY, **_content())
    clock.turn_due(closes_at + clock.GRACE + timedelta(seconds=1))
    offer.refresh_from_db()
    after = closes_at + timedelta(hours=1)
    passed(offer, at=after)
    call = Call.objects.get(pk=call.pk)
    a_committee(call, *members, at=after, appointed_on=local_day(after))
    actions.start_assessment(call, by=the_coordinator(), at=after)
    for person in members:
        declared(call, person, at=after)
        a_submitted_sheet(offer, person, total="60", at=after)
    offer.refresh_from_db()
    owners = [(people[place % len(people)], call.lots.get(number=1)) for place in range(1, number)]
    if people and number > 50:  # the organisation whose desk is opened has several offers
        owners[:: number // 6] = [(people[0], offer.lot)] * len(owners[:: number // 6])
    _with_sheets(offer, _copies(offer, owners))
    ScoreSheet.objects.filter(
        member__in=CommitteeMember.objects.filter(committee__call=call, user_id=members[0].user_id),
        application__in=list(
            Application.objects.filter(call=call).order_by("pk").values_list("pk", flat=True)[:drafts]
        ),
    ).update(state="draft", submitted_at=None)
    return Call.objects.get(pk=call.pk)


def _content() -> dict[str, Any]:
    total = sum(Decimal(row[3]) * Decimal(row[4]) for row in COSTS)
    lines = [
        {
            "code": f"k{place}",
            "group": group,
            "action": 1 if group == "I" else None,
            "name": name,
            "unit": unit,
            "unit_cost": Decimal(cost),
            "quantity": Decimal(quantity),
        }
        for place, (group, name, unit, cost, quantity) in enumerate(COSTS, 1)
    ]
    return {"lines": lines, "total": str(total), "grant": str(total - 1000)}


def _copies(original: Application, owners: Sequence[tuple[User, Lot]], *, start: int = 0) -> list[Application]:
    """The same offer of other organisations, with its versions and its record."""
    facts = {
        one.attname: getattr(original, one.attname) for one in original._meta.concrete_fields if not one.primary_key
    }
    filed = original.state != ApplicationState.DRAFT
    made = []
    for place, (person, lot) in enumerate(owners, start + 2):
        own = {"ref": f"{original.call_id}-{place:06d}", "lot_id": lot.pk, "organisation_id": person.organisation}
        own["organisation_name"] = f"Stowarzyszenie Pomiarowe nr {person.organisation}"
        if filed:
            own["number"] = f"{original.call.ref}/{place:03d}"
        made.append(Application(**{**facts, **own}))
    made = Application.objects.bulk_create(made, batch_size=100)
    for one, (person, _lot) in zip(made, owners, strict=True):
        one.owner = person.pk
    kept = [
        {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
        for row in original.versions.all()
    ]
    ApplicationVersion.objects.bulk_create(
        [ApplicationVersion(**{**row, "application_id": one.pk}) for one in made for row in kept], batch_size=100
    )
    record = AuditEntry.objects.filter(kind="application", thing_id=original.pk)
    entries = [
        {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key} for row in record
    ]
    AuditEntry.objects.bulk_create(
        [AuditEntry(**{**row, "thing_id": one.pk}) for one in made for row in entries], batch_size=1000
    )
    return made


def _with_sheets(original: Application, copies: Sequence[Application]) -> None:
    sheets = list(ScoreSheet.objects.filter(application=original))
    Declaration.objects.bulk_create(
        [
            Declaration(member_id=row.member_id, application=one, tied=False, made_at=row.made_at)
            for one in copies
            for row in Declaration.objects.filter(application=original)
        ]
    )
    for sheet in sheets:
        scores = list(Score.objects.filter(sheet=sheet))
        made = ScoreSheet.objects.bulk_create(
            [
                ScoreSheet(
                    member_id=sheet.member_id,
                    application=one,
                    state=sheet.state,
                    revision=sheet.revision,
                    submitted_at=sheet.submitted_at,
                )
                for one in copies
            ]
        )
        Score.objects.bulk_create(
            [
                Score(sheet=one, criterion_id=row.criterion_id, points=row.points, reason=row.reason)
                for one in made
                for row in scores
            ]
        )


def _people(number: int, at: datetime) -> list[User]:
    """Representatives, each of an organisation of their own, who can sign in with the password."""
    password = make_password(PASSWORD)
    users = User.objects.bulk_create(
        [User(email=f"osoba{n}@example.org", name=f"Osoba {n}", password=password, joined_at=at) for n in range(number)]
    )
    EmailAddress.objects.bulk_create(
        [EmailAddress(user=one, email=one.email, verified=True, primary=True) for one in users]
    )
    first = builders.an_organisation("Stowarzyszenie Pomiarowe", at=at)
    facts = {one.attname: getattr(first, one.attname) for one in first._meta.concrete_fields if not one.primary_key}
    organisations = Organisation.objects.bulk_create(
        [
            Organisation(
                **{
                    **facts,
                    "name": f"Stowarzyszenie Pomiarowe nr {n}",
                    "register_number": f"{800_000 + n:010d}",
                    "nip": builders.nip_of(526_000_000 + n * 11),
                }
            )
            for n in range(number)
        ]
    )
    pairs = list(zip(users, organisations, strict=True))
    Membership.objects.bulk_create(
        [Membership(user=one, organisation=own, role="representative", since=at) for one, own in pairs]
    )
    for one, own in pairs:
        one.organisation = own.pk
    return users


def _actor(user: User) -> Actor:
    return actor_for(user)


def _session(user: User) -> str:
    """A signed-in session's key."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store.save()
    return str(store.session_key)


def main(scale: str, target: str) -> None:
    """`scale` as JSON; the facts go into the file `target`, because logs go to standard output."""
    facts = fill(Scale(**json.loads(scale)))
    Path(target).write_text(json.dumps(facts))
