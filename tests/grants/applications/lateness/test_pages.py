from datetime import timedelta

import pytest
from django.utils import timezone

from grants.applications import actions as offers
from grants.applications.lateness.models import LateAccess
from grants.applications.models import Application
from grants.calls import clock
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_draft_application, a_filed_application
from tests.builders_calls import a_closed_call, an_open_call
from tests.builders_lateness import DAY, HOUR, REASON, a_late_access, a_proposal

pytestmark = pytest.mark.django_db
SCRIPT = "<script>alert('x')</script>"
PAGE = 8


@pytest.fixture
def at(monkeypatch):
    def move(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    move(NOON)
    return move


@pytest.fixture
def draft(nadia, at):
    """Not filed in time; it is an hour after the deadline."""
    lot = an_open_call().lots.get()
    made = a_draft_application(lot, nadia)
    clock.turn_due(lot.call.closes_at + clock.GRACE + timedelta(seconds=1))
    at(lot.call.closes_at + HOUR)
    return made


def body(answer):
    return answer.content.decode()


def test_two_persons_let_an_organisation_in_and_it_files(browser_of, clara, ewa, nadia, draft):
    address = f"/calls/{draft.call.ref}/late-access/"
    number = builders.organisation_of(nadia).nip
    typed = {"number": f"{number[:3]}-{number[3:]}", "until": "13.02.2027 15:30", "reason": REASON}

    assert browser_of(clara).post(address, typed)["Location"] == address
    proposal = LateAccess.objects.get()
    assert 'value="confirm"' not in body(browser_of(clara).get(address))
    decision = {f"d{proposal.pk}-reason": "Dowód wystarcza.", "do": "confirm"}
    assert browser_of(ewa).post(f"{address}{proposal.pk}/", decision)["Location"] == address

    browser = browser_of(nadia)
    assert "/applications/new/?lot=" in body(browser.get("/applications/"))
    assert "/file/" in body(browser.get(f"/applications/{draft.ref}/summary/"))
    assert browser.post(f"/applications/{draft.ref}/file/")["Location"].endswith("/receipt/")
    for person, page in ((nadia, "receipt/"), (nadia, ""), (clara, "")):
        assert "13 lutego 2027, 15:30" in body(browser_of(person).get(f"/applications/{draft.ref}/{page}"))
    assert [row["late"] for row in browser_of(clara).get("/applications/").context["rows"]] == [True]


def test_the_drafts_pages_show_the_own_moment(browser_of, nadia, draft):
    page = f"/applications/{draft.ref}/edit/task/"
    assert "data-clock" not in body(browser_of(nadia).get(page))

    a_late_access(draft.call, nadia)

    shown = body(browser_of(nadia).get(page))
    assert "data-clock" in shown
    assert "13 lutego 2027, 15:30" in shown


def test_others_see_a_closed_call_as_before(browser_of, nadia, norbert, draft):
    a_late_access(draft.call, nadia)

    page = body(browser_of(norbert).get(f"/applications/new/?lot={draft.lot_id}"))

    assert 'name="organisation"' not in page
    assert draft.call.title not in body(browser_of(norbert).get("/applications/"))
    assert 'name="organisation"' in body(browser_of(nadia).get(f"/applications/new/?lot={draft.lot_id}"))


def test_refusals_stand_at_their_fields(browser_of, clara, ewa, nadia, draft):
    address = f"/calls/{draft.call.ref}/late-access/"
    number = builders.organisation_of(nadia).register_number
    good = {"number": number, "until": "13.02.2027 15:30", "reason": REASON}

    for wrong in (
        {"number": "0000000001"},
        {"number": "?"},
        {"until": "12.02.2027 15:30"},
        {"until": "28.03.2027 02:30"},
        {"until": ""},
        {"reason": "\u200b"},
        {"reason": "z zerem \x00"},
    ):
        answer = browser_of(clara).post(address, {**good, **wrong})
        assert answer.status_code == 422, wrong
        assert f'id="id_{next(iter(wrong))}_error"' in body(answer)
    proposal = a_proposal(draft.call, nadia)
    answer = browser_of(ewa).post(f"{address}{proposal.pk}/", {"do": "confirm"})
    assert answer.status_code == 422
    assert not LateAccess.objects.granted().exists()


def test_who_may_open_the_page(browser_of, clara, ewa, anna, nadia, olga, rysia, draft):
    proposal = a_proposal(draft.call, nadia)
    address = f"/calls/{draft.call.ref}/late-access/"

    for person in (clara, ewa, anna):
        assert browser_of(person).get(address).status_code == 200
    for person in (nadia, olga, rysia):
        assert browser_of(person).get(address).status_code == 403
        assert browser_of(person).post(address).status_code == 403
        assert browser_of(person).post(f"{address}{proposal.pk}/").status_code == 403
    assert browser_of(clara).post(f"{address}{proposal.pk}/", {"do": "confirm"}).status_code == 403
    assert browser_of(olga, town="olszany").get(address).status_code == 404
    other = a_closed_call(title="Inny")
    assert browser_of(ewa).post(f"/calls/{other.ref}/late-access/{proposal.pk}/", {"do": "x"}).status_code == 404


def test_a_script_in_the_reasons_is_text(browser_of, clara, ewa, nadia, draft):
    address = f"/calls/{draft.call.ref}/late-access/"
    number = builders.organisation_of(nadia).nip
    browser_of(clara).post(address, {"number": number, "until": "13.02.2027 15:30", "reason": SCRIPT})
    pk = LateAccess.objects.get().pk
    browser_of(ewa).post(f"{address}{pk}/", {f"d{pk}-reason": SCRIPT, "do": "confirm"})

    page = body(browser_of(clara).get(address))

    assert SCRIPT not in page
    assert page.count("&lt;script&gt;") == 2


def test_the_pdf_of_a_late_offer_says_so(browser_of, nadia, draft):
    a_late_access(draft.call, nadia)
    offers.file(Application.objects.get(), by=nadia, at=timezone.now())

    assert browser_of(nadia).get(f"/applications/{draft.ref}/pdf/").status_code == 302


@pytest.mark.parametrize("rows", [1, 5])
def test_the_page_costs_the_same_whatever_was_decided(browser_of, clara, nadia, rows, at, django_assert_num_queries):
    call = a_closed_call()
    at(call.closes_at + HOUR)
    for number in range(rows):
        a_late_access(call, nadia, until=call.closes_at + DAY + number * HOUR)
    browser = browser_of(clara)
    browser.get(f"/calls/{call.ref}/late-access/")

    with django_assert_num_queries(PAGE):
        browser.get(f"/calls/{call.ref}/late-access/")


def test_a_filed_offer_in_time_says_nothing_of_it(browser_of, clara, nadia, at):
    filed = a_filed_application(an_open_call().lots.get(), nadia)

    assert "late access" not in body(browser_of(clara).get(f"/applications/{filed.ref}/"))
