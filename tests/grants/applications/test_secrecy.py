"""Before the results are published no address, filter or answer tells an applicant the decision."""

from decimal import Decimal

import pytest

from grants.applications.models import Application
from grants.applications.states import ApplicationState
from grants.awards.models import Outcome
from grants.awards.rules import Line
from tests import builders
from tests.builders_awards import a_recommended_call, decided
from tests.builders_scoring import offers_of

pytestmark = pytest.mark.django_db
LIPA = "Stowarzyszenie „Lipa”"
AWARD = Decimal("4000.00")


def decided_secretly(outcome: str) -> Application:
    """Decided, and the results not published yet."""
    call = a_recommended_call(offers=[{"organisation": LIPA}])
    (offer,) = offers_of(call)
    amounts = {Outcome.REDUCED: AWARD, Outcome.FULL: offer.requested}
    amount = amounts.get(Outcome(outcome), Decimal("0.00"))
    decided(call, outcomes=[Line(application_id=offer.pk, outcome=outcome, amount=amount, reason="Tak.")])
    return Application.objects.get(pk=offer.pk)


@pytest.mark.parametrize("outcome", [Outcome.REDUCED, Outcome.FULL, Outcome.RESERVE, Outcome.REFUSED])
def test_pages_of_the_update_answer_alike_whatever_was_decided(outcome, nadia, browser_of):
    offer = decided_secretly(outcome)
    browser, page = browser_of(nadia), f"/applications/{offer.ref}/update/"

    assert browser.get(page).headers["Location"] == f"/applications/{offer.ref}/"
    assert browser.get(f"{page}budget/").headers["Location"] == f"/applications/{offer.ref}/"
    assert browser.get(f"{page}schedule/").headers["Location"] == f"/applications/{offer.ref}/"
    sums = browser.post(f"{page}budget/sums/", {})
    assert sums.status_code == 404
    assert "4000" not in sums.content.decode().replace("\N{NO-BREAK SPACE}", "")


@pytest.fixture
def nadia_on_a_committee(nadia):
    return builders.a_person("Nadia Ngo", "committee")


def test_a_filter_by_state_finds_what_the_row_says(nadia_on_a_committee, browser_of):
    offer = decided_secretly(Outcome.REDUCED)
    browser = browser_of(nadia_on_a_committee)

    def found(state: str) -> list[str]:
        rows = browser.get(f"/applications/?state={state}&sort=state").context["rows"]
        exported = browser.get(f"/applications/export.csv?state={state}").content.decode()
        assert (offer.number in exported) is bool(rows)
        return [row["number"] for row in rows]

    assert {state for state in ApplicationState.values if found(state)} == {ApplicationState.PASSED}


def test_an_auditor_who_acts_for_the_applicant_reads_no_decision_in_the_history(nadia, browser_of, clara):
    auditing = builders.a_person("Nadia Ngo", "auditor")
    offer = decided_secretly(Outcome.REDUCED)

    def verbs(actor):
        history = browser_of(actor).get(f"/applications/{offer.ref}/").context["history"]
        return {str(verb) for _at, _who, verb in history}

    assert len(verbs(clara) - verbs(auditing)) == 1
