"""What happens to every request: which town, which language, who, may they, and what a refusal looks like."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode, urlsplit

import structlog
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import DisallowedHost, PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotFound, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse, set_urlconf
from django.utils import translation

from tenants.gates.access import NOBODY
from tenants.gates.doors import rule_of
from tenants.gates.refusals import Refusal
from tenants.office import parking
from tenants.office.people import actor_of
from tenants.registry.governments import addresses

log = structlog.get_logger()
Answer = Callable[[HttpRequest], HttpResponseBase]
LANGUAGE_COOKIE = "language"


class TownMiddleware:
    """From the host to the town's schema; an unknown host leads nowhere."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        before = connection.tenant
        connection.set_schema_to_public()
        try:
            host = request.get_host().rsplit(":", 1)[0].lower()
        except DisallowedHost:
            return HttpResponseNotFound()
        town = addresses.town_at(host)
        if town is None:
            return HttpResponseNotFound()
        request.tenant = town
        connection.set_tenant(town)
        request.urlconf = settings.PUBLIC_SCHEMA_URLCONF if town.schema_name == "public" else settings.ROOT_URLCONF
        set_urlconf(request.urlconf)
        structlog.contextvars.bind_contextvars(tenant=town.schema_name)
        try:
            return self.get_response(request)
        finally:
            connection.set_tenant(before)


class LanguageMiddleware:
    """Polish, unless the visitor chose another language here."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class DoorMiddleware:
    """The first door. A view without a mark is closed to everyone."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponseBase:
        request.actor = NOBODY
        response = self.get_response(request)
        parking.remember(request, response)
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> HttpResponseBase | None:
        rule = rule_of(view)
        if rule is None:
            log.error("view without a door mark", view=getattr(view, "__qualname__", repr(view)))
            raise PermissionDenied
        request.actor = actor_of(request)
        if rule(request.actor, None) is True:
            return None
        if request.actor.user_id is None:
            return self.to_sign_in(request)
        raise PermissionDenied

    def to_sign_in(self, request: HttpRequest) -> HttpResponse:
        """Nothing typed is lost: a form sent after the session ended waits for its author."""
        if request.headers.get("X-Autosave"):
            sentence = translation.gettext("You were signed out.")
            return JsonResponse({"message": sentence}, status=401)
        kept = request.method == "POST" and parking.park(request)
        after = reverse("continue") if kept else request.get_full_path() if request.method == "GET" else "/"
        if kept:
            messages.warning(
                request, translation.gettext("You were signed out. What you typed is kept: sign in to save it.")
            )
        response: HttpResponse = redirect(f"{reverse('account_login')}?{urlencode({'next': after})}")
        if request.headers.get("HX-Request"):
            response = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})
        return response


class RefusalMiddleware:
    """A refusal becomes a sentence: a message on the page it came from, or a 409 of the API."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, Refusal):
            return None
        sentences = [str(one) for one in exception.every()]
        if request.path.startswith("/api/"):
            return JsonResponse({"detail": sentences}, status=409)
        back = self.way_back(request)
        if back is None:
            return render(request, "409.html", {"sentences": sentences}, status=409)
        for sentence in sentences:
            messages.error(request, sentence)
        return redirect(back)

    def way_back(self, request: HttpRequest) -> str | None:
        """The page of ours a form was sent from; None when there is none, or nothing was sent."""
        back = urlsplit(request.headers.get("Referer", ""))
        if request.method != "POST" or back.netloc != request.get_host():
            return None
        return back.path + (f"?{back.query}" if back.query else "")
