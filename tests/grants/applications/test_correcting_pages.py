"""The pages of a call for corrections, for the office that sends it and the applicant who answers it."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grants.applications import actions
from grants.applications.models import Application, ApplicationVersion, Attachment, Correction
from tests.builders_applications import PDF, a_filed_application
from tests.builders_calls import an_open_call
from tests.builders_corrections import FLAWS, MENDED, a_corrected_application, called, checked, last_day

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def offer(db, nadia):
    return a_filed_application(an_open_call(attachments=[{"name": "Statut", "required": True}]).lots.get(), nadia)


@pytest.fixture
def at(monkeypatch, offer):
    """It is the day of the formal check; at(moment) moves the clock."""

    def move(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    move(checked(offer))
    return move


def reader(browser):
    browser.cookies["language"] = "en"
    return browser


def page(browser, address, status=200):
    answer = browser.get(address)
    assert answer.status_code == status, (address, answer.status_code, answer.content.decode()[:2000])
    return answer.content.decode()


def test_a_clerk_names_the_flaws_beside_their_places(offer, clara, browser_of, at):
    browser = reader(browser_of(clara))
    address = f"/applications/{offer.ref}/correction/new/"
    said = {"signed": "no", "why-signed": "Brak podpisu skarbnika.", "do": "correct"}
    assert browser.post(f"/applications/{offer.ref}/formal/", said)["Location"] == address
    assert "Brak podpisu skarbnika." in page(browser, address)
    assert 'name="task.description"' in page(browser, address)

    answer = browser.post(address, {"answer_by": last_day(offer).isoformat(), **FLAWS})

    assert (answer.status_code, answer["Location"]) == (302, f"/applications/{offer.ref}/correction/")
    assert "Opisz, gdzie odbędą się treningi." in page(browser, answer["Location"])
    assert Application.objects.get().state == "correcting"


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"answer_by": "2027-02-25"}, "Write at least one flaw"),
        ({"answer_by": "2027-01-01", **FLAWS}, "at least until tomorrow"),
        ({"answer_by": "kiedyś", **FLAWS}, "Give a day"),
    ],
)
def test_a_call_that_cannot_be_sent_keeps_what_was_typed(offer, clara, browser_of, at, sent, why):
    answer = reader(browser_of(clara)).post(f"/applications/{offer.ref}/correction/new/", sent)

    text = answer.content.decode()
    assert answer.status_code == 422
    assert why in text
    assert all(typed in text for code, typed in sent.items() if code != "answer_by")


def test_the_applicant_sees_what_to_correct_and_changes_just_that(offer, nadia, browser_of, at):
    called(offer)
    browser = reader(browser_of(nadia))
    text = page(browser, f"/applications/{offer.ref}/correction/")
    edit = f"/applications/{offer.ref}/correction/task/"
    assert edit in text
    form = page(browser, edit)
    assert 'name="description"' in form
    assert 'name="title"' not in form

    saved = browser.post(edit, {"revision": "0", "description": MENDED})
    assert saved.status_code == 302
    sent = browser.post(f"/applications/{offer.ref}/correction/answer/", {"explanation": "Dopisano."})

    assert sent.status_code == 302
    assert ApplicationVersion.objects.get(number=2).content["task"]["description"] == MENDED
    text = page(browser, f"/applications/{offer.ref}/correction/")
    assert MENDED in text
    assert "Treningi dla dzieci z całej gminy." in text


def test_a_closed_place_that_is_sent_all_the_same_is_refused(offer, nadia, browser_of, at):
    called(offer)
    browser = reader(browser_of(nadia))
    edit = f"/applications/{offer.ref}/correction/task/"

    answer = browser.post(edit, {"revision": "0", "description": MENDED, "title": "Inny tytuł"})

    assert answer.status_code == 422
    assert "not opened this place" in answer.content.decode()
    assert MENDED in answer.content.decode()
    assert Correction.objects.get().draft == {}
    assert browser.get(f"/applications/{offer.ref}/correction/capacity/").status_code == 404
    assert browser.get(f"/applications/{offer.ref}/correction/files/").status_code == 404


@pytest.mark.parametrize(
    ("place", "section"),
    [
        ("budget.all", "budget"),
        ("schedule.rows", "schedule"),
        ("results.rows", "results"),
        ("results.direct_effect", "results"),
        ("declarations.d3", "declarations"),
        ("other.paid_or_free", "other"),
        ("applicant.contact_name", "applicant"),
        ("capacity.resources", "capacity"),
    ],
)
def test_every_section_that_is_opened_has_its_page(offer, nadia, browser_of, at, place, section):
    called(offer, flaws={place: "Popraw."})

    assert "Popraw." in page(browser_of(nadia), f"/applications/{offer.ref}/correction/{section}/")


def test_rows_of_a_table_are_added_without_a_script(offer, nadia, browser_of, at):
    called(offer, flaws={"results.rows": "Dodaj rezultat."})
    fields = {"revision": "0", "results-TOTAL_FORMS": "1", "results-0-name": "Treningi", "add": "results"}

    answer = browser_of(nadia).post(f"/applications/{offer.ref}/correction/results/", fields)

    assert 'name="results-1-name"' in answer.content.decode()
    assert Correction.objects.get().draft == {}


def test_a_file_that_was_asked_for_is_sent_and_stays_the_applicants_until_it_is_declared(
    offer, nadia, clara, browser_of, at
):
    place = f"attachments.wanted-{offer.files.get().wanted_id}"
    called(offer, flaws={place: "Statut jest nieczytelny."})
    browser = browser_of(nadia)
    address = f"/applications/{offer.ref}/correction/files/"
    assert "Statut jest nieczytelny." in page(browser, address)

    answer = browser.post(address, {"place": place, "file": SimpleUploadedFile("statut.pdf", PDF)})

    assert answer.status_code == 302
    sent = Attachment.objects.get(place=place)
    link = f"/applications/{offer.ref}/attachments/{sent.pk}/"
    assert (browser.get(link).status_code, browser_of(clara).get(link).status_code) == (302, 404)
    assert link not in page(browser_of(clara), f"/applications/{offer.ref}/")
    actions.answer(offer, by=nadia, at=checked(offer))
    assert browser_of(clara).get(link).status_code == 302
    assert link in page(browser_of(clara), f"/applications/{offer.ref}/")


def test_a_file_that_is_not_what_its_name_says_is_refused_at_its_field(offer, nadia, browser_of, at):
    called(offer, flaws={"attachments.other": "Dołącz."})

    answer = browser_of(nadia).post(
        f"/applications/{offer.ref}/correction/files/",
        {"place": "attachments.other", "file": SimpleUploadedFile("a.pdf", b"MZ")},
    )

    assert (answer.status_code, Attachment.objects.filter(place="attachments.other").count()) == (422, 0)


def test_the_office_reads_nothing_of_an_answer_that_is_not_sent(offer, nadia, clara, browser_of, at):
    called(offer)
    actions.save_correction(offer, "task", {"description": MENDED}, revision=0, by=nadia, at=checked(offer))

    assert MENDED not in page(browser_of(clara), f"/applications/{offer.ref}/correction/")
    assert MENDED not in page(browser_of(clara), f"/applications/{offer.ref}/")
    assert MENDED in page(browser_of(nadia), f"/applications/{offer.ref}/correction/")


def test_strangers_find_nothing_and_the_office_does_not_write(offer, clara, norbert, browser_of, at):
    called(offer)
    for address in ("", "task/", "files/", "new/"):
        path = f"/applications/{offer.ref}/correction/{address}"
        assert browser_of(norbert).get(path).status_code in {403, 404}
    assert browser_of(norbert).get(f"/applications/{offer.ref}/correction/").status_code == 404
    assert browser_of(clara).get(f"/applications/{offer.ref}/correction/task/").status_code == 403
    assert browser_of(clara).post(f"/applications/{offer.ref}/correction/answer/").status_code == 403


def test_after_the_day_the_page_says_so_and_the_clerk_closes_it(offer, nadia, clara, browser_of, at):
    called(offer)
    at(checked(offer) + 8 * DAY)
    assert "nothing can be sent any more" in page(reader(browser_of(nadia)), f"/applications/{offer.ref}/correction/")

    answer = browser_of(clara).post(f"/applications/{offer.ref}/correction/lapse/")

    assert (answer.status_code, Application.objects.get().state) == (302, "filed")
    assert "may be rejected" in page(reader(browser_of(clara)), f"/applications/{offer.ref}/formal/")


def test_both_desks_show_what_waits(offer, nadia, clara, browser_of, at):
    called(offer)

    assert f"/applications/{offer.ref}/correction/" in page(browser_of(nadia), "/desk/")
    assert "state=correcting" in page(browser_of(clara), "/desk/")
    assert "called to correct flaws" in page(reader(browser_of(clara)), "/applications/")


def test_an_offer_never_called_has_no_page_of_corrections(offer, nadia, browser_of, at):
    answer = browser_of(nadia).get(f"/applications/{offer.ref}/correction/")

    assert (answer.status_code, answer["Location"]) == (302, f"/applications/{offer.ref}/")


def test_the_pages_ask_the_same_number_of_questions_however_much_there_is_to_show(nadia, clara, browser_of, at, offer):
    browser = browser_of(nadia)
    many = a_corrected_application(an_open_call(title="Drugi").lots.get(), nadia)
    called(many, flaws={**FLAWS, "capacity.resources": "Ilu?", "results.rows": "Jakie?"}, reason="Znów.")
    called(offer)
    address = "/applications/{}/correction/"
    counts = []
    for one in (offer, many):
        browser.get(address.format(one.ref))
        with CaptureQueriesContext(connection) as queries:
            page(browser, address.format(one.ref))
        counts.append(len(queries))

    assert counts == [8, 8]


def test_what_is_typed_into_a_correction_that_was_sent_comes_back_to_be_copied(offer, nadia, browser_of, at):
    called(offer)
    actions.save_correction(offer, "task", {"description": MENDED}, revision=0, by=nadia, at=timezone.now())
    actions.answer(offer, explanation="Dopisano miejsce.", by=nadia, at=timezone.now())

    answer = browser_of(nadia).post(f"/applications/{offer.ref}/correction/task/", {"description": "Za późno"})

    assert (answer.status_code, "Za późno" in answer.content.decode()) == (409, True)


def test_a_correction_saves_itself_while_it_is_written(offer, nadia, browser_of, at):
    called(offer)
    browser = browser_of(nadia)
    address = f"/applications/{offer.ref}/correction/task/"
    assert f'data-autosave-url="{address}"' in page(browser, address)

    first = browser.post(address, {"revision": "0", "description": "Treningi"}, headers={"X-Autosave": "1"})
    second = browser.post(address, {"revision": "1", "description": MENDED}, headers={"X-Autosave": "1"})
    stale = browser.post(address, {"revision": "1", "description": "Inaczej"}, headers={"X-Autosave": "1"})

    assert (first.status_code, first.json()["fields"]) == (200, {"revision": "1"})
    assert (second.status_code, second.json()["fields"]) == (200, {"revision": "2"})
    assert (stale.status_code, list(stale.json())) == (409, ["message"])
    assert Correction.objects.get().draft["task"]["description"] == MENDED
