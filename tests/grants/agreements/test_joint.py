"""An agreement from a joint offer: every organisation is a party, liable with the others."""

from decimal import Decimal

import pytest
from django.utils import translation

from grants.agreements import actions
from grants.agreements.models import Agreement
from grants.applications import actions as applications
from grants.applications import partners_update, reading
from grants.applications.rules import Incomplete
from tenants.office.notices.models import Notice
from tenants.registry.organisations.models import Organisation
from tests import builders
from tests.builders_agreements import MADE, a_draft_agreement, a_ready_agreement, a_reduced_offer, an_awarded_offer
from tests.builders_applications import a_budget
from tests.builders_calls import the_coordinator
from tests.grants.agreements.test_paper import drawn, said

pytestmark = pytest.mark.django_db
JESION = "Fundacja „Jesion”"


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def norbert():
    return builders.a_representative(f"Osoba z: {JESION}", JESION)


def test_the_paper_names_every_party_the_split_and_the_liability():
    agreement = a_draft_agreement(an_awarded_offer(partners=[JESION]))

    paper = drawn(agreement)

    assert [party["name"] for party in paper["parties"]] == ["Gmina Lipowo", "Stowarzyszenie „Lipa”", JESION]
    assert [one["label"] for one in paper["signatures"]] == [
        "Zleceniodawca",
        "Zleceniobiorca: Stowarzyszenie „Lipa”",
        f"Zleceniobiorca: {JESION}",
    ]
    whole = said(paper)
    assert "ponoszą odpowiedzialność solidarną" in whole
    assert "art. 14 ust. 4" in whole
    assert [JESION, Decimal("3000.00")] in paper["paragraphs"][3]["items"][1]["table"]["rows"]


def test_the_paper_of_one_grantee_says_nothing_of_joint_offers():
    paper = drawn(a_draft_agreement())

    assert len(paper["parties"]) == 2
    assert "solidarn" not in said(paper)


def test_every_grantee_reads_the_agreement_and_gets_its_letters(browser_of):
    agreement = a_ready_agreement(an_awarded_offer(partners=[JESION]))

    assert Agreement.objects.visible_to(norbert()).get() == agreement
    page = browser_of(norbert()).get(f"/agreements/{agreement.ref}/").content.decode()
    assert "3\u00a0000,00" in page
    told = set(Notice.objects.filter(template="agreement-ready").values_list("to_email", flat=True))
    assert set(Organisation.objects.values_list("email", flat=True)) <= told | {""}


def test_a_partner_who_is_tied_to_nothing_else_sees_no_other_agreement():
    a_ready_agreement(an_awarded_offer())

    assert not Agreement.objects.visible_to(norbert()).exists()


def test_after_a_lower_award_the_split_is_divided_anew_before_the_update_is_sent():
    reduced = a_reduced_offer("4000.00", partners=[JESION])
    nadia = builders.a_representative("Nadia Ngo", "Stowarzyszenie „Lipa”")
    budget = a_budget(grant="4000.00", total="5000.00")
    applications.save_update(reduced, "budget", budget, revision=0, by=nadia, at=MADE)
    with pytest.raises(Incomplete, match="parts add up to"):
        applications.file_update(reduced, by=nadia, at=MADE)

    split = {"o1": {2027: Decimal("2500.00")}, "o2": {2027: Decimal("2500.00")}}
    partners_update.save_update_split(reduced, split, revision=0, by=nadia, at=MADE)
    applications.file_update(reduced, by=nadia, at=MADE)
    ready = applications.approve_update(reduced, by=the_coordinator(), at=MADE)

    assert [part.value for part in reading.budget_of(ready).offerors] == [Decimal("2500.00")] * 2
    assert reading.binding_content(ready)["budget"]["offerors"] == []
    assert [row["name"] for row in ready.content["joint"]["offerors"]] == ["Stowarzyszenie „Lipa”", JESION]
    agreement = actions.create(ready, by=the_coordinator(), at=MADE)
    assert [JESION, Decimal("2500.00")] in drawn(agreement)["paragraphs"][3]["items"][1]["table"]["rows"]


def test_the_leader_divides_the_costs_on_a_page_and_a_partner_only_reads(browser_of):
    reduced = a_reduced_offer("4000.00", partners=[JESION])
    nadia = builders.a_representative("Nadia Ngo", "Stowarzyszenie „Lipa”")
    address = f"/applications/{reduced.ref}/update/split/"

    assert browser_of(norbert()).get(address).status_code == 403
    assert browser_of(norbert()).get(f"/applications/{reduced.ref}/update/").status_code == 200
    assert browser_of(nadia).get(address).status_code == 200
    wrong = browser_of(nadia).post(address, {"o1-2027": "", "o2-2027": "1", "revision": "0"})
    kept = browser_of(nadia).post(address, {"o1-2027": "2 500,00", "o2-2027": "2500", "revision": "0"})

    assert (wrong.status_code, kept["Location"]) == (422, f"/applications/{reduced.ref}/update/")
    reduced.refresh_from_db()
    assert [row["years"] for row in reduced.update_draft["joint"]["offerors"]] == [{"2027": "2500.00"}] * 2


def test_of_two_tabs_that_divide_the_updated_costs_the_second_compares_and_chooses(browser_of):
    reduced = a_reduced_offer("4000.00", partners=[JESION])
    nadia = browser_of(builders.a_representative("Nadia Ngo", "Stowarzyszenie „Lipa”"))
    address = f"/applications/{reduced.ref}/update/split/"
    mine = {"o1-2027": "1000", "o2-2027": "4000", "revision": "0"}
    nadia.post(address, {"o1-2027": "2500", "o2-2027": "2500", "revision": "0"})

    late = nadia.post(address, mine)
    reduced.refresh_from_db()
    kept = [row["years"]["2027"] for row in reduced.update_draft["joint"]["offerors"]]
    chosen = nadia.post(address, {**mine, "revision": "1"})

    shown = late.content.decode().replace("\xa0", " ")
    assert (late.status_code, kept, chosen.status_code) == (409, ["2500.00", "2500.00"], 302)
    assert all(said in shown for said in ("2 500,00", 'value="1 000,00"', 'name="revision" value="1"'))
    reduced.refresh_from_db()
    assert [row["years"]["2027"] for row in reduced.update_draft["joint"]["offerors"]] == ["1000.00", "4000.00"]
