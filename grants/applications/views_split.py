"""The split of costs between the offerors of a joint offer, in the update after a lower award."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from frontend.listing import mistakes
from frontend.templatetags.formats import money
from grants.applications import finding, partners_update, reading
from grants.applications.completeness import budget_in
from grants.applications.partners_forms import SplitForm
from grants.applications.states import ApplicationState
from grants.applications.views_update import frame, updatable
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import into


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def update_split(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="edit_update")
    if not updatable(application, ApplicationState.REDUCED) or not application.is_joint:
        return redirect("applications:detail", ref=ref)
    budget = budget_in(reading.updated_content(application))
    form = SplitForm(request.POST if request.method == "POST" else None, budget=budget)
    if request.method == "POST" and form.is_valid():
        with into(form):
            partners_update.save_update_split(application, form.split(), by=request.actor, at=timezone.now())
            messages.success(request, _("The update is saved."))
            return redirect("applications:update", ref=ref)
    context = {
        **frame(application, "joint", request),
        "label": _("Costs of each organisation"),
        "form": form,
        "mistakes": mistakes([form]),
        "costs": [(year, money(costs)) for year, costs in zip(budget.years, budget.totals_per_year, strict=True)],
        "back": reverse("applications:update", args=[ref]),
        "updating": True,
    }
    return render(request, "grants/applications/update_split.html", context, status=422 if form.errors else 200)
