"""A correction of a joint offer's costs: who carries what (form table V.C) is divided anew with them."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from grants.applications import actions, partners_update
from grants.applications.completeness import budget_in
from grants.applications.correcting_rules import Locked
from grants.applications.rules import Incomplete
from tenants.gates.refusals import Stale
from tests import builders
from tests.builders_applications import a_budget, a_filed_application
from tests.builders_calls import an_open_call
from tests.builders_corrections import called, checked
from tests.builders_partners import a_filed_joint_offer

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
COSTS = {"budget.all": "Koszt trenera jest policzony podwójnie."}
YEAR = 2027


@pytest.fixture
def offer(nadia, norbert):
    """Of two organisations, 6,000.00 zł in all, 3,000.00 zł of each."""
    return a_filed_joint_offer(an_open_call().lots.get(), nadia, norbert)


def lower(offer, by, at):
    actions.save_correction(offer, "budget", a_budget(grant="4000.00", total="5000.00"), revision=0, by=by, at=at)


def divide(offer, by, at, *amounts, revision=0):
    codes = [part.code for part in budget_in(offer.content).offerors]
    split = {code: {YEAR: Decimal(amount)} for code, amount in zip(codes, amounts, strict=True)}
    return partners_update.save_correction_split(offer, split, revision=revision, by=by, at=at)


def test_corrected_costs_are_sent_once_the_parts_add_up_to_them(offer, nadia):
    called(offer, flaws=COSTS)
    at = checked(offer) + DAY
    lower(offer, nadia, at)
    with pytest.raises(Incomplete):
        actions.answer(offer, by=nadia, at=at)

    divide(offer, nadia, at, "2000.00", "3000.00")
    corrected = actions.answer(offer, by=nadia, at=at)

    parts = budget_in(corrected.versions.get(number=2).content).offerors
    assert [part.value for part in parts] == [Decimal("2000.00"), Decimal("3000.00")]
    assert [part.value for part in budget_in(corrected.versions.get(number=1).content).offerors] == [Decimal(3000)] * 2


def test_of_two_tabs_that_divide_the_corrected_costs_the_second_compares_and_chooses(
    offer, nadia, browser_of, monkeypatch
):
    called(offer, flaws=COSTS)
    at = checked(offer) + DAY
    monkeypatch.setattr(timezone, "now", lambda: at)
    correction = divide(offer, nadia, at, "2000.00", "4000.00")

    assert divide(offer, nadia, at, "2000.00", "4000.00").revisions == correction.revisions
    first, second = (part.code for part in budget_in(offer.content).offerors)
    typed = {f"{first}-{YEAR}": "1000", f"{second}-{YEAR}": "5000", "revision": "0"}
    late = browser_of(nadia).post(f"/applications/{offer.ref}/correction/partners/", typed)

    shown = late.content.decode().replace("\xa0", " ")
    assert late.status_code == 409
    assert all(said in shown for said in ('value="1 000,00"', 'name="revision" value="1"'))
    compared = shown.partition('<table class="table stack compared">')[2].partition("</table>")[0]
    assert re.findall(r"[\d ]+,00", compared) == [
        *("2 000,00", "1 000,00"),
        *("4 000,00", "5 000,00"),
        *("6 000,00", "6 000,00"),
    ]
    with pytest.raises(Stale):
        divide(offer, nadia, at, "1000.00", "5000.00")
    assert divide(offer, nadia, at, "1000.00", "5000.00", revision=1).revisions == {"joint": 2}


def test_the_split_is_closed_while_nobody_asked_about_costs(offer, nadia):
    called(offer, flaws={"task.title": "Tytuł jest inny niż w statucie."})

    with pytest.raises(Locked):
        divide(offer, nadia, checked(offer) + DAY, "1.00", "5999.00")


def test_the_office_asks_for_another_split_by_itself(offer, nadia, clara, browser_of, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: checked(offer))
    office, applicant = browser_of(clara), browser_of(nadia)
    new = f"/applications/{offer.ref}/correction/new/"
    assert 'name="partners.split"' in office.get(new).content.decode()
    term = (checked(offer) + 7 * DAY).date().isoformat()
    assert office.post(new, {"answer_by": term, "partners.split": "Partner ma pokryć połowę."}).status_code == 302

    address = f"/applications/{offer.ref}/correction/partners/"
    assert address in applicant.get(f"/applications/{offer.ref}/correction/").content.decode()
    page = applicant.get(address).content.decode()
    assert "Partner ma pokryć połowę." in page
    first, second = (part.code for part in budget_in(offer.content).offerors)
    wrong = applicant.post(address, {f"{first}-{YEAR}": "pięć", f"{second}-{YEAR}": "3000,00", "revision": "0"})
    assert (wrong.status_code, "pięć" in wrong.content.decode()) == (422, True)
    sent = applicant.post(address, {f"{first}-{YEAR}": "2500,00", f"{second}-{YEAR}": "3500,00", "revision": "0"})
    assert (sent.status_code, sent["Location"]) == (302, f"/applications/{offer.ref}/correction/")

    shown = applicant.get(sent["Location"]).content.decode().replace("\xa0", " ")
    assert "2027: 3 000,00 zł" in shown
    assert "2027: 2 500,00 zł" in shown


def test_an_offer_of_one_organisation_has_no_split_to_open(nadia, clara, browser_of, monkeypatch):
    single = a_filed_application(an_open_call().lots.get(), nadia)
    monkeypatch.setattr(timezone, "now", lambda: checked(single))

    assert "partners.split" not in browser_of(clara).get(f"/applications/{single.ref}/correction/new/").content.decode()


def test_a_partner_reads_the_correction_and_does_not_divide(offer, norbert, browser_of, monkeypatch):
    called(offer, flaws=COSTS)
    monkeypatch.setattr(timezone, "now", lambda: checked(offer))
    browser = browser_of(builders.fresh(norbert))

    assert browser.get(f"/applications/{offer.ref}/correction/partners/").status_code == 403
    browser.cookies["language"] = "en"
    for address in ("/applications/", f"/applications/{offer.ref}/", f"/applications/{offer.ref}/correction/"):
        read = browser.get(address).content.decode()
        assert "The leader corrects the flaws that the office found" in read
        assert "Correct the flaws that the office found" not in read
