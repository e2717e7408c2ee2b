"""Files of a draft: attached, replaced, taken out."""

from datetime import datetime

from django.db import transaction

from grants.applications import attachment_rules
from grants.applications import content as shape
from grants.applications.drafting import locked, take_out
from grants.applications.models import Application, Attachment
from grants.applications.states import FLOW
from grants.calls.models import RequiredAttachment
from grants.calls.questions.models import Question
from tenants.gates.access import Actor
from tenants.office.documents import actions as documents


@transaction.atomic
def attach(
    application: Application,
    *,
    name: str,
    content: bytes,
    wanted: RequiredAttachment | None = None,
    question: Question | None = None,
    label: str = "",
    by: Actor,
    at: datetime,
) -> Attachment:
    """Add a checked file to a draft; for a required attachment, or a question, it takes the place of the one before.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    stored = locked(application, "edit", by=by)
    FLOW.move(stored, "edit", by=by, at=at, noted={"section": "attachments"})
    if wanted is not None:
        for old in stored.files.filter(wanted=wanted):
            take_out(old, by=by, at=at)
    if question is not None:
        for old in stored.files.filter(question=question):
            take_out(old, by=by, at=at)
    attachment_rules.check_file(stored.call, name=name, size=len(content), others=stored.files.count())
    document = documents.receive(name=name, content=content, kind="attachment", by=by, at=at)
    said = shape.text(label, shape.LINE, "label") or document.name
    if wanted is not None:
        said = wanted.name
    elif question is not None:
        said = question.label[: shape.LINE]
    return Attachment.objects.create(
        application=stored, wanted=wanted, question=question, label=said, document=document, added_at=at
    )


@transaction.atomic
def detach(attachment: Attachment, *, by: Actor, at: datetime) -> None:
    """Take a file out of a draft. Raises: WrongState, PermissionDenied."""
    stored = locked(attachment.application, "edit", by=by)
    FLOW.move(stored, "edit", by=by, at=at, noted={"section": "attachments", "removed": attachment.label})
    take_out(attachment, by=by, at=at)
