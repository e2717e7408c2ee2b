"""Who reads what: the draw, changes by hand, reminders."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from grants.applications.models import Application
from grants.calls.models import Call
from grants.scoring import masking, reading, sharing
from grants.scoring.assigning_models import Assignment
from grants.scoring.forms import SharingForm
from grants.scoring.models import Committee, CommitteeMember
from grants.scoring.states import DECLARING
from tenants.gates.access import clerks, committee_seats, either
from tenants.gates.doors import open_to
from tenants.gates.refusals import into


def _committee(request: Any, ref: str) -> Committee:
    """The committee of a call, for the office and its chair."""
    call = get_object_or_404(Call.objects.visible_to(request.actor), ref=ref)
    found = get_object_or_404(Committee.objects.visible_to(request.actor), call=call)
    if not (clerks(request.actor) or found.chaired_by(request.actor)):
        raise Http404
    found.call = call
    return found


def _sharing(request: Any, ref: str) -> Committee:
    """In a blind call only the office: who cannot read an offer tells whose it is."""
    found = _committee(request, ref)
    if masking.hides(found.call, request.actor):
        raise Http404
    return found


@open_to(either(clerks, committee_seats))
@require_http_methods(["GET", "HEAD", "POST"])
def sharing_page(request: Any, ref: str) -> HttpResponse:
    """The draw: how many read an offer; or, with `nothing`, everybody reads every offer."""
    committee = _sharing(request, ref)
    members = _members(request, committee)
    if request.method != "POST":
        start = {"readings": committee.readings or 2, "due_on": committee.sheets_due_on, "seed": committee.call.pk}
        return _page(request, committee, members, SharingForm(members=members, initial=start))
    if "nothing" in request.POST:
        sharing.share_nothing(committee, by=request.actor, at=timezone.now())
        messages.success(request, _("Everybody reads every offer."))
        return redirect("scoring:sharing", ref=ref)
    form = SharingForm(request.POST, members=members)
    if form.is_valid():
        facts = {name: form.cleaned_data[name] for name in ("readings", "ngo_least", "due_on", "seed")}
        with into(form):
            sharing.share_out(committee, limits=form.limits(), by=request.actor, at=timezone.now(), **facts)
    if form.errors:
        return _page(request, committee, members, form, status=422)
    messages.success(request, _("The offers are shared out."))
    return redirect("scoring:sharing", ref=ref)


def _members(request: Any, committee: Committee) -> list[CommitteeMember]:
    return list(CommitteeMember.objects.visible_to(request.actor).voting().filter(committee=committee).order_by("pk"))


def _page(
    request: HttpRequest, committee: Committee, members: list[CommitteeMember], form: SharingForm, status: int = 200
) -> HttpResponse:
    asker: Any = request
    offers = list(_offers(asker, committee).order_by("lot__number", "filed_at", "pk"))
    readers: dict[int, list[CommitteeMember]] = {}
    by_id = {one.pk: one for one in members}
    words = reading.cells(members, offers)
    given = Assignment.objects.visible_to(asker.actor)
    for member, offer in given.filter(application__in=offers, member__in=members).values_list(
        "member_id", "application_id"
    ):
        if words.get((member, offer)) not in {"tied", "dropped"}:
            readers.setdefault(offer, []).append(by_id[member])
    load = {one.pk: sum(one in found for found in readers.values()) for one in members}
    rows = []
    for offer in offers:
        now = readers.get(offer.pk, [])
        others = [one for one in members if one not in now and words.get((one.pk, offer.pk)) not in {"tied", "dropped"}]
        rows.append(
            {
                "offer": offer,
                "readers": [(one, words.get((one.pk, offer.pk)) in {None, "declared"}) for one in now],
                "lacking": max((committee.readings or 0) - len(now), 0),
                "others": sorted(others, key=lambda one: load[one.pk]),
            }
        )
    context = {
        "call": committee.call,
        "committee": committee,
        "form": form if committee.call.state in DECLARING else None,
        "rows": rows if committee.readings is not None else [],
        "loads": [(one, load[one.pk]) for one in members],
    }
    return render(request, "grants/scoring/sharing.html", context, status=status)


def _offers(request: Any, committee: Committee) -> Any:
    """What this person may know of; the chair as well what they have declared impartiality to."""
    offers = Application.objects.visible_to_judges(request.actor)
    return offers.filter(call=committee.call, state__in=reading.ASSESSED)


@open_to(either(clerks, committee_seats))
@require_POST
def replace(request: Any, ref: str) -> HttpResponse:
    """Give an offer to one more member, or with `back` take it from one who has not begun."""
    committee = _sharing(request, ref)
    offer = get_object_or_404(_offers(request, committee), ref=request.POST.get("offer", ""))
    number = request.POST.get("member", "")
    members = CommitteeMember.objects.visible_to(request.actor).sitting().select_related("committee__call")
    member = get_object_or_404(members, committee=committee, pk=number if number.isdecimal() else 0)
    act = sharing.take_back if "back" in request.POST else sharing.give
    act(member, offer, by=request.actor, at=timezone.now())
    messages.success(request, _("The change is saved."))
    return redirect("scoring:sharing", ref=ref)


@open_to(either(clerks, committee_seats))
@require_POST
def remind(request: Any, ref: str) -> HttpResponse:
    number = sharing.remind(_committee(request, ref), by=request.actor, at=timezone.now())
    sentence = ngettext("A letter went to %(n)s person.", "Letters went to %(n)s people.", number)
    messages.success(request, sentence % {"n": number})
    return redirect("scoring:committee", ref=ref)
