"""A person's calendar of deadlines: the page with its private address, and what stands at that address."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tenants.gates.access import anyone, signed_in
from tenants.gates.doors import open_to
from tenants.office.calendar_file import calendar
from tenants.office.people import actor_for
from tenants.platform.desk import reading
from tenants.registry.feeds import actions, tokens
from tenants.registry.feeds.models import CalendarFeed
from tenants.registry.governments import addresses


@open_to(signed_in)
@require_safe
def page(request: Any) -> HttpResponse:
    feed = CalendarFeed.objects.visible_to(request.actor).first()
    address = addresses.platform(reverse("desk:feed", args=[tokens.token_of(feed)])) if feed else ""
    context = {"feed": feed, "address": address, "events": reading.events(request.actor, at=timezone.now())[:5]}
    return render(request, "platform/calendar.html", context)


@open_to(signed_in)
@require_POST
def renew(request: Any) -> HttpResponse:
    actions.renew(by=request.actor, at=timezone.now())
    messages.success(request, _("Your calendar has a new address. An address from before works no more."))
    return redirect("desk:calendar")


@open_to(signed_in)
@require_POST
def close(request: Any) -> HttpResponse:
    actions.close(by=request.actor, at=timezone.now())
    messages.success(request, _("The address of your calendar works no more."))
    return redirect("desk:calendar")


@open_to(anyone)
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar itself. Who knows the address may read it; what it shows is what its owner may see now."""
    at = timezone.now()
    person = tokens.person_behind(token)
    if person is None:
        raise Http404
    with translation.override(person.language):
        text = calendar(_("Osnowa: my deadlines"), reading.events(actor_for(person, in_town=False), at=at), at=at)
    headers = {
        "Cache-Control": "private, no-store",
        "X-Robots-Tag": "noindex",
        "Content-Disposition": 'inline; filename="osnowa.ics"',
    }
    return HttpResponse(text, content_type="text/calendar; charset=utf-8", headers=headers)
