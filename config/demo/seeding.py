"""The whole demo: the platform and its people, then town by town, each in one transaction.

A town either has its whole story or, after a run that was killed, nothing but an empty schema: its row in the
registry is written with the story.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import count

from django.db import transaction
from django_tenants.utils import schema_context, tenant_context

from config.demo import accounts, letters, published
from config.demo.cast import Cast
from config.demo.content import ORGANISATIONS, TOWNS
from config.demo.content.shapes import Organisation, Person, Town
from config.demo.moments import Calendar
from config.demo.plot import calls, programmes, without_call
from config.demo.story import Story, merged, play
from tenants.gates.access import AUDITOR, CLOCK, COORDINATOR
from tenants.office.opening import actions as opening
from tenants.office.people import actor_for
from tenants.office.seats import actions as seats
from tenants.registry.billing.models import Plan, Standing, Subscription
from tenants.registry.billing.rules import TRIAL
from tenants.registry.governments import addresses, naming
from tenants.registry.governments.models import Domain, LocalGovernment, Opening
from tenants.registry.organisations import actions as registry
from tenants.registry.organisations.models import Membership, MembershipRole
from tenants.registry.people.models import User

Say = Callable[[str], None]

EVERYBODY: dict[str, Organisation] = {**ORGANISATIONS, **published.ORGANISATIONS}
FACTS = (
    "name",
    "legal_form",
    "register_kind",
    "register_number",
    "nip",
    "regon",
    "street",
    "postcode",
    "city",
    "email",
    "phone",
    "website",
    "account",
)
# The roles one person has beside the story: in two town halls, and in two organisations.
MANY_SEATS = {"jasnogrod": COORDINATOR, "srebrzany": AUDITOR}
MORE_MEMBERS = (
    (accounts.MANY_ROLES, "rowery", MembershipRole.REPRESENTATIVE),
    (accounts.MANY_ROLES, "uks-iskierka", MembershipRole.READER),
    (accounts.READER, "zlotajesien", MembershipRole.READER),
)
# When organisations were entered: before the first call of the story, the published ones before theirs.
ENTERED = timedelta(days=900)
SINCE = datetime(2018, 10, 1, 7, 0).astimezone()


def seed(now: datetime, say: Say) -> bool:
    """Make what is missing. False when everything is there already."""
    with schema_context("public"):
        fresh = _seed_platform(now, say)
        for town in TOWNS:
            fresh = _seed_town(town, now, say) or fresh
    addresses.forget()
    return fresh


def _seed_platform(now: datetime, say: Say) -> bool:
    with transaction.atomic():
        if User.objects.filter(email=accounts.OPERATOR.email).exists():
            return False
        say("Platform: accounts and organisations")
        make_people(now)
    return True


def make_people(now: datetime) -> None:
    """Everybody's account, and the organisations with their people."""
    since = min(now - ENTERED, SINCE)
    people: list[Person] = [accounts.OPERATOR, accounts.MANY_ROLES, accounts.READER]
    people += [official for town in TOWNS for official in town.officials]
    people += [one.representative for one in EVERYBODY.values()]
    people += [one.editor for one in EVERYBODY.values() if one.editor]
    accounts.make(people, at=since)
    entered = {code: _enter(told, since) for code, told in EVERYBODY.items()}
    for person, code, role in MORE_MEMBERS:
        _join(person, entered[code], role, since)


def _enter(told: Organisation, at: datetime) -> int:
    """The organisation as its representative enters it; the editor joins."""
    by = actor_for(User.objects.get(email=told.representative.email), in_town=False)
    organisation = registry.enter({name: getattr(told, name) for name in FACTS}, by=by, at=at)
    if told.editor:
        _join(told.editor, organisation.pk, MembershipRole.EDITOR, at)
    return organisation.pk


def _join(person: Person, organisation: int, role: str, at: datetime) -> None:
    user = User.objects.get(email=person.email)
    Membership.objects.create(organisation_id=organisation, user=user, role=role, since=at)


def _seed_town(town: Town, now: datetime, say: Say) -> bool:
    schema = naming.schema_for(town.code)
    if LocalGovernment.objects.filter(schema_name=schema).exists():
        return False
    say(f"{town.name}: opening")
    opening.make_schema(schema)
    with transaction.atomic():
        government = _register(town, schema, now)
        tell(town, government, now, say)
    return True


def _register(town: Town, schema: str, now: datetime) -> LocalGovernment:
    government = LocalGovernment.objects.create(
        schema_name=schema,
        name=town.name,
        kind=town.kind,
        executive_name=town.executive_name,
        office_name=town.office_name,
        address=town.address,
        email=town.email,
        hue=town.hue,
        voivodeship=town.voivodeship,
        county=town.county,
        state=Opening.READY,
        requested_at=SINCE,
        ready_at=SINCE,
        first_email=town.officials[0].email,
    )
    Domain.objects.create(domain=opening.host_for(town.code), tenant=government, is_primary=True)
    _subscribe(government, TOWNS.index(town), now)
    return government


def _subscribe(government: LocalGovernment, place: int, now: datetime) -> None:
    """One town pays, one is on trial, one is late."""
    states = (Standing.ACTIVE, Standing.TRIAL, Standing.PAST_DUE)
    paid = (now + timedelta(days=200), None, now - timedelta(days=6))
    Subscription.objects.create(
        government=government,
        state=states[place],
        plan=("" if states[place] == Standing.TRIAL else Plan.LARGE),
        trial_ends_at=now + timedelta(days=12) if states[place] == Standing.TRIAL else SINCE + TRIAL,
        paid_until=paid[place],
    )


def tell(town: Town, government: LocalGovernment, now: datetime, say: Say) -> None:
    """The town's story, inside its schema."""
    with tenant_context(government), letters.no_jobs():
        _seat(town, government)
        cast = Cast(town=town, calendar=Calendar(now), organisations=EVERYBODY)
        plans = [*published.plans(town.code, town.programme), *programmes.plans_of(cast)]
        told = [*published.CALLS.get(town.code, ()), *town.calls]
        stories = [programmes.tell(plan, cast) for plan in plans]
        stories += [without_call.small_grant(one, cast) for one in town.small_grants]
        stories += [without_call.initiative(one, cast) for one in town.initiatives]
        stories += _counted([calls.tell(call, cast) for call in told], town, say)
        play(merged(stories), until=now)
    with tenant_context(government):
        letters.mark_sent()


def _seat(town: Town, government: LocalGovernment) -> None:
    people: list[tuple[Person, str]] = [(one, role) for one in town.officials for role in one.roles]
    if town.code in MANY_SEATS:
        people.append((accounts.MANY_ROLES, MANY_SEATS[town.code]))
    for person, role in people:
        seats.give(User.objects.get(email=person.email), role, government=government, by=CLOCK, at=SINCE)


def _counted(stories: Sequence[Story], town: Town, say: Say) -> list[Story]:
    """The same stories; each says how many are told when it ends."""
    ends = count(1)

    def counted(story: Story) -> Story:
        yield from story
        say(f"{town.name}: calls {next(ends)}/{len(stories)}")

    return [counted(story) for story in stories]
