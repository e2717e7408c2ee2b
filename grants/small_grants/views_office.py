"""The office at work on a small grant: the copy and its places, the decision, the changes."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants.small_grants import actions, drawing, masking, outline, reading
from grants.small_grants.forms import ChangesForm, HideForm, PostingsForm, ReasonForm
from grants.small_grants.models import Posting
from grants.small_grants.states import FLOW, SmallGrantState
from grants.small_grants.views import found, page
from tenants.gates.access import clerks, executives
from tenants.gates.doors import open_to
from tenants.gates.refusals import into


@open_to(clerks)
def publication(request: HttpRequest, ref: str) -> HttpResponse:
    """Read the copy, hide what it still shows, record the three places, publish."""
    one, at = found(request, ref), timezone.now()
    if one.state != SmallGrantState.FILED:
        return redirect("small_grants:detail", ref=ref)
    posted = Posting.objects.visible_to(request.actor).filter(small_grant=one)
    initial = {f"{row.place}_on": row.posted_on for row in posted} | {
        f"{row.place}_evidence": row.evidence for row in posted
    }
    hiding = HideForm(initial={"words": "\n".join(one.hidden)}, prefix="hide")
    places = PostingsForm(request.POST or None, initial=initial)
    if request.method == "POST" and places.is_valid():
        with into(places):
            for place, day, evidence in places.recorded():
                actions.record_posting(one, place=place, posted_on=day, evidence=evidence, by=request.actor, at=at)
            if "publish" in request.POST:
                actions.publish(one, by=request.actor, at=at)
        if places.is_valid():
            return redirect("small_grants:detail" if "publish" in request.POST else "small_grants:publication", ref=ref)
    copy = masking.published(reading.binding_version(one).content, hidden=one.hidden)
    context = {
        "one": one,
        "hiding": hiding,
        "places": places,
        "sections": outline.drawn(outline.public_sections(copy)),
        "can": FLOW.open_steps(one, request.actor),
    }
    return render(request, "grants/small_grants/publication.html", context, status=422 if places.errors else 200)


@open_to(clerks)
@require_POST
def hide(request: HttpRequest, ref: str) -> HttpResponse:
    form = HideForm(request.POST, prefix="hide")
    if form.is_valid():
        actions.hide(found(request, ref), words=form.lines(), by=request.actor, at=timezone.now())
        messages.success(request, _("The copy is made again without these words. Read it once more."))
    return redirect("small_grants:publication", ref=ref)


@open_to(clerks)
@require_safe
def publication_pdf(request: HttpRequest, ref: str) -> HttpResponse:
    """The copy as it would hang now: it is printed before it is published."""
    one = found(request, ref)
    if one.filed_at is None:
        return redirect("small_grants:detail", ref=ref)
    copy = one.published or masking.published(reading.binding_version(one).content, hidden=one.hidden)
    drawn = drawing.copy(copy, number=one.number, filed_at=one.filed_at, at=timezone.now())
    headers = {"Content-Disposition": f'inline; filename="{one.ref}.pdf"', "Cache-Control": "private, no-store"}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


@open_to(executives)
@require_POST
def accept(request: HttpRequest, ref: str) -> HttpResponse:
    actions.accept(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("small_grants:detail", ref=ref)


@open_to(executives)
@require_POST
def ask_changes(request: HttpRequest, ref: str) -> HttpResponse:
    form = ChangesForm(request.POST, prefix="changes")
    if form.is_valid():
        with into(form):
            actions.ask_changes(found(request, ref), **form.cleaned_data, by=request.actor, at=timezone.now())
    return redirect("small_grants:detail", ref=ref) if form.is_valid() else page(request, ref, changes=form)


@open_to(executives)
@require_POST
def refuse(request: HttpRequest, ref: str) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="refuse")
    if form.is_valid():
        with into(form):
            actions.refuse(found(request, ref), reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now())
    return redirect("small_grants:detail", ref=ref) if form.is_valid() else page(request, ref, refusing=form)


@open_to(clerks)
@require_POST
def approve_changes(request: HttpRequest, ref: str) -> HttpResponse:
    actions.approve_changes(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("small_grants:detail", ref=ref)


@open_to(clerks)
@require_POST
def return_changes(request: HttpRequest, ref: str) -> HttpResponse:
    form = ReasonForm(request.POST, prefix="return")
    if form.is_valid():
        with into(form):
            actions.return_changes(
                found(request, ref), remarks=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
            )
    return redirect("small_grants:detail", ref=ref) if form.is_valid() else page(request, ref, returning=form)
