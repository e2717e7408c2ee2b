"""The formal check of filed offers (its criteria are in `rules`: the act leaves them to the announcement)."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.applications import access, checklist, formal_rules, partners_reading, people, rules
from grants.applications import content as shape
from grants.applications.checklist import Answered, Asked
from grants.applications.completeness import budget_in
from grants.applications.drafting import locked, renew
from grants.applications.models import Application, Attachment
from grants.applications.states import FLOW
from grants.calls.models import RequiredAttachment
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal
from tenants.office.notices import actions as notices

NO_REASONS: Mapping[str, str] = MappingProxyType({})


def known_answers(application: Application) -> dict[str, str]:
    """The part of the checklist that the system answers."""
    call = application.call
    attached = set(application.files.filter(Attachment.BINDING).values_list("wanted_id", flat=True))
    required = RequiredAttachment.objects.filter(call=call, required=True).values_list("pk", flat=True)
    filed_in_call = Application.objects.filter(call=call).filed()
    forms = [application.organisation.legal_form]
    if application.is_joint:
        forms += partners_reading.legal_forms(application)
    filed = max(filed_in_call.of_offeror(one).count() for one in sorted(access.offerors_of(application)))
    return formal_rules.known_answers(
        call=call,
        lot=application.lot,
        content=application.content,
        budget=budget_in(application.content),
        filed_at=application.filed_at,
        late_until=application.late_until,
        filed=filed,
        missing_files=len(set(required) - attached),
        confirmed=application.is_confirmed,
        admitted=all(call.admits(form) for form in forms),
    )


def answered(application: Application, asked: Sequence[Asked]) -> list[Answered]:
    """The whole checklist: what the system answers, then what people answered so far."""
    known = checklist.known_rows(known_answers(application))
    return known + checklist.asked_rows(asked, application.formal)


@transaction.atomic
def check_formally(
    application: Application,
    *,
    answers: Mapping[str, str],
    reasons: Mapping[str, str] = NO_REASONS,
    by: Actor,
    at: datetime,
) -> Application:
    """Keep the answers to the checklist, with why they are not “yes”; who confirmed earlier ones confirms anew.

    Raises: Refusal at the question, or at its reason; WrongState, PermissionDenied.
    """
    stored = locked(application, "check_formally", by=by)
    rules.check_call_closed(stored.call, at)
    asked = [one.code for one in checklist.of(stored.call)]
    said = {code: shape.text(why, shape.FEW_LINES, formal_rules.why_field(code)) for code, why in reasons.items()}
    kept: dict[str, Any] = {"answers": formal_rules.check_answers(answers, said, asked=asked)}
    kept["reasons"] = {code: said[code] for code in kept["answers"] if said.get(code)}
    kept |= {"by": by.name, "by_id": by.user_id, "at": at.isoformat()}
    if stored.call.formal_four_eyes:
        whole = {**known_answers(stored), **kept["answers"]}
        kept["waits"] = formal_rules.leads_to(whole, (), asked=asked, corrections=False) != ""
    FLOW.move(stored, "check_formally", by=by, at=at, formal=kept)
    return renew(application, stored)


@transaction.atomic
def confirm_formally(application: Application, *, by: Actor, at: datetime) -> Application:
    """A second person has seen the answers. Raises: Refusal, WrongState, PermissionDenied."""
    stored = locked(application, "confirm_formally", by=by)
    rules.check_call_closed(stored.call, at)
    formal_rules.check_second(stored.formal, person=by.user_id)
    seen = {"waits": False, "confirmed_by": by.name, "confirmed_by_id": by.user_id, "confirmed_at": at.isoformat()}
    FLOW.move(stored, "confirm_formally", by=by, at=at, formal={**stored.formal, **seen})
    return renew(application, stored)


@transaction.atomic
def send_back_formally(application: Application, *, remark: str, by: Actor, at: datetime) -> Application:
    """The answers are to be given anew, confirmed or not. Raises: Refusal, WrongState, PermissionDenied."""
    said = shape.text(remark, shape.FEW_LINES, "remark")
    if not said:
        raise Refusal(_("Say what should be looked at again."), field="remark")
    stored = locked(application, "send_back_formally", by=by)
    rules.check_call_closed(stored.call, at)
    formal = {**formal_rules.opened_again(stored.formal), "remark": said, "remark_by": by.name}
    FLOW.move(stored, "send_back_formally", by=by, at=at, formal=formal, noted={"remark": said[:200]})
    return renew(application, stored)


@transaction.atomic
def pass_formally(application: Application, *, by: Actor, at: datetime) -> Application:
    """The offer goes to the committee. Raises: Refusal, WrongState, PermissionDenied."""
    stored = locked(application, "pass_formally", by=by)
    rules.check_call_closed(stored.call, at)
    formal_rules.check_confirmed(stored.formal, four_eyes=stored.call.formal_four_eyes)
    asked = [one.code for one in checklist.of(stored.call)]
    formal_rules.check_may_pass(known_answers(stored), stored.formal.get("answers", {}), asked=asked)
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
    formal_rules.check_confirmed(stored.formal, four_eyes=stored.call.formal_four_eyes)
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
    FLOW.move(stored, "recheck", by=by, at=at, formal_reason="", formal=formal_rules.opened_again(stored.formal))
    return renew(application, stored)
