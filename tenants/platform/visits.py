"""A visitor's language, and the form kept for them while they signed in."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenants.gates.access import anyone, signed_in
from tenants.gates.doors import open_to
from tenants.office import parking
from tenants.office.middleware import LANGUAGE_COOKIE
from tenants.registry.people import actions as people

YEAR = 365 * 24 * 3600


def safe_next(request: HttpRequest) -> str:
    """The address on this host where the visitor was going, or nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    same = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if same and wanted.startswith("/") else ""


@open_to(anyone)
@require_POST
def language(request: Any) -> HttpResponse:
    chosen = request.POST.get("language", "")
    response = redirect(safe_next(request) or "/")
    if chosen in dict(settings.LANGUAGES):
        response.set_cookie(
            LANGUAGE_COOKIE, chosen, max_age=YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
        if signed_in(request.actor):
            people.speak(chosen, by=request.actor, at=timezone.now())
    return response


@open_to(signed_in)
@require_safe
def kept(request: HttpRequest) -> HttpResponse:
    """After signing in again: what was typed before waits here, to be sent where it was going."""
    found = parking.parked(request)
    if found is None:
        return redirect("/desk/")
    # Words a person wrote; values of buttons and choices have no space in them.
    shown = [value for _name, value in found["fields"] if " " in value.strip()][:5]
    return render(request, "platform/kept.html", {"kept": found, "shown": shown})


@open_to(signed_in)
@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    parking.clear(request)
    messages.info(request, _("What you had typed is thrown away."))
    return redirect("/desk/")


@open_to(anyone)
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return about(request, "accessibility")


@open_to(anyone)
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return about(request, "privacy")


def about(request: HttpRequest, page: str) -> HttpResponse:
    """A long text is written twice, not translated by the sentence."""
    return render(request, f"about/{page}_{translation.get_language()}.html")
