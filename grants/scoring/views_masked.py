"""The offer of a blind call as its committee reads it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from grants.applications.models import Application
from grants.scoring import masked_reading, masking, reading
from tenants.gates.access import committee_seats
from tenants.gates.doors import open_to


@open_to(committee_seats)
@require_safe
def masked(request: Any, ref: str) -> HttpResponse:
    """Where nothing is hidden, or no longer, the offer's own page."""
    offers = Application.objects.visible_to_judges(request.actor).select_related("call__committee", "lot")
    offer = get_object_or_404(offers, ref=ref, state__in=reading.ASSESSED)
    if not masking.hides(offer.call, request.actor):
        return redirect("applications:detail", ref=ref)
    if reading.membership_of(request.actor, offer.call) is None:
        raise Http404
    sections = masked_reading.sections(offer)
    masking.mask(offer)
    context = {"call": offer.call, "offer": offer, "sections": sections}
    return render(request, "grants/scoring/masked.html", context)
