from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from grants.agreements import letters, paper, rules, small, sources, turns
from grants.agreements.models import Agreement, Tranche
from grants.agreements.numbers import next_number
from grants.agreements.rules import TranchePlan
from grants.agreements.states import FLOW, AgreementState
from grants.applications import actions as applications
from grants.applications import reading
from grants.applications.budget import Budget
from grants.applications.models import Application
from grants.applications.rules import check_published
from grants.applications.states import ApplicationState
from grants.calls import proposals
from grants.calls.models import Call, Commissioning
from grants.scoring.actions import locked as locked_call
from grants.small_grants import actions as small_grants
from grants.small_grants import reading as small_grants_reading
from grants.small_grants.models import SmallGrant
from grants.small_grants.states import SmallGrantState
from tenants.gates.access import FINANCE, Actor, permit
from tenants.gates.refusals import Refusal
from tenants.office.deadlines import local_day
from tenants.office.documents import actions as documents
from tenants.office.documents import pdf
from tenants.office.documents.checksum import checksum
from tenants.registry.organisations.models import Organisation


class NotReady(Refusal):
    """The offer cannot become an agreement yet."""


class AlreadyPaid(Refusal):
    """The tranche left the account on another day."""


@transaction.atomic
def create(application: Application, *, by: Actor, at: datetime) -> Agreement:
    """Make the draft of an agreement from an awarded offer, with the usual terms and one tranche.

    One that was given up is begun again, under its number and with what binds now.
    The call first, as publishing an act does: no act changes the grant between the reading and the draft.
    Raises: NotReady, PermissionDenied.
    """
    locked_call(application.call)
    offer = Application.objects.select_for_update(of=("self",)).select_related("call", "lot").get(pk=application.pk)
    check_published(offer.call)
    if offer.state not in {ApplicationState.AWARDED, ApplicationState.READY} or offer.awarded is None:
        raise NotReady(
            _("An agreement is made from an offer awarded in full, or updated to the lower award and approved.")
        )
    agreement = Agreement.objects.filter(application=offer).first() or Agreement(application=offer)
    if agreement.pk is not None and agreement.state != AgreementState.ABANDONED:
        raise NotReady(_("There is an agreement for this offer already."))
    version = reading.latest_version(offer)
    if version is None:
        raise NotReady(_("The offer has no filed version."))
    return _draft(
        agreement,
        offer,
        term=version.content["task"],
        budget=reading.budget_of(offer),
        by=by,
        at=at,
        version=version,
        commissioning=offer.lot.commissioning,
        shift_percent=offer.call.shift_percent,
        accessibility=offer.call.accessibility,
    )


@transaction.atomic
def create_of_small_grant(small_grant: SmallGrant, *, by: Actor, at: datetime) -> Agreement:
    """The same from an accepted small grant: without a call, so with the usual terms. Raises: NotReady, PermissionDenied."""
    offer = SmallGrant.objects.select_for_update(of=("self",)).get(pk=small_grant.pk)
    if offer.state != SmallGrantState.ACCEPTED or offer.awarded is None:
        raise NotReady(_("An agreement on a small grant is made from an offer that was accepted."))
    if Agreement.objects.filter(small_grant=offer).exists():
        raise NotReady(_("There is an agreement for this offer already."))
    version = small_grants_reading.binding_version(offer)
    budget = small_grants_reading.budget_of(offer)
    whole = budget.sources.grant == budget.total
    return _draft(
        Agreement(small_grant=offer),
        offer,
        term=version.content["task"],
        budget=budget,
        by=by,
        at=at,
        commissioning=Commissioning.ENTRUST if whole else Commissioning.SUPPORT,
        shift_percent=Call._meta.get_field("shift_percent").get_default(),
        accessibility=proposals.ACCESSIBILITY,
    )


def _draft(
    agreement: Agreement,
    offer: Application | SmallGrant,
    *,
    term: Mapping[str, str],
    budget: Budget,
    by: Actor,
    at: datetime,
    **terms: Any,
) -> Agreement:
    """Number it, copy what binds, and add the usual one tranche."""
    assert offer.awarded is not None
    organisation = Organisation.objects.get(pk=offer.organisation_id)
    task_from, task_to = date.fromisoformat(term["start"]), date.fromisoformat(term["end"])
    spend_until = rules.usual_spending_end(task_to)
    terms |= {
        "task_from": task_from,
        "task_to": task_to,
        "spend_until": spend_until,
        "organisation_id": offer.organisation_id,
        "organisation_name": offer.organisation_name,
        # Residents read the title of an agreement: what was hidden in the published offer stays hidden.
        "title": offer.public_title if isinstance(offer, SmallGrant) else offer.title,
        "grant": offer.awarded,
        "total_cost": budget.total,
        "own_contribution": budget.sources.own,
        "account": organisation.account.removeprefix("PL"),
        "representatives": offer.filed_by,
        "signatories": connection.tenant.executive_name,
        "made_at": at,
    }
    if agreement.pk is None:
        agreement.ref, agreement.number = next_number(local_day(at).year)
        for name, value in terms.items():
            setattr(agreement, name, value)
        FLOW.create(agreement, by=by, at=at)
    else:
        FLOW.move(agreement, "reopen", by=by, at=at, checksum="", document=None, **terms)
        Tranche.objects.filter(agreement=agreement).delete()
    first_due = min(max(task_from, local_day(at)), spend_until)
    Tranche.objects.create(agreement=agreement, number=1, amount=offer.awarded, due_on=first_due)
    return agreement


@transaction.atomic
def edit(agreement: Agreement, *, tranches: Sequence[TranchePlan], by: Actor, at: datetime, **terms: Any) -> None:
    """Save terms and tranches of a draft. Raises: WrongTerm, TranchesDiffer, WrongState, PermissionDenied."""
    rules.check_terms(task_from=terms["task_from"], task_to=terms["task_to"], spend_until=terms["spend_until"])
    small.check_terms(agreement, task_from=terms["task_from"], task_to=terms["task_to"])
    rules.check_tranches(tranches, grant=agreement.grant, spend_until=terms["spend_until"])
    FLOW.move(agreement, "edit", by=by, at=at, **terms)
    Tranche.objects.filter(agreement=agreement).delete()
    Tranche.objects.bulk_create(
        Tranche(agreement=agreement, number=number, amount=plan.amount, due_on=plan.due_on)
        for number, plan in enumerate(tranches, start=1)
    )


@transaction.atomic
def prepare(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """Fix the terms, draw the paper with its checksum and tell the grantee it can be signed.

    Raises: Outdated, WrongTerm, TranchesDiffer, NotReady, WrongState, PermissionDenied.
    """
    permit(FLOW.steps["prepare"].may, by, agreement)
    agreement.refresh_from_db(from_queryset=locked())
    sources.check_as_awarded(agreement)
    tranches = list(Tranche.objects.filter(agreement=agreement).order_by("number"))
    rules.check_terms(task_from=agreement.task_from, task_to=agreement.task_to, spend_until=agreement.spend_until)
    small.check_terms(agreement, task_from=agreement.task_from, task_to=agreement.task_to)
    plan = [TranchePlan(tranche.amount, tranche.due_on) for tranche in tranches]
    rules.check_tranches(plan, grant=agreement.grant, spend_until=agreement.spend_until)
    if not agreement.account:
        raise NotReady(_("Enter the grantee's bank account first."), field="account")
    terms = {name: getattr(agreement, name) for name in BINDING_TERMS} | {
        "tranches": [[t.amount, t.due_on] for t in tranches]
    }
    if offerors := sources.budget_of(agreement).offerors:
        terms["split"] = [[part.name, *part.years] for part in offerors]
    mark = checksum(terms)
    values = paper.draw(
        agreement,
        town=connection.tenant,
        letterhead=pdf.letterhead(connection.tenant),
        organisation=Organisation.objects.get(pk=agreement.organisation_id),
        tranches=tranches,
        checksum=mark,
    )
    drawn = pdf.render("agreement", values, at=at)
    document = documents.store(name=f"umowa-{agreement.ref}.pdf", content=drawn, kind="agreement", by=by, at=at)
    FLOW.move(agreement, "prepare", by=by, at=at, checksum=mark, document=document)
    letters.send("agreement-ready", agreement, to=letters.grantee(agreement), at=at)


def locked() -> QuerySet[Agreement]:
    """Rows that nobody else changes until the transaction ends."""
    return Agreement.objects.select_for_update(of=("self",)).select_related(
        "application__call", "version", "small_grant"
    )


BINDING_TERMS = (
    "number",
    "organisation_name",
    "title",
    "commissioning",
    "grant",
    "total_cost",
    "task_from",
    "task_to",
    "spend_until",
    "account",
    "representatives",
    "signatories",
    "shift_percent",
    "accessibility",
)


@transaction.atomic
def return_to_draft(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """Change the terms before anybody signed. Raises: WrongState, PermissionDenied."""
    FLOW.move(agreement, "return_to_draft", by=by, at=at, checksum="", document=None)


@transaction.atomic
def sign(agreement: Agreement, *, signed_on: date, by: Actor, at: datetime) -> None:
    """Record that both sides have signed. With the last agreement of a call the call is completed.

    Raises: Outdated, WrongDay, WrongState, PermissionDenied.
    """
    permit(FLOW.steps["sign"].may, by, agreement)
    agreement.refresh_from_db(from_queryset=locked())
    sources.check_as_awarded(agreement)
    rules.check_signed_on(signed_on=signed_on, made_on=local_day(agreement.made_at), today=local_day(at))
    FLOW.move(agreement, "sign", by=by, at=at, signed_on=signed_on)
    if agreement.small_grant is not None:
        small_grants.contract(agreement.small_grant, by=by, at=at)
    if agreement.application is not None:
        applications.contract(agreement.application, by=by, at=at)
    letters.send("agreement-signed", agreement, to=letters.grantee(agreement), at=at, signed_on=signed_on)
    letters.send("agreement-to-pay", agreement, to=letters.office(agreement, FINANCE), at=at, signed_on=signed_on)
    turns.go_on(agreement, by=by, at=at)


@transaction.atomic
def pay(tranche: Tranche, *, paid_on: date, by: Actor, at: datetime) -> None:
    """Record that a tranche left the account. The same day said twice (a double click) is recorded once.

    Raises: WrongDay, AlreadyPaid, OverLimit (of a small grant), WrongState, PermissionDenied.
    """
    agreement = tranche.agreement
    permit(FLOW.steps["pay"].may, by, agreement)
    agreement.refresh_from_db(from_queryset=locked())
    tranche.refresh_from_db(fields=["paid_on"])
    if tranche.paid_on == paid_on:
        return
    if tranche.paid_on is not None:
        raise AlreadyPaid(
            _("This tranche is already recorded as paid on %(day)s.") % {"day": date_format(tranche.paid_on, "j E Y")},
            field="paid_on",
        )
    FLOW.move(
        agreement, "pay", by=by, at=at, noted={"tranche": tranche.number, "amount": tranche.amount, "paid_on": paid_on}
    )
    rules.check_paid_on(paid_on=paid_on, signed_on=agreement.signed_on, today=local_day(at))
    small.check_payment(agreement, tranche.amount, paid_on=paid_on)
    Tranche.objects.filter(pk=tranche.pk).update(paid_on=paid_on, paid_by=by.name)
    tranche.paid_on, tranche.paid_by = paid_on, by.name
    letters.send(
        "agreement-paid", agreement, to=letters.grantee(agreement), at=at, amount=tranche.amount, paid_on=paid_on
    )


@transaction.atomic
def abandon(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """Give up an agreement nobody has signed; its amount goes back to the programme.

    Raises: WrongState, PermissionDenied.
    """
    FLOW.move(agreement, "abandon", by=by, at=at)
    if agreement.small_grant is not None:
        small_grants.abandon(agreement.small_grant, by=by, at=at)
    letters.send("agreement-abandoned", agreement, to=letters.grantee(agreement), at=at)
    turns.go_on(agreement, by=by, at=at)
