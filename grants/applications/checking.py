"""The formal check of filed offers (its criteria are in `rules`: the act leaves them to the announcement)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.applications import access, people, rules
from grants.applications import content as shape
from grants.applications.completeness import budget_in
from grants.applications.drafting import locked, renew
from grants.applications.models import Application, Attachment
from grants.applications.states import FLOW
from grants.calls.models import RequiredAttachment
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal
from tenants.office.notices import actions as notices


def known_answers(application: Application) -> dict[str, str]:
    """The part of the checklist that the system answers."""
    call = application.call
    attached = set(application.files.filter(Attachment.BINDING).values_list("wanted_id", flat=True))
    required = RequiredAttachment.objects.filter(call=call, required=True).values_list("pk", flat=True)
    filed_in_call = Application.objects.filter(call=call).filed()
    filed = max(filed_in_call.of_offeror(one).count() for one in sorted(access.offerors_of(application)))
    return rules.known_answers(
        call=call,
        lot=application.lot,
        content=application.content,
        budget=budget_in(application.content),
        filed_at=application.filed_at,
        late_until=application.late_until,
        filed=filed,
        missing_files=len(set(required) - attached),
        confirmed=application.is_confirmed,
    )


@transaction.atomic
def check_formally(application: Application, *, answers: Mapping[str, str], by: Actor, at: datetime) -> Application:
    """Keep the answers to the checklist. Raises: Refusal, WrongState, PermissionDenied."""
    rules.check_call_closed(application.call, at)
    kept = {"answers": rules.check_answers(answers), "by": by.name, "at": at.isoformat()}
    stored = locked(application, "check_formally", by=by)
    FLOW.move(stored, "check_formally", by=by, at=at, formal=kept)
    return renew(application, stored)


@transaction.atomic
def pass_formally(application: Application, *, by: Actor, at: datetime) -> Application:
    """The offer goes to the committee. Raises: Refusal, WrongState, PermissionDenied."""
    stored = locked(application, "pass_formally", by=by)
    rules.check_call_closed(stored.call, at)
    rules.check_may_pass(known_answers(stored), stored.formal.get("answers", {}))
    FLOW.move(stored, "pass_formally", by=by, at=at)
    return renew(application, stored)


@transaction.atomic
def reject_formally(application: Application, *, reason: str, by: Actor, at: datetime) -> Application:
    """The offer is not assessed; the applicant is told why. Raises: Refusal, WrongState, PermissionDenied."""
    said = shape.text(reason, shape.PARAGRAPHS, "reason")
    if not said:
        raise Refusal(_("Say why the offer is rejected: the applicant will read it."), field="reason")
    stored = locked(application, "reject_formally", by=by)
    rules.check_call_closed(stored.call, at)
    FLOW.move(stored, "reject_formally", by=by, at=at, formal_reason=said)
    notices.queue(
        "offer-rejected",
        to=people.applicants(stored),
        about=stored,
        context={"number": stored.number, "title": stored.title, "call": stored.call.title, "reason": said},
        at=at,
        path=reverse("applications:detail", args=[stored.ref]),
    )
    return renew(application, stored)


@transaction.atomic
def recheck(application: Application, *, by: Actor, at: datetime) -> Application:
    """Undo the formal check. Raises: Refusal, WrongState, PermissionDenied."""
    stored = locked(application, "recheck", by=by)
    rules.check_call_closed(stored.call, at)
    FLOW.move(stored, "recheck", by=by, at=at, formal_reason="")
    return renew(application, stored)
