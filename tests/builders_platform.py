"""People who sign in with a password, letters as they lie in the outbox, organisations as they are typed."""

import re

from allauth.account.models import EmailAddress
from django.test import Client

from tenants.registry.mail.models import Letter
from tenants.registry.people.models import User

PASSWORD = "dobre-haslo-123"
OSNOWA = "osnowa"

ORGANISATION = {
    "name": "Stowarzyszenie „Brzoza”",
    "legal_form": "stowarzyszenie",
    "register_kind": "KRS",
    "register_number": "123456",
    "nip": "525-100-00-00",
    "regon": "123456785",
    "street": "ul. Brzozowa 3",
    "postcode": "11111",
    "city": "Lipowo",
    "correspondence_address": "",
    "email": "biuro@brzoza.example",
    "phone": "500 600 700",
    "website": "",
    "account": "PL 61 1090 1014 0000 0712 1981 2874",
}


def a_visitor(town: str = OSNOWA, **options) -> Client:
    return Client(headers={"host": f"{town}.localhost"}, **options)


def an_account(email: str, name: str = "Wanda Widz", password: str = PASSWORD, language: str = "pl") -> User:
    user = User.objects.create_user(email, password, name=name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def letters_to(email: str) -> list[Letter]:
    return list(Letter.objects.filter(to_email=email).order_by("pk"))


def link_in(text: str) -> str:
    """The first link of a letter, as a path on the host it leads to."""
    found = re.search(r"https?://[^\s/]+(/\S+)", text)
    assert found, text
    return found[1]
