"""Accounts of the demo: one password for everybody, so a visitor can be anyone."""

from collections.abc import Iterable
from datetime import datetime

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from config.demo.content.shapes import Person
from tenants.registry.people.models import User

PASSWORD = "osnowa-demo-2027"

OPERATOR = Person(first_name="Olgierd", last_name="Osnowa", email="operator@osnowa.example.org")
# Works in two town halls and in two organisations.
MANY_ROLES = Person(first_name="Wiesława", last_name="Zaradna", email="wieslawa@zaradna.example.org")
READER = Person(first_name="Emily", last_name="Carter", email="emily@zlotajesien.example.org", language="en")


def make(people: Iterable[Person], *, at: datetime) -> None:
    """Accounts with a confirmed address for those who have none yet."""
    wanted = {person.email: person for person in people}
    known = set(User.objects.filter(email__in=wanted).values_list("email", flat=True))
    # One hash for all: a hash takes longer than everything else about an account.
    password = make_password(PASSWORD)
    made = User.objects.bulk_create(
        User(
            email=person.email,
            name=person.name,
            language=person.language,
            is_operator=person is OPERATOR,
            password=password,
            joined_at=at,
        )
        for person in wanted.values()
        if person.email not in known
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
