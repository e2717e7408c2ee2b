"""A paper in the hand, and whether it is the offer that was filed: for anyone, and nothing besides."""

import re
import shutil
import subprocess
from urllib.parse import quote

import pytest
import qrcode
from django.db import connection
from django.test.utils import CaptureQueriesContext

from grants.applications import drawing, verifying
from tenants.office.documents import qr
from tenants.office.documents.checksum import grouped
from tests import builders
from tests.builders_applications import a_draft_application, a_filed_application
from tests.builders_calls import an_open_call

needs_poppler = pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) reads the pages")


@pytest.fixture
def offer(db, nadia):
    return a_filed_application(an_open_call().lots.get(), nadia)


def asked(browser, number, checksum):
    browser.cookies["language"] = "en"
    return browser.get("/verify/", {"number": number, "checksum": checksum})


# --- typed or scanned ---------------------------------------------------------------------------


@pytest.mark.parametrize("typed", ["A1B2-C3D4-E5F6-0789", "a1b2c3d4e5f60789", " A1B2 C3D4–E5F6 0789 "])
def test_a_checksum_is_read_however_it_is_typed(typed):
    assert verifying.digits(typed) == "a1b2c3d4e5f60789"


@pytest.mark.parametrize("typed", ["", "A1B2", "A1B2-C3D4-E5F6-078X", "a" * 63, "a" * 65, "٣" * 16])
def test_what_is_no_checksum_is_none(typed):
    assert verifying.digits(typed) == ""


def test_a_code_says_what_it_was_made_of():
    drawn = qr.code("http://lipowo.localhost/verify/?number=2027/1/001&checksum=A1B2C3D4E5F60789")

    dark = {(x + step, y) for x, y, length in drawn["runs"] for step in range(length)}
    known = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0)
    known.add_data("http://lipowo.localhost/verify/?number=2027/1/001&checksum=A1B2C3D4E5F60789")
    known.make(fit=True)
    assert dark == {(x, y) for y, line in enumerate(known.get_matrix()) for x, on in enumerate(line) if on}


# --- the page -----------------------------------------------------------------------------------


def test_anyone_learns_that_number_and_checksum_match_and_when_it_was_filed(offer, browser_of):
    answer = asked(browser_of(), offer.number, grouped(offer.checksum))

    text = answer.content.decode()
    assert answer.status_code == 200
    assert "This number and checksum match" in text
    assert "15 January 2027, 12:00:00" in text
    for secret in (offer.title, offer.organisation_name, offer.call.title, offer.ref):
        assert secret not in text


def test_a_wrong_checksum_and_an_unknown_number_get_the_same_answer(offer, browser_of):
    wrong = asked(browser_of(), offer.number, "0" * 16)
    unknown = asked(browser_of(), "2027/999/999", "0" * 16)

    def plain(answer, number):
        return (
            re.sub(r"[A-Za-z0-9]{64}", "", answer.content.decode())
            .replace(number, "")
            .replace(quote(number, safe=""), "")
        )

    assert (wrong.status_code, unknown.status_code) == (200, 200)
    assert plain(wrong, offer.number) == plain(unknown, "2027/999/999")


def test_a_draft_has_nothing_to_check_and_an_offer_next_door_is_unknown(offer, nadia, browser_of):
    there = asked(browser_of(town="olszany"), offer.number, offer.checksum)

    assert "12:00:00" not in there.content.decode()
    assert verifying.filed_at("", "0" * 16) is None


def test_right_or_wrong_known_or_not_it_asks_the_same(offer, browser_of):
    browser = browser_of()
    browser.get("/verify/")
    counts = []
    for number, checksum in ((offer.number, offer.checksum), (offer.number, "0" * 16), ("2027/9/9", "0" * 16)):
        with CaptureQueriesContext(connection) as queries:
            asked(browser, number, checksum)
        counts.append(len([one for one in queries.captured_queries if "SELECT" in one["sql"]]))

    assert counts == [1, 1, 1]


@pytest.mark.parametrize("number", ["", "2027/1/001"])
def test_what_is_no_checksum_is_explained_at_the_field(db, browser_of, number):
    assert asked(browser_of(), number, "tak").status_code == 422


def test_who_tries_checksums_stops_nobody_who_has_the_paper(offer, browser_of):
    machine = browser_of()

    answers = {asked(machine, offer.number, f"{one:016x}").status_code for one in range(130)}

    assert answers == {200}
    assert "match" in asked(browser_of(), offer.number, offer.checksum).content.decode()


def test_the_answer_is_kept_nowhere(offer, browser_of):
    answer = asked(browser_of(), offer.number, offer.checksum)

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex"


# --- the paper ----------------------------------------------------------------------------------


@needs_poppler
def test_every_page_of_the_pdf_says_number_and_checksum_and_how_to_check_them(offer, tmp_path):
    paper = tmp_path / "oferta.pdf"
    paper.write_bytes(drawing.draw(offer.versions.get()))

    said = subprocess.run(["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True).stdout
    pages = said.split("\f")[:-1]

    assert len(pages) > 1
    for page in pages:
        assert offer.number in page
        assert grouped(offer.checksum) in page
        assert "Zeskanuj kod" in page
    assert "lipowo.localhost/verify/" in pages[0]


def test_the_pdf_is_tagged_and_says_that_everybody_can_read_it(offer):
    drawn = drawing.draw(offer.versions.get())

    assert b"/MarkInfo" in drawn
    assert b"pdfuaid:part" in drawn or b"<pdfuaid:part>1" in drawn


def test_the_code_on_the_paper_leads_to_the_page_that_says_yes(offer, browser_of):
    address = verifying.address(builders.town("lipowo"), offer.number, offer.checksum)

    answer = browser_of().get(address.removeprefix("http://lipowo.localhost"))

    assert "12:00:00" in answer.content.decode()


def test_a_draft_bears_no_code(db, nadia):
    draft = a_draft_application(an_open_call().lots.get(), nadia)

    assert b"verify" not in drawing.preview(draft.content, at=draft.made_at)
