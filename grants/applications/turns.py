"""What this room does when a call turns."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime

from django.urls import reverse

from grants.applications import people, rules, trying
from grants.applications.arranging import arrange_check
from grants.applications.criteria_models import FormalCriterion
from grants.applications.models import Application, Attachment
from grants.applications.states import ApplicationState
from grants.calls.models import Call
from tenants.gates.access import Actor
from tenants.office.documents.models import Document
from tenants.office.notices import actions as notices


def end_trial(call: Call, *, by: Actor, at: datetime, lots: Collection[int] | None = None) -> None:
    """The call is published or thrown away, or some of its lots are: what was tried out there goes."""
    trying.delete_all(call, by=by, at=at, lots=lots)


def copy_checklist(call: Call, *, by: Actor, at: datetime, source: Call) -> None:
    """A call begun from an earlier one asks the same in its formal check."""
    rows = FormalCriterion.objects.filter(call=source).order_by("position", "pk")
    if rows:
        asked = [{"code": row.code, "label": row.label, "correctable": row.correctable} for row in rows]
        arrange_check(call, asked, four_eyes=call.formal_four_eyes, by=by, at=at)


def tell_infected(document: Document, *, at: datetime) -> None:
    """The applicant hears that malware was found in a file of theirs, while there is time to send another."""
    for attachment in Attachment.objects.filter(document=document).select_related("application__call"):
        application = attachment.application
        draft = application.state == ApplicationState.DRAFT
        notices.queue(
            "offer-file-infected",
            to=people.members(application) if draft else people.writers(application),
            about=application,
            context={"file": document.name, "title": application.title, "call": application.call.title, "draft": draft},
            at=at,
            path=reverse("applications:attachments" if draft else "applications:detail", args=[application.ref]),
        )


def check_ground(call: Call, *, by: Actor, at: datetime, reason: str, ground: str) -> None:
    """A call is cancelled on the ground that is so."""
    filed = Application.objects.filter(call=call).filed()
    rejected = filed.filter(state=ApplicationState.REJECTED)
    rules.check_ground(ground, filed=filed.count(), rejected=rejected.count())


def tell_applicants(call: Call, *, by: Actor, at: datetime, reason: str, ground: str) -> None:
    """A cancelled call: whoever has a draft in it, or has filed, hears it from the office, with the reason."""
    for application in Application.objects.filter(call=call).exclude(state=ApplicationState.WITHDRAWN):
        draft = application.state == ApplicationState.DRAFT
        notices.queue(
            "offer-call-cancelled",
            to=people.writers(application) if draft else people.applicants(application),
            about=application,
            context={
                "number": application.number,
                "draft": draft,
                "title": application.title,
                "call": call.title,
                "reason": reason,
            },
            at=at,
            path=reverse("applications:detail", args=[application.ref]),
        )


def tell_of_change(
    call: Call, *, by: Actor, at: datetime, reason: str, changes: Callable[[], Sequence[tuple[str, str, str]]]
) -> None:
    """A changed call: whoever has a draft in it, or has filed, hears what changed and until when they may act."""
    for application in Application.objects.filter(call=call).exclude(state=ApplicationState.WITHDRAWN):
        draft = application.state == ApplicationState.DRAFT
        notices.queue(
            "call-changed",
            to=people.writers(application) if draft else people.applicants(application),
            about=application,
            context={
                "call": call.title,
                "draft": draft,
                "number": application.number,
                "reason": reason,
                "changes": changes,
                "waits": call.waits_for_publication,
                "closes_at": call.closes_at,
            },
            at=at,
            path=reverse("calls:versions", args=[call.ref]),
        )
