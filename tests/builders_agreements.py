"""Agreements, brought to a state by the real actions: drafted, ready to sign, concluded, paid."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from grants.agreements import actions
from grants.agreements.models import Agreement, Tranche
from grants.agreements.rules import TranchePlan
from grants.applications import actions as applications
from grants.applications.models import Application, ApplicationVersion
from grants.awards import actions as awards
from grants.awards.models import Outcome
from grants.awards.rules import Line
from tenants.gates.access import Actor
from tests import builders
from tests.builders_applications import a_budget
from tests.builders_awards import a_published_result, a_recommended_call, decided, recorded_results
from tests.builders_calls import the_coordinator
from tests.builders_scoring import after, offers_of
from tests.remembered import remembered

# After the results of the calls that tests make, before their tasks end.
MADE = datetime(2027, 2, 25, 10, 0, tzinfo=builders.WARSAW)
SIGNED_ON = date(2027, 2, 26)
SIGNED = datetime(2027, 2, 26, 12, 0, tzinfo=builders.WARSAW)
PAID_ON = date(2027, 3, 8)
PAID = datetime(2027, 3, 8, 9, 0, tzinfo=builders.WARSAW)
LIPA = "Stowarzyszenie „Lipa”"


def the_treasurer() -> Actor:
    return builders.a_person("Filip Finance", "finance")


def the_representative() -> Actor:
    return builders.a_representative("Nadia Ngo", LIPA)


@remembered
def an_awarded_offer(**offer: Any) -> Application:
    """The one offer of a call with published results, awarded in full; Nadia's „Lipa” filed it. `call={…}` shapes the call."""
    of_call = offer.pop("call", {})
    the_representative()
    call = a_published_result(offers=[{"organisation": LIPA, **offer}], **of_call)
    return offers_of(call)[0]


@remembered
def a_reduced_offer(award: str = "4000.00", **offer: Any) -> Application:
    """Awarded less than asked for; the update is still to be written."""
    of_call = offer.pop("call", {})
    the_representative()
    call = a_recommended_call(offers=[{"organisation": LIPA, **offer}], **of_call)
    filed = offers_of(call)[0]
    line = Line(application_id=filed.pk, outcome=Outcome.REDUCED, amount=Decimal(award), reason="Mniej uczestników.")
    decided(call, outcomes=[line])
    recorded_results(call)
    awards.publish_results(call, by=the_coordinator(), at=after(call))
    return offers_of(call)[0]


@remembered
def an_updated_offer(award: str = "4000.00", *, total: str = "5000.00", **offer: Any) -> Application:
    """Awarded less, updated to the lower award by the applicant, approved by the office."""
    reduced = a_reduced_offer(award, **offer)
    nadia = the_representative()
    budget = a_budget(grant=award, total=total)
    revision = reduced.revisions.get("update.budget", 0)
    applications.save_update(reduced, "budget", budget, revision=revision, by=nadia, at=MADE)
    applications.file_update(reduced, by=nadia, at=MADE)
    return applications.approve_update(reduced, by=the_coordinator(), at=MADE)


@remembered
def a_draft_agreement(application: Application | None = None, **offer: Any) -> Agreement:
    return actions.create(application or an_awarded_offer(**offer), by=the_coordinator(), at=MADE)


def terms_of(agreement: Agreement, **over: Any) -> dict[str, Any]:
    """The agreement's present terms, to be edited, with these changed."""
    names = (
        "task_from",
        "task_to",
        "spend_until",
        "account",
        "representatives",
        "signatories",
        "shift_percent",
        "accessibility",
    )
    return {**{name: getattr(agreement, name) for name in names}, **over}


def plan(*amounts: str, due_on: date = PAID_ON) -> list[TranchePlan]:
    return [TranchePlan(Decimal(amount), due_on) for amount in amounts]


def tranches_of(agreement: Agreement) -> list[Tranche]:
    return list(Tranche.objects.filter(agreement=agreement).select_related("agreement").order_by("number"))


@remembered
def a_ready_agreement(
    application: Application | None = None, *, tranches: Sequence[str] = (), **offer: Any
) -> Agreement:
    """Its terms fixed and its paper drawn, waiting for signatures."""
    draft = a_draft_agreement(application, **offer)
    if tranches:
        actions.edit(draft, tranches=plan(*tranches), by=the_coordinator(), at=MADE, **terms_of(draft))
    actions.prepare(draft, by=the_coordinator(), at=MADE)
    return draft


@remembered
def a_signed_agreement(
    application: Application | None = None, *, tranches: Sequence[str] = (), **offer: Any
) -> Agreement:
    ready = a_ready_agreement(application, tranches=tranches, **offer)
    actions.sign(ready, signed_on=SIGNED_ON, by=the_coordinator(), at=SIGNED)
    return ready


@remembered
def a_paid_agreement(
    application: Application | None = None, *, tranches: Sequence[str] = (), **offer: Any
) -> Agreement:
    """Every tranche has left the account."""
    signed = a_signed_agreement(application, tranches=tranches, **offer)
    for tranche in tranches_of(signed):
        actions.pay(tranche, paid_on=PAID_ON, by=the_treasurer(), at=PAID)
    return Agreement.objects.select_related("application__call").get(pk=signed.pk)


@remembered
def copies_of(agreement: Agreement, number: int) -> None:
    """So many more like it, each of an offer of its own, for lists: rows only, no steps were taken."""
    offer = agreement.application
    version = agreement.version
    offers = [_copy(offer, ref=f"kopia-{n}", number=f"kopia/{n}") for n in range(number)]
    Application.objects.bulk_create(offers)
    versions = [_copy(version, application=one) for one in offers]
    ApplicationVersion.objects.bulk_create(versions)
    made = [
        _copy(agreement, ref=f"2027-9{n:04d}", number=f"9{n:04d}/2027", application=one, version=of)
        for n, (one, of) in enumerate(zip(offers, versions, strict=True))
    ]
    Agreement.objects.bulk_create(made)
    (first, *_) = tranches_of(agreement)
    Tranche.objects.bulk_create(_copy(first, agreement=one) for one in made)


def _copy(row: Any, **changed: Any) -> Any:
    kept = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.primary_key}
    for name in changed:
        kept.pop(f"{name}_id", None)
    return type(row)(**{**kept, **changed})
