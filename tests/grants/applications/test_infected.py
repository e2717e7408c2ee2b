"""An infected attachment: refused before filing, told of after it, and never handed out."""

import pytest

from grants.applications import actions
from grants.applications.models import Attachment
from grants.applications.rules import Incomplete
from tenants.gates.refusals import Refusal
from tenants.office import tasks
from tenants.office.documents.models import Scan
from tenants.office.notices.models import Notice
from tests.builders import NOON
from tests.builders_applications import PDF, a_draft_application
from tests.builders_calls import an_open_call
from tests.builders_corrections import called, checked
from tests.clamd import EICAR, clamd


@pytest.fixture
def scanner(settings, db):
    with clamd() as server:
        settings.CLAMAV_HOST, settings.CLAMAV_PORT = server.server_address
        yield server


@pytest.fixture
def draft(scanner, nadia):
    return a_draft_application(an_open_call().lots.get(), nadia)


def attached(draft, nadia, content=PDF + EICAR):
    return actions.attach(draft, name="statut.pdf", content=content, by=nadia, at=NOON)


def scan_all():
    for document in Scan.objects.filter(state="waiting").values_list("document_id", flat=True):
        tasks.scan("lipowo", document)


def page(browser, address):
    browser.cookies["language"] = "en"
    return browser.get(address).content.decode()


def test_the_page_says_what_the_scanner_said_and_the_applicant_is_told(draft, nadia, browser_of):
    attached(draft, nadia)
    address = f"/applications/{draft.ref}/attachments/"
    assert "waiting for the malware scan" in page(browser_of(nadia), address)

    scan_all()

    assert "infected, refused" in page(browser_of(nadia), address)
    letters = Notice.objects.filter(to_email=nadia.email).order_by("-pk")
    assert "statut.pdf" in letters[0].text
    assert "statut.pdf" in page(browser_of(nadia), f"/applications/{draft.ref}/summary/")


def test_an_offer_is_not_filed_with_an_infected_file_and_is_with_one_that_still_waits(draft, nadia):
    one = attached(draft, nadia)
    scan_all()
    with pytest.raises(Refusal):
        actions.file(draft, by=nadia, at=NOON)

    actions.detach(one, by=nadia, at=NOON)
    attached(draft, nadia, PDF)
    assert actions.file(draft, by=nadia, at=NOON).state == "filed"


def test_nobody_reads_a_file_before_it_is_clean(draft, nadia, clara, browser_of):
    one = attached(draft, nadia, PDF)
    actions.file(draft, by=nadia, at=NOON)
    address = f"/applications/{draft.ref}/attachments/{one.pk}/"

    for person in (nadia, clara):
        assert browser_of(person).get(address).status_code == 409
    scan_all()
    for person in (nadia, clara):
        assert browser_of(person).get(address).status_code == 302


def test_an_infected_file_does_not_bind_through_a_correction(draft, nadia):
    offer = actions.file(draft, by=nadia, at=NOON)
    called(offer, flaws={"attachments.other": "Dołącz statut."})
    at = checked(offer)

    def send(content):
        actions.send_file(offer, place="attachments.other", name="statut.pdf", content=content, by=nadia, at=at)
        scan_all()

    send(PDF + EICAR)
    with pytest.raises(Incomplete, match="statut") as refused:
        actions.answer(offer, by=nadia, at=at)
    assert refused.value.field == "attachments.other"

    send(PDF)
    assert actions.answer(offer, by=nadia, at=at).state == "filed"
    assert [one["name"] for one in offer.content["files"]] == ["statut.pdf"]


def test_found_after_filing_the_office_sees_it_and_the_applicant_is_told(draft, nadia, clara, browser_of):
    attached(draft, nadia)
    actions.file(draft, by=nadia, at=NOON)
    Notice.objects.all().delete()

    scan_all()

    assert "infected, refused" in page(browser_of(clara), f"/applications/{draft.ref}/")
    assert nadia.email in set(Notice.objects.values_list("to_email", flat=True))
    assert Attachment.objects.filter(application=draft).count() == 1
