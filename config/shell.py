"""What every page's frame shows: the town or the platform, the entries by role, the account, the languages."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tenants.gates.access import NOBODY, Actor, administrators, committee_seats, staff

LANGUAGE_NAMES = [("pl", "Polski"), ("en", "English")]


def shell(request: Any) -> dict[str, Any]:
    town = getattr(request, "tenant", None)
    if town is None:
        return {}
    actor: Actor = getattr(request, "actor", NOBODY)
    on_platform = town.schema_name == "public"
    return {
        "site": {
            "name": "Osnowa" if on_platform else town.name,
            "subtitle": _("cooperation of local governments with organisations")
            if on_platform
            else _("Cooperation with organisations"),
            "initials": "O" if on_platform else town.initials,
            "hue": "navy" if on_platform else town.hue,
            "home_url": "/",
            "is_platform": on_platform,
        },
        "town": None if on_platform else town,
        "actor": actor,
        "nav": _current(request.path, platform_entries(actor) if on_platform else town_entries(actor)),
        "account": account(actor, on_platform),
        "languages": [(code, name, code == get_language()) for code, name in LANGUAGE_NAMES],
        "footer": footer(on_platform),
        "demo_bar": {"text": _("A demo: nothing here is real. Mail is kept on this machine."), "url": "/outbox/"}
        if settings.OUTBOX
        else None,
        "announcements": announcements(town, actor),
    }


def town_entries(actor: Actor) -> list[tuple[str, str]]:
    entries = [(_("Programme"), "/programmes/"), (_("Calls"), "/calls/"), (_("Results"), "/results/")]
    if actor.user_id is not None:
        entries.insert(0, (_("My desk"), "/desk/"))
    if staff(actor) or committee_seats(actor) or actor.memberships:
        entries.append((_("Offers"), "/applications/"))
    entries.append((_("Agreements"), "/agreements/"))
    if staff(actor):
        entries.append((_("People"), "/seats/"))
    return entries


def platform_entries(actor: Actor) -> list[tuple[str, str]]:
    entries = [(_("Open calls"), "/calls/"), (_("Local governments"), "/towns/")]
    if actor.user_id is not None:
        entries.insert(0, (_("My desk"), "/desk/"))
    if actor.is_operator:
        entries.append((_("Operator"), "/operator/"))
    return entries


def _current(path: str, entries: list[tuple[str, str]]) -> list[dict[str, Any]]:
    return [{"label": label, "url": url, "current": path.startswith(url)} for label, url in entries]


def account(actor: Actor, on_platform: bool) -> dict[str, Any]:
    if actor.user_id is None:
        return {
            "name": "",
            "email": "",
            "links": [],
            "login_url": reverse("account_login"),
            "signup_url": reverse("account_signup"),
            "logout_url": None,
        }
    links = [(_("My organisations"), "/organisations/"), (_("New calls by mail"), "/alerts/")]
    links += [(_("Password"), reverse("account_change_password"))]
    links += [(_("E-mail address"), reverse("account_email")), (_("Two-step sign-in"), reverse("mfa_index"))]
    if not on_platform and administrators(actor):
        links.append((_("Subscription"), "/subscription/"))
    return {
        "name": actor.name,
        "email": actor.email,
        "links": links,
        "login_url": None,
        "signup_url": None,
        "logout_url": reverse("account_logout"),
    }


def footer(on_platform: bool) -> list[tuple[str, str]]:
    entries = [(_("Accessibility statement"), "/about/accessibility/"), (_("Personal data"), "/about/privacy/")]
    if not on_platform:
        entries.append((_("Check an offer"), reverse("applications:verify")))
        entries.append((_("Record of events"), reverse("record:heads")))
    entries.append((_("API"), reverse("api-docs")))
    return entries


def announcements(town: Any, actor: Actor) -> list[str]:
    """Sentences for the office's staff; no resident, and no member of a committee, sees that a town has not paid."""
    if town.schema_name == "public" or not staff(actor):
        return []
    from tenants.registry.billing import rules

    return rules.announcements(town.pk, at=timezone.now())
