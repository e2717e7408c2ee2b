"""The office's work on a filed offer: the formal check, and the update after a lower award."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from grants.applications import actions, finding, presentation
from grants.applications.checking import known_answers
from grants.applications.checklist import known_rows
from grants.applications.forms import ChecklistForm, ReasonForm
from grants.applications.saving import attempt
from grants.applications.states import ApplicationState
from tenants.gates.access import clerks
from tenants.gates.doors import open_to
from tenants.office.documents.checksum import grouped


@open_to(clerks)
@require_http_methods(["GET", "HEAD", "POST"])
def formal(request: Any, ref: str) -> HttpResponse:
    """The checklist. `do` says what the button was: save, pass or reject."""
    application = finding.one(request, ref)
    at = timezone.now()
    if application.state != ApplicationState.FILED:
        return redirect("applications:detail", ref=ref)
    form = ChecklistForm(
        request.POST if request.method == "POST" else None, initial=application.formal.get("answers", {})
    )
    reason = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and reason.is_valid():
        attempt(form, lambda: actions.check_formally(application, answers=form.cleaned_data, by=request.actor, at=at))
        done = _finish(request, application, form, reason, at) if form.is_valid() else None
        if done is not None:
            return done
    bad = request.method == "POST"
    context = {
        "application": application,
        "call": application.call,
        "form": form,
        "reason": reason,
        "known": known_rows(known_answers(application)),
        "checksum": grouped(application.checksum),
        "early": application.call.accepts_at(at),
        "files": finding.files_of(application),
        "corrections": finding.corrections_of(application),
        "next": presentation.next_step(application, mine=False, at=at),
        "badge": presentation.badge(ApplicationState(application.state)),
    }
    return render(request, "grants/applications/formal.html", context, status=422 if bad else 200)


def _finish(request: Any, application: Any, form: Any, reason: Any, at: Any) -> HttpResponse | None:
    """What follows the saved answers; None when a rule said no."""
    by, ref = request.actor, application.ref
    match request.POST.get("do"):
        case "pass":
            attempt(form, lambda: actions.pass_formally(application, by=by, at=at))
            if form.is_valid():
                messages.success(request, _("The offer is formally correct."))
                return redirect("applications:detail", ref=ref)
        case "reject":
            said = reason.cleaned_data["reason"]
            attempt(reason, lambda: actions.reject_formally(application, reason=said, by=by, at=at))
            if reason.is_valid():
                messages.success(request, _("The offer is rejected; the applicant was told why."))
                return redirect("applications:detail", ref=ref)
        case _:
            messages.success(request, _("The answers are saved."))
            return redirect("applications:formal", ref=ref)
    return None


@open_to(clerks)
@require_POST
def recheck(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    actions.recheck(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The formal check is open again."))
    return redirect("applications:formal", ref=ref)


@open_to(clerks)
@require_POST
def approve_update(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    actions.approve_update(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The update is approved: the agreement can be made from it."))
    return redirect("applications:detail", ref=ref)


@open_to(clerks)
@require_POST
def return_update(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    remarks = request.POST.get("remarks", "")
    actions.return_update(application, remarks=remarks, by=request.actor, at=timezone.now())
    messages.success(request, _("The update went back to the applicant with your remarks."))
    return redirect("applications:detail", ref=ref)
