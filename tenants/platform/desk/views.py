from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.office import todo
from tenants.office.deadlines import local_day
from tenants.platform.desk import reading
from tenants.platform.desk.forms import MatterFilter
from tenants.platform.front.reading import workplaces

A_PAGE = 25


@open_to(signed_in)
@require_safe
def desk(request: Any) -> HttpResponse:
    """Everything the person's organisations have going on, in every town."""
    at = timezone.now()
    organisations = reading.organisations(request.actor)
    names = {one.pk: one.name for one, _role in organisations}
    towns = Paginator(reading.towns_of(request.actor), reading.TOWNS_A_PAGE).get_page(request.GET.get("towns"))
    shown = list(towns.object_list)
    rows = reading.rows(request.actor, shown, names, at=at)
    items = todo.ordered(reading.to_do(rows), local_day(at))
    form = MatterFilter(request.GET, towns=[(town.pk, town.name) for town in shown], organisations=list(names.items()))
    found = form.of(rows)
    context = {
        "organisations": organisations,
        "workplaces": workplaces(request.actor),
        "towns": towns,
        "items": items[: todo.MOST_SHOWN],
        "more": max(len(items) - todo.MOST_SHOWN, 0),
        "form": form,
        "filtered": form.narrows(),
        "any": bool(rows),
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "platform/desk.html", context)
