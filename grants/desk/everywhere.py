"""An organisation's offers, agreements, reports and returns in several towns: one statement for each kind."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.agreements.models import Agreement, AgreementQuerySet
from grants.agreements.presentation import state_words as agreement_words
from grants.agreements.states import AgreementState
from grants.applications.models import Application
from grants.applications.presentation import badge, shown_state
from grants.applications.rules import accepts
from grants.applications.states import ApplicationState
from grants.calls.models import Call
from grants.calls.states import CallState
from grants.desk import everywhere_joint, without_call
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.presentation import reason_words
from grants.monitoring.presentation import state_words as report_words
from grants.monitoring.states import ReportState, ReturnState
from tenants.gates.access import Actor
from tenants.office.across import rows
from tenants.office.deadlines import report_due
from tenants.platform.desk.matters import Kind, Matter, Towns

PUBLISHED = {CallState.RESULTS, CallState.COMPLETED}
# What tells what is to be done with an offer, and by when.
OF_CALL = ("title", "state", "opens_at", "closes_at", "waits_for_publication")
OFFER_DUE = ("late_until", "signing", "confirmed_at", "sign_by", "correct_by", "update_due_on")


def matters(actor: Actor, towns: Towns, at: datetime) -> list[Matter]:
    """Five statements, however many towns and organisations; one more where a partner's confirmation is checked."""
    as_partner, invitations = everywhere_joint.waiting(actor, towns, at)
    return [
        *_offers(actor, towns, as_partner, at),
        *invitations,
        *without_call.proposals(actor, towns),
        *_agreements(actor, towns),
        *_returns(actor, towns),
    ]


def _offers(actor: Actor, towns: Towns, as_partner: everywhere_joint.Steps, at: datetime) -> Iterator[Matter]:
    own = Application.objects.visible_to(actor).own_of(actor).order_by("-changed_at", "-pk")
    found = own.values_list(
        *("organisation_id", "partner_ids", "ref", "number", "title", "state", "requested", "changed_at", "filed_at"),
        *(f"call__{name}" for name in OF_CALL),
        *OFFER_DUE,
    )
    for town, owner, others, ref, number, title, state, asked, changed, filed, *more in rows(towns, found):
        mine = _mine(actor, owner, others)
        call = Call(**dict(zip(OF_CALL, more, strict=False)))
        offer = Application(state=state, **dict(zip(OFFER_DUE, more[len(OF_CALL) :], strict=True)))
        label, tone = badge(shown_state(state, call.state, mine=True))
        path = f"/applications/{ref}/"
        step = {"state": str(label), **_step_of_offer(offer, call, path, at)}
        if mine != owner:  # what is to be done is the leader's work, but for the partner's own word
            step = {"state": step["state"], **as_partner.get((town, ref), {})}
        yield Matter(
            town=town,
            organisation=mine,
            kind=Kind.OFFER,
            name=number,
            title=title or call.title,
            path=path,
            tone=tone,
            changed_at=filed or changed,
            amount=asked or None,
            **step,
        )


def _mine(actor: Actor, owner: int, others: list[int] | None) -> int:
    """For which of the person's organisations this stands on the desk: the leader of a joint offer before a partner.

    A small grant has no others.
    """
    return next((one for one in (owner, *(others or ())) if one in actor.memberships), owner)


def _step_of_offer(offer: Application, call: Call, path: str, at: datetime) -> dict[str, Any]:
    """`offer`, `call`: no more of them than was asked for."""
    state = offer.state
    if state == ApplicationState.CORRECTING and call.state != CallState.CANCELLED:
        label = _("Correct the flaws that the office found")
        return {"task": label, "task_path": f"{path}correction/", "until": offer.correct_by}
    if state == ApplicationState.FILED and not offer.is_confirmed:
        return {"task": _("Sign the offer"), "task_path": f"{path}signature/", "until": offer.sign_by}
    if state == ApplicationState.DRAFT and accepts(call, at, offer.late_until):
        until = call.closes_at if call.accepts_at(at) else offer.late_until
        return {"task": _("Finish the offer and file it"), "task_path": f"{path}summary/", "until": until}
    if state == ApplicationState.DRAFT and call.state == CallState.CANCELLED:
        return {"state": _("the call was cancelled")}
    if state == ApplicationState.DRAFT and call.is_over(at):
        return {"state": _("not filed before the deadline")}
    if state == ApplicationState.REDUCED and call.state in PUBLISHED:
        label = _("Update the offer to the grant awarded")
        return {"task": label, "task_path": f"{path}update/", "until": offer.update_due_on}
    return {}


def _agreements(actor: Actor, towns: Towns) -> Iterator[Matter]:
    own = Agreement.objects.visible_to(actor).filter(AgreementQuerySet.own(actor))
    found = own.order_by("-made_at", "-pk").values_list(
        *("organisation_id", "ref", "number", "title", "state", "grant", "task_to", "made_at"),
        *("application__partner_ids", "report__state", "report__filed_at", "report__made_at"),
    )
    for town, owner, ref, number, title, state, grant, task_to, made, others, *of_report in rows(towns, found):
        mine = _mine(actor, owner, others)
        path = f"/agreements/{ref}/"
        report_path = f"{path}reports/final/"
        report_state, filed, begun = of_report
        label, tone = agreement_words(Agreement(state=state))
        common = {"town": town, "organisation": mine, "title": title, "amount": grant}
        step: dict[str, Any] = {}
        if state == AgreementState.READY:
            step = {"task": _("Sign agreement %s") % number, "task_path": path}
        elif state == AgreementState.SIGNED and mine == owner:
            returned = report_state == ReportState.RETURNED
            words = _("Supplement the report on %s") if returned else _("Final report on agreement %s")
            due = None if returned else report_due(task_to)
            step = {"task": words % number, "task_path": report_path, "until": due}
        yield Matter(
            **common, kind=Kind.AGREEMENT, name=number, path=path, state=label, tone=tone, changed_at=made, **step
        )
        if report_state:
            label, tone = report_words(Report(state=report_state))
            yield Matter(
                **common,
                kind=Kind.REPORT,
                name=_("Report on %s") % number,
                path=report_path,
                state=label,
                tone=tone,
                changed_at=filed or begun,
            )


def _returns(actor: Actor, towns: Towns) -> Iterator[Matter]:
    owed = GrantReturn.objects.visible_to(actor).filter(
        AgreementQuerySet.own(actor, "agreement__"), state=ReturnState.DUE
    )
    found = owed.order_by("due_on", "pk").values_list(
        *("agreement__organisation_id", "agreement__ref", "agreement__number", "agreement__title"),
        *("amount", "reason", "due_on", "made_at", "agreement__application__partner_ids"),
    )
    for town, owner, ref, number, title, amount, reason, due, made, others in rows(towns, found):
        path = f"/agreements/{ref}/reports/final/"
        yield Matter(
            town=town,
            organisation=_mine(actor, owner, others),
            kind=Kind.RETURN,
            name=number,
            title=title,
            path=path,
            state=reason_words(reason),
            tone="warn",
            changed_at=made,
            amount=amount,
            task=_("Return %s") % money(amount),
            task_path=path,
            until=due,
        )
