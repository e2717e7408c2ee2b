import re
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from frontend import feeds
from tenants.gates.access import anyone
from tenants.gates.doors import open_to
from tenants.platform.front import reading
from tenants.platform.front.forms import CallFilter, TownFilter
from tenants.registry.governments.models import LocalGovernment
from tenants.registry.governments.sorting import polish
from tenants.registry.showcase.models import ListedCall

ON_FRONT_PAGE = 8
A_PAGE = 25
IN_A_FEED = 100
TOWNS_A_PAGE = 60


@open_to(anyone)
@require_safe
def home(request: Any) -> HttpResponse:
    at = timezone.now()
    calls = ListedCall.objects.visible_to(request.actor).open_at(at).select_related("government")
    towns = LocalGovernment.objects.visible_to(request.actor).order_by(polish("name"), "pk")
    context = {
        "calls": reading.call_rows(calls[:ON_FRONT_PAGE], at=at),
        "call_count": calls.count(),
        "towns": reading.town_rows(towns[:12]),
        "town_count": towns.count(),
    }
    return render(request, "platform/home.html", context)


@open_to(anyone)
@require_safe
def calls(request: Any) -> HttpResponse:
    at = timezone.now()
    open_calls = ListedCall.objects.visible_to(request.actor).open_at(at)
    with_calls = LocalGovernment.objects.visible_to(request.actor).filter(
        pk__in=open_calls.order_by().values("government")
    )
    form = CallFilter(request.GET, towns=list(with_calls.order_by(polish("name")).values_list("pk", "name")))
    chosen = form.chosen()
    found = open_calls.select_related("government")
    if chosen.get("q"):
        found = found.filter(Q(title__icontains=chosen["q"]) | Q(government__name__icontains=chosen["q"]))
    if chosen.get("sphere"):
        found = found.filter(spheres__regex=rf"(^|,){re.escape(chosen['sphere'])}(,|$)")
    if chosen.get("town"):
        found = found.filter(government=int(chosen["town"]))
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": reading.call_rows(page.object_list, at=at),
        "form": form,
        "filtered": any(chosen.values()),
    }
    return render(request, "platform/calls.html", context)


@open_to(anyone)
@require_safe
def feed(request: Any) -> HttpResponse:
    """All open calls of all towns, the nearest deadline first."""
    at = timezone.now()
    calls = ListedCall.objects.visible_to(request.actor).open_at(at).select_related("government")[:IN_A_FEED]
    text = feeds.atom(
        title=_("Open calls of all local governments"),
        url=request.build_absolute_uri(reverse("front:calls")),
        feed_url=request.build_absolute_uri(),
        entries=[reading.entry(row) for row in reading.call_rows(calls, at=at)],
    )
    return HttpResponse(text, content_type=feeds.CONTENT_TYPE)


@open_to(anyone)
@require_safe
def towns(request: Any) -> HttpResponse:
    form = TownFilter(request.GET)
    chosen = form.chosen()
    found = LocalGovernment.objects.visible_to(request.actor).order_by(polish("name"), "pk")
    if chosen.get("q"):
        found = found.filter(name__icontains=chosen["q"])
    if chosen.get("kind"):
        found = found.filter(kind=chosen["kind"])
    page = Paginator(found, TOWNS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": reading.town_rows(page.object_list),
        "form": form,
        "filtered": any(chosen.values()),
    }
    return render(request, "platform/towns.html", context)
