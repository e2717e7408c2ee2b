"""The sheets of one offer side by side, what is said about it, and the vote that parts equal ones."""

from typing import Any

from django.contrib import messages
from django.db.models import F, Q, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants.applications.models import Application
from grants.calls.models import OthersPoints
from grants.scoring import actions, fewer, going_without, masking, presentation, ranking, reading, standing
from grants.scoring.advising_models import Opinion
from grants.scoring.few_models import ReadByFew
from grants.scoring.forms import FewForm, ReopeningForm, SayingForm, VoteForm
from grants.scoring.models import Committee, CommitteeMember, DiscussionNote, MemberRole, ScoreSheet, SheetVersion
from grants.scoring.states import DECLARING, DISCUSSION_FLOW, FEW_FLOW, SCORING, FewState, SheetState
from grants.scoring.views import names_points
from tenants.gates.access import clerks, committee_seats, either, seated, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import keeping


def _offer(request: Any, ref: str) -> tuple[Application, CommitteeMember | None]:
    """An offer this person may judge, and their seat on its committee; 404 to who has no part in its call."""
    offers = Application.objects.visible_to_judges(request.actor).select_related("call", "lot")
    offer = get_object_or_404(offers, ref=ref, state__in=reading.ASSESSED)
    member = reading.membership_of(request.actor, offer.call)
    if member is None and not staff(request.actor):
        raise Http404
    if masking.hides(offer.call, request.actor):
        masking.mask(offer)
    return offer, member


def _owes(request: Any, offer: Application, member: CommitteeMember | None) -> reading.Work | None:
    """The work of a member who has to hand in their own sheet of this offer before they see the others'.

    Also of an absent one, who could come back and score.
    """
    if member is None or offer.call.state not in DECLARING or offer.call.others_points == OthersPoints.ALWAYS:
        return None
    handed_in = ScoreSheet.objects.visible_to(request.actor).filter(
        member=member, application=offer, state=SheetState.SUBMITTED
    )
    if not member.is_counted(offer.call) or handed_in.exists():
        return None
    work = reading.work_of(member)
    # An offer given to others has no sheet of theirs: they see it as they see the ranking, with all their own handed in.
    given_to_others = offer.pk not in {duty.application_id for duty in work.mine}
    return None if given_to_others and work.is_unswayed else work


@open_to(seated)
@require_safe
def scores(request: Any, ref: str) -> HttpResponse:
    """Every submitted sheet of one offer side by side."""
    return _page(request, *_offer(request, ref))


def _page(
    request: HttpRequest,
    offer: Application,
    member: CommitteeMember | None,
    *,
    saying: Any = None,
    reopening: Any = None,
    few_form: Any = None,
    status: int = 200,
) -> HttpResponse:
    asker: Any = request
    call = offer.call
    if left := _owes(request, offer, member):
        context = {"call": call, "next": presentation.next_for_member(call, left)}
        return render(request, "grants/scoring/ranking_later.html", context)
    prefetch_related_objects([call], "criteria")
    most = standing.points_max(call)
    sheets = standing.sheets_of(offer, most=most)
    each = names_points(asker.actor, call)
    versions = SheetVersion.objects.visible_to(asker.actor).filter(sheet__application=offer) if each else None
    open_ = call.state in SCORING
    may_reopen = open_ and bool(sheets) and member is not None and member.role == MemberRole.CHAIR
    note = DiscussionNote(application=offer)
    counted = [one for one in sheets if one.member.is_counted(call)]
    short = standing.fewer_of(offer, call, counted) if _may_be_short(counted, call, most) else None
    leads = short and open_ and _leads(asker, offer)
    context = {
        "call": call,
        "offer": offer,
        "sheets": sheets,
        "each": each,
        "rows": standing.side_by_side(call, sheets) if each else [],
        "earlier": versions.with_last()
        .filter(Q(number__lt=F("last")) | Q(sheet__state=SheetState.DRAFT))
        .select_related("sheet__member")
        if versions is not None
        else [],
        "mean": standing.mean_of(call, sheets) if each else None,
        "fewer": short,
        "leads": leads,
        "few": few_form or (FewForm() if leads and short and not short.record and not short.must_be_scored else None),
        "reopening": reopening or (ReopeningForm(sheets=sheets) if may_reopen else None),
        "notes": DiscussionNote.objects.visible_to(asker.actor).filter(application=offer),
        "opinions": Opinion.objects.visible_to(asker.actor).filter(application=offer).select_related("member"),
        "saying": saying or (SayingForm() if open_ and DISCUSSION_FLOW.steps["say"].may(asker.actor, note) else None),
        "open": open_,
    }
    return render(request, "grants/scoring/scores.html", context, status=status)


def _leads(request: Any, offer: Application) -> bool:
    return FEW_FLOW.steps["go_without"].may(request.actor, ReadByFew(application=offer)) is True


def _may_be_short(sheets: list[Any], call: Any, most: int) -> bool:
    """Asked of the sheets that count, so that most pages ask no more."""
    apart = ranking.needs_third([one.total for one in sheets], gap_percent=call.third_gap_percent, most=most)
    return apart or len(sheets) < fewer.wanted(call, sheets[0].member.committee if sheets else None)


@open_to(committee_seats)
@require_POST
def reopen(request: Any, ref: str) -> HttpResponse:
    """The chair gives a sheet back to its member, and says why."""
    offer, _member = _offer(request, ref)
    sheets = ScoreSheet.objects.visible_to_committee(request.actor).select_related(
        "member__committee__call", "application"
    )
    form = ReopeningForm(request.POST, sheets=list(sheets.filter(application=offer)))
    if form.is_valid():
        sheet = form.sheet()
        with keeping(form):
            actions.reopen_sheet(sheet, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    if form.errors:
        return _page(request, *_offer(request, ref), reopening=form, status=422)
    messages.success(request, _("The sheet of %(name)s is open again.") % {"name": sheet.member.name})
    return redirect("scoring:committee", ref=offer.call.ref)


@open_to(either(clerks, committee_seats))
@require_POST
def go_without(request: Any, ref: str) -> HttpResponse:
    """On record why nobody else has scored the offer; with `back` no longer."""
    offer, _member = _offer(request, ref)
    if "back" in request.POST:
        records = ReadByFew.objects.visible_to(request.actor).select_related("application__call")
        record = get_object_or_404(records, application=offer, state=FewState.STANDS)
        going_without.take_back(record, by=request.actor, at=timezone.now())
        messages.success(request, _("Taken back: more people are to score this offer."))
        return redirect("scoring:scores", ref=ref)
    form = FewForm(request.POST)
    if form.is_valid():
        with keeping(form):
            going_without.go_without(offer, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    if form.errors:
        return _page(request, *_offer(request, ref), few_form=form, status=422)
    messages.success(request, _("It is on record: the sheets there are stand."))
    return redirect("scoring:scores", ref=ref)


@open_to(committee_seats)
@require_POST
def say(request: Any, ref: str) -> HttpResponse:
    """A word in the discussion of an offer."""
    offer, _member = _offer(request, ref)
    form = SayingForm(request.POST)
    if form.is_valid():
        with keeping(form):
            actions.say(offer, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())
    if form.errors:
        return _page(request, *_offer(request, ref), saying=form, status=422)
    messages.success(request, _("Your words stand in the discussion."))
    return redirect("scoring:scores", ref=ref)


@open_to(either(clerks, committee_seats))
@require_POST
def vote(request: Any, ref: str) -> HttpResponse:
    """The committee's vote on offers with equal points, as the chair or the office records it."""
    committee = get_object_or_404(Committee.objects.visible_to(request.actor).select_related("call"), call__ref=ref)
    offers = Application.objects.visible_to_judges(request.actor).filter(call=committee.call)
    form = VoteForm(request.POST, offers=masking.masked(offers, committee.call, request.actor))
    if form.is_valid():
        actions.settle_tie(committee, form.order(), by=request.actor, at=timezone.now())
        messages.success(request, _("The vote is recorded, and the ranking follows it."))
    else:
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    return redirect("scoring:ranking", ref=ref)
