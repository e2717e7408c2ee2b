"""How a page finds the offer it is about: only among those its reader may see."""

from typing import Any

from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from grants.applications import access, attachment_rules, completeness, partners_reading
from grants.applications.completeness import Gap
from grants.applications.models import TRIAL, Application, Attachment, Correction
from grants.applications.states import FLOW
from grants.calls.models import RequiredAttachment
from grants.calls.questions import reading as questions
from grants.calls.questions.models import Question
from tenants.gates.access import permit

ASKS = Exists(Question.objects.filter(call=OuterRef("call_id")))


def one(request: Any, ref: str, *, trials: bool = False) -> Application:
    """An offer the reader may see; a trial offer only on the pages an applicant fills in. Raises: Http404."""
    kind = Application.trials if trials and ref.startswith(TRIAL) else Application.objects
    seen = kind.visible_to(request.actor).select_related("call", "lot__task", "document")
    found = get_object_or_404(seen.annotate(asks=ASKS), ref=ref)
    found.lot.call = found.call
    return found


def to_file(request: Any, ref: str) -> Application:
    """An offer the reader may file, with no more of it than that takes: filing reads the rest itself, under its lock.

    Raises: Http404, PermissionDenied.
    """
    kind = Application.trials if ref.startswith(TRIAL) else Application.objects
    application = get_object_or_404(kind.visible_to(request.actor).only("trial", "organisation_id"), ref=ref)
    permit(FLOW.steps["file"].may, request.actor, application)
    return application


def questions_of(application: Application) -> list[Question]:
    """The additional questions of its call; the database is asked for them only when there are any."""
    return [] if application.asks is False else questions.of(application.call)


def own(request: Any, ref: str, *, step: str = "edit", trials: bool = False) -> Application:
    """An offer the reader may do that step to, whatever its state now. Raises: Http404, PermissionDenied."""
    application = one(request, ref, trials=trials)
    permit(FLOW.steps[step].may, request.actor, application)
    return application


def is_mine(request: Any, application: Application) -> bool:
    return application.trial or access.behind(request.actor, application)


def files_of(application: Application) -> list[Attachment]:
    """The files of an offer that was found and that bind: who sees the offer sees them."""
    binding = Attachment.objects.filter(Attachment.BINDING, application=application)
    return list(binding.order_by("pk").select_related("document__scan"))


def corrections_of(application: Application) -> list[Correction]:
    """The calls for corrections of an offer that was found."""
    return list(Correction.objects.filter(application=application).defer("draft").order_by("number"))


def wanted_of(application: Application) -> list[RequiredAttachment]:
    return list(RequiredAttachment.objects.filter(call=application.call_id).order_by("position", "pk"))


def gaps_of(
    application: Application,
    *,
    wanted: list[RequiredAttachment] | None = None,
    files: list[Attachment] | None = None,
    asked: list[Question] | None = None,
) -> list[Gap]:
    """What the draft still lacks."""
    if wanted is None:
        wanted = wanted_of(application)
    if files is None:
        files = files_of(application)
    if asked is None:
        asked = questions_of(application)
    rows = partners_reading.rows_of(application) if application.is_joint else []
    found = completeness.gaps(
        partners_reading.whole(application, rows),
        call=application.call,
        lot=application.lot,
        wanted=wanted,
        attached={file.wanted_id for file in files},
        questions=asked,
        answered={file.question_id for file in files},
    )
    found += attachment_rules.gaps(files)
    return found + partners_reading.gaps_of(application, rows)


def names_of(files: list[Attachment]) -> dict[int, str]:
    """The name of the file attached for a question, by the question's id."""
    return {file.question_id: file.document.name for file in files if file.question_id is not None}


def file_of(request: Any, application: Application, pk: int) -> Attachment:
    """A file of an offer that was found. Raises: Http404."""
    of_offer = Attachment.objects.filter(application=application).select_related("document")
    seen = of_offer if application.trial else of_offer.visible_to(request.actor)
    if not is_mine(request, application):
        # What is sent in answer to a call for corrections is the applicant's until it is declared.
        seen = seen.exclude(correction__isnull=False, correction__answered_at=None)
    return get_object_or_404(seen, pk=pk)
