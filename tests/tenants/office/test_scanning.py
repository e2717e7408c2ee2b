"""Uploaded files wait for the scanner where one is set: nobody reads one that was not found clean."""

import shutil
import socket
import subprocess
import time

import pytest

from tenants.gates.access import NOBODY
from tenants.office import tasks
from tenants.office.audit.models import AuditEntry
from tenants.office.documents import actions, clock, delivery, scanner, scanning
from tenants.office.documents.models import Document, Scan
from tests.builders import NOON
from tests.clamd import EICAR, clamd

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def scanned_by(settings):
    def by(server):
        settings.CLAMAV_HOST, settings.CLAMAV_PORT = server.server_address

    return by


@pytest.fixture
def unanswered(settings):
    """A port where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.CLAMAV_HOST, settings.CLAMAV_PORT = free.getsockname()
        yield


def upload(by, content=PDF):
    return actions.receive(name="statut.pdf", content=content, kind="attachment", by=by, at=NOON)


def state_of(document):
    return Scan.objects.get(document=document).state


# --- the protocol -------------------------------------------------------------------------------


def test_the_scanner_gets_the_whole_file_and_says_what_it_found(scanned_by):
    with clamd() as server:
        scanned_by(server)

        assert scanner.ask(PDF * 5000) == ""
        assert scanner.ask(PDF + EICAR) == "Eicar-Test-Signature"
        assert server.asked == [PDF * 5000, PDF + EICAR]


@pytest.mark.parametrize("says", [b"INSTREAM size limit exceeded. ERROR\0", b"stream: ", b"what?\0"])
def test_an_answer_that_is_no_verdict_is_silence(scanned_by, says):
    with clamd(says) as server:
        scanned_by(server)

        with pytest.raises(scanner.Silent):
            scanner.ask(PDF)


def test_nobody_listening_is_silence(unanswered):
    with pytest.raises(scanner.Silent):
        scanner.ask(PDF)


@pytest.mark.skipif(not shutil.which("clamd"), reason="the true clamd is not installed here")
def test_the_true_scanner_finds_the_test_file(tmp_path, settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (tmp_path / "test.hdb").write_text("44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n")
    conf = tmp_path / "clamd.conf"
    conf.write_text(f"TCPSocket {port}\nTCPAddr 127.0.0.1\nDatabaseDirectory {tmp_path}\nForeground yes\n")
    running = subprocess.Popen(["clamd", "-c", conf])
    settings.CLAMAV_HOST, settings.CLAMAV_PORT = "127.0.0.1", port
    try:
        for _attempt in range(60):
            try:
                found = scanner.ask(EICAR)
                break
            except scanner.Silent:
                time.sleep(0.5)
        assert found.startswith("Eicar")
        assert scanner.ask(PDF) == ""
    finally:
        running.terminate()
        running.wait(timeout=20)


# --- what it means for a file -------------------------------------------------------------------


def test_without_a_scanner_a_file_is_read_at_once(clara):
    document = upload(clara)

    assert not Scan.objects.exists()
    assert delivery.answer(document).status_code == 302


def test_a_file_is_read_only_after_it_was_found_clean(clara, scanned_by):
    with clamd() as server:
        scanned_by(server)
        document = upload(clara)
        with pytest.raises(scanning.NotClean):
            delivery.answer(document)

        tasks.scan("lipowo", document.pk)

    assert state_of(document) == "clean"
    assert delivery.answer(document).status_code == 302
    assert AuditEntry.objects.filter(verb="scan").count() == 1


def test_an_infected_file_is_handed_out_to_nobody_and_its_room_is_told(clara, scanned_by, monkeypatch):
    told = []
    monkeypatch.setattr(scanning, "_listeners", [lambda document, at: told.append(document.pk)])
    with clamd() as server:
        scanned_by(server)
        document = upload(clara, PDF + EICAR)
        tasks.scan("lipowo", document.pk)
        tasks.scan("lipowo", document.pk)

    assert (state_of(document), Scan.objects.get().finding, told) == ("infected", "Eicar-Test-Signature", [document.pk])
    with pytest.raises(scanning.NotClean):
        delivery.answer(document)


def test_while_the_scanner_is_silent_the_file_waits_and_is_asked_about_again(clara, unanswered, scanned_by):
    document = upload(clara)
    tasks.scan("lipowo", document.pk)
    clock.scan_waiting(NOON)
    assert state_of(document) == "waiting"
    with pytest.raises(scanning.NotClean):
        delivery.answer(document)

    with clamd() as server:
        scanned_by(server)
        clock.scan_waiting(NOON)

    assert state_of(document) == "clean"


def test_a_file_that_waits_is_not_read_when_the_scanner_is_switched_off(clara, scanned_by, settings):
    with clamd() as server:
        scanned_by(server)
        document = upload(clara)
    settings.CLAMAV_HOST = ""

    with pytest.raises(scanning.NotClean):
        delivery.answer(document)


def test_a_paper_that_the_office_draws_waits_for_no_scanner(clara, unanswered):
    document = actions.store(name="umowa.pdf", content=PDF, kind="agreement", by=clara, at=NOON)

    assert delivery.answer(document).status_code == 302


def test_taking_a_file_out_takes_its_scan_along(clara, unanswered):
    actions.discard(upload(clara), by=clara, at=NOON)

    assert (Document.objects.count(), Scan.objects.count()) == (0, 0)


def test_nobody_sees_scans_by_themselves(clara, unanswered):
    upload(clara)

    assert list(Scan.objects.visible_to(clara)) == list(Scan.objects.visible_to(NOBODY)) == []
