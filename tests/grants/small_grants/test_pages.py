from datetime import date, timedelta

import pytest
from django.utils import timezone

from grants.small_grants.models import Comment, SmallGrant
from tests import builders
from tests.builders import organisation_of
from tests.builders_small_grants import (
    DECIDED,
    a_draft,
    a_filed_offer,
    a_programme,
    a_published_offer,
    an_accepted_offer,
    an_offer_with_changes,
)

pytestmark = pytest.mark.django_db
LIST = "/small-grants/"


@pytest.fixture(autouse=True)
def _in_january(monkeypatch):
    """Pages ask what time it is; these tests happen in the days of their offers."""
    from tests.builders_small_grants import POSTED

    monkeypatch.setattr(timezone, "now", lambda: POSTED + timedelta(hours=2))


def typed(**over):
    """What the form posts."""
    return {
        "revision": "0",
        "sphere": "17",
        "contact_name": "Nadia Ngo",
        "contact_phone": "500 100 200",
        "contact_email": "nadia@example.org",
        "title": "Piłka dla każdego",
        "start": "2027-03-01",
        "end": "30.04.2027",
        "description": "Treningi dla dzieci.",
        "profile": "Działamy od 2015 roku.",
        "results-TOTAL_FORMS": "1",
        "results-INITIAL_FORMS": "0",
        "results-0-name": "Treningi",
        "results-0-target": "20",
        "results-0-monitoring": "dziennik",
        "costs-TOTAL_FORMS": "2",
        "costs-INITIAL_FORMS": "0",
        "costs-0-name": "Trener",
        "costs-0-grant": "4 000,00",
        "costs-0-other": "",
        "costs-1-name": "Sala",
        "costs-1-grant": "",
        "costs-1-other": "1.234,50",
        **dict.fromkeys(("d1", "d2", "d6", "d7"), "on"),
        "d3": "clear",
        "d4": "clear",
        "d5": "krs",
        **over,
    }


def begun(browser, nadia):
    a_programme()
    answer = browser.post("/programmes/2027/small-grants/new/", {"organisation": organisation_of(nadia).pk})
    assert answer.status_code == 302
    return answer.url


def test_a_visitor_reads_where_to_begin(browser_of):
    a_programme()
    page = browser_of().get(LIST, headers={"accept-language": "en"})

    assert page.status_code == 200
    assert "/programmes/2027/small-grants/new/" in page.content.decode()


def test_a_town_without_a_pool_says_so(browser_of, nadia):
    from tests.builders_programmes import an_adopted_programme

    an_adopted_programme()

    assert "/small-grants/new/" not in browser_of().get(LIST).content.decode()
    assert b'name="organisation"' not in browser_of(nadia).get("/programmes/2027/small-grants/new/").content


def test_from_an_empty_form_to_a_receipt(browser_of, nadia):
    browser = browser_of(nadia)
    address = begun(browser, nadia)

    assert browser.get(address).status_code == 200
    saved = browser.post(address, typed(go="next"))
    page = saved.url
    assert "?check" not in browser.get(page).content.decode()
    receipt = browser.post(f"{page}file/", follow=True)
    offer = SmallGrant.objects.get()
    assert receipt.redirect_chain == [(f"{page}receipt/", 302)]
    assert (offer.state, str(offer.requested), str(offer.total_cost)) == ("filed", "4000.00", "5234.50")
    assert offer.number in receipt.content.decode()
    pdf = browser.get(f"{page}pdf/", follow=True)
    assert b"".join(pdf.streaming_content)[:5] == b"%PDF-" if pdf.streaming else pdf.content[:5] == b"%PDF-"


def test_the_draft_as_pdf(browser_of, nadia):
    draft = a_draft(nadia)

    assert browser_of(nadia).get(f"{LIST}{draft.ref}/pdf/").content[:5] == b"%PDF-"


def test_a_draft_saves_itself(browser_of, nadia):
    browser = browser_of(nadia)
    address = begun(browser, nadia)

    first = browser.post(address, typed(title="Pół"), headers={"x-autosave": "1"})
    assert first.json()["fields"] == {"revision": "1"}
    again = browser.post(address, typed(title="Półkolonie", revision="1"), headers={"x-autosave": "1"})
    assert again.json()["fields"] == {"revision": "2"}
    old = browser.post(address, typed(title="Ze starej karty", revision="1"), headers={"x-autosave": "1"})
    assert (old.status_code, SmallGrant.objects.get().title) == (409, "Półkolonie")
    wrong = browser.post(address, typed(revision="2", **{"costs-0-grant": "dużo"}), headers={"x-autosave": "1"})
    assert wrong.status_code == 422


def test_what_is_typed_into_a_filed_offer_comes_back_to_be_copied(browser_of, nadia):
    address = f"{LIST}{a_filed_offer(nadia).ref}/edit/"

    answer = browser_of(nadia).post(address, typed(title="Półkolonie", **{"costs-0-name": "Trenerka"}))

    assert (answer.status_code, SmallGrant.objects.get().state) == (409, "filed")
    assert all(text in answer.content.decode() for text in ("Nadia Ngo", "Półkolonie", "Trenerka"))


def test_two_people_see_both_versions(browser_of, nadia):
    browser = browser_of(nadia)
    address = begun(browser, nadia)
    browser.post(address, typed(title="Pierwsza"))

    answer = browser.post(address, typed(title="Druga", revision="0"))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Pierwsza" in text
    assert "Druga" in text
    assert SmallGrant.objects.get().title == "Pierwsza"
    assert browser.post(address, typed(title="Druga", revision="1")).status_code == 302
    assert SmallGrant.objects.get().title == "Druga"


def test_rows_are_added_without_script(browser_of, nadia):
    browser = browser_of(nadia)
    address = begun(browser, nadia)

    answer = browser.post(address, typed(add="costs"))
    assert answer.status_code == 200
    assert 'name="costs-2-name"' in answer.content.decode()
    assert SmallGrant.objects.get().revision == 0


def test_what_is_missing_leads_to_its_field(browser_of, nadia):
    draft = a_draft(nadia, title="", results=[])
    browser = browser_of(nadia)

    text = browser.get(f"{LIST}{draft.ref}/").content.decode()
    assert f"{LIST}{draft.ref}/edit/?check#id_title" in text
    assert f"{LIST}{draft.ref}/edit/?check#id_results" in text
    form = browser.get(f"{LIST}{draft.ref}/edit/?check").content.decode()
    assert 'href="#id_title"' in form
    assert 'id="id_results"' in form


def test_the_sums_follow_the_typing(browser_of, nadia):
    browser = browser_of(nadia)
    address = begun(browser, nadia)

    answer = browser.post(address.replace("/edit/", "/sums/"), typed(**{"costs-0-grant": "10 000,01"}))
    text = answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "11 234,51 zł" in text
    assert 'class="badge bad"' in text


def test_the_office_reads_the_copy_hides_and_publishes(browser_of, nadia, clara):
    offer = a_filed_offer(nadia, description="Prowadzi pani Halina.")
    browser, page = browser_of(clara), f"{LIST}{offer.ref}/"
    assert "Halina" in browser.get(f"{page}publication/").content.decode()

    browser.post(f"{page}hide/", {"hide-words": "Halina"})
    copy = browser.get(f"{page}publication/").content.decode()
    assert "Prowadzi pani [ukryto]" in copy
    missing = browser.post(f"{page}publication/", {"bip_on": "2027-01-20", "publish": "1"})
    assert missing.status_code == 422
    places = {f"{place}_on": "2027-01-20" for place in ("bip", "board", "website")}
    assert browser.post(f"{page}publication/", {**places, "publish": "1"}).url == page
    assert SmallGrant.objects.get().comments_until == date(2027, 1, 27)
    assert browser.get(f"{page}publication/pdf/").content[:5] == b"%PDF-"


def test_residents_read_the_copy_and_nothing_else(browser_of, nadia):
    """Everything personal in the offer is sought on each address a visitor can open."""
    offer = a_published_offer(nadia, description="Pytania: Nadia Ngo, 600 700 800.")
    secrets = ("Nadia", "600 700", "500 100 200", nadia.email, organisation_of(nadia).email, "nadia@example.org")
    whole = browser_of(nadia).get(f"{LIST}{offer.ref}/").content.decode()
    assert all(secret in whole for secret in secrets)

    visitor = browser_of()
    for address in (LIST, f"{LIST}{offer.ref}/published/"):
        text = visitor.get(address).content.decode()
        assert "Piłka dla każdego" in text
        assert [secret for secret in secrets if secret in text] == []
    assert visitor.get(f"{LIST}{offer.ref}/published/pdf/").content[:5] == b"%PDF-"
    assert visitor.get(f"{LIST}{offer.ref}/").status_code == 302


def test_an_offer_not_published_is_nobodys_business(browser_of, nadia, rysia, norbert):
    offer = a_filed_offer(nadia)

    for person in (None, rysia, norbert):
        browser = browser_of(person)
        assert "Piłka" not in browser.get(LIST).content.decode()
        assert browser.get(f"{LIST}{offer.ref}/published/").status_code == 404
        assert browser.get(f"{LIST}{offer.ref}/published/pdf/").status_code == 404
    assert browser_of(norbert).get(f"{LIST}{offer.ref}/").status_code == 404


def test_after_the_term_the_copy_goes_and_the_outcome_stays(browser_of, nadia, monkeypatch):
    offer = an_accepted_offer(nadia)
    monkeypatch.setattr(timezone, "now", lambda: offer.published_at + timedelta(days=30))

    text = browser_of().get(f"{LIST}{offer.ref}/published/").content.decode()
    assert "Piłka dla każdego" in text
    assert "Treningi dla dzieci" not in text
    assert browser_of().get(f"{LIST}{offer.ref}/published/pdf/").status_code == 302
    assert browser_of().post(f"{LIST}{offer.ref}/published/", {"text": "Za późno"}).status_code == 409
    assert Comment.objects.count() == 0


def test_anyone_comments_and_the_office_reads_it(browser_of, nadia, clara):
    offer = a_published_offer(nadia)

    sent = browser_of().post(f"{LIST}{offer.ref}/published/", {"text": "Popieram.", "author": "Sołtys"})
    assert sent.status_code == 302
    assert "Popieram." in browser_of(clara).get(f"{LIST}{offer.ref}/").content.decode()
    assert "Popieram." in browser_of(nadia).get(f"{LIST}{offer.ref}/").content.decode()
    assert "Popieram." not in browser_of().get(f"{LIST}{offer.ref}/published/").content.decode()
    assert browser_of().post(f"{LIST}{offer.ref}/published/", {"text": ""}).status_code == 422


def test_the_executive_decides_on_the_page_after_the_term(browser_of, nadia, ewa, monkeypatch):
    offer = a_published_offer(nadia)
    browser, page = browser_of(ewa), f"{LIST}{offer.ref}/"
    assert f"{page}accept/" not in browser.get(page).content.decode()

    monkeypatch.setattr(timezone, "now", lambda: offer.published_at + timedelta(days=9))
    browser = browser_of(ewa)
    assert f"{page}accept/" in browser.get(page).content.decode()
    wrong = browser.post(
        f"{page}changes/", {"changes-amount": "9 000", "changes-remarks": "Mniej.", "changes-due_on": "2027-02-15"}
    )
    assert wrong.status_code == 422
    browser.post(
        f"{page}changes/", {"changes-amount": "3 000", "changes-remarks": "Mniej.", "changes-due_on": "2027-02-15"}
    )
    assert SmallGrant.objects.get().state == "changes"


def test_the_clerk_and_the_auditor_are_not_the_executive(browser_of, nadia, clara, anna):
    offer = a_published_offer(nadia)

    for person in (clara, anna):
        assert browser_of(person).post(f"{LIST}{offer.ref}/accept/").status_code == 403
    assert browser_of(anna).get(f"{LIST}{offer.ref}/").status_code == 200
    assert browser_of(anna).post(f"{LIST}{offer.ref}/hide/").status_code == 403


def test_changes_are_written_filed_and_approved_on_pages(browser_of, nadia, clara):
    offer = an_offer_with_changes(nadia)
    page = f"{LIST}{offer.ref}/"
    browser = browser_of(nadia)

    browser.post(f"{page}edit/", typed(revision="1", go="next", **{"costs-0-grant": "3 000"}))
    browser.post(f"{page}changes/file/")
    assert SmallGrant.objects.get().state == "changed"
    browser_of(clara).post(f"{page}changes/approve/")
    assert SmallGrant.objects.get().state == "accepted"


def test_the_executive_refuses_on_the_page_once_the_changes_are_late(browser_of, nadia, ewa, monkeypatch):
    page = f"{LIST}{an_offer_with_changes(nadia).ref}/"

    for days, offered in ((14, False), (15, True)):
        monkeypatch.setattr(timezone, "now", lambda days=days: DECIDED + timedelta(days=days))
        executive = browser_of(ewa)
        shown = executive.get(page)
        assert (shown.status_code, f'action="{page}refuse/"' in shown.content.decode()) == (200, offered)
    executive.post(f"{page}refuse/", {"refuse-reason": "Zmiany nie przyszły."})
    assert SmallGrant.objects.get().state == "refused"


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(number, browser_of, nadia, clara, django_assert_num_queries):
    for _offer in range(number):
        a_published_offer(nadia, grant="1000.00")
    office, own, visitor = browser_of(clara), browser_of(nadia), browser_of()
    for browser in (office, own, visitor):
        browser.get(LIST)

    with django_assert_num_queries(11):
        office.get(LIST)
    with django_assert_num_queries(8):
        own.get(LIST)
    with django_assert_num_queries(3):
        visitor.get(LIST)


def test_the_pages_of_one_offer_cost_what_they_say(browser_of, nadia, clara, django_assert_num_queries):
    offer = a_published_offer(nadia)
    browser = browser_of(clara)
    browser.get(f"{LIST}{offer.ref}/")

    with django_assert_num_queries(13):
        browser.get(f"{LIST}{offer.ref}/")
    with django_assert_num_queries(2):
        browser_of().get(f"{LIST}{offer.ref}/published/")


def test_a_person_of_two_organisations_chooses(browser_of, nadia):
    both = builders.a_representative("Nadia Ngo", "Fundacja „Klon”")
    a_programme()

    text = browser_of(both).get("/programmes/2027/small-grants/new/").content.decode()
    assert text.count('type="radio"') == 2
