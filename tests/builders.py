"""Plain functions that bring things to a state by the real actions. Rooms add theirs in tests/builders_<room>.py."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db import connection
from django_tenants.utils import schema_context

from tenants.gates.access import REPRESENTATIVE, Actor
from tenants.office.people import actor_for
from tenants.office.seats.models import Seat
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.organisations.models import Membership, Organisation
from tenants.registry.people.models import User
from tests.remembered import remembered

WARSAW = ZoneInfo("Europe/Warsaw")
NOON = datetime(2027, 1, 15, 12, 0, tzinfo=WARSAW)
_numbers = itertools.count(1)


def town(schema: str) -> LocalGovernment:
    found = LocalGovernment.objects.get(schema_name=schema)
    found.domain_url = f"{schema}.localhost"
    return found


@contextmanager
def in_town(schema: str) -> Iterator[None]:
    """Step next door for a moment, and come back."""
    before = connection.tenant
    connection.set_tenant(town(schema))
    try:
        yield
    finally:
        connection.set_tenant(before)


def email_of(name: str) -> str:
    plain = name.lower().translate(str.maketrans("ąćęłńóśźż ", "acelnoszz."))
    return f"{plain}@example.org"


@remembered
def a_person(name: str, *roles: str, at: datetime = NOON) -> Actor:
    """A person with these seats in the present town."""
    found, _ = User.objects.get_or_create(email=email_of(name), defaults={"name": name, "joined_at": at})
    from allauth.account.models import EmailAddress

    EmailAddress.objects.get_or_create(user=found, email=found.email, defaults={"verified": True, "primary": True})
    for role in roles:
        Seat.objects.get_or_create(user=found, role=role, ended_at=None, defaults={"given_at": at})
    return actor_for(found)


def user(actor: Actor) -> User:
    return User.objects.get(pk=actor.user_id)


def fresh(actor: Actor) -> Actor:
    """The same person with the rights they have by now."""
    return actor_for(user(actor))


def nip_of(base: int) -> str:
    """A valid NIP made from a number."""
    weights = (6, 5, 7, 2, 3, 4, 5, 6, 7)
    while True:
        digits = f"{base:09d}"
        check = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
        if check != 10:
            return digits + str(check)
        base += 1


@remembered
def an_organisation(name: str, *, at: datetime = NOON) -> Organisation:
    number = next(_numbers)
    found = Organisation.objects.filter(name=name).first()
    if found:
        return found
    return Organisation.objects.create(
        name=name,
        legal_form="stowarzyszenie",
        register_kind="KRS",
        register_number=f"{900_000 + number:010d}",
        nip=nip_of(525_100_000 + number * 11),
        street="ul. Lipowa 1",
        postcode="11-111",
        city="Lipowo",
        email=f"biuro{number}@example.org",
        phone="500 100 200",
        account="PL61109010140000071219812874",
        made_at=at,
    )


@remembered
def a_representative(name: str, organisation: str, *, role: str = REPRESENTATIVE, at: datetime = NOON) -> Actor:
    """A person of an organisation: its representative, unless said otherwise."""
    person = a_person(name, at=at)
    Membership.objects.get_or_create(
        user_id=person.user_id,
        organisation=an_organisation(organisation, at=at),
        ended_at=None,
        defaults={"role": role, "since": at},
    )
    return fresh(person)


def organisation_of(actor: Actor) -> Organisation:
    return Organisation.objects.get(pk=actor.organisations[0])


__all__ = ["NOON", "WARSAW", "in_town", "schema_context"]
