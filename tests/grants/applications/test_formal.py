"""The formal check of a call that arranged its own: its questions, four eyes, where a “no” leads, the public list."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grants.applications import actions
from grants.applications.criteria_models import FormalCriterion
from grants.applications.models import Application
from grants.calls.models import Call
from tenants.gates.refusals import Refusal
from tenants.office.audit.models import AuditEntry
from tests import builders
from tests.builders import NOON
from tests.builders_applications import a_filed_application, a_passed_application, after_the_deadline
from tests.builders_calls import an_open_call

pytestmark = pytest.mark.django_db
OWN = {"code": "", "label": "Zadanie jest realizowane w Lipowie", "correctable": False}
SIGNED = {"code": "signed", "label": "Podpisana przez skarbnika", "correctable": True}
ANSWERS = {"own-1": "yes", "signed": "yes"}


@pytest.fixture
def call(db, clara):
    found = an_open_call(correction_days=7)
    actions.arrange_check(found, [OWN, SIGNED], four_eyes=True, by=clara, at=NOON)
    return found


@pytest.fixture
def offer(call, nadia):
    return a_filed_application(call.lots.get(), nadia)


@pytest.fixture
def celina(db):
    return builders.a_person("Celina Clerk", "coordinator")


@pytest.fixture
def later(offer, monkeypatch):
    """It is after the deadline."""
    moment = after_the_deadline(offer)
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


def reader(browser):
    browser.cookies["language"] = "en"
    return browser


def page(browser, address, status=200):
    answer = browser.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def verbs(offer, actor):
    return list(AuditEntry.objects.visible_to(actor).about(offer).order_by("pk").values_list("verb", flat=True))


def test_nobody_passes_or_rejects_what_a_second_person_has_not_confirmed(offer, clara, celina, later):
    actions.check_formally(offer, answers={"own-1": "yes"}, by=clara, at=later)
    with pytest.raises(Refusal):
        actions.confirm_formally(offer, by=celina, at=later)  # not complete yet
    actions.check_formally(offer, answers=ANSWERS, by=clara, at=later)

    for act in (
        lambda: actions.confirm_formally(offer, by=clara, at=later),
        lambda: actions.pass_formally(offer, by=celina, at=later),
        lambda: actions.reject_formally(offer, reason="Nie.", by=clara, at=later),
        lambda: actions.send_back_formally(offer, remark=" ", by=celina, at=later),
        lambda: actions.check_formally(offer, answers={"eligible": "yes"}, by=clara, at=later),
    ):
        with pytest.raises(Refusal):
            act()
    actions.confirm_formally(offer, by=celina, at=later)
    actions.check_formally(offer, answers=ANSWERS, by=clara, at=later)
    with pytest.raises(Refusal):
        actions.pass_formally(offer, by=clara, at=later)  # new answers, confirmed by nobody
    actions.confirm_formally(offer, by=celina, at=later)
    actions.pass_formally(offer, by=clara, at=later)

    formal = Application.objects.get().formal
    assert (formal["by"], formal["confirmed_by"], formal["confirmed_by_id"]) == (
        "Clara Clerk",
        "Celina Clerk",
        celina.user_id,
    )
    assert verbs(offer, clara)[-3:] == ["check_formally", "confirm_formally", "pass_formally"]
    actions.recheck(offer, by=clara, at=later)
    assert Application.objects.get().formal == {
        name: formal[name] for name in ("answers", "reasons", "by", "by_id", "at")
    }


def test_two_people_go_through_the_check_on_its_page(offer, clara, celina, browser_of, later):
    address, first, second = (
        f"/applications/{offer.ref}/formal/",
        reader(browser_of(clara)),
        reader(browser_of(celina)),
    )
    assert "Zadanie jest realizowane w Lipowie" in page(first, address)
    answer = first.post(address, {**ANSWERS, "signed": "no", "do": "save"})
    assert (answer.status_code, "the answer is not “yes”" in answer.content.decode()) == (422, True)
    assert first.post(address, {**ANSWERS, "do": "pass"}).status_code == 422

    first.post(address, {**ANSWERS, "do": "save"})
    assert "wait for the second person" in page(first, address)
    assert "confirm/" not in page(first, address)
    assert first.post(f"{address}confirm/").status_code == 409
    assert "waits for the second person" in page(second, "/applications/?state=second")
    assert "Confirm the answers of Clara Clerk" in page(second, address)
    assert 'value="pass"' not in page(second, address)
    assert second.post(address, {**ANSWERS, "do": "save"}).status_code == 409

    second.post(f"{address}send-back/", {"remark": "Sprawdź podpis."})
    assert "Sprawdź podpis." in page(first, address)
    first.post(address, {**ANSWERS, "do": "save"})
    second.post(f"{address}confirm/")
    assert "Confirmed by Celina Clerk." in page(first, address)
    assert offer.number not in page(second, "/applications/?state=second")
    first.post(address, {"do": "pass"})

    assert Application.objects.get().state == "passed"
    assert "Zadanie jest realizowane w Lipowie" in page(first, f"/applications/{offer.ref}/")


def test_a_no_leads_where_its_question_says(offer, call, clara, celina, browser_of, later):
    Call.objects.filter(pk=call.pk).update(formal_four_eyes=False)
    address, office = f"/applications/{offer.ref}/formal/", reader(browser_of(clara))
    correctable = {**ANSWERS, "signed": "no", "why-signed": "Brak podpisu skarbnika."}
    final = {**correctable, "own-1": "no", "why-own-1": "Zadanie dotyczy Olszan."}

    office.post(address, {**correctable, "do": "save"})
    assert "Call the applicant to correct the flaws" in page(office, address)
    assert "Not met: Podpisana przez skarbnika. Brak podpisu skarbnika." in page(office, address)
    office.post(address, {**final, "do": "save"})
    text = page(office, address)
    assert "Reject the offer, with the reason from the checklist" in text
    assert '<details class="confirm reject" open>' in text
    assert office.post(address, {**final, "do": "pass"}).status_code == 422
    office.post(address, {**final, "do": "reject", "reason": ""})
    assert Application.objects.get().state == "filed"
    office.post(address, {**final, "do": "reject", "reason": "Zadanie dotyczy Olszan."})

    kept = Application.objects.get()
    assert (kept.state, kept.formal["reasons"]["own-1"]) == ("rejected", "Zadanie dotyczy Olszan.")


def test_the_page_asks_the_database_the_same_however_long_the_checklist_is(clara, nadia, browser_of, monkeypatch):
    counted = []
    for length in (2, 30):
        call = an_open_call(title=f"Konkurs {length}")
        actions.arrange_check(call, [OWN] * length, four_eyes=True, by=clara, at=NOON)
        offer = a_filed_application(call.lots.get(), nadia)
        moment = after_the_deadline(offer)
        monkeypatch.setattr(timezone, "now", lambda moment=moment: moment)
        browser = browser_of(clara)
        for address in (f"/applications/{offer.ref}/formal/", f"/calls/{call.ref}/checklist/"):
            page(browser, address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                page(browser, address)
            counted.append(len(queries))

    assert counted[:2] == counted[2:]
    assert max(counted) <= 25


def test_the_office_arranges_the_checklist_on_its_page(nadia, clara, ewa, browser_of, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON)
    call = an_open_call()
    office, address = reader(browser_of(clara)), f"/calls/{call.ref}/checklist/"
    assert "Filed by persons entitled to represent the applicant" in page(office, address)
    assert address in page(office, f"/calls/{call.ref}/")
    rows = {
        "rows-TOTAL_FORMS": "2",
        "rows-INITIAL_FORMS": "0",
        "rows-0-label": "Podpisana przez zarząd",
        "rows-0-code": "signed",
        "rows-0-correctable": "on",
        "rows-1-label": "Zadanie jest realizowane w Lipowie",
        "rows-1-code": "",
        "four_eyes": "on",
        "public": "on",
    }

    redrawn = office.post(address, {**rows, "take": "paid"}).content.decode()
    assert 'name="rows-2-label"' in redrawn
    assert "It says whether recipients pay for the task</textarea>" in redrawn
    moved = office.post(address, {**rows, "up": "rows-1"}).content.decode()
    assert moved.index("Zadanie jest realizowane") < moved.index("Podpisana przez zarząd")
    assert FormalCriterion.objects.count() == 0
    assert office.post(address, {"rows-TOTAL_FORMS": "0", "rows-INITIAL_FORMS": "0"}).status_code == 422
    assert office.post(address, rows).status_code == 302

    kept = list(FormalCriterion.objects.values_list("position", "code", "label", "correctable"))
    assert kept == [
        (1, "signed", "Podpisana przez zarząd", True),
        (2, "own-2", "Zadanie jest realizowane w Lipowie", False),
    ]
    call.refresh_from_db()
    assert (call.formal_four_eyes, call.formal_public) == (True, True)
    assert browser_of(nadia).get(address).status_code == 403
    assert browser_of(ewa).post(address, rows).status_code == 403
    assert "<textarea" not in page(browser_of(ewa), address)

    offer = a_filed_application(call.lots.get(), nadia)
    later = after_the_deadline(offer)
    actions.check_formally(offer, answers={"signed": "yes"}, by=clara, at=later)
    with pytest.raises(Refusal):
        actions.arrange_check(call, [OWN], four_eyes=False, by=clara, at=later)
    assert "rows-0-label" not in page(office, address)
    office.post(address, {})
    call.refresh_from_db()
    assert (call.formal_four_eyes, call.formal_public) == (True, False)


def test_everyone_reads_the_results_where_the_town_publishes_them(nadia, norbert, clara, browser_of):
    call = an_open_call()
    lot = call.lots.get()
    passed = a_passed_application(lot, nadia)
    rejected = a_filed_application(lot, norbert, title="Szachy")
    moment = after_the_deadline(rejected)
    actions.reject_formally(rejected, reason="Zadanie dotyczy Olszan.", by=clara, at=moment)
    address, anyone = f"/calls/{call.ref}/formal-results/", reader(browser_of())
    for public, state, status in ((True, "closed", 404), (False, "merit", 404), (True, "merit", 200)):
        Call.objects.filter(pk=call.pk).update(formal_public=public, state=state)
        assert anyone.get(address).status_code == status
        assert anyone.get(f"/calls/{call.ref}/formal-results.csv").status_code == status

    with CaptureQueriesContext(connection) as queries:
        text = page(anyone, address)
    assert len(queries) == 4
    lines = anyone.get(f"/calls/{call.ref}/formal-results.csv").content.decode("utf-8-sig").splitlines()
    assert [passed.number in text, "Szachy" in text, "Zadanie dotyczy Olszan." in text] == [True] * 3
    assert [line.split(";")[0] for line in lines] == ["Number", passed.number, rejected.number]
    assert lines[2].endswith("rejected formally;Zadanie dotyczy Olszan.")
    assert address in page(anyone, f"/calls/{call.ref}/")
