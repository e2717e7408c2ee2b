"""A document of the organisation's profile, copied into an offer: what is filed belongs to the town and never changes."""

from datetime import datetime

from django.http import Http404

from grants.applications.models import Application, Attachment
from grants.applications.partners_voiding import attach
from grants.calls.models import RequiredAttachment
from grants.calls.questions.models import Question
from tenants.gates.access import Actor
from tenants.platform.organisations import papers
from tenants.registry.organisations.papers import OrganisationPaper


def attach_paper(
    application: Application,
    paper: OrganisationPaper,
    *,
    wanted: RequiredAttachment | None = None,
    question: Question | None = None,
    by: Actor,
    at: datetime,
) -> Attachment:
    """Attach a copy of the document as it is today.

    Raises: Http404 for a document of one who takes no part in the offer, Refusal, WrongState, PermissionDenied.
    """
    if paper.organisation_id not in {application.organisation_id, *application.partner_ids}:
        raise Http404
    content = papers.content_of(paper)
    return attach(
        application,
        name=paper.name,
        content=content,
        wanted=wanted,
        question=question,
        label=str(paper),
        by=by,
        at=at,
    )
