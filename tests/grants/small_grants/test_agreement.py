"""From an accepted small grant to a settled one, by the rooms that all grants go through."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from grants.agreements import actions as agreements
from grants.agreements import paper
from grants.agreements.actions import NotReady
from grants.agreements.models import Agreement, Tranche
from grants.agreements.rules import TranchePlan
from grants.monitoring import actions as monitoring
from grants.monitoring import content as report_shape
from grants.monitoring import paper as report_paper
from grants.monitoring import reading
from grants.small_grants import actions
from grants.small_grants.limits import OverLimit
from grants.small_grants.models import SmallGrant
from programmes.drafting.models import Programme
from programmes.reporting.balance import FIGURES, total
from programmes.reporting.reading import lines_of
from tenants.gates.refusals import WrongState
from tenants.office.documents import pdf, storage
from tests.builders import WARSAW, organisation_of
from tests.builders_agreements import terms_of
from tests.builders_small_grants import (
    DECIDED,
    LATER,
    SIGNED_ON,
    a_paid_small_agreement,
    a_programme,
    a_published_offer,
    a_signed_small_agreement,
    a_small_agreement,
    an_accepted_offer,
    an_offer_with_changes,
    values,
)

pytestmark = pytest.mark.django_db
REPORTED = datetime(2027, 5, 10, 10, 0, tzinfo=WARSAW)


def figures():
    """The line of small grants; every line's sums hold."""
    found = lines_of(Programme.objects.get(year=2027))
    for line in [*found, total(found, "Razem")]:
        assert line.planned == line.in_calls + line.awarded + line.free
        assert line.awarded == line.agreed + line.to_agree
        assert line.agreed == line.paid + line.to_pay
        assert line.paid == line.settled + line.returned + line.in_progress
    line = found[-1]
    return {name: str(getattr(line, name)) for name in FIGURES if getattr(line, name)}


def said(value):
    """Every word of a paper, in one string."""
    if isinstance(value, dict):
        return " ".join(said(one) for one in value.values())
    if isinstance(value, list | tuple):
        return " ".join(said(one) for one in value)
    return str(value)


def tranche_of(agreement):
    return Tranche.objects.select_related("agreement").get(agreement=agreement, number=1)


def report_content(grant="4000.00", other="500.00"):
    return report_shape.canonical(
        texts={"results": "20 treningów.", "actions": "Treningi na boisku."},
        lines={"k1": Decimal(grant), "k2": Decimal(other)},
        sources={"grant": Decimal(grant), "own_money": Decimal(other)},
        declared={},
    )


def test_the_agreement_takes_its_terms_from_the_offer(nadia, clara):
    offer = an_accepted_offer(nadia)
    agreement = agreements.create_of_small_grant(offer, by=clara, at=DECIDED)

    assert (agreement.small_grant_id, agreement.application_id) == (offer.pk, None)
    assert (agreement.grant, agreement.total_cost, agreement.own_contribution) == (
        Decimal("4000.00"),
        Decimal("4500.00"),
        Decimal("500.00"),
    )
    assert (agreement.task_from, agreement.task_to, agreement.spend_until) == (
        date(2027, 3, 1),
        date(2027, 4, 30),
        date(2027, 5, 14),
    )
    assert agreement.commissioning == "support"
    with pytest.raises(NotReady):
        agreements.create_of_small_grant(offer, by=clara, at=DECIDED)


def test_a_task_paid_whole_is_entrusted(nadia, clara):
    offer = an_accepted_offer(nadia, other="0.00", costs=[{"name": "Sala", "grant": Decimal(900), "other": None}])

    assert agreements.create_of_small_grant(offer, by=clara, at=DECIDED).commissioning == "entrust"


@pytest.mark.parametrize("state", [a_published_offer, an_offer_with_changes])
def test_there_is_no_agreement_before_acceptance(state, nadia, clara):
    with pytest.raises(NotReady):
        agreements.create_of_small_grant(state(nadia), by=clara, at=DECIDED)


def test_the_paper_names_the_article_and_the_offer_with_its_change(nadia, clara):
    offer = an_offer_with_changes(nadia)
    actions.save(offer, values(grant="3000.00"), revision=offer.revision, by=nadia, at=DECIDED)
    actions.file_changes(offer, by=nadia, at=DECIDED)
    actions.approve_changes(offer, by=clara, at=DECIDED)
    agreement = agreements.create_of_small_grant(offer, by=clara, at=DECIDED)
    agreements.prepare(agreement, by=clara, at=DECIDED)

    drawn = paper.draw(
        agreement,
        town=connection.tenant,
        letterhead=pdf.letterhead(connection.tenant),
        organisation=organisation_of(nadia),
        tranches=[tranche_of(agreement)],
        checksum="0" * 64,
    )
    for words in ("art. 16 ust. 1 i art. 19a", offer.number, "Zmieniona oferta", "trzy tysiące złotych"):
        assert words in said(drawn), words
    assert storage.get(agreement.document.key)[:5] == b"%PDF-"


def test_terms_that_stretch_the_task_over_ninety_days_are_refused(nadia, clara):
    agreement = agreements.create_of_small_grant(an_accepted_offer(nadia), by=clara, at=DECIDED)
    plan = [TranchePlan(agreement.grant, date(2027, 3, 8))]

    agreements.edit(agreement, tranches=plan, by=clara, at=DECIDED, **terms_of(agreement, task_to=date(2027, 5, 29)))
    with pytest.raises(OverLimit) as refused:
        agreements.edit(
            agreement, tranches=plan, by=clara, at=DECIDED, **terms_of(agreement, task_to=date(2027, 5, 30))
        )
    assert refused.value.field == "task_to"


def test_signing_concludes_the_offer_too(nadia):
    agreement = a_signed_small_agreement(nadia)

    assert SmallGrant.objects.get().state == "contracted"
    assert agreement.state == "signed"


def test_a_grant_given_up_before_signing_goes_back(nadia, clara):
    agreement = a_small_agreement(nadia)
    agreements.abandon(agreement, by=clara, at=DECIDED)

    assert SmallGrant.objects.get().state == "abandoned"
    assert figures() == {"planned": "20000.00"}


def test_an_organisation_that_resigned_cannot_be_signed_with(nadia, clara):
    agreement = a_small_agreement(nadia)
    actions.resign(SmallGrant.objects.get(), by=nadia, at=DECIDED)
    agreement = Agreement.objects.get()

    with pytest.raises(WrongState):
        agreements.sign(agreement, signed_on=SIGNED_ON, by=clara, at=LATER)
    agreements.abandon(Agreement.objects.get(), by=clara, at=LATER)
    assert SmallGrant.objects.get().state == "resigned"


def test_a_payment_that_would_pass_the_year_of_one_organisation_is_refused(nadia, filip):
    a_programme(small_grants="40000.00")
    a_paid_small_agreement(nadia, grant="10000.00")
    a_paid_small_agreement(nadia, grant="9000.00")
    third = a_signed_small_agreement(nadia, grant="1000.00")
    # A tranche that was more than awarded: what the checks at filing and award cannot see.
    Tranche.objects.filter(agreement=third).update(amount="1000.01")

    with pytest.raises(OverLimit) as refused:
        agreements.pay(tranche_of(third), paid_on=SIGNED_ON, by=filip, at=LATER)
    assert refused.value.field == "paid_on"
    assert tranche_of(third).paid_on is None
    Tranche.objects.filter(agreement=third).update(amount="1000.00")
    agreements.pay(tranche_of(third), paid_on=SIGNED_ON, by=filip, at=LATER)


def test_a_payment_over_the_pool_is_refused(nadia, norbert, filip):
    a_paid_small_agreement(nadia, grant="10000.00")
    second = a_signed_small_agreement(norbert, grant="10000.00")
    Programme.objects.update(small_grants="19999.99")

    with pytest.raises(OverLimit):
        agreements.pay(tranche_of(second), paid_on=SIGNED_ON, by=filip, at=LATER)


def test_a_payment_of_more_than_ten_thousand_for_a_task_is_refused(nadia, filip):
    agreement = a_signed_small_agreement(nadia, grant="10000.00")
    Tranche.objects.filter(agreement=agreement).update(amount="10000.01")

    with pytest.raises(OverLimit):
        agreements.pay(tranche_of(agreement), paid_on=SIGNED_ON, by=filip, at=LATER)


def test_a_payment_for_a_task_over_ninety_days_is_refused(nadia, filip):
    agreement = a_signed_small_agreement(nadia)
    Agreement.objects.update(task_to=date(2027, 5, 30))

    with pytest.raises(OverLimit):
        agreements.pay(tranche_of(agreement), paid_on=SIGNED_ON, by=filip, at=LATER)


def test_the_balance_adds_up_after_every_step(nadia, clara, filip):
    a_published_offer(nadia)
    assert figures() == {"planned": "20000.00"}
    agreement = a_paid_small_agreement(nadia)
    assert figures() == {"planned": "20000.00", "awarded": "4000.00", "agreed": "4000.00", "paid": "4000.00"}

    report = monitoring.begin(agreement, by=nadia, at=REPORTED)
    monitoring.save(report, report_content(grant="3900.00"), revision=0, by=nadia, at=REPORTED)
    monitoring.file(report, by=nadia, at=REPORTED)
    monitoring.accept(report, checksum=report.checksum, by=clara, at=REPORTED)
    (owed,) = Agreement.objects.get().returns.order_by("pk")
    monitoring.receive(owed, received_on=REPORTED.date(), by=filip, at=REPORTED)
    assert figures() == {
        "planned": "20000.00",
        "awarded": "4000.00",
        "agreed": "4000.00",
        "paid": "4000.00",
        "settled": "3900.00",
        "returned": "100.00",
    }


def test_an_agreement_given_up_hides_no_award_of_a_call(nadia, clara):
    """Nothing is "not in" a set that holds a NULL: awards of calls stay in the balance."""
    from tests.builders_awards import a_published_result
    from tests.builders_calls import TASKS
    from tests.builders_programmes import an_adopted_programme

    an_adopted_programme(budget="5000000.00", tasks=TASKS, small_grants="20000.00")
    a_published_result()
    before = total(lines_of(Programme.objects.get()), "").awarded
    agreements.abandon(a_small_agreement(nadia), by=clara, at=DECIDED)

    assert before > 0
    assert total(lines_of(Programme.objects.get()), "").awarded == before


def test_the_report_is_the_simplified_one(nadia, clara):
    agreement = a_paid_small_agreement(nadia)
    report = monitoring.begin(agreement, by=nadia, at=REPORTED)
    monitoring.save(report, report_content(), revision=0, by=nadia, at=REPORTED)
    monitoring.file(report, by=nadia, at=REPORTED)
    monitoring.accept(report, checksum=report.checksum, by=clara, at=REPORTED)

    assert (report.form, Agreement.objects.get().state) == ("REPORT_SIMPLIFIED_2018", "settled")
    drawn = report_paper.draw(report, reading.comparison_of(report), letterhead=pdf.letterhead(connection.tenant))
    for words in ("UPROSZCZONE SPRAWOZDANIE", "Wydatki poniesione z innych środków", "Wynajem sali", "poz. 2055"):
        assert words in said(drawn), words
    assert storage.get(report.document.key)[:5] == b"%PDF-"


def test_the_pages_of_agreement_and_report_know_no_call(nadia, clara, filip, browser_of):
    agreement = a_signed_small_agreement(nadia)
    office, grantee = browser_of(clara), browser_of(nadia)
    page = f"/agreements/{agreement.ref}/"

    text = office.get(page).content.decode()
    assert f"/small-grants/{SmallGrant.objects.get().ref}/" in text
    assert "Lipa" in browser_of().get("/agreements/").content.decode()
    grantee.post(f"{page}reports/final/begin/")
    form = grantee.get(f"{page}reports/final/edit/").content.decode()
    assert "Wydatki poniesione z dotacji" in form
    assert 'name="r1"' not in form
    assert 'name="recipient_payments"' not in form
    assert f"/small-grants/{SmallGrant.objects.get().ref}/" in grantee.get(f"{page}reports/final/").content.decode()
    (listed,) = browser_of().get("/api/v1/agreements/").json()["results"]
    assert (listed["call"], listed["grant"]) == (None, "4000.00")


def test_the_clerk_makes_the_agreement_with_one_button(nadia, clara, browser_of):
    offer = an_accepted_offer(nadia)
    browser = browser_of(clara)

    assert f"/small-grants/{offer.ref}/agreement/" in browser.get(f"/small-grants/{offer.ref}/").content.decode()
    made = browser.post(f"/small-grants/{offer.ref}/agreement/")
    again = browser.post(f"/small-grants/{offer.ref}/agreement/")
    agreement = Agreement.objects.get()
    assert (made.url, again.url) == (f"/agreements/{agreement.ref}/edit/", f"/agreements/{agreement.ref}/")


def test_the_database_wants_one_source_and_not_two(nadia):
    agreement = a_small_agreement(nadia)

    for broken in ({"small_grant": None}, {"application_id": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Agreement.objects.filter(pk=agreement.pk).update(**broken)
