"""How a filed offer is signed beside the filing itself: by a signed file, or by a printout that the office registers."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from grants.applications import actions, finding
from grants.applications.forms_signing import PaperForm, SignedFileForm
from grants.applications.models import Application, Signature
from grants.applications.saving import attempt
from grants.applications.states import FLOW, ApplicationState
from grants.calls.models import Signing
from tenants.gates.access import clerks, signed_in
from tenants.gates.doors import open_to
from tenants.office.deadlines import local_day
from tenants.office.documents import delivery, signatures
from tenants.office.documents.checksum import grouped
from tenants.office.documents.rules import check_size, clean_name


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def signature(request: Any, ref: str) -> HttpResponse:
    """How the offer is signed, by whom, and what was checked; until then, where the signed file is sent."""
    application = finding.one(request, ref)
    if application.state == ApplicationState.DRAFT:
        return redirect("applications:summary", ref=ref)
    if request.method != "POST":
        return page(request, application)
    application = finding.own(request, ref, step="sign")
    form = SignedFileForm(request.POST, request.FILES)
    if form.is_valid():
        attempt(form, lambda: _send(application, form, request))
    if not form.is_valid():
        return page(request, application, form, status=422)
    messages.success(request, _("The signature fits the offer and is registered."))
    return redirect("applications:signature", ref=ref)


def _send(application: Application, form: SignedFileForm, request: Any) -> None:
    sent = form.cleaned_data["file"]
    check_size(sent.size, max_bytes=signatures.MOST_BYTES)
    actions.sign(application, name=clean_name(sent.name), content=sent.read(), by=request.actor, at=timezone.now())


@open_to(clerks)
@require_POST
def paper(request: Any, ref: str) -> HttpResponse:
    application = finding.one(request, ref)
    form = PaperForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        attempt(
            form,
            lambda: actions.confirm_on_paper(
                application,
                checksum=said["checksum"],
                received_on=said["received_on"],
                by=request.actor,
                at=timezone.now(),
            ),
        )
    if not form.is_valid():
        return page(request, application, form, status=422)
    messages.success(request, _("The printout is the offer that was filed, and is registered."))
    return redirect("applications:signature", ref=ref)


@open_to(signed_in)
@require_safe
def signed_file(request: Any, ref: str) -> HttpResponse:
    found = _signature_of(request, finding.one(request, ref))
    if found is None or found.document is None:
        return redirect("applications:signature", ref=ref)
    return delivery.answer(found.document)


def page(request: Any, application: Application, form: Any = None, status: int = 200) -> HttpResponse:
    at = timezone.now()
    on_paper = application.signing == Signing.PAPER
    signature = _signature_of(request, application)
    empty = PaperForm(initial={"received_on": local_day(at)}) if on_paper else SignedFileForm()
    context = {
        "application": application,
        "signature": signature,
        "signers": [{**one, "moment": _moment(one["at"])} for one in signature.signers] if signature else [],
        "form": form or empty,
        "can": FLOW.open_steps(application, request.actor),
        "late": not application.is_confirmed
        and application.sign_by is not None
        and local_day(at) > application.sign_by,
        "checksum": grouped(application.checksum),
        "who": _("your organisation") if finding.is_mine(request, application) else _("the applicant"),
    }
    return render(request, "grants/applications/signature.html", context, status=status)


def _moment(text: str) -> datetime | str:
    """What the signing program wrote, if it is a moment; else nothing."""
    try:
        return parse_datetime(text) or ""
    except ValueError:
        return ""


def _signature_of(request: Any, application: Application) -> Signature | None:
    seen = Signature.objects.visible_to(request.actor).filter(application=application)
    return seen.select_related("document").first()
