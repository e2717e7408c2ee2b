"""The public register KRS, asked over HTTP when KRS_API_URL is set. What it says is a help, never a condition."""

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request, urlopen

from django.conf import settings

from tenants.registry.organisations.kinds import LegalForm

# The register of associations first: most who look themselves up are there.
REGISTERS = ("S", "P")
MOST_BYTES = 2_000_000
LEGAL_FORMS = (
    ("OCHOTNICZA STRAŻ POŻARNA", LegalForm.FIRE_BRIGADE),
    ("SPÓŁDZIELNIA SOCJALNA", LegalForm.SOCIAL_COOPERATIVE),
    ("ZWIĄZEK STOWARZYSZEŃ", LegalForm.UNION_OF_ASSOCIATIONS),
    ("KLUB SPORTOWY", LegalForm.SPORTS_CLUB),
    ("STOWARZYSZENIE", LegalForm.ASSOCIATION),
    ("FUNDACJA", LegalForm.FOUNDATION),
    ("SPÓŁKA", LegalForm.NON_PROFIT_COMPANY),
)


class NotThere(Exception):
    """The register answers, and has no such number."""


class Unreachable(Exception):
    """The register does not answer, or not as it should."""


def is_on() -> bool:
    return bool(settings.KRS_API_URL)


def look_up(number: str) -> dict[str, str]:
    """The facts of an organisation under the names of our form; a fact the register lacks is left out.

    `number` has ten digits. Raises: NotThere, Unreachable.
    """
    for register in REGISTERS:
        said = _ask(number, register)
        if said is not None:
            return _facts(said)
    raise NotThere(number)


def _ask(number: str, register: str) -> Any:
    """The register's answer; None when it has no such number there. Raises: Unreachable."""
    address = (
        f"{settings.KRS_API_URL.rstrip('/')}/OdpisAktualny/{quote(number, safe='')}?rejestr={register}&format=json"
    )
    try:
        with urlopen(Request(address, headers={"Accept": "application/json"}), timeout=settings.KRS_SECONDS) as answer:
            return json.loads(answer.read(MOST_BYTES))
    except HTTPError as problem:
        if problem.code in {204, 404}:
            return None
        raise Unreachable(f"{problem.code}") from problem
    except (OSError, HTTPException, ValueError, RecursionError) as problem:
        raise Unreachable(str(problem)) from problem


def _facts(said: Any) -> dict[str, str]:
    """Raises: Unreachable when the answer is not an extract."""
    entity = _part(said, "odpis", "dane", "dzial1", "danePodmiotu")
    if not _text(entity, "nazwa"):
        raise Unreachable("not an extract")
    seat = _part(said, "odpis", "dane", "dzial1", "siedzibaIAdres")
    address = _part(seat, "adres")
    numbers = _part(entity, "identyfikatory")
    house = "/".join(part for part in (_text(address, "nrDomu"), _text(address, "nrLokalu")) if part)
    street = _text(address, "ulica") or _text(address, "miejscowosc")
    found = {
        "name": _text(entity, "nazwa"),
        "legal_form": _legal_form(_text(entity, "formaPrawna")),
        "nip": _text(numbers, "nip"),
        "regon": _short_regon(_text(numbers, "regon")),
        "street": f"{street} {house}".strip(),
        "postcode": _text(address, "kodPocztowy"),
        "city": _text(address, "miejscowosc"),
        "email": _text(seat, "adresPocztyElektronicznej").lower(),
        "website": _website(_text(seat, "adresStronyInternetowej")),
    }
    return {name: value for name, value in found.items() if value}


def _part(whole: Any, *names: str) -> Mapping[str, Any]:
    for name in names:
        whole = whole.get(name) if isinstance(whole, Mapping) else None
    return whole if isinstance(whole, Mapping) else {}


def _text(part: Mapping[str, Any], name: str) -> str:
    """One line of a reasonable length: what comes from outside is data."""
    value = part.get(name)
    return " ".join(value.split())[:500] if isinstance(value, str) else ""


def _legal_form(said: str) -> str:
    return next((str(form) for words, form in LEGAL_FORMS if words in said.upper()), "")


def _short_regon(number: str) -> str:
    """The register writes 14 digits; five zeros at the end say nothing."""
    return number[:9] if len(number) == 14 and number.endswith("00000") else number


def _website(said: str) -> str:
    if not said:
        return ""
    return said.lower() if said.lower().startswith(("http://", "https://")) else f"https://{said.lower()}"
