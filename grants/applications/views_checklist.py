"""How the offers of a call are checked formally, arranged by the office; and the results, for everyone."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from frontend.rows import quiet, rearranged
from grants.applications import actions, checklist, formal_results, formal_rules
from grants.applications.arranging import is_begun
from grants.applications.forms_formal import ROWS, ArrangingForm, CriteriaFormSet, with_usual
from grants.applications.reading import is_only_clerk
from grants.calls.models import Call
from grants.calls.states import FLOW
from tenants.gates.access import anyone, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import into
from tenants.office.exports import spreadsheet

PAGE = 60


def _call(request: Any, ref: str) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)


@open_to(staff)
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: Any, ref: str) -> HttpResponse:
    """The questions, who confirms the answers, who may read the results; to read once the check has begun."""
    call = _call(request, ref)
    begun = is_begun(call)
    asked = checklist.of(call)
    if request.method != "POST":
        rows = [{"code": one.code, "label": one.label, "correctable": one.correctable} for one in asked]
        return _page(
            request, call, asked, ArrangingForm(call=call, begun=begun), CriteriaFormSet(initial=rows, prefix=ROWS)
        )
    form = ArrangingForm(request.POST, call=call, begun=begun)
    again = rearranged(request.POST, ROWS) or with_usual(request.POST)
    if again is not None:
        form.is_valid()
        return _page(request, call, asked, form, quiet(CriteriaFormSet(again, prefix=ROWS)))
    criteria = None if begun else CriteriaFormSet(request.POST, prefix=ROWS)
    if form.is_valid() and (criteria is None or criteria.is_valid()):
        with into(form):
            _save(request, call, form.cleaned_data, criteria)
    if form.errors or (criteria is not None and criteria.total_error_count()):
        return _page(request, call, asked, form, criteria, status=422)
    messages.success(request, _("The formal check of this call is arranged so."))
    return redirect("applications:checklist", ref=ref)


def _save(request: Any, call: Call, said: dict[str, Any], criteria: Any) -> None:
    by, at = request.actor, timezone.now()
    if criteria is not None:
        actions.arrange_check(call, criteria.rows(), four_eyes=said["four_eyes"], by=by, at=at)
    if said["public"] != call.formal_public:
        actions.show_results(call, public=said["public"], by=by, at=at)


def _page(request: Any, call: Call, asked: Any, form: ArrangingForm, criteria: Any, status: int = 200) -> HttpResponse:
    can = FLOW.open_steps(call, request.actor)
    context = {
        "call": call,
        "asked": asked,
        "known": [(label, code in checklist.KNOWN_CORRECTABLE) for code, label in checklist.KNOWN_LABELS.items()],
        "form": form,
        "criteria": criteria,
        "may_arrange": can.get("arrange_formal_check", False) and "four_eyes" in form.fields,
        "may_show": can.get("show_formal_results", False),
        "begun": "four_eyes" not in form.fields,
        "alone": is_only_clerk(request.actor),
        "shown": formal_rules.shows_formal_results(call),
    }
    return render(request, "grants/applications/checklist.html", context, status=status)


def _shown(request: Any, ref: str) -> Call:
    call = _call(request, ref)
    if not formal_rules.shows_formal_results(call):
        raise Http404
    return call


@open_to(anyone)
@require_safe
def results(request: Any, ref: str) -> HttpResponse:
    call = _shown(request, ref)
    page = Paginator(formal_results.of(call), PAGE).get_page(request.GET.get("page"))
    context = {"call": call, "page": page, "rows": list(formal_results.rows(page))}
    return render(request, "grants/applications/formal_results.html", context)


@open_to(anyone)
@require_safe
def results_csv(request: Any, ref: str) -> HttpResponse:
    return spreadsheet(f"formal-results-{ref}.csv", formal_results.table(_shown(request, ref)))
