"""The split of costs between the offerors of a joint offer: in the update after a lower award, and as a correction."""

from collections.abc import Mapping
from datetime import datetime
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
from grants.applications.saving import attempt, revision_in
from grants.applications.states import ApplicationState
from grants.applications.views_update import updatable
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import Stale
from tenants.office.money import ZERO


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def update_split(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="edit_update")
    if not updatable(application, ApplicationState.REDUCED) or not application.is_joint:
        return redirect("applications:detail", ref=ref)
    form = _form(request, reading.updated_content(application))
    newer, at = None, timezone.now()
    if form.is_valid():
        newer = attempt(
            form,
            lambda: partners_update.save_update_split(
                application, form.split(), revision=revision_in(request.POST), by=request.actor, at=at
            ),
        )
    back = reverse("applications:update", args=[ref])
    if newer is None and form.is_valid():
        messages.success(request, _("The update is saved."))
        return redirect(back)
    if newer is not None:
        application.refresh_from_db()
    around = {
        **views_update.frame(application, "joint", request),
        "updating": True,
        "of": _("Update"),
        "back": back,
        "stale": _stale(newer, form, reading.updated_content(application), application.changed_at),
    }
    return _page(request, form, around, revision=partners_update.update_revision(application))


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def correction_split(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="edit_correction")
    correction = views_corrections.open_one(request, application)
    content = correcting.corrected_content(application, correction)
    if not places.opens_split(correction.flaws, content):
        raise Http404
    form = _form(request, content)
    newer, at = None, timezone.now()
    if form.is_valid():
        newer = attempt(
            form,
            lambda: partners_update.save_correction_split(
                application, form.split(), revision=revision_in(request.POST), by=request.actor, at=at
            ),
        )
    back = reverse("applications:correction", args=[ref])
    if newer is None and form.is_valid():
        messages.success(request, _("The correction is saved. The office sees it once you send it."))
        return redirect(back)
    if newer is not None:
        correction.refresh_from_db()
    around = {
        **views_corrections.frame(application, request),
        "of": _("Corrections"),
        "flaws": places.opened(correction.flaws, PARTNERS),
        "back": back,
        "stale": _stale(newer, form, correcting.corrected_content(application, correction), at),
    }
    return _page(request, form, around, revision=partners_update.correction_revision(correction))


def _form(request: Any, content: Mapping[str, Any]) -> SplitForm:
    return SplitForm(request.POST if request.method == "POST" else None, budget=budget_in(content))


def _stale(newer: Stale | None, form: SplitForm, stored: Mapping[str, Any], at: datetime) -> dict[str, Any] | None:
    """What somebody else saved meanwhile, beside what is typed in the form: part by part, and what each adds up to."""
    if newer is None:
        return None
    budget, typed = budget_in(stored), form.split()
    rows = [
        (form.label(part, year), saved, typed.get(part.code, {}).get(year) or ZERO)
        for part in budget.offerors
        for year, saved in zip(budget.years, part.years, strict=True)
    ]
    theirs, mine = (sum((row[place] for row in rows), ZERO) for place in (1, 2))
    compared = {"rows": rows, "theirs": theirs, "mine": mine, "costs": budget.total}
    return {"sentence": str(newer), "compared": compared, "at": at}


def _page(request: Any, form: SplitForm, around: dict[str, Any], *, revision: int) -> HttpResponse:
    """`revision`: of what is stored; a form that was refused keeps the one it came with."""
    budget, stale = form.budget, around["stale"]
    context = {
        **around,
        "label": _("Costs of each organisation"),
        "form": form,
        "mistakes": mistakes([form]),
        "costs": [(year, money(costs)) for year, costs in zip(budget.years, budget.totals_per_year, strict=True)],
        "revision": revision if stale or not form.is_bound else revision_in(request.POST),
        "action": request.path,
    }
    status = 409 if stale else 422 if form.errors else 200
    return render(request, "grants/applications/split.html", context, status=status)
