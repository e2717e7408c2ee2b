"""The files of an offer: attached to a draft, read by whoever sees the offer."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from frontend.listing import mistakes
from grants.applications import actions, finding
from grants.applications import content as shape
from grants.applications.forms import AttachmentForm
from grants.applications.models import Application, Attachment
from grants.applications.saving import attempt
from grants.applications.states import ApplicationState
from grants.applications.views_writing import frame
from grants.calls.models import RequiredAttachment
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.office.documents import delivery


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: Any, ref: str) -> HttpResponse:
    """The files of a draft: each wanted one in its own form, and any other."""
    application = finding.own(request, ref)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", ref=ref)
    wanted = finding.wanted_of(application)
    chosen = request.POST.get("wanted", "")
    places: list[RequiredAttachment | None] = [*wanted, None]
    slots = [(one, _form(one)) for one in places]
    status = 200
    if request.method == "POST":
        place = next((n for n, one in enumerate(places) if chosen == (str(one.pk) if one else "")), None)
        if place is None:
            raise Http404
        one, form = slots[place][0], _form(slots[place][0], request.POST, request.FILES)
        if (
            form.is_valid()
            and attempt(form, lambda: _attach(application, form, one, request)) is None
            and form.is_valid()
        ):
            return redirect(f"{reverse('applications:attachments', args=[ref])}#file_{one.pk if one else 'other'}")
        slots[place] = (one, form)
        status = 422
    files = finding.files_of(application)
    gaps = finding.gaps_of(application, wanted=wanted, files=files)
    context = {
        **frame(application, gaps, "attachments"),
        "slots": [
            {
                "wanted": one,
                "form": form,
                "files": [file for file in files if file.wanted_id == (one.pk if one else None)],
            }
            for one, form in slots
        ],
        "mistakes": mistakes([form for _one, form in slots if form.is_bound]),
        "back": reverse("applications:edit", args=[ref, shape.DECLARATIONS]),
    }
    return render(request, "grants/applications/attachments.html", context, status=status)


def _form(wanted: RequiredAttachment | None, posted: Any = None, files: Any = None) -> AttachmentForm:
    form = AttachmentForm(posted, files, auto_id=f"%s_{wanted.pk if wanted else 'other'}")
    if wanted is not None:
        del form.fields["label"]
        form.fields["file"].label = wanted.name
        form.fields["file"].required = wanted.required
    return form


def _attach(application: Application, form: AttachmentForm, wanted: RequiredAttachment | None, request: Any) -> None:
    sent = form.cleaned_data.get("file")
    if not sent:
        form.add_error("file", _("Choose a file first."))
        return
    label = form.cleaned_data.get("label", "")
    actions.attach(
        application,
        name=sent.name,
        content=sent.content,
        wanted=wanted,
        label=label,
        by=request.actor,
        at=timezone.now(),
    )


@open_to(signed_in)
@require_safe
def attachment(request: Any, ref: str, pk: int) -> HttpResponse:
    application = finding.one(request, ref)
    seen = Attachment.objects.visible_to(request.actor).filter(application=application).select_related("document")
    return delivery.answer(get_object_or_404(seen, pk=pk).document)


@open_to(signed_in)
@require_POST
def detach(request: Any, ref: str, pk: int) -> HttpResponse:
    application = finding.own(request, ref)
    seen = Attachment.objects.visible_to(request.actor).filter(application=application).select_related("document")
    actions.detach(get_object_or_404(seen, pk=pk), by=request.actor, at=timezone.now())
    messages.success(request, _("The file was removed."))
    return redirect("applications:attachments", ref=ref)
