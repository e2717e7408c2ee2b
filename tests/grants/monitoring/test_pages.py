from datetime import datetime

import pytest
from django.utils import timezone

from grants.monitoring import actions
from grants.monitoring.models import GrantReturn, Report
from tenants.gates.access import EDITOR
from tests import builders
from tests.builders_agreements import LIPA, a_paid_agreement, a_ready_agreement, copies_of
from tests.builders_monitoring import (
    REPORTED,
    TEXTS,
    a_draft_report,
    a_filed_report,
    a_report_content,
    a_settled_agreement,
    an_accepted_report,
    an_owed_return,
)

pytestmark = pytest.mark.django_db
TODAY = datetime(2027, 12, 16, 9, 0, tzinfo=builders.WARSAW)
SCRIPT = "<script>alert('x')</script>"
REPORT = "/agreements/2027-0001/reports/final/"


@pytest.fixture(autouse=True)
def _december(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: TODAY)


@pytest.fixture
def writer(browser_of, nadia):
    """Nadia's browser, once „Lipa” has its agreement."""

    def browser():
        return browser_of(builders.fresh(nadia))

    return browser


def typed(revision, **over):
    return {
        "revision": str(revision),
        **TEXTS,
        "lines.k1": "5 700,00",
        "lines.k2": "300,00",
        "grant": "5 000,00",
        "interest": "0",
        "own_money": "1 000,00",
        "public_money": "",
        "rest_money": "",
        "personal": "",
        "in_kind": "",
        "r1": "on",
        "r2": "on",
        "r3": "on",
        **over,
    }


def body(answer):
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def state():
    return Report.objects.get().state


def test_from_an_empty_report_to_the_settled_grant_in_the_browser(browser_of, clara, filip, writer):
    agreement = a_paid_agreement()
    nadia = writer()

    assert nadia.get(REPORT).status_code == 200
    assert nadia.post(f"{REPORT}begin/")["Location"] == f"{REPORT}edit/"
    assert nadia.get(f"{REPORT}edit/").status_code == 200
    nadia.post(f"{REPORT}edit/", typed(0, grant="4 750,00", **{"lines.k1": "5 450,00"}))
    assert (
        nadia.post(f"{REPORT}edit/", typed(1, grant="4 750,00", **{"lines.k1": "5 450,00"}, file="1"))["Location"]
        == REPORT
    )
    assert nadia.get(f"{REPORT}pdf/", follow=True)["Content-Type"] == "application/pdf"
    assert "250,00 zł" in body(browser_of(clara).get(REPORT))
    clerk = browser_of(clara)
    clerk.post(f"{REPORT}accept/", {"checksum": "of another report"})
    assert state() == "filed"
    checksum = Report.objects.get().checksum
    assert f'name="checksum" value="{checksum}"' in body(clerk.get(REPORT))
    clerk.post(f"{REPORT}accept/", {"checksum": checksum})
    owed = GrantReturn.objects.get()
    assert "250,00 zł" in body(nadia.get(REPORT))
    browser_of(filip).post(f"/agreements/2027-0001/returns/{owed.pk}/received/", {"received_on": "2027-12-16"})

    agreement.refresh_from_db()
    assert agreement.state == "settled"
    assert nadia.get(REPORT).status_code == 200


def test_growth_paid_from_own_money_is_not_claimed_once_the_clerk_says_why(browser_of, clara):
    """1 200,00 zł more than agreed on one cost, all of it the grantee's own; the limit of 10 % lets it grow by 570,00."""
    report = a_filed_report(lines={"k1": "6900.00", "k2": "300.00"}, own="2200.00")
    clerk = browser_of(clara)
    assert 'name="excess" value="630,00"' in body(clerk.get(REPORT))

    silent = clerk.post(f"{REPORT}accept/", {"checksum": report.checksum, "excess": "0", "reason": ""})
    assert (silent.status_code, state()) == (422, "filed")
    clerk.post(f"{REPORT}accept/", {"checksum": report.checksum, "excess": "0", "reason": "Faktury & własne środki."})

    assert (state(), GrantReturn.objects.count()) == ("accepted", 0)
    shown = body(clerk.get(REPORT))
    assert "Faktury &amp; własne środki." in shown
    assert "630,00" in shown


# --- nothing typed is lost ---


def test_a_half_written_report_is_kept(writer):
    a_draft_report()

    writer().post(f"{REPORT}edit/", typed(1, results="Połowa", actions="", r1="", **{"lines.k1": "", "grant": ""}))

    kept = Report.objects.get().content
    assert (kept["results"], kept["actions"], kept["lines"]["k1"], kept["declarations"]["r1"]) == (
        "Połowa",
        "",
        "0.00",
        False,
    )


def test_the_second_of_two_tabs_keeps_what_was_typed_and_can_save_it_on_purpose(writer):
    a_draft_report()
    browser = writer()
    browser.post(f"{REPORT}edit/", typed(1, results="Pierwsza karta."))

    answer = browser.post(f"{REPORT}edit/", typed(1, results="Druga karta."))

    page = body(answer)
    assert answer.status_code == 409
    assert "Druga karta.</textarea>" in page
    assert "Pierwsza karta." in page
    assert Report.objects.get().content["results"] == "Pierwsza karta."
    assert 'name="revision" value="2"' in page
    assert browser.post(f"{REPORT}edit/", typed(2, results="Druga karta.")).status_code == 302
    assert Report.objects.get().content["results"] == "Druga karta."


def test_the_draft_saves_itself_and_says_when(writer):
    a_draft_report()
    browser = writer()

    answer = browser.post(f"{REPORT}edit/", typed(1, results="Samo."), headers={"x-autosave": "1"})

    assert answer.json() == {"saved_at": "09:00", "fields": {"revision": 2}}
    stale = browser.post(f"{REPORT}edit/", typed(1, results="Druga karta."), headers={"x-autosave": "1"})
    wrong = browser.post(f"{REPORT}edit/", typed(2, grant="pięć"), headers={"x-autosave": "1"})
    assert (stale.status_code, wrong.status_code) == (409, 422)
    assert Report.objects.get().content["results"] == "Samo."


def test_sums_follow_the_typing_and_nothing_is_saved(writer):
    a_draft_report()

    answer = writer().post(f"{REPORT}sums/", typed(1, own_money="999,99"))

    assert "0,01 zł" in body(answer)
    assert Report.objects.get().revision == 1


@pytest.mark.parametrize("amount", ["-1", "1,001", "tysiąc", "9" * 15])
def test_an_impossible_amount_is_told_at_its_field_and_what_was_typed_stays(writer, amount):
    a_draft_report()

    answer = writer().post(f"{REPORT}edit/", typed(1, results="Nowe", **{"lines.k1": amount}))

    assert answer.status_code == 422
    assert 'id="id_lines.k1_error"' in body(answer)
    assert "Nowe</textarea>" in body(answer)
    assert Report.objects.get().content["results"] == TEXTS["results"]


# --- filed ---


def test_an_incomplete_report_is_told_at_its_fields(writer):
    a_draft_report()

    answer = writer().post(f"{REPORT}edit/", typed(1, results="", r2="", own_money="900,00", file="1"))

    page = body(answer)
    assert answer.status_code == 422
    for field in ("results", "r2", "grant"):
        assert f'id="id_{field}_error"' in page
    assert "100,00 zł" in page
    assert state() == "draft"


def test_a_double_click_files_once(writer):
    a_draft_report()
    browser = writer()

    first = browser.post(f"{REPORT}edit/", typed(1, file="1"))
    second = browser.post(f"{REPORT}edit/", typed(1, file="1"))

    assert (first["Location"], second["Location"]) == (REPORT, REPORT)
    assert state() == "filed"


def test_an_editor_saves_but_cannot_file(browser_of):
    a_draft_report()
    edyta = builders.a_representative("Edyta Editor", LIPA, role=EDITOR)
    browser = browser_of(edyta)

    assert 'name="file"' not in body(browser.get(f"{REPORT}edit/"))
    assert browser.post(f"{REPORT}edit/", typed(1, results="Edyta.", file="1")).status_code == 403
    assert state() == "draft"


def test_a_report_sent_back_shows_what_to_supplement(browser_of, clara, writer):
    a_filed_report()
    assert browser_of(clara).post(f"{REPORT}send-back/", {"remarks": " "}).status_code == 422

    browser_of(clara).post(f"{REPORT}send-back/", {"remarks": "Brakuje listy obecności."})

    assert "Brakuje listy obecności." in body(writer().get(REPORT))
    assert "Brakuje listy obecności." in body(writer().get(f"{REPORT}edit/"))


def test_money_back_on_a_day_to_come_is_told_at_its_field(browser_of, filip):
    owed = an_owed_return()

    answer = browser_of(filip).post(f"/agreements/2027-0001/returns/{owed.pk}/received/", {"received_on": "2027-12-17"})

    assert answer.status_code == 422
    assert 'id="id_received_on_error"' in body(answer)
    assert GrantReturn.objects.get().state == "due"


# --- who sees it ---


def test_a_draft_is_the_grantees_own(browser_of, clara, norbert):
    a_draft_report(results="Jeszcze nie dla urzędu.")

    assert "Jeszcze nie dla urzędu." not in body(browser_of(clara).get(REPORT))
    assert browser_of(clara).get(f"{REPORT}edit/").status_code == 404
    assert browser_of(builders.fresh(norbert)).get(REPORT).status_code == 404


def test_strangers_find_no_report(browser_of, norbert, rysia, olga, marek):
    a_filed_report()

    for person in (builders.fresh(norbert), rysia, olga, marek):
        for address in ("", "edit/", "pdf/"):
            assert browser_of(person).get(f"{REPORT}{address}").status_code == 404
    assert browser_of(olga, town="olszany").get(REPORT).status_code == 404
    assert browser_of().get(REPORT).status_code == 302


def test_another_agreements_return_is_not_found_here(browser_of, filip):
    an_owed_return()
    stray = GrantReturn.objects.get().pk + 1

    assert browser_of(filip).post(f"/agreements/2027-0001/returns/{stray}/received/", {}).status_code == 404


def test_an_auditor_reads_the_report_and_changes_nothing(browser_of, anna):
    owed = an_owed_return()
    browser = browser_of(anna)

    page = body(browser.get(REPORT))

    assert "<form" not in page.split("<main")[1].split("</main>")[0]
    for step in ("accept", "send-back"):
        assert browser.post(f"{REPORT}{step}/", {}).status_code == 403
    assert browser.post(f"/agreements/2027-0001/returns/{owed.pk}/received/", {}).status_code == 403
    assert browser.post(f"{REPORT}begin/").status_code in {302, 403}
    assert browser.post(f"{REPORT}edit/", typed(1))["Location"] == REPORT
    assert Report.objects.get().state == "accepted"


def test_nobody_begins_a_report_on_an_agreement_to_be_signed(writer):
    a_ready_agreement()

    writer().post(f"{REPORT}begin/")

    assert not Report.objects.exists()


def test_a_script_in_every_field_is_shown_as_text(browser_of, clara, nadia, writer):
    report = a_draft_report()
    written = dict.fromkeys(TEXTS, SCRIPT)
    nadia = builders.fresh(nadia)
    actions.save(report, a_report_content(**written), revision=1, by=nadia, at=REPORTED)
    assert SCRIPT not in body(writer().get(f"{REPORT}edit/"))
    actions.file(report, by=nadia, at=REPORTED)
    browser_of(clara).post(f"{REPORT}send-back/", {"remarks": SCRIPT})

    for address in (REPORT, f"{REPORT}edit/"):
        page = body(writer().get(address))
        assert SCRIPT not in page
        assert page.count("&lt;script&gt;") >= 5


@pytest.mark.parametrize("number", [9, 999])
def test_the_report_takes_as_many_queries_among_a_thousand(browser_of, clara, number, django_assert_num_queries):
    report = an_accepted_report(lines={"k1": "5450.00", "k2": "300.00"}, grant="4750.00")
    copies_of(report.agreement, number)
    browser = browser_of(clara)
    browser.get(REPORT)

    with django_assert_num_queries(12):
        assert browser.get(REPORT).status_code == 200


def test_every_state_of_the_report_has_its_page(browser_of, clara, writer):
    a_settled_agreement()

    assert browser_of(clara).get(REPORT).status_code == 200
    assert writer().get(REPORT).status_code == 200
