"""What other rules would do with the money: a page that only shows. Nothing is decided on it, and nothing is kept."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from frontend.htmx import page_or_fragment
from grants.applications.models import Application
from grants.awards import reading, whatif_words
from grants.awards.states import proposers
from grants.awards.whatif_forms import COLUMNS, WhatIfForm, effects
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.scoring import presentation as scoring
from grants.scoring.standing import points_max
from grants.scoring.views import unfinished
from tenants.gates.access import seated
from tenants.gates.doors import open_to


@open_to(seated)
@require_safe
def what_if(request: Any, ref: str) -> HttpResponse:
    """For whoever proposes the amounts, while they can be proposed; not there for anybody else."""
    call = get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)
    if call.state != CallState.MERIT or proposers(request.actor, call) is not True:
        raise Http404
    if left := unfinished(request, call):
        context = {"call": call, "next": scoring.next_for_member(call, left)}
        return render(request, "grants/scoring/ranking_later.html", context)
    offers = Application.objects.visible_to_judges(request.actor).filter(call=call)
    tables = reading.tables(call, offers, reader=request.actor)
    form = WhatIfForm(request.GET, call=call, tables=tables, points_max=points_max(call))
    scenario = form.scenario()
    context = {
        "call": call,
        "form": form,
        "lots": [
            {"table": table, "pool": form[f"pool_{table.lot.pk}"], "small": form[f"small_{table.lot.pk}"]}
            for table in tables
        ],
        "told": [whatif_words.told(one) for one in effects(call, tables, scenario)] if scenario else [],
        "take_over": [(name, _query(request, name)) for name in COLUMNS],
        "steps": scoring.steps(call, request.actor, "proposal"),
    }
    status = 200 if scenario else 422
    return page_or_fragment(request, "grants/awards/whatif.html", "grants/awards/_whatif_effect.html", context, status)


def _query(request: Any, column: str) -> str:
    query = request.GET.copy()
    query["from"], query["column"] = "what-if", column
    return query.urlencode()
