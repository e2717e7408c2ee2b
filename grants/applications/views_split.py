"""The split of costs between the offerors of a joint offer: in the update after a lower award, and as a correction."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from frontend.listing import mistakes
from frontend.templatetags.formats import money
from grants.applications import (
    correcting,
    finding,
    partners_update,
    places,
    reading,
    views_corrections,
    views_update,
)
from grants.applications.completeness import PARTNERS, budget_in
from grants.applications.partners_forms import SplitForm
from grants.applications.states import ApplicationState
from grants.applications.views_update import updatable
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import into


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def update_split(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="edit_update")
    if not updatable(application, ApplicationState.REDUCED) or not application.is_joint:
        return redirect("applications:detail", ref=ref)
    form = _form(request, reading.updated_content(application))
    if request.method == "POST" and form.is_valid():
        with into(form):
            partners_update.save_update_split(application, form.split(), by=request.actor, at=timezone.now())
            messages.success(request, _("The update is saved."))
            return redirect("applications:update", ref=ref)
    around = {**views_update.frame(application, "joint", request), "updating": True, "of": _("Update")}
    return _page(request, form, around, back=reverse("applications:update", args=[ref]))


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def correction_split(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="edit_correction")
    correction = views_corrections.open_one(request, application)
    content = correcting.corrected_content(application, correction)
    if not places.opens_split(correction.flaws, content):
        raise Http404
    form = _form(request, content)
    if request.method == "POST" and form.is_valid():
        with into(form):
            partners_update.save_correction_split(application, form.split(), by=request.actor, at=timezone.now())
            messages.success(request, _("The correction is saved. The office sees it once you send it."))
            return redirect("applications:correction", ref=ref)
    around = {
        **views_corrections.frame(application, request),
        "of": _("Corrections"),
        "flaws": places.opened(correction.flaws, PARTNERS),
    }
    return _page(request, form, around, back=reverse("applications:correction", args=[ref]))


def _form(request: Any, content: Mapping[str, Any]) -> SplitForm:
    return SplitForm(request.POST if request.method == "POST" else None, budget=budget_in(content))


def _page(request: Any, form: SplitForm, around: dict[str, Any], *, back: str) -> HttpResponse:
    budget = form.budget
    context = {
        **around,
        "label": _("Costs of each organisation"),
        "form": form,
        "mistakes": mistakes([form]),
        "costs": [(year, money(costs)) for year, costs in zip(budget.years, budget.totals_per_year, strict=True)],
        "back": back,
    }
    return render(request, "grants/applications/split.html", context, status=422 if form.errors else 200)
