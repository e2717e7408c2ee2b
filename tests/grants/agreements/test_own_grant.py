"""Whoever works in the office and acts for a grantee takes none of the office's steps in that grant."""

from datetime import datetime

import pytest
from django.utils import timezone

from grants.agreements.states import FLOW
from grants.desk import office
from grants.monitoring.models import GrantReturn, Report
from grants.monitoring.states import FLOW as REPORTS
from grants.monitoring.states import RETURN_FLOW
from tenants.gates.access import READER
from tests import builders
from tests.builders_agreements import (
    LIPA,
    a_draft_agreement,
    a_ready_agreement,
    a_signed_agreement,
    an_awarded_offer,
    tranches_of,
)
from tests.builders_monitoring import a_filed_report, an_owed_return
from tests.builders_small_grants import a_signed_small_agreement

pytestmark = pytest.mark.django_db
JESION = "Fundacja „Jesion”"
SEATS = ("administrator", "coordinator", "executive", "finance")


@pytest.fixture
def irena():
    return builders.a_person("Irena Inna", *SEATS)


def both_ways(organisation):
    """Holds every seat of the office, and reads what the organisation has."""
    builders.a_person("Dwojga Imion", *SEATS)
    return builders.a_representative("Dwojga Imion", organisation, role=READER)


def steps_of_the_office(agreement):
    yield from ((name, step.may, agreement) for name, step in FLOW.steps.items() if name != "report")
    report = Report(agreement=agreement)
    yield from ((name, REPORTS.steps[name].may, report) for name in ("send_back", "accept"))
    yield from ((name, step.may, GrantReturn(agreement=agreement)) for name, step in RETURN_FLOW.steps.items())


@pytest.mark.parametrize("organisation", [LIPA, JESION])
def test_no_step_of_the_office_is_taken_by_who_acts_for_the_leader_or_a_partner(organisation, irena):
    agreement = a_signed_agreement(an_awarded_offer(partners=[JESION]))
    dwojga = both_ways(organisation)

    can = {name: (may(irena, thing), may(dwojga, thing)) for name, may, thing in steps_of_the_office(agreement)}

    assert len(can) == 15
    assert set(can.values()) == {(True, False)}, can


def test_a_small_grant_has_no_offer_in_a_call_and_the_same_rule(irena):
    agreement = a_signed_small_agreement()
    dwojga = both_ways(agreement.organisation_name)

    assert {may(dwojga, thing) for _name, may, thing in steps_of_the_office(agreement)} == {False}
    assert [item.url for item in office.waiting(irena, [], {}, builders.NOON)] == [f"/agreements/{agreement.ref}/"]
    assert office.waiting(dwojga, [], {}, builders.NOON) == []


def an_award():
    return an_awarded_offer()


@pytest.mark.parametrize(
    "reach", [an_award, a_draft_agreement, a_ready_agreement, a_signed_agreement, a_filed_report, an_owed_return]
)
def test_the_desk_asks_others_of_the_office_only(reach, irena):
    reach()
    dwojga = both_ways(LIPA)

    assert len(office.waiting(irena, [], {}, builders.NOON)) == 1
    assert office.waiting(dwojga, [], {}, builders.NOON) == []


def test_the_page_says_why_and_a_payment_sent_to_its_address_is_refused(browser_of, monkeypatch, irena):
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 3, 1, 9, 0, tzinfo=builders.WARSAW))
    agreement = a_signed_agreement()
    page, due = f"/agreements/{agreement.ref}/", tranches_of(agreement)[0]
    payment = f"{page}tranches/{due.number}/pay/"
    assert payment in browser_of(irena).get(page).content.decode()

    grantee = browser_of(both_ways(LIPA))
    shown = grantee.get(page).content.decode()
    answer = grantee.post(payment, {"paid_on": "2027-03-01"})

    assert "wykona ktoś inny" in shown
    assert payment not in shown
    assert (answer.status_code, tranches_of(agreement)[0].paid_on) == (403, None)
