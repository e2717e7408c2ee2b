"""What the decision makes of an offer, called by the room of awards; and what follows until the agreement."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.applications import content as shape
from grants.applications import people, reading, rules
from grants.applications.budget import dump, parse
from grants.applications.completeness import budget_in
from grants.applications.drafting import budget_kept, locked, renew, with_actions, write
from grants.applications.filing import keep_version
from grants.applications.models import Application, ApplicationVersion
from grants.applications.states import FLOW, ApplicationState
from tenants.gates.access import Actor
from tenants.gates.refusals import Refusal, WrongState, raise_all
from tenants.office.documents.checksum import checksum, grouped
from tenants.office.money import ZERO
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient


@transaction.atomic
def award(application: Application, *, amount: Decimal, by: Actor, at: datetime) -> Application:
    """The whole amount asked for. Raises: Refusal, WrongState, PermissionDenied."""
    stored = locked(application, "award", by=by)
    rules.check_award(amount, stored.requested, full=True)
    FLOW.move(stored, "award", by=by, at=at, awarded=amount, update_due_on=None)
    return renew(application, stored)


@transaction.atomic
def reduce(application: Application, *, amount: Decimal, update_due_on: date, by: Actor, at: datetime) -> Application:
    """A lower amount: the applicant updates the offer by that day. Raises: Refusal, WrongState, PermissionDenied."""
    stored = locked(application, "reduce", by=by)
    rules.check_award(amount, stored.requested, full=False)
    FLOW.move(stored, "reduce", by=by, at=at, awarded=amount, update_due_on=update_due_on)
    return renew(application, stored)


@transaction.atomic
def reserve(application: Application, *, by: Actor, at: datetime) -> Application:
    """On the reserve list. Raises: WrongState, PermissionDenied."""
    FLOW.move(application, "reserve", by=by, at=at, awarded=ZERO)
    return application


@transaction.atomic
def refuse(application: Application, *, by: Actor, at: datetime) -> Application:
    """No grant. Raises: WrongState, PermissionDenied."""
    FLOW.move(application, "refuse", by=by, at=at, awarded=ZERO)
    return application


@transaction.atomic
def contract(application: Application, *, by: Actor, at: datetime) -> Application:
    """An agreement was made from it. Raises: WrongState, PermissionDenied."""
    FLOW.move(application, "contract", by=by, at=at)
    return application


@transaction.atomic
def save_update(
    application: Application, section: str, values: Mapping[str, Any], *, revision: int, by: Actor, at: datetime
) -> Application:
    """Keep a section of the update after a lower award; only the schedule and the budget can change.

    Raises: Refusal at the field, Stale, WrongState, PermissionDenied.
    """
    if section not in shape.UPDATABLE:
        raise Refusal(_("After the award only the schedule and the budget can be changed."))
    stored = locked(application, "edit_update", by=by)
    taken = shape.codes_in(stored.content, section) | shape.codes_in(stored.update_draft, section)
    kept = shape.normal(section, values, taken=taken)
    rules.check_published(stored.call)
    if stored.state != ApplicationState.REDUCED:
        raise WrongState
    content = reading.updated_content(stored)
    if section == shape.BUDGET:
        kept = budget_kept(kept, content)
    now = stored.revisions.get(f"update.{section}", 0)
    if kept == stored.update_draft.get(section):
        return renew(application, stored)
    rules.check_revision(now, revision, who=stored.changed_by)
    draft = {**stored.update_draft, section: kept}
    revisions = {**stored.revisions, f"update.{section}": now + 1}
    if section == shape.SCHEDULE:
        budget = dump(with_actions(parse(content.get(shape.BUDGET) or {}), content[shape.SCHEDULE], kept))
        if budget != content[shape.BUDGET]:
            draft[shape.BUDGET] = budget
            revisions[f"update.{shape.BUDGET}"] = revisions.get(f"update.{shape.BUDGET}", 0) + 1
    FLOW.move(stored, "edit_update", by=by, at=at, noted={"section": section, "revision": now + 1})
    write(stored, update_draft=draft, revisions=revisions, changed_at=at, changed_by=by.name)
    return renew(application, stored)


@transaction.atomic
def file_update(application: Application, *, by: Actor, at: datetime) -> Application:
    """Send the update to the office as a new version of the offer; the filed one stays beside it.

    Raises: Incomplete (every problem in `also`), WrongState, PermissionDenied.
    """
    stored = locked(application, "update", by=by)
    if stored.state == ApplicationState.UPDATED:
        return renew(application, stored)
    rules.check_published(stored.call)
    raise_all(rules.check_problems(update_problems(stored)))
    content = reading.updated_content(stored)
    said = checksum(content)
    FLOW.move(stored, "update", by=by, at=at, noted={"checksum": said}, update_remarks="")
    number = stored.versions.count() + 1
    keep_version(stored, ApplicationVersion.Kind.UPDATE, content, said, number=number, by=by, at=at)
    context = {**_words(stored), "checksum": grouped(said), "at": at, "amount": stored.awarded}
    _tell("offer-update-filed", stored, people.coordinators(stored), context, at=at)
    return renew(application, stored)


def update_problems(application: Application) -> list[Any]:
    """Why the update cannot be sent yet."""
    return rules.update_problems(
        budget_in(reading.updated_content(application)),
        filed=budget_in(application.content),
        awarded=application.awarded or ZERO,
        lot=application.lot,
    )


@transaction.atomic
def approve_update(application: Application, *, by: Actor, at: datetime) -> Application:
    """The update binds: the agreement is made from it. Raises: WrongState, PermissionDenied."""
    stored = locked(application, "approve_update", by=by)
    FLOW.move(stored, "approve_update", by=by, at=at)
    _tell("offer-update-approved", stored, people.applicants(stored), _words(stored), at=at)
    return renew(application, stored)


@transaction.atomic
def return_update(application: Application, *, remarks: str, by: Actor, at: datetime) -> Application:
    """Back to the applicant, with what to change. Raises: Refusal, WrongState, PermissionDenied."""
    said = shape.text(remarks, shape.PARAGRAPHS, "remarks")
    if not said:
        raise Refusal(_("Say what has to be changed: the applicant will read it."), field="remarks")
    stored = locked(application, "return_update", by=by)
    FLOW.move(stored, "return_update", by=by, at=at, update_remarks=said)
    _tell("offer-update-returned", stored, people.applicants(stored), {**_words(stored), "remarks": said}, at=at)
    return renew(application, stored)


@transaction.atomic
def resign(application: Application, *, reason: str = "", by: Actor, at: datetime) -> Application:
    """The applicant gives the grant up; the office can use the money for the reserve list.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    said = shape.text(reason, shape.PARAGRAPHS, "reason")
    stored = locked(application, "resign", by=by)
    rules.check_published(stored.call)
    FLOW.move(stored, "resign", by=by, at=at, noted={"reason": said})
    context = {**_words(stored), "reason": said, "amount": stored.awarded}
    _tell("offer-resigned", stored, people.coordinators(stored), context, at=at)
    return renew(application, stored)


def _words(application: Application) -> dict[str, Any]:
    return {
        "number": application.number,
        "title": application.title,
        "organisation": application.organisation_name,
        "call": application.call.title,
    }


def _tell(
    template: str, application: Application, to: list[Recipient], context: dict[str, Any], *, at: datetime
) -> None:
    path = reverse("applications:detail", args=[application.ref])
    notices.queue(template, to=to, about=application, context=context, at=at, path=path)
