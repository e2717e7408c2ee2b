"""The formal check of one offer: a person answers, where the call wants it a second one confirms, one of them concludes."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from grants.applications import actions, checklist, finding, presentation, presentation_formal
from grants.applications.checking import answered
from grants.applications.forms import ReasonForm
from grants.applications.forms_formal import ChecklistForm
from grants.applications.models import Application
from grants.applications.reading import is_only_clerk
from grants.applications.saving import attempt
from grants.applications.states import ApplicationState
from tenants.gates.access import clerks
from tenants.gates.doors import open_to
from tenants.gates.refusals import WrongState
from tenants.office.documents.checksum import grouped


@open_to(clerks)
@require_http_methods(["GET", "HEAD", "POST"])
def formal(request: Any, ref: str) -> HttpResponse:
    """The checklist. `do` says what the button was: save, pass, correct or reject."""
    application = finding.one(request, ref)
    if application.state != ApplicationState.FILED:
        return redirect("applications:detail", ref=ref)
    posted = request.POST if request.method == "POST" else None
    asked = checklist.of(application.call)
    form = ChecklistForm(posted, asked=asked, formal=application.formal)
    reason = ReasonForm(posted)
    if posted is not None and form.is_valid() and reason.is_valid():
        if presentation_formal.may_answer(application, request.actor):
            _save(request, application, form)
        elif request.POST.get("do") not in {"pass", "reject", "correct"}:
            raise WrongState
        done = _finish(request, application, form, reason) if form.is_valid() else None
        if done is not None:
            return done
    return _page(request, application, asked, form, reason)


def _save(request: Any, application: Application, form: ChecklistForm) -> None:
    answers, reasons, at = form.answers(), form.reasons(), timezone.now()
    attempt(
        form,
        lambda: actions.check_formally(application, answers=answers, reasons=reasons, by=request.actor, at=at),
    )


def _finish(request: Any, application: Application, form: ChecklistForm, reason: ReasonForm) -> HttpResponse | None:
    """What follows the saved answers; None when a rule said no."""
    by, ref, at = request.actor, application.ref, timezone.now()
    match request.POST.get("do"):
        case "pass":
            attempt(form, lambda: actions.pass_formally(application, by=by, at=at))
            if form.is_valid():
                messages.success(request, _("The offer is formally correct."))
                return redirect("applications:detail", ref=ref)
        case "reject":
            said = reason.cleaned_data["reason"]
            if not said and checklist.noes(answered(application, form.asked)):
                messages.info(
                    request, _("The reason was made from the checklist: read it before you reject the offer.")
                )
                return redirect("applications:formal", ref=ref)
            attempt(reason, lambda: actions.reject_formally(application, reason=said, by=by, at=at))
            if reason.is_valid():
                messages.success(request, _("The offer is rejected; the applicant was told why."))
                return redirect("applications:detail", ref=ref)
        case "correct":
            return redirect("applications:call_to_correct", ref=ref)
        case _:
            messages.success(request, _("The answers are saved."))
            return redirect("applications:formal", ref=ref)
    return None


def _page(request: Any, application: Application, asked: Any, form: ChecklistForm, reason: ReasonForm) -> HttpResponse:
    at, call = timezone.now(), application.call
    rows = answered(application, asked)
    if not reason.is_bound:
        reason.initial["reason"] = checklist.reason_of(rows)
    course = presentation_formal.course(application, rows, asked, request.actor, at=at)
    context = {
        "application": application,
        "call": call,
        "form": form,
        "reason": reason,
        "known": [row for row in rows if row.known],
        "said": [row for row in rows if not row.known],
        "course": course,
        "next": presentation_formal.next_step(application, course, at=at),
        "alone": call.formal_four_eyes and is_only_clerk(request.actor),
        "checksum": grouped(application.checksum),
        "files": finding.files_of(application),
        "corrections": finding.corrections_of(application),
        "badge": presentation.badge(ApplicationState(application.state)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "grants/applications/formal.html", context, status=status)


@open_to(clerks)
@require_POST
def confirm(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    actions.confirm_formally(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The answers are confirmed. Now the offer can pass or be rejected."))
    return redirect("applications:formal", ref=ref)


@open_to(clerks)
@require_POST
def send_back(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    remark = request.POST.get("remark", "")
    actions.send_back_formally(application, remark=remark, by=request.actor, at=timezone.now())
    messages.success(request, _("The checklist is open again, with your remark."))
    return redirect("applications:formal", ref=ref)


@open_to(clerks)
@require_POST
def recheck(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    actions.recheck(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The formal check is open again."))
    return redirect("applications:formal", ref=ref)
