"""An offer that needs more than a click: a signed file, or a printout with the same checksum, within a term."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from grants.applications import actions, drawing, signing_rules
from grants.applications.checking import known_answers
from grants.applications.models import Application, Signature
from grants.applications.rules import Late
from grants.calls.models import Call
from tenants.gates.refusals import Refusal
from tenants.office.documents import storage
from tenants.office.documents.checksum import grouped
from tenants.office.notices.models import Notice
from tests.builders import NOON
from tests.builders_applications import a_draft_application, a_filed_application, after_the_deadline
from tests.builders_calls import an_open_call
from tests.signing import signed_pdf, signed_xml

DAY = timedelta(days=1)
# The deadline of these calls is Friday 12 February 2027; seven days later is a Friday too.
LAST = date(2027, 2, 19)


@pytest.fixture
def lot(db):
    return an_open_call(signing=["click", "file", "paper"]).lots.get()


@pytest.fixture
def at(monkeypatch):
    def move(moment):
        monkeypatch.setattr(timezone, "now", lambda: moment)

    move(NOON)
    return move


def filed(lot, by, signing):
    return actions.file(a_draft_application(lot, by), signing=signing, by=by, at=NOON)


def paper_of(offer):
    return storage.get(drawing.document_of(offer.versions.get(number=1), at=NOON).key)


def page(browser, address, status=200):
    browser.cookies["language"] = "en"
    answer = browser.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


# --- rules --------------------------------------------------------------------------------------


def test_a_click_is_enough_unless_the_call_says_otherwise():
    assert signing_rules.facts(Call(), "", NOON) == {"signing": "click", "sign_by": None, "confirmed_at": NOON}
    with pytest.raises(Refusal):
        signing_rules.facts(Call(), "paper", NOON)


def test_the_term_is_counted_from_the_deadline_and_ends_on_a_working_day():
    call = Call(signing=["paper"], signing_days=1, closes_at=NOON)

    assert signing_rules.facts(call, "", NOON) == {
        "signing": "paper",
        "sign_by": date(2027, 1, 18),
        "confirmed_at": None,
    }


def test_of_an_offer_filed_late_the_term_is_counted_from_its_filing():
    call = Call(signing=["paper"], signing_days=1, closes_at=NOON)

    assert signing_rules.last_day(call, NOON + 10 * DAY) == date(2027, 1, 26)


# --- by a signed file ---------------------------------------------------------------------------


@pytest.mark.parametrize("sign", [signed_pdf, signed_xml])
def test_a_signed_file_confirms_the_offer_and_names_who_signed(lot, nadia, sign):
    offer = filed(lot, nadia, "file")
    assert (offer.signing, offer.sign_by, offer.confirmed_at, known_answers(offer)["confirmed"]) == (
        "file",
        LAST,
        None,
        "no",
    )

    signature = actions.sign(offer, name="oferta.pdf", content=sign(paper_of(offer)), by=nadia, at=NOON)

    assert (offer.confirmed_at, known_answers(offer)["confirmed"]) == (NOON, "yes")
    assert [one["name"] for one in signature.signers] == ["Nadia Ngo"]
    assert "Nadia Ngo" in Notice.objects.order_by("-pk")[0].text
    with pytest.raises(Refusal):
        actions.sign(offer, name="znowu.pdf", content=sign(paper_of(offer)), by=nadia, at=NOON)


def test_a_signature_over_another_offer_is_refused_and_nothing_is_kept(lot, nadia, norbert):
    mine, theirs = filed(lot, nadia, "file"), filed(lot, norbert, "file")

    for sign in (signed_pdf, signed_xml):
        with pytest.raises(Refusal):
            actions.sign(mine, name="oferta.pdf", content=sign(paper_of(theirs)), by=nadia, at=NOON)
    assert (Signature.objects.count(), Application.objects.get(pk=mine.pk).confirmed_at) == (0, None)


def test_after_the_term_nothing_is_signed_and_the_offer_cannot_pass(lot, nadia, clara):
    offer = filed(lot, nadia, "file")
    late = after_the_deadline(offer) + 8 * DAY

    with pytest.raises(Late):
        actions.sign(offer, name="a.pdf", content=signed_pdf(paper_of(offer)), by=nadia, at=late)
    actions.check_formally(
        offer,
        answers=dict.fromkeys(("eligible", "statute", "signed", "readable", "contents"), "yes"),
        by=clara,
        at=late,
    )
    with pytest.raises(Refusal):
        actions.pass_formally(offer, by=clara, at=late)


def test_an_offer_filed_by_a_click_takes_no_signature(lot, nadia, clara):
    offer = a_filed_application(lot, nadia)

    with pytest.raises(Refusal):
        actions.sign(offer, name="a.pdf", content=signed_pdf(paper_of(offer)), by=nadia, at=NOON)
    with pytest.raises(Refusal):
        actions.confirm_on_paper(offer, checksum=offer.checksum, received_on=NOON.date(), by=clara, at=NOON)
    assert known_answers(offer)["confirmed"] == "yes"


# --- on paper -----------------------------------------------------------------------------------


def test_a_printout_with_the_same_checksum_is_registered(lot, nadia, clara):
    offer = filed(lot, nadia, "paper")

    actions.confirm_on_paper(
        offer, checksum=grouped(offer.checksum).lower(), received_on=NOON.date(), by=clara, at=NOON
    )

    assert (offer.confirmed_at, Signature.objects.get().kind) == (NOON, "paper")


@pytest.mark.parametrize(
    ("checksum", "received_on"),
    [("A1B2-C3D4-E5F6-0789", NOON.date()), ("tak", NOON.date()), (None, NOON.date() + DAY), (None, NOON.date() - DAY)],
)
def test_another_checksum_a_day_to_come_or_one_before_filing_is_refused(lot, nadia, clara, checksum, received_on):
    offer = filed(lot, nadia, "paper")

    with pytest.raises(Refusal):
        actions.confirm_on_paper(offer, checksum=checksum or offer.checksum, received_on=received_on, by=clara, at=NOON)


def test_a_printout_that_came_in_time_may_be_registered_later_and_a_late_one_not(lot, nadia, clara):
    offer = filed(lot, nadia, "paper")
    later = after_the_deadline(offer) + 9 * DAY

    with pytest.raises(Late):
        actions.confirm_on_paper(offer, checksum=offer.checksum, received_on=LAST + DAY, by=clara, at=later)
    with pytest.raises(PermissionDenied):
        actions.confirm_on_paper(offer, checksum=offer.checksum, received_on=LAST, by=nadia, at=later)
    actions.confirm_on_paper(offer, checksum=offer.checksum, received_on=LAST, by=clara, at=later)


# --- pages --------------------------------------------------------------------------------------


def test_the_applicant_chooses_how_to_sign_and_both_sides_see_what_is_awaited(lot, nadia, clara, browser_of, at):
    draft = a_draft_application(lot, nadia)
    browser = browser_of(nadia)
    assert 'value="paper"' in page(browser, f"/applications/{draft.ref}/summary/")

    browser.post(f"/applications/{draft.ref}/file/", {"signing": "file"})

    assert "Sign the offer until" in page(browser, f"/applications/{draft.ref}/receipt/")
    assert f"/applications/{draft.ref}/signature/" in page(browser, "/desk/")
    for one in (browser, browser_of(clara)):
        assert "waiting for the signature" in page(one, f"/applications/{draft.ref}/")
    at(after_the_deadline(draft))
    assert "waiting for the signature" in page(browser_of(clara), f"/applications/{draft.ref}/formal/")


def test_a_signed_file_is_sent_and_read_again(lot, nadia, clara, norbert, browser_of, at):
    offer = filed(lot, nadia, "file")
    address = f"/applications/{offer.ref}/signature/"
    browser = browser_of(nadia)
    refused = browser.post(address, {"file": SimpleUploadedFile("oferta.pdf", paper_of(offer))})
    assert refused.status_code == 422

    sent = browser.post(address, {"file": SimpleUploadedFile("oferta.pdf", signed_pdf(paper_of(offer)))})

    assert sent.status_code == 302
    text = page(browser_of(clara), address)
    assert "Nadia Ngo" in text
    assert "Not checked here" in text
    assert browser_of(clara).get(f"{address}file/").status_code == 302
    assert browser_of(norbert).get(f"{address}file/").status_code == 404
    assert browser_of(norbert).get(address).status_code == 404


def test_a_clerk_types_the_checksum_from_the_paper(lot, nadia, clara, browser_of, at):
    offer = filed(lot, nadia, "paper")
    browser = browser_of(clara)
    address = f"/applications/{offer.ref}/signature/paper/"
    wrong = browser.post(address, {"checksum": "0" * 16, "received_on": "2027-01-15"})
    assert wrong.status_code == 422

    right = browser.post(address, {"checksum": grouped(offer.checksum), "received_on": "2027-01-15"})

    assert (right.status_code, Application.objects.get().is_confirmed) == (302, True)
    assert browser_of(nadia).post(address).status_code == 403


def test_an_offer_signed_by_a_click_says_so(lot, nadia, browser_of, at):
    offer = a_filed_application(lot, nadia)

    assert "asks for nothing more" in page(browser_of(nadia), f"/applications/{offer.ref}/signature/")


# --- limits of files ----------------------------------------------------------------------------


def test_a_call_says_which_files_and_how_many_may_come(nadia):
    from tests.builders_applications import PDF, an_empty_draft

    lot = an_open_call(file_kinds=["pdf"], most_files=1, most_megabytes=1).lots.get()
    draft = an_empty_draft(lot, nadia)

    for name, content in (("a.png", b"\x89PNG"), ("a.pdf", PDF + b"0" * 2**20)):
        with pytest.raises(Refusal):
            actions.attach(draft, name=name, content=content, by=nadia, at=NOON)
    actions.attach(draft, name="a.pdf", content=PDF, by=nadia, at=NOON)
    with pytest.raises(Refusal):
        actions.attach(draft, name="b.pdf", content=PDF, by=nadia, at=NOON)
