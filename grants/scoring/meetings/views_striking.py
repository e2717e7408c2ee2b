"""Striking a vote that was recorded wrongly: of a meeting, or on offers with equal points."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from grants.scoring import masking
from grants.scoring.meetings import striking
from grants.scoring.meetings.forms import StrikingForm
from grants.scoring.meetings.models import Vote
from grants.scoring.meetings.views import (
    committee_of,
    mask,
    meeting_of,
    names_in,
    page_of,
    striking_form,
    striking_tie,
    ties_of,
)
from grants.scoring.models import Committee
from tenants.gates.access import clerks, committee_seats, either
from tenants.gates.doors import open_to
from tenants.gates.refusals import keeping


@open_to(either(clerks, committee_seats))
@require_POST
def strike(request: Any, ref: str, number: int) -> HttpResponse:
    """Strike a vote of a meeting that was recorded wrongly."""
    committee = committee_of(request, ref)
    meeting = meeting_of(request, committee, number)
    counted = Vote.objects.visible_to(request.actor).filter(meeting=meeting).counted().select_related("application")
    votes = {one.pk: one for one in counted}
    if masking.hides(committee.call, request.actor):
        names = names_in(committee)
        for one in votes.values():
            mask(one, names)
    form = striking_form(number, votes.values(), request.POST)
    if form is None:
        raise Http404
    if form.is_valid():
        chosen = votes[form.cleaned_data["which"]]
        chosen.meeting = meeting
        with keeping(form):
            striking.strike(chosen, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    return _struck_or_page(request, committee, ("strike", number), form)


@open_to(either(clerks, committee_seats))
@require_POST
def strike_tie(request: Any, ref: str) -> HttpResponse:
    """Strike a vote on offers with equal points."""
    committee = committee_of(request, ref)
    ties = ties_of(request, committee)
    form = striking_tie(ties, request.POST)
    if form is None:
        raise Http404
    if form.is_valid():
        [chosen] = [one for one in ties if one.first.pk == form.cleaned_data["which"]]
        votes = [one.pk for one in chosen.votes]
        with keeping(form):
            striking.strike_tie(
                committee, votes, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
    return _struck_or_page(request, committee, "ties", form)


def _struck_or_page(request: Any, committee: Committee, of: Any, form: StrikingForm) -> HttpResponse:
    if form.errors:
        return page_of(request, committee_of(request, committee.call.ref), typed={of: form}, status=422)
    messages.success(request, _("The vote is struck: it stays in the minutes and counts no more."))
    return redirect("scoring:meetings", ref=committee.call.ref)
