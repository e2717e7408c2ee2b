"""A committee as the office and the chair see it: who sits, how far they are, the ranking, the sheets of an offer."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.rows import quiet, rearranged
from grants.applications.models import Application
from grants.applications.saving import not_saved
from grants.calls.models import Call, OthersPoints, TieRule
from grants.scoring import actions, export, masking, nominating, presentation, reading, standing
from grants.scoring.forms import AbsenceForm, CommitteeForm, MembersFormSet
from grants.scoring.models import Committee, CommitteeMember
from grants.scoring.states import APPOINTING, DECLARING, SCORING
from tenants.gates.access import COMMITTEE, Actor, clerks, committee_seats, either, seated, staff
from tenants.gates.doors import open_to
from tenants.gates.refusals import WrongState, into
from tenants.office.exports import spreadsheet
from tenants.office.seats.models import Seat

OFFERS_A_PAGE = 50
# What a new committee starts from: three of the office, two named by organisations.
USUAL_ROWS = [{"role": "chair"}, {"role": "secretary"}, {}, {"side": "ngo"}, {"side": "ngo"}]


def _call(request: Any, ref: str) -> Call:
    return get_object_or_404(Call.objects.visible_to(request.actor).select_related("committee"), ref=ref)


def unfinished(request: Any, call: Call) -> reading.Work | None:
    """The work of a member who may not see yet where the offers stand: others' points would sway theirs.

    Which is when, the call says. Unless it says always, a member sees them when every sheet they could write is in;
    an absent one could be brought back to score, so without those sheets they see nothing until the protocol is
    signed. 404 to who has no part in it.
    """
    member = reading.membership_of(request.actor, call)
    if member is None:
        if staff(request.actor):
            return None
        raise Http404
    if call.state not in DECLARING:
        return None
    work = reading.work_of(member)
    if call.others_points == OthersPoints.ALWAYS:
        return work if work.to_declare else None
    if call.others_points == OthersPoints.NEVER:
        return None if work.is_unswayed and not reading.missing(call) else work
    return None if work.is_unswayed else work


@open_to(seated)
@require_safe
def committee(request: Any, ref: str) -> HttpResponse:
    call = _call(request, ref)
    member = reading.membership_of(request.actor, call)
    if member is None and not staff(request.actor):
        raise Http404
    found = Committee.objects.visible_to(request.actor).filter(call=call).first()
    if found is not None:
        found.call = call
    context: dict[str, Any] = {
        "call": call,
        "committee": found,
        "may_edit": clerks(request.actor) and call.state in APPOINTING,
        "steps": presentation.steps(call, request.actor, "committee"),
    }
    progress: dict[str, Any] = _progress(request, call, found) if found else {"progress": [], "presiding": False}
    context |= progress
    leads = clerks(request.actor) or bool(progress["presiding"])
    context |= {
        "office": staff(request.actor),
        "leads": leads,
        "hidden": masking.hides(call, request.actor),
        "may_remind": leads and call.state in DECLARING and any(not one.is_done for one in progress["progress"]),
    }
    if member is not None:
        work = reading.work_of(member)
        page = Paginator(work.mine, OFFERS_A_PAGE).get_page(request.GET.get("page"))
        context |= {
            "work": work,
            "mine": [(duty, *presentation.words_of(work, duty)) for duty in page],
            "mine_page": page,
        }
        context["next"] = presentation.next_for_member(call, work)
    if staff(request.actor) and not (member and not context["work"].is_done):
        owing = [one.member for one in progress["progress"] if not one.is_done]
        waiting = [one.name for one in owing if one.is_awaited(call)]
        context["next"] = presentation.next_for_office(
            call, request.actor, appointed=found is not None, waiting=waiting, chairs=progress["presiding"]
        )
    return render(request, "grants/scoring/committee.html", context)


def _progress(request: Any, call: Call, found: Committee) -> dict[str, Any]:
    """Who sits and how far they are; the matrix shows only offers this person may see."""
    office = staff(request.actor)
    offers = Application.objects.visible_to_judges(request.actor).filter(call=call, state__in=reading.ASSESSED)
    progress = reading.tallies(found, offers if office else reading.assessed(call))
    members = [tally.member for tally in progress]
    presiding = any(one.role == "chair" and one.user_id == request.actor.user_id for one in members)
    page = None
    matrix: list[Any] = []
    # Of a blind call the matrix would tell the chair who is tied to which offer.
    if office or (presiding and not masking.hides(call, request.actor)):
        page = Paginator(offers.order_by("lot__number", "filed_at", "pk"), OFFERS_A_PAGE).get_page(
            request.GET.get("page")
        )
        words = reading.cells(members, page)
        matrix = [
            (offer, [(one, *presentation.cell(words.get((one.pk, offer.pk)))) for one in members]) for offer in page
        ]
    return {
        "progress": progress,
        "presiding": presiding,
        "page": page,
        "matrix": matrix,
        "may_mark": (clerks(request.actor) or presiding) and call.state in DECLARING,
        "absence": AbsenceForm(),
    }


@open_to(clerks)
@require_http_methods(["GET", "HEAD", "POST"])
def edit_committee(request: Any, ref: str) -> HttpResponse:
    call = _call(request, ref)
    found = Committee.objects.visible_to(request.actor).filter(call=call).first()
    sitting = list(found.members.visible_to(request.actor).sitting()) if found else []
    act = connection.tenant.bodies.act_on_pages
    people = [(seat.user_id, str(seat.user)) for seat in Seat.objects.visible_to(request.actor).of(COMMITTEE)]
    options = {"prefix": "members", "form_kwargs": {"people": people}}
    if request.method != "POST":
        form = CommitteeForm(initial=_facts(found) if found else _as_last_time(request, call), act=act)
        rows = [{"person": one.user_id, "role": one.role, "side": one.side} for one in sitting]
        return _committee_form(
            request, call, form, MembersFormSet(initial=rows or USUAL_ROWS, **options), found, people
        )
    if again := rearranged(request.POST, "members"):
        form = CommitteeForm(initial=request.POST.dict(), act=act)
        return _committee_form(request, call, form, quiet(MembersFormSet(again, **options)), found, people)
    form, members = CommitteeForm(request.POST, act=act), MembersFormSet(request.POST, **options)
    if form.is_valid() & members.is_valid():
        facts = {**form.cleaned_data, "members": members.nominees(), "by": request.actor, "at": timezone.now()}
        with into(form):
            if found:
                actions.change(found, **facts)
            else:
                actions.appoint(call, **facts)
    if form.errors or members.total_error_count():
        return _committee_form(request, call, form, members, found, people, status=422)
    nominating.seat_named(call, by=request.actor, at=timezone.now())
    _warn_of_ties(request, call)
    messages.success(request, _("The committee is saved. New members have got a letter."))
    return redirect("scoring:committee", ref=call.ref)


def _facts(found: Committee) -> dict[str, Any]:
    names = ("act_number", "appointed_on", "without_ngo", "without_ngo_ground", "tie_covers", "blind", "quorum_percent")
    return {name: getattr(found, name) for name in names}


def _as_last_time(request: Any, call: Call) -> dict[str, Any]:
    """How the committee of the call this one was copied from worked; who sits on it is for the new act to say."""
    before = Committee.objects.visible_to(request.actor).filter(call=call.copied_from_id).first()
    return {name: getattr(before, name) for name in ("tie_covers", "blind", "quorum_percent")} if before else {}


def _committee_form(
    request: HttpRequest, call: Call, form: CommitteeForm, members: Any, found: Any, people: list, status: int = 200
) -> HttpResponse:
    context = {"call": call, "form": form, "members": members, "committee": found, "people": people}
    return render(request, "grants/scoring/committee_form.html", context, status=status)


def _warn_of_ties(request: Any, call: Call) -> None:
    """Say at once who belongs to an applicant: they will have to declare the tie."""
    sitting = CommitteeMember.objects.visible_to(request.actor).sitting().filter(committee__call=call)
    tied = reading.known_ties(call, [one.user_id for one in sitting])
    for one in sitting:
        if one.user_id in tied:
            sentence = _(
                "%(name)s belongs to an organisation that filed an offer in this call and will be excluded from it."
            )
            messages.warning(request, sentence % {"name": one.name})


@open_to(either(clerks, committee_seats))
@require_POST
def absence(request: Any, ref: str, pk: int) -> HttpResponse:
    """Record an absence, or with `back` its end."""
    members = CommitteeMember.objects.visible_to(request.actor).select_related("committee__call")
    member = get_object_or_404(members, pk=pk, committee__call__ref=ref)
    if "back" in request.POST:
        actions.end_absence(member, by=request.actor, at=timezone.now())
        messages.success(request, _("%(name)s is back.") % {"name": member.name})
    else:
        reason = request.POST.get("reason", "")[:300]
        try:
            actions.mark_absent(member, reason=reason, by=request.actor, at=timezone.now())
        except WrongState as moved_on:
            typed = [(str(AbsenceForm.base_fields["reason"].label), reason)]
            return not_saved(request, typed, str(moved_on), back=reverse("scoring:committee", args=[ref]))
        messages.success(request, _("The absence of %(name)s is recorded.") % {"name": member.name})
    return redirect("scoring:committee", ref=ref)


def names_points(actor: Actor, call: Call) -> bool:
    """Whether this person sees who gave how many points: a member whose call says never, only after the protocol."""
    secret = call.others_points == OthersPoints.NEVER and call.state in DECLARING
    return not secret or reading.membership_of(actor, call) is None


@open_to(seated)
@require_safe
def ranking(request: Any, ref: str) -> HttpResponse:
    call = _call(request, ref)
    context: dict[str, Any] = {"call": call, "steps": presentation.steps(call, request.actor, "ranking")}
    left = unfinished(request, call)
    if left:
        return render(
            request, "grants/scoring/ranking_later.html", {**context, "next": presentation.next_for_member(call, left)}
        )
    board = standing.board(
        call, Application.objects.visible_to_judges(request.actor).filter(call=call), reader=request.actor
    )
    step = presentation.next_for_office(
        call,
        request.actor,
        appointed=bool(board.members),
        waiting=board.waiting,
        chairs=board.chaired_by(request.actor),
    )
    context |= {
        "lots": board.lots,
        "points_max": sum(one.points_max for one in board.criteria),
        "hidden": board.hides_from(request.actor),
        "criteria": board.names,
        "each": names_points(request.actor, call),
        "may_vote": call.state in SCORING and (clerks(request.actor) or board.chaired_by(request.actor)),
        "votes": TieRule.VOTE in call.tie_rules,
        "next": replace(step, url="") if step.url == request.path else step,
    }
    return render(request, "grants/scoring/ranking.html", context)


@open_to(seated)
@require_safe
def ranking_csv(request: Any, ref: str) -> HttpResponse:
    call = _call(request, ref)
    if unfinished(request, call):
        raise Http404
    offers = Application.objects.visible_to_judges(request.actor).filter(call=call)
    lots = standing.ranking(call, offers, reader=request.actor)
    rows = export.ranking(lots, each=names_points(request.actor, call))
    return spreadsheet(f"ranking-{call.ref}.csv", rows, private=True)
