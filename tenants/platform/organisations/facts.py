"""How an organisation's facts are laid out: the parts of its form, the list on its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tenants.office.identifiers import show_nrb
from tenants.platform.organisations.forms import OrganisationForm
from tenants.registry.organisations.kinds import is_usual
from tenants.registry.organisations.models import Organisation
from tenants.registry.organisations.papers import OrganisationPaper, PaperKind

Part = tuple[str, str, list[BoundField]]


def parts(form: OrganisationForm) -> list[Part]:
    """The form in three parts: (heading, note, fields)."""
    return [
        (
            _("Who the organisation is"),
            _("As in the register: officers compare it with the offer."),
            [form[name] for name in ("name", "legal_form", "register_kind", "register_number", "nip", "regon")],
        ),
        (
            _("Where it is"),
            "",
            [form[name] for name in ("street", "postcode", "city", "correspondence_address")],
        ),
        (
            _("How to reach it and where to pay"),
            "",
            [form[name] for name in ("email", "phone", "website", "account")],
        ),
    ]


def shown(organisation: Organisation) -> list[tuple[str, Any]]:
    found = [
        (_("Legal form"), organisation.get_legal_form_display()),
        (organisation.get_register_kind_display(), organisation.register_number),
        ("NIP", organisation.nip),
        ("REGON", organisation.regon),
        (_("Address"), organisation.address),
        (_("Address for letters"), organisation.correspondence_address),
        (_("E-mail"), organisation.email),
        (_("Phone"), organisation.phone),
        (_("Website"), organisation.website),
        (_("Bank account"), show_nrb(organisation.account.removeprefix("PL")) if organisation.account else ""),
    ]
    return [(label, value) for label, value in found if value]


@dataclass(frozen=True)
class Wanted:
    """Something a complete profile has; `note` says what is wrong with it."""

    label: str
    done: bool
    note: str = ""


def wanted(organisation: Organisation, papers: Sequence[OrganisationPaper], today: date) -> list[Wanted]:
    """What offers, agreements and payments will ask for. Nothing of it is needed to begin an offer."""
    usual = is_usual(organisation.legal_form, organisation.register_kind)
    return [
        Wanted(
            _("Register and number"),
            usual,
            "" if usual else _("A body of this form is usually entered elsewhere. Check the register and its number."),
        ),
        Wanted("NIP", bool(organisation.nip)),
        Wanted(pgettext("number", "REGON"), bool(organisation.regon)),
        Wanted(_("Bank account for grants"), bool(organisation.account)),
        _paper(_("Statute or rules"), PaperKind.STATUTE, papers, today),
        _paper(_("Proof of who may represent it"), PaperKind.REPRESENTATION, papers, today),
    ]


def _paper(label: str, kind: str, papers: Sequence[OrganisationPaper], today: date) -> Wanted:
    of_kind = [paper for paper in papers if paper.kind == kind]
    valid = any(paper.is_valid_on(today) for paper in of_kind)
    return Wanted(label, valid, _("What is here is not valid today.") if of_kind and not valid else "")


def missing(organisation: Organisation) -> list[str]:
    """What will be needed before a grant can be paid."""
    needed = [("account", _("bank account")), ("nip", "NIP"), ("regon", pgettext("number", "REGON"))]
    return [label for name, label in needed if not getattr(organisation, name)]


def differences(form: OrganisationForm, typed: Mapping[str, str], found: Mapping[str, str]) -> list[tuple[str, str]]:
    """Where the register says something else than what was typed: (label, what the register says)."""
    return [
        (str(form.fields[name].label), _shown_fact(form, name, value))
        for name, value in found.items()
        if (said := typed.get(name, "").strip()) and _plain(said) != _plain(value)
    ]


def _shown_fact(form: OrganisationForm, name: str, value: str) -> str:
    return str(dict(form.fields[name].choices).get(value, value)) if name == "legal_form" else value  # type: ignore[attr-defined]


def _plain(text: str) -> str:
    return "".join(sign for sign in text.casefold() if sign.isalnum())
