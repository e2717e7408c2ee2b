from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from grants.agreements import actions, rules, sources, turns
from grants.agreements.models import Agreement, Tranche
from grants.agreements.states import AgreementState
from grants.applications import actions as applications
from grants.applications import reading
from grants.applications.completeness import budget_in
from grants.applications.models import Application
from grants.awards import actions as awards
from grants.awards.rules import Line
from grants.calls import actions as calls
from grants.calls.models import Call
from grants.desk import office
from grants.monitoring import balance
from tenants.gates.refusals import Refusal, WrongState
from tenants.office.audit.models import AuditEntry
from tenants.office.documents import storage
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders_agreements import (
    LIPA,
    MADE,
    PAID,
    PAID_ON,
    SIGNED,
    SIGNED_ON,
    a_draft_agreement,
    a_ready_agreement,
    a_reduced_offer,
    a_signed_agreement,
    an_awarded_offer,
    an_updated_offer,
    plan,
    terms_of,
    tranches_of,
)
from tests.builders_awards import a_published_result, changed
from tests.builders_scoring import offers_of

pytestmark = pytest.mark.django_db


def fresh(agreement):
    return Agreement.objects.get(pk=agreement.pk)


def letters(name):
    return sorted(Notice.objects.filter(template=name).values_list("to_email", "language"))


# --- made of an award ---


def test_an_award_in_full_becomes_a_draft_with_the_offers_terms(clara):
    offer = an_awarded_offer(grant="5000.00", total="6000.00", title="Piłka dla każdego")

    agreement = actions.create(offer, by=clara, at=MADE)

    assert (agreement.ref, agreement.number, agreement.state) == ("2027-0001", "1/2027", "draft")
    assert (agreement.organisation_name, agreement.title) == (LIPA, "Piłka dla każdego")
    assert (agreement.grant, agreement.total_cost, agreement.own_contribution) == (
        Decimal("5000.00"),
        Decimal("6000.00"),
        Decimal("1000.00"),
    )
    assert (agreement.task_from, agreement.task_to, agreement.spend_until) == (
        date(2027, 3, 1),
        date(2027, 11, 30),
        date(2027, 12, 14),
    )
    assert [(one.number, one.amount) for one in tranches_of(agreement)] == [(1, Decimal("5000.00"))]


def test_a_reduced_award_takes_the_updated_budget_and_not_the_filed_one():
    agreement = a_draft_agreement(an_updated_offer("4000.00", total="5000.00"))

    assert (agreement.grant, agreement.total_cost) == (Decimal("4000.00"), Decimal("5000.00"))
    assert agreement.version.kind == "update"


def test_an_update_dropped_by_a_later_award_in_full_stays_dropped_once_the_agreement_is_signed():
    offer = an_updated_offer("4000.00", total="5000.00")
    gives = Line(application_id=offer.pk, outcome="full", amount=offer.requested, reason="Jest pula.")
    changed(offer.call, [gives], at=MADE)

    agreement = a_signed_agreement(Application.objects.get(pk=offer.pk))

    offer = Application.objects.get(pk=offer.pk)
    versions = list(offer.versions.order_by("number"))
    assert (agreement.grant, agreement.version.kind, versions[-1].kind) == (offer.requested, "filed", "update")
    assert reading.latest_version(offer) == agreement.version
    assert reading.budget_of(offer).total == Decimal("6000.00")
    assert budget_in(reading.binding_of(offer, versions)).total == Decimal("6000.00")


def test_a_reduced_award_needs_its_update_first(clara):
    offer = a_reduced_offer()

    with pytest.raises(actions.NotReady):
        actions.create(offer, by=clara, at=MADE)

    assert not Agreement.objects.exists()


def test_an_offer_gets_one_agreement(clara):
    agreement = a_draft_agreement()

    with pytest.raises(actions.NotReady):
        actions.create(agreement.application, by=clara, at=MADE)


def test_a_refused_offer_gets_none(clara, nadia):
    call = a_published_result(
        offers=[{"organisation": LIPA}, {"grant": "99999.00", "total": "120000.00"}], totals=["60", "40"]
    )
    refused = [offer for offer in offers_of(call) if not offer.awarded]

    for offer in refused:
        with pytest.raises(actions.NotReady):
            actions.create(offer, by=clara, at=MADE)
    assert refused


def test_numbers_follow_one_another_within_the_year_in_which_they_are_given(clara):
    call = a_published_result(offers=[{"organisation": LIPA}, {}, {}])
    new_year = datetime(2028, 1, 1, tzinfo=builders.WARSAW)

    made = [
        actions.create(offer, by=clara, at=at)
        for offer, at in zip(offers_of(call), (MADE, new_year - timedelta(seconds=1), new_year), strict=True)
    ]

    assert [one.number for one in made] == ["1/2027", "2/2027", "1/2028"]


@pytest.mark.parametrize("person", ["ewa", "filip", "anna", "marek", "nadia", "rysia"])
def test_only_clerks_make_an_agreement(person, request):
    offer = an_awarded_offer()

    with pytest.raises(PermissionDenied):
        actions.create(offer, by=builders.fresh(request.getfixturevalue(person)), at=MADE)


# --- its terms ---


def test_the_grant_is_parted_in_tranches(clara):
    agreement = a_draft_agreement()

    actions.edit(agreement, tranches=plan("3000.00", "2000.00"), by=clara, at=MADE, **terms_of(agreement))

    assert [one.amount for one in tranches_of(agreement)] == [Decimal("3000.00"), Decimal("2000.00")]


def test_tranches_that_differ_by_a_grosz_change_nothing(clara):
    agreement = a_draft_agreement()

    with pytest.raises(rules.TranchesDiffer) as refused:
        actions.edit(
            agreement, tranches=plan("3000.00", "2000.01"), by=clara, at=MADE, **terms_of(agreement, account="PL0")
        )

    assert refused.value.field == "tranches"
    assert [one.amount for one in tranches_of(agreement)] == [Decimal("5000.00")]
    assert fresh(agreement).account != "PL0"


def test_spending_after_the_end_of_the_year_changes_nothing(clara):
    agreement = a_draft_agreement()
    terms = terms_of(agreement, spend_until=date(2028, 1, 1))

    with pytest.raises(rules.WrongTerm) as refused:
        actions.edit(agreement, tranches=plan("5000.00"), by=clara, at=MADE, **terms)

    assert refused.value.field == "spend_until"
    assert fresh(agreement).spend_until == date(2027, 12, 14)


def test_terms_are_fixed_once_the_paper_is_made(clara):
    agreement = a_ready_agreement()

    with pytest.raises(WrongState):
        actions.edit(agreement, tranches=plan("5000.00"), by=clara, at=MADE, **terms_of(agreement))

    actions.return_to_draft(agreement, by=clara, at=MADE)
    actions.edit(agreement, tranches=plan("5000.00"), by=clara, at=MADE, **terms_of(agreement))
    assert (fresh(agreement).document_id, fresh(agreement).checksum) == (None, "")


def test_without_an_account_there_is_no_paper(clara):
    agreement = a_draft_agreement()
    actions.edit(agreement, tranches=plan("5000.00"), by=clara, at=MADE, **terms_of(agreement, account=""))

    with pytest.raises(actions.NotReady) as refused:
        actions.prepare(agreement, by=clara, at=MADE)

    assert refused.value.field == "account"


def test_the_paper_is_kept_with_its_checksum(clara):
    agreement = a_ready_agreement()

    paper = fresh(agreement)

    assert paper.state == AgreementState.READY
    assert len(paper.checksum) == 64
    assert storage.get(paper.document.key)[:5] == b"%PDF-"


def test_a_stale_copy_prepares_what_is_stored(clara):
    agreement = a_draft_agreement()
    stale = fresh(agreement)
    actions.edit(
        agreement, tranches=plan("2500.00", "2500.00"), by=clara, at=MADE, **terms_of(agreement, accessibility="Winda")
    )

    actions.prepare(stale, by=clara, at=MADE)

    assert stale.accessibility == "Winda"
    assert stale.state == AgreementState.READY


# --- concluded ---


def test_a_signed_agreement_binds_and_the_offer_is_contracted():
    agreement = a_signed_agreement()

    assert (fresh(agreement).state, fresh(agreement).signed_on) == ("signed", SIGNED_ON)
    assert Application.objects.get().state == "contracted"


def test_the_executive_can_record_the_signing(ewa):
    agreement = a_ready_agreement()

    actions.sign(agreement, signed_on=SIGNED_ON, by=ewa, at=SIGNED)

    assert fresh(agreement).state == "signed"


def test_two_clerks_sign_once(clara, adam):
    agreement = a_ready_agreement()
    stale = fresh(agreement)
    actions.sign(agreement, signed_on=SIGNED_ON, by=clara, at=SIGNED)

    with pytest.raises(WrongState):
        actions.sign(stale, signed_on=SIGNED_ON, by=adam, at=SIGNED)

    assert AuditEntry.objects.about(agreement).filter(verb="sign").count() == 1


def test_an_agreement_concluded_tomorrow_is_refused(clara):
    agreement = a_ready_agreement()

    with pytest.raises(rules.WrongDay):
        actions.sign(agreement, signed_on=SIGNED_ON + timedelta(days=1), by=clara, at=SIGNED)

    assert fresh(agreement).state == "ready"


def test_when_the_applicant_resigns_the_agreement_can_no_longer_be_signed(clara, nadia):
    agreement = a_ready_agreement()
    applications.resign(Application.objects.get(), reason="Brak trenera", by=builders.fresh(nadia), at=MADE)

    with pytest.raises(WrongState):
        actions.sign(fresh(agreement), signed_on=SIGNED_ON, by=clara, at=SIGNED)

    assert fresh(agreement).state == "ready"


def test_an_agreement_on_another_amount_than_the_one_in_force_is_neither_drawn_nor_signed(clara):
    """As one begun a moment before an act changed the grant."""
    agreement = a_draft_agreement()
    offers = Application.objects.filter(pk=agreement.application_id)
    offers.update(awarded=Decimal("4999.99"))

    with pytest.raises(sources.Outdated):
        actions.prepare(fresh(agreement), by=clara, at=MADE)
    offers.update(awarded=Decimal("5000.00"))
    actions.prepare(agreement, by=clara, at=MADE)
    offers.update(awarded=Decimal("4999.99"))
    with pytest.raises(sources.Outdated):
        actions.sign(agreement, signed_on=SIGNED_ON, by=clara, at=SIGNED)

    assert fresh(agreement).state == "ready"


# --- paid ---


def test_a_tranche_is_paid(filip):
    agreement = a_signed_agreement(tranches=["3000.00", "2000.00"])
    first, _second = tranches_of(agreement)

    actions.pay(first, paid_on=PAID_ON, by=filip, at=PAID)

    assert [one.paid_on for one in tranches_of(agreement)] == [PAID_ON, None]
    assert tranches_of(agreement)[0].paid_by == "Filip Finance"


def test_a_double_click_pays_once_and_writes_one_letter(filip):
    agreement = a_signed_agreement()
    (tranche,) = tranches_of(agreement)
    (again,) = tranches_of(agreement)

    actions.pay(tranche, paid_on=PAID_ON, by=filip, at=PAID)
    actions.pay(again, paid_on=PAID_ON, by=filip, at=PAID)

    assert AuditEntry.objects.about(agreement).filter(verb="pay").count() == 1
    assert len(letters("agreement-paid")) == 3  # the organisation and its two representatives


def test_a_paid_tranche_is_not_paid_on_another_day(filip):
    agreement = a_signed_agreement()
    (tranche,) = tranches_of(agreement)
    actions.pay(tranche, paid_on=PAID_ON, by=filip, at=PAID)

    with pytest.raises(actions.AlreadyPaid) as refused:
        actions.pay(tranche, paid_on=SIGNED_ON, by=filip, at=PAID)

    assert refused.value.field == "paid_on"
    assert Tranche.objects.get().paid_on == PAID_ON


def test_nothing_is_paid_before_the_agreement_is_concluded(filip):
    agreement = a_ready_agreement()
    (tranche,) = tranches_of(agreement)

    with pytest.raises(WrongState):
        actions.pay(tranche, paid_on=SIGNED_ON, by=filip, at=SIGNED)

    assert Tranche.objects.get().paid_on is None


def test_a_payment_dated_before_the_agreement_leaves_no_trace(filip):
    agreement = a_signed_agreement()
    (tranche,) = tranches_of(agreement)

    with pytest.raises(rules.WrongDay):
        actions.pay(tranche, paid_on=SIGNED_ON - timedelta(days=1), by=filip, at=PAID)

    assert Tranche.objects.get().paid_on is None
    assert not AuditEntry.objects.about(agreement).filter(verb="pay").exists()


@pytest.mark.parametrize("person", ["clara", "ewa", "anna", "nadia", "rysia"])
def test_only_finance_pays(person, request):
    agreement = a_signed_agreement()
    (tranche,) = tranches_of(agreement)

    with pytest.raises(PermissionDenied):
        actions.pay(tranche, paid_on=PAID_ON, by=builders.fresh(request.getfixturevalue(person)), at=PAID)


# --- given up ---


def test_an_agreement_nobody_signed_is_given_up(clara):
    agreement = a_ready_agreement()

    actions.abandon(agreement, by=clara, at=SIGNED)

    assert fresh(agreement).state == "abandoned"
    with pytest.raises(WrongState):
        actions.sign(fresh(agreement), signed_on=SIGNED_ON, by=clara, at=SIGNED)


def test_one_given_up_by_mistake_is_begun_again_under_its_number(clara):
    agreement = a_ready_agreement(tranches=["3000.00", "2000.00"])
    actions.abandon(agreement, by=clara, at=SIGNED)

    again = actions.create(agreement.application, by=clara, at=SIGNED)

    assert (again.pk, again.number, fresh(again).state) == (agreement.pk, "1/2027", "draft")
    assert (fresh(again).checksum, fresh(again).document) == ("", None)
    assert [one.amount for one in tranches_of(again)] == [Decimal("5000.00")]


def test_an_offer_granted_again_by_an_act_waits_for_its_agreement_and_counts_as_awarded(clara):
    call = a_published_result(offers=[{"organisation": LIPA}, {}])
    offer = offers_of(call)[0]
    actions.abandon(a_ready_agreement(offer), by=clara, at=SIGNED)
    assert list(turns.given_up([offer.pk])) == [offer.pk]
    changed(call, [Line(application_id=offer.pk, outcome="refused", reason="Bez umowy.")], at=SIGNED)
    gives = Line(application_id=offer.pk, outcome="full", amount=offer.requested, reason="Jednak.")
    changed(call, [gives], at=SIGNED + timedelta(hours=1), act_number="56/2027")

    assert turns.given_up([offer.pk]) == {}
    assert [one.pk for one in turns.waiting(call)] == [one.pk for one in offers_of(call)]
    assert sum(balance.awarded(call.programme_id).values()) == sum(one.awarded for one in offers_of(call))
    assert f"/applications/{offer.ref}/" in [one.url for one in office.waiting(clara, [], {}, SIGNED)]
    again = actions.create(offer, by=clara, at=SIGNED + timedelta(hours=2))
    assert (again.state, again.grant) == ("draft", offer.requested)


def test_a_signed_agreement_cannot_be_given_up(clara):
    agreement = a_signed_agreement()

    with pytest.raises(WrongState):
        actions.abandon(agreement, by=clara, at=SIGNED)


# --- the call's end ---


def test_the_last_agreement_completes_the_call(clara):
    call = a_published_result(offers=[{"organisation": LIPA}, {}])
    first, second = (a_ready_agreement(offer) for offer in offers_of(call))

    actions.sign(first, signed_on=SIGNED_ON, by=clara, at=SIGNED)
    assert Call.objects.get(pk=call.pk).state == "results"

    actions.abandon(second, by=clara, at=SIGNED)
    assert Call.objects.get(pk=call.pk).state == "completed"


def test_while_an_act_is_under_way_its_call_completes_neither_by_itself_nor_by_hand(clara):
    call = a_published_result(offers=[{"organisation": LIPA}, {}])
    first, second = offers_of(call)
    actions.abandon(a_ready_agreement(second), by=clara, at=MADE)
    last = a_ready_agreement(first)
    act = awards.prepare_change(call, "amendment", [], grounds="Bez umowy.", by=clara, at=SIGNED)

    actions.sign(last, signed_on=SIGNED_ON, by=clara, at=SIGNED)
    with pytest.raises(Refusal):
        calls.complete(Call.objects.get(pk=call.pk), by=clara, at=SIGNED)
    assert Call.objects.get(pk=call.pk).state == "results"

    awards.discard(act, by=clara, at=SIGNED)
    calls.complete(Call.objects.get(pk=call.pk), by=clara, at=SIGNED)
    assert Call.objects.get(pk=call.pk).state == "completed"


def test_a_call_with_open_agreements_cannot_be_completed_by_hand(clara):
    agreement = a_ready_agreement()
    call = Call.objects.get()

    with pytest.raises(Refusal) as refused:
        calls.complete(call, by=clara, at=SIGNED)

    assert agreement.application.number in str(refused.value)
    assert Call.objects.get().state == "results"


# --- letters ---


def test_everyone_hears_of_it_in_their_language(clara, filip, nadia):
    builders.user(nadia).__class__.objects.filter(pk=nadia.user_id).update(language="en")
    agreement = a_signed_agreement()
    (tranche,) = tranches_of(agreement)
    actions.pay(tranche, paid_on=PAID_ON, by=filip, at=PAID)
    organisation = builders.organisation_of(nadia).email

    both = sorted([(organisation, "pl"), (nadia.email, "en"), ("osoba.1@example.org", "pl")])
    assert letters("agreement-ready") == both
    assert letters("agreement-signed") == both
    assert letters("agreement-paid") == both
    assert letters("agreement-to-pay") == [(filip.email, "pl")]
    paid = Notice.objects.get(template="agreement-paid", language="en")
    assert paid.subject == "5 000,00 zł paid under agreement 1/2027"
    assert paid.text.strip().splitlines()[-3:] == ["http://lipowo.localhost/agreements/2027-0001/", "", "Gmina Lipowo"]


def test_a_letter_shows_what_was_typed_as_it_was_typed(nadia):
    a_ready_agreement(title="„Gry & zabawy” <b>")

    assert "„Gry & zabawy” <b>" in Notice.objects.filter(template="agreement-ready").first().text


def test_a_refused_step_writes_to_nobody(clara):
    agreement = a_draft_agreement()
    Tranche.objects.filter(agreement=agreement).update(amount=Decimal("4999.99"))

    with pytest.raises(rules.TranchesDiffer):
        actions.prepare(agreement, by=clara, at=MADE)

    assert letters("agreement-ready") == []
    assert fresh(agreement).state == "draft"
