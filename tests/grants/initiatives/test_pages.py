import pytest
from django.utils import timezone

from grants.calls.models import Call
from grants.initiatives.models import Initiative
from tests.builders import organisation_of
from tests.builders_initiatives import (
    ANSWERED,
    WEIGHING,
    a_draft_proposal,
    a_filed_proposal,
    a_purposeful_proposal,
    a_weighed_proposal,
)
from tests.builders_programmes import an_adopted_programme

pytestmark = pytest.mark.django_db
LIST = "/initiatives/"


@pytest.fixture(autouse=True)
def _in_february(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: ANSWERED)


def typed(**over):
    return {
        "revision": "0",
        "title": "Klub seniora",
        "sphere": "16",
        "description": "Spotkania w remizie.",
        "costs-TOTAL_FORMS": "1",
        "costs-INITIAL_FORMS": "0",
        "costs-0-name": "Instruktor",
        "costs-0-amount": "6 000,00",
        **over,
    }


def begun(browser, nadia):
    answer = browser.post(f"{LIST}new/", {"organisation": organisation_of(nadia).pk})
    assert answer.status_code == 302
    return answer.url


def test_from_an_empty_form_to_a_filed_proposal(browser_of, nadia):
    browser = browser_of(nadia)
    assert browser.get(LIST).status_code == 200
    address = begun(browser, nadia)

    assert browser.get(address).status_code == 200
    page = browser.post(address, typed(go="next")).url
    filed = browser.post(f"{page}file/", follow=True)
    one = Initiative.objects.get()
    assert (one.state, str(one.total)) == ("filed", "6000.00")
    assert one.number in filed.content.decode()


def test_a_draft_saves_itself_and_an_old_page_does_not(browser_of, nadia):
    browser = browser_of(nadia)
    address = begun(browser, nadia)

    assert browser.post(address, typed(title=""), headers={"x-autosave": "1"}).json()["fields"] == {"revision": "1"}
    assert browser.post(address, typed(title="Nowy"), headers={"x-autosave": "1"}).status_code == 409
    page = browser.post(address, typed(title="Nowy"))
    assert (page.status_code, Initiative.objects.get().title) == (409, "")
    assert "Nowy" in page.content.decode()


def test_what_is_typed_into_a_filed_proposal_comes_back_to_be_copied(browser_of, nadia):
    address = f"{LIST}{a_filed_proposal(nadia).ref}/edit/"

    answer = browser_of(nadia).post(address, typed(title="Klub młodych", **{"costs-0-name": "Instruktorka"}))

    assert (answer.status_code, Initiative.objects.get().state) == (409, "filed")
    assert all(text in answer.content.decode() for text in ("Nadia Ngo", "Klub młodych", "Instruktorka"))


def test_what_is_missing_leads_to_its_field(browser_of, nadia):
    one = a_draft_proposal(nadia, title="", costs=[])
    browser = browser_of(nadia)

    assert f"{LIST}{one.ref}/edit/?check#id_title" in browser.get(f"{LIST}{one.ref}/").content.decode()
    form = browser.get(f"{LIST}{one.ref}/edit/?check").content.decode()
    assert 'href="#id_title"' in form
    assert 'href="#id_costs"' in form


def test_rows_are_added_without_script(browser_of, nadia):
    browser = browser_of(nadia)
    address = begun(browser, nadia)

    assert 'name="costs-1-name"' in browser.post(address, typed(add="costs")).content.decode()


def test_a_proposal_is_the_applicants_and_the_offices(browser_of, nadia, norbert, rysia, clara, anna):
    one = a_filed_proposal(nadia)

    for person, status in ((nadia, 200), (clara, 200), (anna, 200), (norbert, 404), (rysia, 404)):
        assert browser_of(person).get(f"{LIST}{one.ref}/").status_code == status
    assert "Klub seniora" not in browser_of(norbert).get(LIST).content.decode()
    assert browser_of().get(LIST).status_code == 302


def test_the_clerk_weighs_the_executive_answers_the_clerk_begins_the_call(browser_of, nadia, clara, ewa):
    an_adopted_programme()
    one = a_filed_proposal(nadia)
    office, executive, page = browser_of(clara), browser_of(ewa), f"{LIST}{one.ref}/"
    assert f"{page}purposeful/" not in executive.get(page).content.decode()

    typed = {f"weigh-{name}": text for name, text in WEIGHING.items()}
    office.post(f"{page}weigh/", {**typed, "revision": one.revision})
    stale = office.post(f"{page}weigh/", {**typed, "revision": one.revision, "weigh-funds": "Brak pieniędzy."})
    assert (stale.status_code, Initiative.objects.get().weighing) == (409, WEIGHING)
    assert all(text in stale.content.decode() for text in ("Brak pieniędzy.", WEIGHING["funds"]))
    assert f"{page}purposeful/" in executive.get(page).content.decode()
    late = executive.post(
        f"{page}purposeful/", {"purposeful-commissioning": "support", "purposeful-call_on": "2027-01-01"}
    )
    assert late.status_code == 422
    executive.post(f"{page}purposeful/", {"purposeful-commissioning": "support", "purposeful-call_on": "2027-03-01"})
    text = office.get(page).content.decode()
    assert 'name="call-task"' in text
    task = an_adopted_programme().tasks.get(sphere="16")
    begun = office.post(f"{page}call/", {"call-task": task.pk})
    assert begun.url == f"/calls/{Call.objects.get().ref}/"
    assert f"/calls/{Call.objects.get().ref}/" in office.get(page).content.decode()
    assert f"/calls/{Call.objects.get().ref}/" not in browser_of(nadia).get(page).content.decode()


def test_the_applicant_does_not_read_the_weighing(browser_of, nadia, clara):
    one = a_weighed_proposal(nadia)

    assert "Zostało 60 000 zł" in browser_of(clara).get(f"{LIST}{one.ref}/").content.decode()
    assert "Zostało 60 000 zł" not in browser_of(nadia).get(f"{LIST}{one.ref}/").content.decode()


def test_a_clerk_and_an_auditor_do_not_answer(browser_of, nadia, clara, anna):
    one = a_weighed_proposal(nadia)

    for person in (clara, anna):
        assert browser_of(person).post(f"{LIST}{one.ref}/decline/", {"decline-reason": "Nie"}).status_code == 403
    assert browser_of(anna).post(f"{LIST}{one.ref}/weigh/").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_for_one_and_for_three(number, browser_of, nadia, clara, django_assert_num_queries):
    for _proposal in range(number):
        a_filed_proposal(nadia)
    office, own = browser_of(clara), browser_of(nadia)
    for browser in (office, own):
        browser.get(LIST)

    with django_assert_num_queries(8):
        office.get(LIST)
    with django_assert_num_queries(6):
        own.get(LIST)


def test_one_proposal_costs_what_it_says(browser_of, nadia, clara, django_assert_num_queries):
    an_adopted_programme()
    one = a_purposeful_proposal(nadia)
    browser = browser_of(clara)
    browser.get(f"{LIST}{one.ref}/")

    with django_assert_num_queries(10):
        browser.get(f"{LIST}{one.ref}/")
