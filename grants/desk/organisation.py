"""What an organisation's people have in this town, and what of it waits for them."""

from dataclasses import dataclass
from datetime import date, datetime

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
LISTED = 10
# The columns that the desk shows, or decides by: offers, calls and agreements have many more.
OFFER_SHOWN = (
    *("ref", "number", "title", "organisation_id", "partner_ids", "organisation_name", "requested", "state"),
    *("signing", "confirmed_at", "sign_by", "correct_by", "update_due_on"),
    *("call__ref", "call__title", "call__state", "call__closes_at"),
)
AGREEMENT_SHOWN = ("ref", "number", "title", "grant", "state", "task_to", "organisation_id")
PUBLISHED = {CallState.RESULTS, CallState.COMPLETED}


@dataclass(frozen=True)
class Own:
    """Of all organisations the person acts for."""

    unfinished: list[Application]  # drafts and offers that may wait for something, by the deadline of their call
    filed: list[Application]  # the newest
    agreements: list[Agreement]  # the newest first

    @property
    def drafts(self) -> list[Application]:
        return [offer for offer in self.unfinished if offer.state == ApplicationState.DRAFT][:LISTED]


def own_of(actor: Actor) -> Own:
    """Three statements, however many organisations and rows."""
    offers = Application.objects.own_of(actor).select_related("call").only(*OFFER_SHOWN)
    unsigned = Q(state=ApplicationState.FILED, confirmed_at=None) & ~Q(signing=Signing.CLICK)
    later = Q(state__in=[ApplicationState.DRAFT, ApplicationState.CORRECTING, ApplicationState.REDUCED])
    filed = offers.exclude(state=ApplicationState.DRAFT).order_by("-filed_at", "-pk")
    agreements = Agreement.objects.visible_to(actor).filter(AgreementQuerySet.own(actor)).only(*AGREEMENT_SHOWN)
    return Own(
        unfinished=list(offers.filter(later | unsigned).order_by("call__closes_at", "pk")),
        filed=list(filed[:LISTED]),
        agreements=list(agreements.order_by("-made_at", "-pk")),
    )


def waiting(own: Own, actor: Actor, at: datetime) -> list[Item]:
    """A statement or two of joint offers, and one of returns where there are agreements."""
    return [
        *_offers(own, actor),
        *_joint(actor, at),
        *_agreements(own, actor),
        *(_returns(own) if own.agreements else ()),
    ]


def _offers(own: Own, actor: Actor) -> list[Item]:
    """All of them are the leader's work in a joint offer."""
    mine = [offer for offer in own.unfinished if offer.organisation_id in actor.memberships]
    mine.sort(key=lambda offer: (offer.update_due_on or date.max, offer.correct_by or date.max, offer.pk))
    return [item for offer in mine if (item := _of_offer(offer))][:MOST]


def _of_offer(offer: Application) -> Item | None:
    path = f"/applications/{offer.ref}/"
    if offer.state == ApplicationState.FILED and not offer.is_confirmed:
        return Item(label=_("Sign the offer"), url=f"{path}signature/", note=offer.title, until=offer.sign_by)
    if offer.state == ApplicationState.CORRECTING and offer.call.state != CallState.CANCELLED:
        label = _("Correct the flaws that the office found")
        return Item(label=label, url=f"{path}correction/", note=offer.title, until=offer.correct_by)
    if offer.state == ApplicationState.REDUCED and offer.call.state in PUBLISHED:
        label = _("Update the offer to the grant awarded")
        return Item(label=label, url=f"{path}update/", note=offer.title, until=offer.update_due_on)
    return None


def _joint(actor: Actor, at: datetime) -> list[Item]:
    """Joint offers of others: invitations, and drafts that wait for a partner's part or its confirmation."""
    asked = joint.asked(actor, at).order_by("application__call__closes_at", "pk").values_list(*joint.FIELDS)
    found = [joint.Asked(*values) for values in asked]
    confirmed = _confirmed(actor, at) if any(row.seal for row in found) else set()
    waiting = [row for row in found if row.waits(at, confirmed=row.pk in confirmed)]
    return [
        Item(
            label=_("Answer the invitation to a joint offer") if row.invited else _("Confirm the joint offer"),
            url=row.page,
            note=row.title or row.call_title,
            until=row.until(at),
        )
        for row in waiting[:MOST]
    ]


def _confirmed(actor: Actor, at: datetime) -> set[int]:
    """Ids of the parts whose confirmation holds."""
    sealed = joint.sealed(actor, at).values_list(*joint.OF_SEAL)
    return {pk for pk, *said in sealed if joint.still_confirmed(*said)}


def _agreements(own: Own, actor: Actor) -> list[Item]:
    """The agreement is signed by all partners of a joint offer; the report is the leader's work."""
    items = []
    for agreement in sorted(own.agreements, key=lambda one: (one.task_to, one.pk)):
        page = f"/agreements/{agreement.ref}/"
        if agreement.state == AgreementState.READY:
            items.append(Item(label=_("Sign agreement %s") % agreement.number, url=page, note=agreement.title))
        elif agreement.state == AgreementState.SIGNED and agreement.organisation_id in actor.memberships:
            label = _("Final report on agreement %s") % agreement.number
            url = f"{page}reports/final/"
            items.append(Item(label=label, url=url, note=agreement.title, until=report_due(agreement.task_to)))
    return items[:MOST]


def _returns(own: Own) -> list[Item]:
    """Jointly and severally liable: every partner owes it."""
    agreements = {agreement.pk: agreement for agreement in own.agreements}
    owed = GrantReturn.objects.filter(agreement__in=agreements, state=ReturnState.DUE).order_by("due_on", "pk")
    return [
        Item(
            label=_("Return %s") % money(row.amount),
            url=f"/agreements/{agreements[row.agreement_id].ref}/reports/final/",
            note=agreements[row.agreement_id].title,
            until=row.due_on,
        )
        for row in owed.only("amount", "due_on", "agreement_id")[:MOST]
    ]
