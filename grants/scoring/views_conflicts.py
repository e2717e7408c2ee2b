"""Ties the town sees where a member declared none: the chair and the office look at them, and may exclude."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from grants.applications.models import Application
from grants.calls.models import Call
from grants.scoring import actions, masking, reading, seen
from grants.scoring.forms import ExclusionForm
from grants.scoring.models import Committee, CommitteeMember
from grants.scoring.states import DECLARING
from tenants.gates.access import clerks, committee_seats, either, executives, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import keeping


@open_to(either(clerks, executives, committee_seats))
@require_http_methods(["GET", "HEAD", "POST"])
def conflicts(request: Any, ref: str) -> HttpResponse:
    """What is seen and was not declared; and with a POST an exclusion on a doubt made plausible (KPA art. 24 § 3)."""
    call = get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)
    committee = get_object_or_404(Committee.objects.visible_to(request.actor), call=call)
    # In a blind call only the office: who is tied to an offer tells whose it is.
    if not (staff(request.actor) or (committee.chaired_by(request.actor) and not masking.is_blind(call))):
        raise Http404
    members = list(
        CommitteeMember.objects.visible_to(request.actor).sitting().filter(committee=committee).select_related("user")
    )
    visible = Application.objects.visible_to_judges(request.actor).filter(call=call, state__in=reading.ASSESSED)
    offers = list(visible.order_by("lot__number", "filed_at", "pk"))
    words = reading.cells(members, offers)
    open_pairs = {
        f"{one.pk}-{offer.pk}": (one, offer)
        for one in members
        for offer in offers
        if words.get((one.pk, offer.pk)) not in {"tied", "dropped"}
    }
    form = ExclusionForm(
        request.POST if request.method == "POST" else None,
        pairs=[(key, f"{one.name}: {offer.number}") for key, (one, offer) in open_pairs.items()],
    )
    if request.method == "POST" and form.is_valid():
        member, offer = open_pairs[form.cleaned_data["pair"]]
        with keeping(form):
            actions.exclude(member, offer, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
        if not form.errors:
            messages.success(request, _("%(name)s is excluded from the offer and has got a letter.") % {"name": member})
            return redirect("scoring:conflicts", ref=ref)
    ties = seen.in_call(call, [one.user_id for one in members], offers)
    denied = [
        (one, offer, [seen.words(code) for code in ties[one.user_id, offer.pk]])
        for one, offer in open_pairs.values()
        if (one.user_id, offer.pk) in ties and (one.pk, offer.pk) in words
    ]
    context = {
        "call": call,
        "denied": denied,
        "open": call.state in DECLARING,
        "form": form if form.is_bound or (call.state in DECLARING and open_pairs) else None,
    }
    return render(request, "grants/scoring/conflicts.html", context, status=422 if form.errors else 200)
