"""The meetings of a committee: one page with all of them, a form for each, votes and one's own remark."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.applications.models import Application
from grants.scoring import masking, presentation, reading
from grants.scoring.meetings import actions
from grants.scoring.meetings.forms import MeetingForm, RemarkForm, StrikingForm, VoteForm
from grants.scoring.meetings.models import Meeting, Minutes, OwnRemark, Vote
from grants.scoring.meetings.reading import Record, TieRecord, may_read_minutes, quorum_of, records, tie_records
from grants.scoring.meetings.states import MEETING_FLOW
from grants.scoring.models import Committee, CommitteeMember
from grants.scoring.states import COMMITTEE_FLOW, DECLARING
from grants.scoring.views import unfinished
from tenants.gates.access import clerks, committee_seats, either, seated, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import keeping

FACTS = ("starts_at", "place", "agenda")


def committee_of(request: Any, ref: str) -> Committee:
    """404 to who has no part in this committee."""
    found = Committee.objects.visible_to(request.actor).select_related("call").filter(call__ref=ref).first()
    if found is None or not (staff(request.actor) or _member(request, found)):
        raise Http404
    return found


def _member(request: Any, committee: Committee) -> CommitteeMember | None:
    return reading.membership_of(request.actor, committee.call)


def _keeps(request: Any, committee: Committee) -> bool:
    return committee.call.state in DECLARING and _may_keep(request, committee)


def _may_keep(request: Any, committee: Committee) -> bool:
    return MEETING_FLOW.steps["create"].may(request.actor, Meeting(committee=committee)) is True


def _opens(request: Any, committee: Committee) -> bool:
    """Whether there is a form for this person; one that was filled in is answered also after the protocol is signed."""
    return _may_keep(request, committee) if request.method == "POST" else _keeps(request, committee)


@open_to(seated)
@require_safe
def meetings(request: Any, ref: str) -> HttpResponse:
    return page_of(request, committee_of(request, ref))


def page_of(
    request: Any, committee: Committee, *, typed: Mapping[Any, Any] | None = None, status: int = 200
) -> HttpResponse:
    """`typed` are forms that were refused, by what they are about: ("vote", number), ("strike", number), "ties", "remark"."""
    typed = typed or {}
    member = _member(request, committee)
    keeps, open_ = _keeps(request, committee), committee.call.state in DECLARING
    votes = list(
        Vote.objects.visible_to(request.actor).filter(meeting__committee=committee).select_related("application")
    )
    texts = Minutes.objects.visible_to(request.actor).filter(meeting__committee=committee)
    minutes = dict(texts.values_list("meeting_id", "text"))
    offers = _offers(request, committee) if keeps else []
    found = records(committee, votes, minutes)
    if masking.hides(committee.call, request.actor):
        found = _masked(found, committee)
    rows = [
        (
            one,
            typed.get(("vote", one.meeting.number)) or (VoteForm(offers=offers) if keeps else None),
            typed.get(("strike", one.meeting.number))
            or (striking_form(one.meeting.number, one.votes) if keeps else None),
        )
        for one in found
    ]
    ties = ties_of(request, committee)
    own = OwnRemark.objects.visible_to(request.actor).filter(member=member).first() if member else None
    context = {
        "call": committee.call,
        "committee": committee,
        "quorum": quorum_of(committee),
        "records": rows,
        "ties": ties,
        "striking_tie": typed.get("ties") or (striking_tie(ties) if _strikes_ties(request, committee) else None),
        "keeps": keeps,
        "reads_minutes": may_read_minutes(request.actor, committee),
        "remark": typed.get("remark")
        or (RemarkForm(initial={"text": own.text if own else ""}) if member and open_ else None),
        "open": open_,
        "own": own,
        "steps": presentation.steps(committee.call, request.actor, "committee"),
    }
    return render(request, "grants/scoring/meetings.html", context, status=status)


def striking_form(number: int, votes: Iterable[Vote], typed: Any = None) -> StrikingForm | None:
    """For the votes of that meeting that count; none, no form."""
    named = [
        (one.pk, f"{one.application.number} · {one.subject}" if one.application else one.subject)
        for one in votes
        if one.struck_at is None
    ]
    return StrikingForm(typed, of=number, votes=named) if named else None


def striking_tie(ties: list[TieRecord], typed: Any = None) -> StrikingForm | None:
    votes = [(one.first.pk, one.order) for one in ties if one.first.struck_at is None]
    return StrikingForm(typed, of="ties", votes=votes) if votes else None


def _strikes_ties(request: Any, committee: Committee) -> bool:
    may = COMMITTEE_FLOW.steps["strike_tie"].may
    return committee.call.state in DECLARING and may(request.actor, committee) is True


def ties_of(request: Any, committee: Committee) -> list[TieRecord]:
    """Which offers have equal points is for those who may see the ranking."""
    found = tie_records(committee.call, request.actor)
    if found and unfinished(request, committee.call):
        return []
    if found and masking.hides(committee.call, request.actor):
        names = names_in(committee)
        for vote in (vote for one in found for vote in one.votes):
            vote.struck_because = masking.without(vote.struck_because, names)
            masking.mask(vote.application)
    return found


def _masked(found: list[Record], committee: Committee) -> list[Record]:
    """Of a blind call the office's words are shown without the applicants' names."""
    names = names_in(committee)
    for record in found:
        record.meeting.agenda = masking.without(record.meeting.agenda, names)
        for vote in record.votes:
            mask(vote, names)
    return [replace(one, minutes=masking.without(one.minutes, names)) for one in found]


def mask(vote: Vote, names: list[str]) -> None:
    vote.subject = masking.without(vote.subject, names)
    vote.struck_because = masking.without(vote.struck_because, names)
    if vote.application:
        masking.mask(vote.application)


def names_in(committee: Committee) -> list[str]:
    return list(reading.assessed(committee.call).order_by().values_list("organisation_name", flat=True))


def _offers(request: Any, committee: Committee) -> list[Application]:
    offers = Application.objects.visible_to_judges(request.actor).filter(
        call=committee.call, state__in=reading.ASSESSED
    )
    found = offers.only("ref", "lot_id", "number", "organisation_name", "title").order_by("number")
    return masking.masked(found, committee.call, request.actor)


@open_to(either(clerks, committee_seats))
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Any, ref: str) -> HttpResponse:
    committee = committee_of(request, ref)
    members = committee.members.visible_to(request.actor).sitting()
    if not _opens(request, committee):
        raise Http404
    here = [one.pk for one in members if not one.absent_reason]
    form = MeetingForm(request.POST or None, members=members, initial={"starts_at": timezone.now(), "present": here})
    if request.method == "POST" and form.is_valid():
        with keeping(form):
            actions.hold(committee, **form.cleaned_data, by=request.actor, at=timezone.now())
    return _saved_or_form(request, committee, form)


@open_to(either(clerks, committee_seats))
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Any, ref: str, number: int) -> HttpResponse:
    committee = committee_of(request, ref)
    meeting = meeting_of(request, committee, number)
    if not _opens(request, committee) or not may_read_minutes(request.actor, committee):
        raise Http404
    members = committee.members.visible_to(request.actor).sitting()
    said = Minutes.objects.visible_to(request.actor).filter(meeting=meeting).values_list("text", flat=True).first()
    initial = {"minutes": said or "", **{name: getattr(meeting, name) for name in FACTS}}
    if masking.hides(committee.call, request.actor):
        names = names_in(committee)
        initial |= {name: masking.without(initial[name], names) for name in ("agenda", "minutes")}
    here = list(meeting.attendances.visible_to(request.actor).values_list("member_id", flat=True))
    form = MeetingForm(request.POST or None, members=members, initial={**initial, "present": here})
    if request.method == "POST" and form.is_valid():
        with keeping(form):
            actions.edit(meeting, **form.cleaned_data, by=request.actor, at=timezone.now())
    return _saved_or_form(request, committee, form, meeting)


def _saved_or_form(
    request: HttpRequest, committee: Committee, form: MeetingForm, meeting: Meeting | None = None
) -> HttpResponse:
    if form.is_bound and not form.errors:
        messages.success(request, _("The meeting is recorded."))
        return redirect("scoring:meetings", ref=committee.call.ref)
    context = {"call": committee.call, "form": form, "meeting": meeting, "open": committee.call.state in DECLARING}
    return render(request, "grants/scoring/meeting_form.html", context, status=422 if form.errors else 200)


def meeting_of(request: Any, committee: Committee, number: int) -> Meeting:
    found = get_object_or_404(Meeting.objects.visible_to(request.actor), committee=committee, number=number)
    found.committee = committee
    return found


@open_to(either(clerks, committee_seats))
@require_POST
def vote(request: Any, ref: str, number: int) -> HttpResponse:
    committee = committee_of(request, ref)
    meeting = meeting_of(request, committee, number)
    offers = _offers(request, committee)
    form = VoteForm(request.POST, offers=offers)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        chosen = facts.pop("application")
        offer = next((one for one in offers if one.pk == chosen), None)
        with keeping(form):
            actions.vote(meeting, **facts, application=offer, by=request.actor, at=timezone.now())
    if form.errors:
        return page_of(request, committee_of(request, ref), typed={("vote", number): form}, status=422)
    messages.success(request, _("The vote is recorded."))
    return redirect("scoring:meetings", ref=ref)


@open_to(committee_seats)
@require_POST
def remark(request: Any, ref: str) -> HttpResponse:
    committee = committee_of(request, ref)
    member = _member(request, committee)
    if member is None:
        raise Http404
    form = RemarkForm(request.POST)
    if form.is_valid():
        with keeping(form):
            actions.remark(member, text=form.cleaned_data["text"], by=request.actor, at=timezone.now())
    if form.errors:
        return page_of(request, committee_of(request, ref), typed={"remark": form}, status=422)
    messages.success(request, _("Your remark for the protocol is saved."))
    return redirect("scoring:meetings", ref=ref)
