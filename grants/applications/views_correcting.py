"""Writing corrections: only the places that the office opened can be changed."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from grants.applications import actions, answers, completeness, correcting, finding, outline, places, presentation, sums
from grants.applications import content as shape
from grants.applications.budget_form import BudgetForm, known
from grants.applications.forms import AttachmentForm
from grants.applications.models import Application, Attachment, Correction
from grants.applications.saving import (
    attempt,
    form_of,
    is_quiet,
    revision_in,
    saved_fields,
    seen_anew,
    told,
    unsaved,
    with_moved_rows,
)
from grants.applications.states import ApplicationState
from grants.applications.views_corrections import frame, open_one
from grants.applications.views_writing import mistakes_of
from grants.calls.questions import reading as questions
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
@seen_anew
def edit(request: Any, ref: str, section: str) -> HttpResponse:
    """One section with its opened places. What cannot be saved stays on the page as it was typed."""
    application = finding.own(request, ref, step="edit_correction")
    if application.state != ApplicationState.CORRECTING:
        last = finding.corrections_of(application)[-1:]
        if request.method != "POST" or not last or section not in shape.WRITTEN:
            return redirect("applications:detail", ref=ref)
        form = whole_form(last[0], section, application.content, request.POST)
        sentence = _("The correction has been sent meanwhile, or its time is over: it can no longer be changed.")
        return unsaved(request, form, sentence, back=reverse("applications:correction", args=[ref]))
    correction = open_one(request, application)
    if section not in shape.WRITTEN or not places.opened(correction.flaws, section):
        raise Http404
    content = correcting.corrected_content(application, correction)
    if request.method != "POST":
        return page(request, correction, section, opened_form(correction, section, content))
    revision = revision_in(request.POST)
    if moved := with_moved_rows(section, content, request.POST):
        return page(request, correction, section, narrowed(moved, correction, section, content), revision=revision)
    form = opened_form(correction, section, content, request.POST)
    newer = None
    if form.is_valid():
        values = {
            **closed_values(form, correction, section, content, request),
            **opened_values(form, correction, section, content),
        }
        newer = attempt(
            form,
            lambda: actions.save_correction(
                application, section, values, revision=revision, by=request.actor, at=timezone.now()
            ),
        )
    if is_quiet(request):
        correction.refresh_from_db()
        now = correcting.corrected_content(application, correction)[section]
        codes = saved_fields(form, section, now) if form.is_valid() else {}
        return told(form, newer, revision=str(correction.revisions.get(section, 0)), **codes)
    if newer is not None:
        correction.refresh_from_db()
        stored = outline.part(section, correcting.corrected_content(application, correction))
        stale = {"sentence": str(newer), "fields": stored, "at": timezone.now()}
        return page(request, correction, section, form, stale=stale, status=409)
    if not form.is_valid():
        return page(request, correction, section, form, revision=revision, status=422)
    messages.success(request, _("The correction is saved. The office sees it once you send it."))
    return redirect("applications:correction", ref=ref)


def opened_form(correction: Correction, section: str, content: Any, posted: Any = None) -> Any:
    return narrowed(whole_form(correction, section, content, posted), correction, section, content)


def whole_form(correction: Correction, section: str, content: Any, posted: Any = None) -> Any:
    if section != shape.QUESTIONS:
        return form_of(section, content, posted)
    asked = {one["code"] for one in content[section][answers.ASKED]}
    of_call = [one for one in questions.of(correction.application.call) if one.code in asked]
    return form_of(section, content, posted, questions=of_call)


def narrowed(form: Any, correction: Correction, section: str, content: Any) -> Any:
    """The form of a section without the places that are closed."""
    if isinstance(form, BudgetForm):
        return form
    keys = places.unlocked(correction.flaws, section, content.get(section, {}))
    for name in list(form.fields):
        if name not in keys:
            del form.fields[name]
    if places.ROWS not in keys:
        form.tables = ()
    return form


def opened_values(form: Any, correction: Correction, section: str, content: Any) -> dict[str, Any]:
    keys = places.unlocked(correction.flaws, section, content.get(section, {}))
    return {name: value for name, value in form.values().items() if section == shape.BUDGET or name in keys}


def closed_values(form: Any, correction: Correction, section: str, content: Any, request: Any) -> dict[str, Any]:
    """What was sent for closed places: the action refuses it, unless it is what stands there anyway."""
    if isinstance(form, BudgetForm):
        return {}
    sent = set(whole_form(correction, section, content).fields) - set(form.fields)
    return {name: request.POST[name] for name in sent if name in request.POST}


def page(
    request: Any,
    correction: Correction,
    section: str,
    form: Any,
    *,
    revision: int | None = None,
    stale: Any = None,
    status: int = 200,
) -> HttpResponse:
    application = correction.application
    content = correcting.corrected_content(application, correction)
    keys = places.unlocked(correction.flaws, section, content.get(section, {}))
    context = {
        **frame(application, request),
        "label": presentation.STEP_LABELS[section],
        "section": section,
        "form": form,
        "mistakes": mistakes_of(form),
        "revision": correction.revisions.get(section, 0) if revision is None else revision,
        "stale": stale,
        "flaws": places.opened(correction.flaws, section),
        "correction": correction,
        "rows": places.ROWS in keys,
        "stored": outline.part(section, content),
        "autosave": not stale,
        "action": reverse("applications:edit_correction", args=[application.ref, section]),
        "back": reverse("applications:correction", args=[application.ref]),
    }
    if section == shape.BUDGET:
        context |= sums.context(
            form, application.lot, live=reverse("applications:correction_sums", args=[application.ref])
        )
    return render(request, "grants/applications/correction_edit.html", context, status=status)


@open_to(signed_in)
@require_POST
def correction_sums(request: Any, ref: str) -> HttpResponse:
    """The sums of what is typed. Nothing is saved."""
    application = finding.own(request, ref, step="edit_correction")
    content = correcting.corrected_content(application, open_one(request, application))
    form = BudgetForm(request.POST, **known(content))
    return render(request, "grants/applications/_sums.html", sums.context(form, application.lot))


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def files(request: Any, ref: str) -> HttpResponse:
    """The files that the office asked for, each in its own form."""
    application = finding.own(request, ref, step="edit_correction")
    if application.state != ApplicationState.CORRECTING:
        return redirect("applications:detail", ref=ref)
    correction = open_one(request, application)
    flaws = places.opened(correction.flaws, completeness.ATTACHMENTS)
    if not flaws:
        raise Http404
    slots = [(flaw, _file_form(application, flaw)) for flaw in flaws]
    status = 200
    if request.method == "POST":
        where = next((n for n, flaw in enumerate(flaws) if flaw["place"] == request.POST.get("place")), None)
        if where is None:
            raise Http404
        flaw, form = flaws[where], _file_form(application, flaws[where], request.POST, request.FILES)
        if form.is_valid():
            attempt(form, lambda: _send(application, flaw, form, request))
        if form.is_valid():
            messages.success(request, _("The file is kept. The office sees it once you send the corrections."))
            return redirect("applications:correction_files", ref=ref)
        slots[where] = (flaw, form)
        status = 422
    sent = Attachment.objects.visible_to(request.actor).filter(correction=correction).select_related("document__scan")
    by_place = {one.place: one for one in sent}
    context = {
        **frame(application, request),
        "correction": correction,
        "slots": [(flaw, form, by_place.get(flaw["place"])) for flaw, form in slots],
        "back": reverse("applications:correction", args=[ref]),
    }
    return render(request, "grants/applications/correction_files.html", context, status=status)


def _file_form(application: Application, flaw: places.Flaw, posted: Any = None, sent: Any = None) -> AttachmentForm:
    form = AttachmentForm(posted, sent, call=application.call, auto_id=f"%s_{flaw['place'].replace('.', '_')}")
    del form.fields["label"]
    form.fields["file"].label = flaw["label"]
    return form


def _send(application: Application, flaw: places.Flaw, form: AttachmentForm, request: Any) -> None:
    sent = form.cleaned_data["file"]
    actions.send_file(
        application,
        place=flaw["place"],
        name=sent.name,
        content=sent.content,
        by=request.actor,
        at=timezone.now(),
    )


@open_to(signed_in)
@require_POST
def drop_file(request: Any, ref: str, pk: int) -> HttpResponse:
    application = finding.own(request, ref, step="edit_correction")
    seen = Attachment.objects.visible_to(request.actor).filter(application=application, correction__answered_at=None)
    found = get_object_or_404(seen.exclude(correction=None), pk=pk)
    actions.drop_file(found, by=request.actor, at=timezone.now())
    messages.success(request, _("The file was removed."))
    return redirect("applications:correction_files", ref=ref)
