"""The last look before filing, filing itself, and what stays in the hand: the receipt and the PDF."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from grants.applications import (
    access,
    actions,
    answers,
    drawing,
    filing,
    finding,
    joint,
    outline_costs,
    presentation,
    reading,
    signing_rules,
)
from grants.applications import content as shape
from grants.applications.models import Application, ApplicationVersion
from grants.applications.states import FLOW, ApplicationState
from grants.applications.views_writing import frame
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.office.documents import delivery
from tenants.office.documents.checksum import grouped
from tenants.office.money import ZERO


@open_to(signed_in)
@require_safe
def summary(request: Any, ref: str) -> HttpResponse:
    """What the draft still lacks, section by section; when nothing, the button that files it."""
    application = finding.one(request, ref, trials=True)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", ref=ref)
    if application.is_joint and not access.belongs(request.actor, application):
        return redirect("applications:partners", ref=ref)
    files = finding.files_of(application)
    gaps = finding.gaps_of(application, files=files)
    context = {
        **frame(application, gaps, "summary"),
        "lacking": presentation.lacking(application, gaps),
        "figures": outline_costs.summary(application.content),
        "can": FLOW.open_steps(application, request.actor),
        "back": reverse("applications:attachments", args=[ref]),
        "nothing": application.total_cost == ZERO,
        "routes": signing_rules.routes(application.call),
        "sign_by": signing_rules.last_day(application.call, timezone.now()),
    }
    return render(request, "grants/applications/summary.html", context)


@open_to(signed_in)
@require_POST
def file(request: Any, ref: str) -> HttpResponse:
    """File it; of a second click, the same receipt."""
    application = finding.to_file(request, ref)
    signing = request.POST.get("signing", "")
    actions.file(application, signing=signing, by=request.actor, at=timezone.now())
    return redirect("applications:receipt", ref=ref)


@open_to(signed_in)
@require_safe
def receipt(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref, trials=True)
    if application.state == ApplicationState.DRAFT:
        return redirect("applications:summary", ref=ref)
    context = {
        "application": application,
        "call": application.call,
        "checksum": grouped(application.checksum),
        "figures": outline_costs.summary(application.content),
        "mine": finding.is_mine(request, application),
        "can_withdraw": application.call.accepts_at(timezone.now())
        and FLOW.open_steps(application, request.actor).get("withdraw"),
    }
    return render(request, "grants/applications/receipt.html", context)


@open_to(signed_in)
@require_safe
def pdf(request: Any, ref: str) -> HttpResponse:
    """The offer as it binds until the award; of a draft, how it would look."""
    application = finding.one(request, ref, trials=True)
    at = timezone.now()
    if application.state == ApplicationState.DRAFT or application.trial:
        return _preview(application, request)
    if application.document is not None:
        return delivery.answer(application.document)
    version = reading.latest_filed(application)
    if version is None:
        raise Http404
    return delivery.answer(drawing.document_of(version, at=at))


def _preview(application: Application, request: Any) -> HttpResponse:
    content = {
        **joint.whole(application),
        "basic": filing.basic(application, call=application.call, town=request.tenant),
    }
    if asked := finding.questions_of(application):
        names = finding.names_of(finding.files_of(application))
        content[shape.QUESTIONS] = answers.frozen(asked, application.content.get(shape.QUESTIONS, {}), names)
    drawn = drawing.preview(content, at=timezone.now())
    name = f'inline; filename="{application.ref}.pdf"'
    headers = {"Content-Disposition": name, "Cache-Control": "private, no-store"}
    return HttpResponse(drawn, content_type="application/pdf", headers=headers)


@open_to(signed_in)
@require_safe
def version_pdf(request: Any, ref: str, number: int) -> HttpResponse:
    application = finding.one(request, ref)
    seen = ApplicationVersion.objects.visible_to(request.actor).filter(application=application)
    version = get_object_or_404(seen, number=number)
    return delivery.answer(drawing.document_of(version, at=timezone.now()))


@open_to(signed_in)
@require_POST
def withdraw(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="withdraw")
    actions.withdraw(application, by=request.actor, at=timezone.now())
    messages.success(request, _("The offer is withdrawn. It stays here, and you can copy it into a new draft."))
    return redirect("applications:detail", ref=ref)


@open_to(signed_in)
@require_POST
def resign(request: Any, ref: str) -> HttpResponse:
    application = finding.own(request, ref, step="resign")
    actions.resign(application, reason=request.POST.get("reason", ""), by=request.actor, at=timezone.now())
    messages.success(request, _("Your organisation has resigned from the grant. The office was told."))
    return redirect("applications:detail", ref=ref)
