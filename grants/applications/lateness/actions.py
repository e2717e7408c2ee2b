"""Late access is proposed by one person and confirmed, or refused, by another."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.applications.lateness import rules
from grants.applications.lateness.models import LateAccess
from grants.applications.lateness.states import FLOW
from grants.applications.models import Application
from grants.applications.people import office
from grants.applications.rules import when
from grants.applications.states import ApplicationState
from grants.calls.models import Call, whole_second
from tenants.gates.access import COORDINATOR, EXECUTIVE, REPRESENTATIVE, Actor, permit
from tenants.gates.refusals import Refusal
from tenants.office.notices import actions as notices
from tenants.office.notices.actions import Recipient
from tenants.office.texts import text
from tenants.registry.organisations.models import Membership, Organisation


@transaction.atomic
def propose(
    call: Call, *, organisation: Organisation, until: datetime, reason: str, by: Actor, at: datetime
) -> LateAccess:
    """Raises: Refusal at the field, PermissionDenied."""
    said = text(reason, rules.ROOM, "reason")
    proposal = LateAccess(
        call=call,
        organisation=organisation,
        organisation_name=organisation.name,
        until=whole_second(until),
        reason=said,
        proposed_by_id=by.user_id or 0,
        proposed_by=by.name,
        proposed_at=at,
    )
    permit(FLOW.steps["create"].may, by, proposal)
    call = _taken(call)
    rules.check_call(call)
    rules.check_reason(said)
    rules.check_until(call, until, at)
    try:
        with transaction.atomic():
            FLOW.create(proposal, by=by, at=at, until=until, reason=said)
    except IntegrityError:
        sentence = _("A proposal for this organisation waits already.")
        raise Refusal(sentence, field="number") from None
    _to_office("late-access-proposed", EXECUTIVE, proposal, at=at, who=by.name, reason=said)
    return proposal


@transaction.atomic
def confirm(proposal: LateAccess, *, reason: str, by: Actor, at: datetime) -> None:
    """From now on this organisation, and no other, may file until that moment.

    Raises: Refusal, WrongState, PermissionDenied (whoever proposed it does not confirm it).
    """
    permit(FLOW.steps["confirm"].may, by, proposal)
    drafts = Application.objects.filter(
        call=proposal.call, organisation_id=proposal.organisation_id, state=ApplicationState.DRAFT
    )
    # Offers before their call, as filing takes them: two that take both never wait for each other.
    list(drafts.select_for_update(no_key=True).order_by("pk").values_list("pk"))
    call = _taken(proposal.call)
    said = text(reason, rules.ROOM, "reason")
    rules.check_reason(said)
    rules.check_call(call)
    rules.check_not_confirmed_late(proposal.until, at)
    _decide(proposal, "confirm", said, by=by, at=at)
    drafts.filter(Q(late_until=None) | Q(late_until__lt=proposal.until)).update(late_until=proposal.until)
    notices.queue(
        "late-access-granted",
        to=_applicants(proposal.organisation),
        about=proposal,
        context={"title": call.title, "organisation": proposal.organisation_name, "until": when(proposal.until)},
        at=at,
        path=reverse("applications:index"),
    )


@transaction.atomic
def refuse(proposal: LateAccess, *, reason: str, by: Actor, at: datetime) -> None:
    """Raises: Refusal, WrongState, PermissionDenied."""
    permit(FLOW.steps["refuse"].may, by, proposal)
    said = text(reason, rules.ROOM, "reason")
    rules.check_reason(said)
    _decide(proposal, "refuse", said, by=by, at=at)
    _to_office("late-access-refused", COORDINATOR, proposal, at=at, who=by.name, reason=said)


def check_nobody_files_late(call: Call, *, by: Actor, at: datetime) -> None:
    """The committee begins once nobody can file any more. Raises: Refusal."""
    open_ones = LateAccess.objects.granted().filter(call=call, until__gte=whole_second(at)).order_by("-until")
    if last := open_ones.first():
        raise Refusal(
            _("%(organisation)s may still file, by late access, until %(until)s. Wait until then.")
            % {"organisation": last.organisation_name, "until": when(last.until)}
        )


def _decide(proposal: LateAccess, step: str, reason: str, *, by: Actor, at: datetime) -> None:
    facts: dict[str, Any] = {"decided_reason": reason, "decided_by_id": by.user_id, "decided_by": by.name}
    FLOW.move(proposal, step, by=by, at=at, decided_at=at, **facts)


def _taken(call: Call) -> Call:
    """The call as it is now, kept from changing state until the transaction ends."""
    return Call.objects.select_for_update(no_key=True, of=("self",)).select_related("programme").get(pk=call.pk)


def _applicants(organisation: Organisation) -> list[Recipient]:
    people = Membership.objects.filter(organisation=organisation, role=REPRESENTATIVE, ended_at=None)
    return [
        Recipient(organisation.email, organisation.name),
        *(
            Recipient(one.user.email, one.user.name, one.user.language)
            for one in people.filter(user__is_active=True).select_related("user")
        ),
    ]


def _to_office(letter: str, role: str, proposal: LateAccess, *, at: datetime, **facts: Any) -> None:
    context = {"title": proposal.call.title, "organisation": proposal.organisation_name, **facts}
    context["until"] = when(proposal.until)
    path = reverse("applications:late_access", args=[proposal.call.ref])
    notices.queue(letter, to=office(proposal, role), about=proposal, context=context, at=at, path=path)
