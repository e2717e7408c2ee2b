"""The pages of a joint offer: for its leader, for a partner, for the invited, and for nobody else."""

import re
import shutil
import subprocess
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone, translation

from grants.applications import actions, drawing, partners, partners_inviting
from grants.applications.models import Application, ApplicationVersion
from grants.applications.outline_joint import LIABILITY
from grants.applications.partners_models import Offeror
from tenants.gates.access import READER
from tenants.office.notices.models import Notice
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_draft_application, a_filed_application
from tests.builders_calls import an_open_call
from tests.builders_partners import a_filed_joint_offer, a_joint_draft, confirms, divided, joins, row_of
from tests.grants.applications.test_pages import page

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) reads the pages")
pytestmark = pytest.mark.django_db


@pytest.fixture
def lot(db):
    return an_open_call().lots.get()


@pytest.fixture(autouse=True)
def at(monkeypatch):
    def move(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    move(NOON)
    with translation.override("en"):
        yield move


@pytest.fixture
def in_english(browser_of):
    def client(actor):
        one = browser_of(actor)
        one.cookies["language"] = "en"
        return one

    return client


@pytest.fixture
def dorota(db):
    return builders.a_representative("Dorota Dąb", "Koło „Dąb”")


@pytest.fixture
def begun(lot, nadia):
    return partners.make_joint(a_draft_application(lot, nadia), by=nadia, at=NOON)


def text_of(paper):
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=paper, capture_output=True, check=True).stdout
    return " ".join(said.decode().split())


def test_the_way_from_a_draft_to_a_joint_offer(lot, nadia, in_english):
    draft = a_draft_application(lot, nadia)
    browser = in_english(nadia)
    assert f"/applications/{draft.ref}/partners/" in page(browser, f"/applications/{draft.ref}/summary/")
    assert "may claim everything from any of you" in page(browser, f"/applications/{draft.ref}/partners/")

    answer = browser.post(f"/applications/{draft.ref}/partners/make/")

    assert answer["Location"] == f"/applications/{draft.ref}/partners/"
    assert LIABILITY in page(browser, answer["Location"])


def test_an_exact_number_shows_name_and_city_and_a_part_of_one_nothing(begun, nadia, norbert, in_english):
    browser, jesion = in_english(nadia), builders.organisation_of(norbert)
    address = f"/applications/{begun.ref}/partners/invite/"

    found = browser.post(address, {"who": jesion.nip}).content.decode()
    missed = browser.post(address, {"who": "Fundacja"}).content.decode()

    assert "<strong>Fundacja „Jesion”</strong>, Lipowo" in found
    assert jesion.email not in found
    assert jesion.street not in found.split('class="found"')[1]
    assert "Jesion" not in missed
    assert "No organisation here has exactly this" in missed


def test_an_organisation_that_was_not_found_cannot_be_chosen(begun, nadia, norbert, in_english):
    jesion = builders.organisation_of(norbert)

    answer = in_english(nadia).post(
        f"/applications/{begun.ref}/partners/invite/", {"who": "nic takiego", "organisation": jesion.pk}
    )

    assert (answer.status_code, Offeror.objects.filter(state="invited").count()) == (200, 0)
    assert "Jesion" not in answer.content.decode()


def test_an_address_is_written_to_alike_whether_somebody_is_registered_there(begun, nadia, norbert, in_english):
    address = f"/applications/{begun.ref}/partners/invite/"
    answers = [
        in_english(nadia).post(address, {"email": email}, follow=True).content.decode()
        for email in (builders.organisation_of(norbert).email, "nikt@example.org")
    ]

    assert all("Jesion" not in one for one in answers)
    assert Notice.objects.filter(template="joint-invitation").count() == 2


def link_in(letter):
    return re.search(r"/applications/joint-invitations/[\w-]+/", letter.text)[0]


def test_the_link_of_a_letter_is_answered_once(begun, nadia, norbert, dorota, in_english):
    partners_inviting.invite(begun, email="ktos@example.org", by=nadia, at=NOON)
    link = link_in(Notice.objects.get(template="joint-invitation"))
    assert "Stowarzyszenie „Lipa”" in page(in_english(norbert), link)

    joined = in_english(norbert).post(link, {"organisation": builders.organisation_of(norbert).pk})
    second = in_english(dorota).post(link, {"organisation": builders.organisation_of(dorota).pk})

    row = row_of(begun, norbert)
    assert joined["Location"] == f"/applications/{begun.ref}/partners/{row.pk}/"
    assert (second.status_code, begun.offerors.filter(state="joined").count()) == (404, 2)
    assert "no longer works" in second.content.decode()


def test_an_organisation_of_others_cannot_be_answered_for(begun, nadia, norbert, dorota, in_english):
    partners_inviting.invite(begun, email="ktos@example.org", by=nadia, at=NOON)
    link = link_in(Notice.objects.get(template="joint-invitation"))

    answer = in_english(dorota).post(link, {"organisation": builders.organisation_of(norbert).pk})

    assert (answer.status_code, begun.offerors.filter(state="joined").count()) == (422, 1)


def test_without_an_organisation_the_invitation_leads_to_entering_one(begun, nadia, rysia, in_english):
    partners_inviting.invite(begun, email="ktos@example.org", by=nadia, at=NOON)
    link = link_in(Notice.objects.get(template="joint-invitation"))

    assert f"/organisations/new/?next={link}" in page(in_english(rysia), link)


def test_an_invited_representative_finds_the_invitation_and_may_decline(begun, nadia, norbert, dorota, in_english):
    row = partners_inviting.invite(begun, organisation=builders.organisation_of(norbert), by=nadia, at=NOON)
    own = f"/applications/joint-invitations/{row.pk}/"
    assert own in page(in_english(norbert), "/applications/")
    assert own in page(in_english(norbert), "/desk/")
    page(in_english(dorota), own, 404)

    in_english(norbert).post(own, {"do": "decline"})

    assert "declined: take it off the list" in page(in_english(nadia), f"/applications/{begun.ref}/partners/")


def test_a_partner_fills_its_part_reads_the_whole_and_confirms(begun, nadia, norbert, in_english):
    row = joins(begun, norbert, by=nadia)
    browser, home = in_english(norbert), f"/applications/{begun.ref}/partners/"
    assert browser.get(f"/applications/{begun.ref}/summary/")["Location"] == home
    assert "Fill in your organisation&#x27;s part" in page(browser, home)
    typed = {
        "revision": "0",
        "contact_name": "Norbert Ngo",
        "contact_phone": "500 300 400",
        "contact_email": "norbert@example.org",
        "previous_activity": "Od 2018 roku.",
        "resources": "Sala.",
        "tasks": "Turniej.",
        "year_2027": "2 000,00",
    }

    assert browser.post(f"{home}{row.pk}/", typed)["Location"] == home
    read = page(browser, f"{home}{row.pk}/offer/")
    assert "Treningi dla dzieci z całej gminy." in read
    assert "Wójt Gminy Lipowo" in read
    assert LIABILITY in read
    seal = re.search(r'name="seal" value="(\w+)"', read)[1]
    browser.post(f"{home}{row.pk}/confirm/", {"seal": seal})

    assert "Your organisation confirmed the offer" in page(browser, home)
    assert "confirmed the offer" in page(in_english(nadia), home)


def test_what_a_partner_types_when_the_leader_has_filed_comes_back_to_be_copied(lot, nadia, norbert, in_english):
    filed = a_filed_joint_offer(lot, nadia, norbert)
    address = f"/applications/{filed.ref}/partners/{row_of(filed, norbert).pk}/"

    answer = in_english(norbert).post(address, {"revision": "0", "tasks": "Turniej.", "year_2027": "1,00"})

    html = answer.content.decode()
    assert (answer.status_code, "Turniej." in html, "Nadia Ngo filed this on" in html) == (409, True, True)


def test_what_cannot_be_saved_stays_on_the_page(begun, nadia, norbert, in_english):
    row = joins(begun, norbert, by=nadia)
    address = f"/applications/{begun.ref}/partners/{row.pk}/"

    wrong = in_english(norbert).post(address, {"revision": "0", "tasks": "Turniej.", "year_2027": "dużo"})
    stale = in_english(norbert).post(address, {"revision": "7", "tasks": "Turniej."})

    assert (wrong.status_code, stale.status_code) == (422, 409)
    for answer in (wrong, stale):
        assert "Turniej." in answer.content.decode()
    assert "dużo" in wrong.content.decode()


def test_a_partner_does_nothing_that_is_the_leaders_and_the_leader_nothing_of_a_partner(
    lot, nadia, norbert, dorota, in_english
):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    home, theirs = f"/applications/{draft.ref}/partners/", row_of(draft, norbert).pk
    leaders = ("single/", "invite/", "remind/", f"{theirs}/remove/", f"{theirs}/cancel/")

    refused = [in_english(norbert).post(f"{home}{one}").status_code for one in leaders]
    refused += [in_english(norbert).get(f"/applications/{draft.ref}/edit/task/").status_code]
    refused += [in_english(nadia).get(f"{home}{theirs}/").status_code]
    refused += [in_english(dorota).post(f"{home}{theirs}/{one}/").status_code for one in ("confirm", "leave")]

    assert set(refused) == {403}


def test_strangers_the_office_and_those_who_left_find_no_draft(lot, nadia, norbert, dorota, clara, browser_of):
    draft = a_joint_draft(lot, nadia, norbert, dorota)
    row = row_of(draft, norbert)
    partners.leave(row, by=norbert, at=NOON)
    olena = builders.a_representative("Olena Obca", "Związek „Klon”")

    for person in (norbert, olena, clara):
        for address in ("partners/", f"partners/{row.pk}/", f"partners/{row.pk}/offer/", "pdf/", "summary/"):
            page(browser_of(person), f"/applications/{draft.ref}/{address}", 404)


def test_a_reader_of_a_partner_reads_and_no_more(lot, nadia, norbert, in_english):
    celina = builders.a_representative("Celina Czyta", "Fundacja „Jesion”", role=READER)
    draft = a_joint_draft(lot, nadia, norbert)
    home, row = f"/applications/{draft.ref}/partners/", row_of(draft, norbert).pk

    assert page(in_english(celina), f"{home}{row}/offer/")
    assert in_english(celina).post(f"{home}{row}/confirm/", {"seal": "x"}).status_code == 403
    assert in_english(celina).get(f"{home}{row}/").status_code == 403


def test_partners_see_the_filed_offer_and_the_list_names_everybody(lot, nadia, norbert, clara, in_english):
    filed = a_filed_joint_offer(lot, nadia, norbert)

    seen = page(in_english(norbert), f"/applications/{filed.ref}/")
    assert "Podział kosztów realizacji zadania pomiędzy oferentów" in seen
    assert "Withdraw the offer" not in seen
    assert "Withdraw the offer" in page(in_english(nadia), f"/applications/{filed.ref}/")
    page(in_english(norbert), f"/applications/{filed.ref}/receipt/")
    assert "Stowarzyszenie „Lipa”, Fundacja „Jesion”" in page(in_english(clara), "/applications/")
    exported = in_english(clara).get("/applications/export.csv")
    assert "Fundacja „Jesion”" in b"".join(exported).decode()


def test_nobody_checks_their_own_organisations_joint_offer(lot, nadia, in_english):
    official = builders.a_representative("Kinga Klon", "Związek „Klon”")
    builders.a_person("Kinga Klon", "coordinator")
    filed = a_filed_joint_offer(lot, nadia, official)
    kinga = builders.fresh(official)

    assert in_english(kinga).get(f"/applications/{filed.ref}/").status_code == 200
    assert not Application.objects.visible_to_judges(kinga).exists()
    with pytest.raises(PermissionDenied):
        actions.pass_formally(filed, by=kinga, at=filed.call.closes_at + timedelta(seconds=1))


@needs_poppler
def test_the_pdf_of_a_joint_offer_names_every_offeror_the_split_and_the_signers(lot, nadia, norbert, dorota):
    filed = a_filed_joint_offer(lot, nadia, norbert, dorota)
    version = ApplicationVersion.objects.get(application=filed)

    text = text_of(drawing.draw(version))

    for said in (
        "Fundacja „Jesion”",
        "Koło „Dąb”",
        "Podział kosztów realizacji zadania pomiędzy oferentów",
        "2 000,00",
        "ponoszą odpowiedzialność solidarną",
        "oferenci* składający",
        "Norbert Ngo",
        "Dorota Dąb",
    ):
        assert said in text, said


def test_a_page_of_partners_asks_a_fixed_number_of_questions(
    lot, nadia, norbert, dorota, browser_of, django_assert_num_queries
):
    few = a_joint_draft(lot, nadia, norbert)
    lena = builders.a_representative("Lena Lider", "Związek „Klon”")
    others = [builders.a_representative(f"Osoba {n}", f"Koło numer {n}") for n in range(5)]
    many = a_joint_draft(lot, lena, dorota, *others)

    for leader, draft in ((nadia, few), (lena, many)):
        browser = browser_of(leader)
        browser.get(f"/applications/{draft.ref}/partners/")
        with django_assert_num_queries(15):
            page(browser, f"/applications/{draft.ref}/partners/")
        with django_assert_num_queries(11):
            page(browser, f"/applications/{draft.ref}/summary/")


def test_a_single_offer_asks_as_few_questions_as_before(lot, nadia, in_english):
    filed = a_filed_application(lot, nadia)

    assert "Podział kosztów realizacji zadania pomiędzy oferentów" not in page(
        in_english(nadia), f"/applications/{filed.ref}/"
    )


def test_a_partners_part_saves_itself_until_it_is_confirmed(begun, nadia, norbert, in_english):
    row = joins(begun, norbert, by=nadia)
    browser, address = in_english(norbert), f"/applications/{begun.ref}/partners/{row.pk}/"
    assert f'data-autosave-url="{address}"' in page(browser, address)

    revision = str(row.revision)
    first = browser.post(address, {"revision": revision, "resources": "Sala"}, headers={"X-Autosave": "1"})
    stale = browser.post(address, {"revision": revision, "resources": "Hala"}, headers={"X-Autosave": "1"})

    row.refresh_from_db()
    assert (first.status_code, first.json()["fields"]) == (200, {"revision": str(row.revision)})
    assert (stale.status_code, row.part["resources"]) == (409, "Sala")
    divided(begun, nadia, norbert)
    confirms(begun, norbert)
    assert "data-autosave-url" not in page(browser, address)
