"""Beginning an offer from an earlier one of one's own organisation, filed in any town."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from grants.applications import earlier, earlier_rules, finding
from grants.applications.access import WRITING
from grants.applications.completeness import ATTACHMENTS
from grants.applications.states import ApplicationState
from grants.applications.views_writing import frame
from grants.calls.models import Lot
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.registry.organisations.models import Organisation


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: Any) -> HttpResponse:
    """The earlier offers there are; one of them becomes the draft of this lot."""
    wanted = request.POST.get("lot") or request.GET.get("lot") or ""
    if not (wanted.isascii() and wanted.isdecimal()):
        raise Http404
    lot = get_object_or_404(Lot.objects.visible_to(request.actor).select_related("call"), pk=int(wanted[:18]))
    at = timezone.now()
    mine = request.actor.organisations_as(*WRITING)
    names = {one.pk: one for one in Organisation.objects.filter(pk__in=mine, closed_at=None)}
    if request.method == "POST":
        organisation = next((one for one in names.values() if str(one.pk) == request.POST.get("organisation")), None)
        schema, ref = request.POST.get("town", ""), request.POST.get("ref", "")
        said = earlier.content_of(request.actor, organisation, schema=schema, ref=ref) if organisation else None
        if organisation is None or said is None:
            raise Http404
        draft = earlier.copy_earlier(lot, organisation=organisation, said=said, schema=schema, by=request.actor, at=at)
        return redirect("applications:copied", ref=draft.ref)
    offers = [(one, names[one.organisation_id].name) for one in earlier.listed(request.actor)]
    context = {"lot": lot, "call": lot.call, "offers": offers, "open": lot.call.accepts_at(at), "at": at}
    return render(request, "grants/applications/earlier.html", context)


@open_to(signed_in)
@require_safe
def copied(request: Any, ref: str) -> HttpResponse:
    """What this call's rules change in a copied draft, each with the way to its place."""
    application = finding.own(request, ref)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", ref=ref)
    gaps = finding.gaps_of(application)
    found = earlier_rules.changes(
        application.content,
        call=application.call,
        lot=application.lot,
        wanted=[one.name for one in finding.wanted_of(application)],
        questions=len(finding.questions_of(application)),
    )
    context = {
        **frame(application, gaps, "copied"),
        "changes": [(sentence, _place(ref, section)) for section, sentence in found],
    }
    return render(request, "grants/applications/copied.html", context)


def _place(ref: str, section: str) -> str:
    if section == ATTACHMENTS:
        return reverse("applications:attachments", args=[ref])
    return reverse("applications:edit", args=[ref, section])
