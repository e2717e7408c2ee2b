"""What waits for an organisation's people."""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from frontend.templatetags.formats import money
from grants.agreements.models import Agreement, AgreementQuerySet
from grants.agreements.states import AgreementState
from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.calls.models import Signing
from grants.calls.states import CallState
from grants.desk import joint
from grants.monitoring.models import GrantReturn
from grants.monitoring.states import ReturnState
from tenants.gates.access import Actor
from tenants.office.deadlines import report_due
from tenants.office.todo import Item

MOST = 8


def waiting(actor: Actor, at: datetime) -> list[Item]:
    """Four queries, however many organisations the person acts for."""
    return [*_updates(actor), *_joint(actor, at), *_agreements(actor), *_returns(actor)]


def _updates(actor: Actor) -> list[Item]:
    """All of them are the leader's work in a joint offer."""
    reduced = Q(state=ApplicationState.REDUCED, call__state__in=[CallState.RESULTS, CallState.COMPLETED])
    correcting = Q(state=ApplicationState.CORRECTING) & ~Q(call__state=CallState.CANCELLED)
    unsigned = Q(state=ApplicationState.FILED, confirmed_at=None) & ~Q(signing=Signing.CLICK)
    waiting = reduced | correcting | unsigned
    own = Application.objects.visible_to(actor).filter(waiting, organisation_id__in=actor.organisations)
    shown = own.only("ref", "title", "state", "update_due_on", "correct_by", "sign_by")
    return [
        Item(
            label=_("Sign the offer"),
            url=f"/applications/{offer.ref}/signature/",
            note=offer.title,
            until=offer.sign_by,
        )
        if offer.state == ApplicationState.FILED
        else Item(
            label=_("Correct the flaws that the office found"),
            url=f"/applications/{offer.ref}/correction/",
            note=offer.title,
            until=offer.correct_by,
        )
        if offer.state == ApplicationState.CORRECTING
        else Item(
            label=_("Update the offer to the grant awarded"),
            url=f"/applications/{offer.ref}/update/",
            note=offer.title,
            until=offer.update_due_on,
        )
        for offer in shown.order_by("update_due_on", "correct_by", "pk")[:MOST]
    ]


def _joint(actor: Actor, at: datetime) -> list[Item]:
    """Joint offers of others: invitations, and drafts that wait for a partner's part or its confirmation."""
    found = joint.asked(actor, at).order_by("application__call__closes_at", "pk").values_list(*joint.FIELDS)
    waiting = [row for row in (joint.Asked(*values) for values in found) if row.waits(at)]
    return [
        Item(
            label=_("Answer the invitation to a joint offer") if row.invited else _("Confirm the joint offer"),
            url=row.page,
            note=row.title or row.call_title,
            until=row.until(at),
        )
        for row in waiting[:MOST]
    ]


def _agreements(actor: Actor) -> list[Item]:
    # The agreement is signed by all partners of a joint offer; the report is the leader's work.
    to_sign = AgreementQuerySet.own(actor) & Q(state=AgreementState.READY)
    to_report = Q(organisation_id__in=actor.organisations, state=AgreementState.SIGNED)
    own = Agreement.objects.visible_to(actor).filter(to_sign | to_report)
    items = []
    for agreement in own.only("ref", "number", "title", "state", "task_to").order_by("task_to", "pk")[:MOST]:
        page = f"/agreements/{agreement.ref}/"
        if agreement.state == AgreementState.READY:
            items.append(Item(label=_("Sign agreement %s") % agreement.number, url=page, note=agreement.title))
        else:
            label = _("Final report on agreement %s") % agreement.number
            url = f"{page}reports/final/"
            items.append(Item(label=label, url=url, note=agreement.title, until=report_due(agreement.task_to)))
    return items


def _returns(actor: Actor) -> list[Item]:
    # Jointly and severally liable: every partner owes it.
    owed = GrantReturn.objects.visible_to(actor).filter(
        AgreementQuerySet.own(actor, "agreement__"), state=ReturnState.DUE
    )
    return [
        Item(
            label=_("Return %s") % money(row.amount),
            url=f"/agreements/{row.agreement.ref}/reports/final/",
            note=row.agreement.title,
            until=row.due_on,
        )
        for row in owed.select_related("agreement")
        .only("amount", "due_on", "agreement__ref", "agreement__title")
        .order_by("due_on", "pk")[:MOST]
    ]
