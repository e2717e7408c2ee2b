"""How an organisation's facts are laid out: the parts of its form, the list on its page."""

from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tenants.office.identifiers import show_nrb
from tenants.platform.organisations.forms import OrganisationForm
from tenants.registry.organisations.models import Organisation

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


def missing(organisation: Organisation) -> list[str]:
    """What will be needed before a grant can be paid."""
    wanted = [("account", _("bank account")), ("nip", "NIP"), ("regon", pgettext("number", "REGON"))]
    return [label for name, label in wanted if not getattr(organisation, name)]
