"""Whoever has an interest in one offer of a call: a declared tie, or an organisation of their own among the applicants."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from grants.agreements import actions as agreements
from grants.applications import actions as applications
from grants.awards import actions
from grants.awards.models import Outcome
from grants.awards.rules import Line
from programmes.reporting.reading import lines_of
from tenants.gates.refusals import Refusal
from tests import builders
from tests.builders_awards import a_decided_call, a_recommended_call, prepared, signed
from tests.builders_awards import lines_of as proposals_of
from tests.builders_calls import an_open_call, the_coordinator
from tests.builders_scoring import a_scored_call, after, close, file_all, offers_of

pytestmark = pytest.mark.django_db
LIPA = "Stowarzyszenie „Lipa”"
JESION = "Fundacja „Jesion”"
BOTH = [{"organisation": LIPA}, {"organisation": JESION}]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def test_a_tied_chair_neither_proposes_nor_signs(marek, mikolaj):
    call = a_scored_call(marek, mikolaj, offers=BOTH, ties={(0, marek.user_id): "Brat w zarządzie."})

    with pytest.raises(PermissionDenied):
        actions.propose(call, proposals_of(call), by=builders.fresh(marek), at=after(call))
    with pytest.raises(PermissionDenied):
        actions.sign_protocol(call, by=builders.fresh(marek), at=after(call))


def test_a_tied_member_of_the_applicant_reads_no_scores_of_it(marek, mikolaj, browser_of):
    maria = builders.a_person("Maria Member", "committee")
    call = a_scored_call(marek, mikolaj, maria, offers=BOTH, ties={(0, maria.user_id): "Wchodzę do zarządu."})
    maria = builders.a_representative("Maria Member", LIPA)
    number = offers_of(call)[0].number
    browser = browser_of(maria)

    for address in ("ranking/", "ranking.csv", "proposal/"):
        assert number not in browser.get(f"/calls/{call.ref}/{address}").content.decode(), address
    assert browser.get(f"/applications/{offers_of(call)[0].ref}/scores/").status_code == 404


def test_an_auditor_of_the_applicant_learns_no_decision_before_the_results(browser_of):
    builders.a_representative("Nadia Ngo", LIPA)
    nadia = builders.a_person("Nadia Ngo", "auditor")
    call = a_decided_call(offers=[{"organisation": LIPA, "grant": "5000.00"}])
    offer = offers_of(call)[0]
    browser = browser_of(nadia)

    for address in (f"/calls/{call.ref}/decision/", f"/calls/{call.ref}/results/", f"/calls/{call.ref}/ranking/"):
        assert offer.number not in browser.get(address).content.decode(), address


def test_a_tied_executive_is_told_that_somebody_else_must_decide(marek, mikolaj, browser_of):
    ewa = builders.a_person("Ewa Executive", "executive", "committee")
    call = a_recommended_call(marek, mikolaj, ewa, offers=BOTH, ties={(0, ewa.user_id): "Mąż w zarządzie."})
    hidden = offers_of(call)[0].number

    page = browser_of(builders.fresh(ewa)).get(f"/calls/{call.ref}/decision/")
    with pytest.raises(Refusal):
        signed(prepared(call), by=builders.fresh(ewa))

    assert page.status_code == 409
    assert hidden not in page.content.decode()


def test_a_person_named_by_an_applicant_does_not_judge_its_rivals(marek, mikolaj):
    builders.a_representative("Maria Member", LIPA)
    maria = builders.a_person("Maria Member", "committee")

    with pytest.raises(Refusal, match="Maria Member"):
        a_scored_call(marek, mikolaj, maria, offers=BOTH, ties={(0, maria.user_id): "Jestem w zarządzie."})


def test_nobody_checks_an_offer_of_their_own_organisation():
    call = an_open_call()
    [offer] = file_all(call, [{"organisation": LIPA}])
    close(call)
    builders.a_representative("Osoba 1", LIPA)
    clerk = builders.a_person("Osoba 1", "coordinator")

    with pytest.raises(PermissionDenied):
        applications.reject_formally(offer, reason="bo tak", by=clerk, at=after(call))


def test_an_offer_given_back_to_the_formal_check_stops_the_protocol(marek):
    call = a_scored_call(marek, offers=BOTH)
    offer = offers_of(call)[0]
    applications.recheck(offer, by=the_coordinator(), at=after(call))
    actions.propose(call, proposals_of(call), by=the_coordinator(), at=after(call))

    with pytest.raises(Refusal, match=offer.number):
        actions.sign_protocol(call, by=the_coordinator(), at=after(call))


def test_no_agreement_is_made_before_the_results_are_published():
    call = a_decided_call(offers=[{"organisation": LIPA}])

    with pytest.raises(Refusal, match="not published"):
        agreements.create(offers_of(call)[0], by=the_coordinator(), at=after(call))


def test_the_public_balance_does_not_tell_the_decision_before_the_results():
    call = a_decided_call(offers=[{"organisation": LIPA, "grant": "5000.00"}], pool="9000.00")

    line = next(line for line in lines_of(call.programme) if line.in_calls)

    assert (line.awarded, line.in_calls) == (Decimal("0.00"), Decimal("9000.00"))


def test_a_line_for_an_offer_of_another_call_is_refused(marek):
    call = a_scored_call(marek, offers=BOTH)

    with pytest.raises(Refusal):
        actions.propose(
            call, [Line(application_id=10**9, outcome=Outcome.REFUSED)], by=the_coordinator(), at=after(call)
        )
