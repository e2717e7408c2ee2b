"""An expert's opinion on an offer, written on the page where others have a sheet."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.scoring.advising import advise as give
from grants.scoring.forms import OpinionForm, SheetForm
from grants.scoring.reading import criteria_of
from grants.scoring.views_members import offer_and_member, sheet_page
from tenants.gates.access import committee_seats
from tenants.gates.doors import open_to
from tenants.gates.refusals import keeping


@open_to(committee_seats)
@require_POST
def advise(request: Any, ref: str) -> HttpResponse:
    offer, member = offer_and_member(request, ref)
    form = OpinionForm(request.POST)
    if form.is_valid():
        with keeping(form):
            give(member, offer, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())
    if form.errors:
        offer, member = offer_and_member(request, ref)
        sheet = SheetForm(criteria=criteria_of(member.committee.call))
        return sheet_page(request, offer, member, sheet, opinion=form, status=422)
    messages.success(request, _("Your opinion is saved."))
    return redirect("scoring:score", ref=ref)
