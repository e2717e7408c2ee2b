"""The files of an offer: attached to a draft, read by whoever sees the offer."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
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
from grants.calls.models import Call, RequiredAttachment
from grants.calls.questions.models import Kind, Question
from grants.calls.questions.rules import shown as shown_questions
from tenants.gates.access import signed_in
from tenants.gates.doors import open_to
from tenants.office.documents import delivery


@open_to(signed_in)
@require_http_methods(["GET", "HEAD", "POST"])
def attachments(request: Any, ref: str) -> HttpResponse:
    """The files of a draft: each wanted one in its own form, those that answer a question, and any other."""
    application = finding.own(request, ref, trials=True)
    if application.state != ApplicationState.DRAFT:
        return redirect("applications:detail", ref=ref)
    wanted, asked = finding.wanted_of(application), finding.questions_of(application)
    files = finding.files_of(application)
    places = _places(application, wanted, asked, files)
    slots = [(place, _form(application.call, place)) for place in places]
    status = 200
    if request.method == "POST":
        chosen = request.POST.get("wanted", "")
        number = next((n for n, place in enumerate(places) if place.key == chosen), None)
        if number is None:
            raise Http404
        place, form = places[number], _form(application.call, places[number], request.POST, request.FILES)
        if (
            form.is_valid()
            and attempt(form, lambda: _attach(application, form, place, request)) is None
            and form.is_valid()
        ):
            return redirect(f"{reverse('applications:attachments', args=[ref])}#{place.anchor}")
        slots[number] = (place, form)
        status = 422
    gaps = finding.gaps_of(application, wanted=wanted, files=files, asked=asked)
    context = {
        **frame(application, gaps, "attachments"),
        "slots": [
            {"place": place, "form": form, "files": [file for file in files if place.holds(file)]}
            for place, form in slots
        ],
        "mistakes": mistakes([form for _place, form in slots if form.is_bound]),
        "back": reverse("applications:edit", args=[ref, shape.DECLARATIONS]),
    }
    return render(request, "grants/applications/attachments.html", context, status=status)


@dataclass(frozen=True)
class Place:
    """Where a file goes: what the call wants, the answer to a question, or any other file."""

    wanted: RequiredAttachment | None = None
    question: Question | None = None

    @property
    def key(self) -> str:
        return str(self.wanted.pk) if self.wanted else self.question.code if self.question else ""

    @property
    def anchor(self) -> str:
        return f"file_{self.key or 'other'}"

    @property
    def label(self) -> str:
        return self.wanted.name if self.wanted else self.question.label if self.question else ""

    @property
    def required(self) -> bool:
        one = self.wanted or self.question
        return one is not None and one.required

    def holds(self, file: Attachment) -> bool:
        if self.question is None and file.question_id is not None:
            return False
        wanted = self.wanted.pk if self.wanted else None
        return file.wanted_id == wanted and file.question_id == (self.question.pk if self.question else None)


def _places(
    application: Application, wanted: list[RequiredAttachment], asked: list[Question], files: list[Attachment]
) -> list[Place]:
    """A question that is not asked now has a place only while a file lies there, to be seen and taken out."""
    shown = shown_questions(asked, application.content.get(shape.QUESTIONS, {}))
    filled = {file.question_id for file in files}
    answers = [Place(question=one) for one in asked if one.kind == Kind.FILE and (one in shown or one.pk in filled)]
    return [*(Place(wanted=one) for one in wanted), *answers, Place()]


def _form(call: Call, place: Place, posted: Any = None, files: Any = None) -> AttachmentForm:
    form = AttachmentForm(posted, files, call=call, auto_id=f"%s_{place.key or 'other'}")
    if place.key:
        del form.fields["label"]
        form.fields["file"].label = place.label
        form.fields["file"].required = place.required
        if place.question and place.question.help:
            form.fields["file"].help_text = f"{place.question.help} {form.fields['file'].help_text}"
    return form


def _attach(application: Application, form: AttachmentForm, place: Place, request: Any) -> None:
    sent = form.cleaned_data.get("file")
    if not sent:
        form.add_error("file", _("Choose a file first."))
        return
    label = form.cleaned_data.get("label", "")
    actions.attach(
        application,
        name=sent.name,
        content=sent.content,
        wanted=place.wanted,
        question=place.question,
        label=label,
        by=request.actor,
        at=timezone.now(),
    )


@open_to(signed_in)
@require_safe
def attachment(request: Any, ref: str, pk: int) -> HttpResponse:
    application = finding.one(request, ref, trials=True)
    return delivery.answer(finding.file_of(request, application, pk).document)


@open_to(signed_in)
@require_POST
def detach(request: Any, ref: str, pk: int) -> HttpResponse:
    application = finding.own(request, ref, trials=True)
    actions.detach(finding.file_of(request, application, pk), by=request.actor, at=timezone.now())
    messages.success(request, _("The file was removed."))
    return redirect("applications:attachments", ref=ref)
