"""A call for corrections: sent by the office, answered by the applicant, compared by both."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.applications import (
    access,
    actions,
    checklist,
    comparing,
    correcting,
    correcting_rules,
    finding,
    places,
    presentation,
)
from grants.applications import content as shape
from grants.applications.checking import answered
from grants.applications.completeness import ATTACHMENTS, PARTNERS
from grants.applications.forms_corrections import AnswerForm, CallForm
from grants.applications.joint import JOINT
from grants.applications.models import Application, Attachment, Correction
from grants.applications.saving import attempt
from grants.applications.states import FLOW, ApplicationState
from tenants.gates.access import clerks, signed_in
from tenants.gates.doors import open_to
from tenants.office.documents.checksum import grouped


@open_to(clerks)
@require_http_methods(["GET", "HEAD", "POST"])
def call(request: Any, ref: str) -> HttpResponse:
    """The flaws, beside the places where they are, and the last day."""
    application = finding.one(request, ref)
    if application.state != ApplicationState.FILED:
        return redirect("applications:detail", ref=ref)
    at = timezone.now()
    found = correcting.places_of(application)
    again = Correction.objects.visible_to(request.actor).filter(application=application).exists()
    form = CallForm(
        request.POST if request.method == "POST" else None,
        places=found,
        day=correcting_rules.proposed_day(at, application.call.correction_days),
        again=again,
    )
    if request.method == "POST" and form.is_valid() and _called(application, form, request, at):
        messages.success(request, _("The applicant was called to correct the flaws you named."))
        return redirect("applications:correction", ref=ref)
    context = {
        **frame(application, request),
        "form": form,
        "sections": [
            (label, [form[place.code] for place in some], any(form[place.code].errors for place in some))
            for _section, label, some in places.by_section(found)
        ],
        "noes": checklist.noes(answered(application, checklist.of(application.call))),
        "early": application.call.accepts_at(at),
        "foreseen": application.call.correction_days is not None,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "grants/applications/correction_call.html", context, status=status)


def _called(application: Application, form: CallForm, request: Any, at: Any) -> bool:
    said = form.cleaned_data
    attempt(
        form,
        lambda: actions.call_to_correct(
            application,
            flaws=form.sentences(),
            answer_by=said["answer_by"],
            reason=said.get("reason", ""),
            by=request.actor,
            at=at,
        ),
    )
    return form.is_valid()


@open_to(signed_in)
@require_safe
def correction(request: Any, ref: str) -> HttpResponse:
    """What the office found, until when; what was changed, beside the offer as it was filed."""
    return shown(request, finding.one(request, ref))


def shown(request: Any, application: Application, form: AnswerForm | None = None, status: int = 200) -> HttpResponse:
    seen = Correction.objects.visible_to(request.actor).filter(application=application)
    found = list(seen.select_related("before", "version").order_by("-number"))
    if not found:
        return redirect("applications:detail", ref=application.ref)
    mine = finding.is_mine(request, application)
    files = list(
        Attachment.objects.visible_to(request.actor)
        .filter(application=application)
        .select_related("document", "correction")
    )
    at = timezone.now()
    can = FLOW.open_steps(application, request.actor)
    context = {
        **frame(application, request),
        "rounds": [
            _round(one, application, files, mine=mine, writes=can.get("edit_correction", False)) for one in found
        ],
        "can": can,
        "late": application.correct_by is not None and correcting_rules.is_over(application.correct_by, at),
        "form": form or AnswerForm(),
    }
    return render(request, "grants/applications/correction.html", context, status=status)


def _round(
    one: Correction, application: Application, files: list[Attachment], *, mine: bool, writes: bool
) -> dict[str, Any]:
    """One call for corrections. What is not declared yet only its authors see."""
    one.application = application
    compared: list[comparing.Compared] = []
    if one.version is not None:
        compared = comparing.compared(one, one.before.content, one.version.content, files)
    elif mine:
        compared = comparing.compared(one, one.before.content, {**one.before.content, **one.draft}, files)
    return {
        "correction": one,
        "open": one.is_open,
        "edit": _to_do(one, application) if one.is_open and writes else [],
        "flaws": one.flaws,
        "compared": comparing.rows(compared),
        "checksum": grouped(one.version.checksum) if one.version else "",
    }


def _to_do(one: Correction, application: Application) -> list[dict[str, str]]:
    """What the applicant can open, with what the office asks for; then the costs and their split, which follow."""
    named = {flaw["place"] for flaw in one.flaws}
    found = [_to_edit(one, flaw["place"], flaw["label"], flaw["sentence"], application) for flaw in one.flaws]
    if places.opened(one.flaws, shape.BUDGET) and places.COSTS not in named:
        asked = _("If the days or the actions change, the costs change with them: see whether they are still right.")
        found.append(_to_edit(one, places.COSTS, _("All of the budget: costs and sources"), asked, application))
    content = correcting.corrected_content(application, one)
    if places.opens_split(one.flaws, content) and places.SPLIT not in named:
        asked = _("If the costs change, divide them anew: the parts of the organisations add up to them.")
        found.append(_to_edit(one, places.SPLIT, _("V.C Costs of each organisation"), asked, application))
    return found


def _to_edit(one: Correction, place: str, label: str, sentence: str, application: Application) -> dict[str, str]:
    section = places.section_of(place)
    own_pages = {ATTACHMENTS: "correction_files", PARTNERS: "correction_split"}
    name, args = (own_pages[section], []) if section in own_pages else ("edit_correction", [section])
    url = reverse(f"applications:{name}", args=[application.ref, *args])
    done = (JOINT if section == PARTNERS else section) in one.draft
    return {"label": label, "sentence": sentence, "url": url, "state": "done" if done else "todo"}


@open_to(signed_in)
@require_POST
def answer(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="correct")
    form = AnswerForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data["explanation"]
        attempt(form, lambda: actions.answer(application, explanation=said, by=request.actor, at=timezone.now()))
    if not form.is_valid():
        return shown(request, application, form, status=422)
    messages.success(request, _("The corrected offer is filed as a new version. The office was told."))
    return redirect("applications:correction", ref=ref)


@open_to(clerks)
@require_POST
def lapse(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    actions.lapse(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The call for corrections is closed as unanswered."))
    return redirect("applications:formal", ref=ref)


def frame(application: Application, request: Any) -> dict[str, Any]:
    """What every page of a call for corrections shows around its content."""
    at = timezone.now()
    mine = finding.is_mine(request, application)
    return {
        "application": application,
        "call": application.call,
        "lot": application.lot,
        "mine": mine,
        "next": presentation.next_step(application, mine=mine, leads=access.belongs(request.actor, application), at=at),
        "badge": presentation.badge(presentation.shown_state(application.state, application.call.state, mine=mine)),
    }


def open_one(request: Any, application: Application) -> Correction:
    """The call for corrections that runs now. Raises: Http404."""
    seen = Correction.objects.visible_to(request.actor).filter(answered_at=None, lapsed_at=None)
    found = get_object_or_404(seen, application=application)
    if application.state != ApplicationState.CORRECTING:
        raise Http404
    found.application = application
    return found
