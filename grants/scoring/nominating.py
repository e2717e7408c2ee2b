"""Organisations are asked to name members of a committee (art. 15(2d)); who was named, and what became of them."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from grants.applications.models import Application
from grants.calls.models import Call
from grants.scoring import reading, rules
from grants.scoring.actions import locked
from grants.scoring.models import CommitteeMember
from grants.scoring.nominating_models import MemberCall, Nomination
from grants.scoring.states import MEMBER_CALL_FLOW, NOMINATION_FLOW, NominationState
from tenants.gates.access import Actor, permit
from tenants.gates.refusals import Refusal
from tenants.office.audit import actions as audit
from tenants.office.deadlines import local_day
from tenants.registry.organisations.models import Organisation


@transaction.atomic
def record_member_call(
    call: Call, *, published_on: date, until: date, places: str, evidence: str, by: Actor, at: datetime
) -> MemberCall:
    """Write down when and where organisations were asked to name people; again, to correct it.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    call = locked(call)
    rules.check_member_call(call.state, published_on=published_on, until=until, today=local_day(at))
    facts = {"published_on": published_on, "until": until, "places": places.strip(), "evidence": evidence.strip()}
    found = MemberCall.objects.filter(call=call).first()
    if found is None:
        found = MemberCall(call=call, made_at=at, **facts)
        MEMBER_CALL_FLOW.create(found, by=by, at=at, step="record", published_on=published_on, until=until)
        return found
    permit(MEMBER_CALL_FLOW.steps["record"].may, by, found)
    MemberCall.objects.filter(pk=found.pk).update(**facts)
    audit.record("record", found, by=by, at=at, noted={"published_on": published_on, "until": until})
    return MemberCall.objects.get(pk=found.pk)


@transaction.atomic
def receive(
    call: Call,
    *,
    name: str,
    email: str,
    organisation: Organisation | None,
    organisation_name: str,
    received_on: date,
    by: Actor,
    at: datetime,
) -> Nomination:
    """A person named by an organisation. One that takes part in the call names nobody: such a person is refused at once.

    Raises: Refusal, WrongState, PermissionDenied.
    """
    call = locked(call)
    rules.check_member_call(call.state, published_on=received_on, until=received_on, today=local_day(at))
    if Nomination.objects.filter(call=call, email=email.lower()).exists():
        raise Refusal(_("This person is on the list already."), field="email")
    row = Nomination(
        call=call,
        name=name.strip(),
        email=email.lower(),
        organisation=organisation,
        organisation_name=organisation.name if organisation else organisation_name.strip(),
        received_on=received_on,
        made_at=at,
    )
    NOMINATION_FLOW.create(row, by=by, at=at, step="receive", named_by=row.organisation_name)
    refuse_those_of_applicants(call, by=by, at=at)
    row.refresh_from_db()
    return row


@transaction.atomic
def refuse(nomination: Nomination, *, reason: str, by: Actor, at: datetime) -> None:
    """Raises: Refusal, WrongState, PermissionDenied."""
    if not reason.strip():
        raise Refusal(_("Write why this person is refused."), field="reason")
    NOMINATION_FLOW.move(nomination, "refuse", by=by, at=at, refused_because=reason.strip())


def refuse_those_of_applicants(call: Call, *, by: Actor, at: datetime) -> None:
    """Art. 15(2d): whom an applicant of this very call named, or a partner of a joint offer, has no place.

    Offers come after the appointment too: it is asked again when the committee gets them.
    """
    applicants = reading.everyone_behind(Application.objects.filter(call=call).filed())
    waiting = Nomination.objects.filter(call=call, organisation_id__in=applicants).exclude(
        state=NominationState.REFUSED
    )
    for row in waiting:
        NOMINATION_FLOW.move(row, "refuse", by=by, at=at, refused_because=str(rules.NAMED_BY_APPLICANT))


def seat_named(call: Call, *, by: Actor, at: datetime) -> None:
    """Those who were named and are now on the committee; called when it is appointed or changed."""
    emails = CommitteeMember.objects.sitting().filter(committee__call=call).values_list("user__email", flat=True)
    named = Nomination.objects.filter(
        call=call, state=NominationState.RECEIVED, email__in=[email.lower() for email in emails]
    )
    for row in named:
        NOMINATION_FLOW.move(row, "seat", by=by, at=at)
