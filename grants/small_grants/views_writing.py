"""Writing a simplified offer: begun for an organisation, saved by itself or by a button, checked, filed."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from frontend.listing import Mistake
from grants.applications.saving import attempt, filed_meanwhile, is_quiet, revision_in, seen_anew, told, unsaved
from grants.small_grants import actions, outline, reading, rules
from grants.small_grants.forms import OfferForm
from grants.small_grants.models import SmallGrant
from grants.small_grants.states import FLOW, SmallGrantState
from grants.small_grants.sums import so_far
from grants.small_grants.views import found
from programmes.drafting.models import Programme
from tenants.gates.access import EDITOR, REPRESENTATIVE, permit, signed_in
from tenants.gates.doors import open_to
from tenants.gates.refusals import Stale
from tenants.registry.organisations.models import Organisation


@open_to(signed_in)
def new(request: HttpRequest, year: int) -> HttpResponse:
    """Begin an offer in a programme that takes small grants, for one of the person's organisations."""
    programme = get_object_or_404(Programme.objects.visible_to(request.actor), year=year)
    writing = request.actor.organisations_as(REPRESENTATIVE, EDITOR)
    organisations = list(Organisation.objects.visible_to(request.actor).filter(pk__in=writing).order_by("name"))
    if request.method == "POST":
        chosen = request.POST.get("organisation", "")
        organisation = next((one for one in organisations if str(one.pk) == chosen), None)
        if organisation is not None:
            draft = actions.begin(programme, organisation=organisation, by=request.actor, at=timezone.now())
            return redirect("small_grants:edit", ref=draft.ref)
    context = {"programme": programme, "organisations": organisations, "takes": programme.takes_small_grants}
    return render(request, "grants/small_grants/new.html", context)


@open_to(signed_in)
@seen_anew
def edit(request: HttpRequest, ref: str) -> HttpResponse:
    one = found(request, ref)
    permit(FLOW.steps["edit"].may, request.actor, one)
    if one.state not in FLOW.steps["edit"].states:
        if request.method != "POST":
            return redirect("small_grants:detail", ref=ref)
        form = OfferForm(request.POST, content=one.content)
        last = reading.binding_version(one)
        sentence = filed_meanwhile(last.made_by, last.made_at)
        return unsaved(request, form, sentence, back=reverse("small_grants:detail", args=[ref]))
    if request.method != "POST":
        return edit_page(request, one, OfferForm(content=one.content, problems=_asked_for(request, one)))
    moved = OfferForm.rearranged(request.POST, content=one.content)
    if moved is not None:
        return edit_page(request, one, moved)
    form = OfferForm(request.POST, content=one.content)
    stale = None
    if form.is_valid():
        revision, at = revision_in(request.POST), timezone.now()
        stale = attempt(form, lambda: actions.save(one, form.values(), revision=revision, by=request.actor, at=at))
    if is_quiet(request):
        return told(form, stale, revision=str(one.revision))
    if stale is not None or not form.is_valid():
        return edit_page(request, one, form, stale=stale, status=409 if stale else 422)
    if request.POST.get("go") == "next":
        return redirect("small_grants:detail", ref=ref)
    messages.success(request, _("The draft is saved."))
    return redirect("small_grants:edit", ref=ref)


def _asked_for(request: HttpRequest, one: SmallGrant) -> dict[str, list[str]]:
    """What is still missing, at its field, for who comes from the check."""
    found: dict[str, list[str]] = {}
    if "check" in request.GET:
        for gap in rules.gaps(one.content, year=one.programme.year):
            found.setdefault(gap.field.removesuffix("_0"), []).append(gap.sentence)
    return found


def edit_page(
    request: HttpRequest, one: SmallGrant, form: OfferForm, *, stale: Stale | None = None, status: int = 200
) -> HttpResponse:
    mistakes: list[Mistake] = form.mistakes()
    context: dict[str, Any] = {
        "one": one,
        "form": form,
        "mistakes": mistakes,
        "stale": stale,
        "stored": outline.drawn(outline.sections(one.content)) if stale else [],
        "sums": so_far(form, one),
        "changing": one.state == SmallGrantState.CHANGES,
    }
    return render(request, "grants/small_grants/edit.html", context, status=status)


@open_to(signed_in)
@require_POST
def sums(request: HttpRequest, ref: str) -> HttpResponse:
    """The sums of what is typed, unsaved, beside the limits."""
    one = found(request, ref)
    form = OfferForm(request.POST, content=one.content)
    return render(request, "grants/small_grants/_sums.html", {"sums": so_far(form, one)})


@open_to(signed_in)
@require_POST
def file(request: HttpRequest, ref: str) -> HttpResponse:
    """File it; of a second click, the same receipt."""
    actions.file(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("small_grants:receipt", ref=ref)


@open_to(signed_in)
@require_POST
def file_changes(request: HttpRequest, ref: str) -> HttpResponse:
    actions.file_changes(found(request, ref), by=request.actor, at=timezone.now())
    messages.success(request, _("The changed offer is filed. The office checks it."))
    return redirect("small_grants:detail", ref=ref)


@open_to(signed_in)
@require_POST
def discard(request: HttpRequest, ref: str) -> HttpResponse:
    actions.discard(found(request, ref), by=request.actor, at=timezone.now())
    messages.success(request, _("The draft is discarded."))
    return redirect("small_grants:index")


@open_to(signed_in)
@require_POST
def withdraw(request: HttpRequest, ref: str) -> HttpResponse:
    actions.withdraw(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("small_grants:detail", ref=ref)


@open_to(signed_in)
@require_POST
def resign(request: HttpRequest, ref: str) -> HttpResponse:
    actions.resign(found(request, ref), by=request.actor, at=timezone.now())
    return redirect("small_grants:detail", ref=ref)
