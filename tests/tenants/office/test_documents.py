"""A document is kept with its facts, handed out for a minute, and never changed."""

import hashlib
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tenants.gates.access import CLOCK, NOBODY
from tenants.office.audit.models import AuditEntry
from tenants.office.documents import actions, delivery, storage
from tenants.office.documents.clock import sweep_orphans
from tenants.office.documents.models import Document
from tests.builders import NOON, in_town

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.S3 = None
    settings.DOCUMENTS_DIR = tmp_path
    return tmp_path


def a_document(by, *, name="Oferta – Zażółć.pdf", at=NOON):
    return actions.store(name=name, content=PDF, kind="offer", by=by, at=at)


def test_a_document_is_kept_with_its_facts(clara):
    document = a_document(clara)

    kept = Document.objects.get()
    assert storage.get(kept.key) == PDF
    assert kept.key.startswith("lipowo/")
    assert (kept.name, kept.content_type, kept.size, kept.kind) == (
        "Oferta – Zażółć.pdf",
        "application/pdf",
        len(PDF),
        "offer",
    )
    assert (kept.sha256, kept.made_at, kept.made_by_id) == (hashlib.sha256(PDF).hexdigest(), NOON, clara.user_id)
    assert len(kept.ref) >= 20
    assert [entry.verb for entry in AuditEntry.objects.about(document)] == ["store"]


def test_a_document_of_the_clock_has_no_person(clara):
    assert a_document(CLOCK).made_by_id is None


def test_a_document_can_never_be_changed(clara):
    document = a_document(clara)

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        Document.objects.filter(pk=document.pk).update(name="inna.pdf")


def test_nobody_reaches_a_document_but_through_the_room_that_owns_it(clara):
    a_document(clara)

    assert list(Document.objects.visible_to(clara)) == []


def test_the_reader_is_sent_to_a_link_that_gives_the_file_as_a_download(clara, browser_of):
    sent_to = delivery.answer(a_document(clara))

    answer = browser_of(NOBODY).get(sent_to["Location"])

    assert sent_to.status_code == 302
    assert sent_to["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    plain, encoded = "Oferta _ Za____.pdf", "Oferta%20%E2%80%93%20Za%C5%BC%C3%B3%C5%82%C4%87.pdf"
    assert answer["Content-Disposition"] == f"attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"
    assert "sandbox" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("spoil", [lambda address: address[:-3] + "x/", lambda address: "/files/abc/"])
def test_a_forged_link_leads_nowhere(clara, browser_of, spoil):
    address = delivery.answer(a_document(clara))["Location"]

    assert browser_of(clara).get(spoil(address)).status_code == 404


def test_a_link_leads_nowhere_next_door(clara, olga, browser_of):
    address = delivery.answer(a_document(clara))["Location"]

    assert browser_of(olga, town="olszany").get(address).status_code == 404


def test_a_link_to_a_file_that_is_gone_leads_nowhere(clara, browser_of):
    document = a_document(clara)
    address = delivery.answer(document)["Location"]
    storage.delete(document.key)

    assert browser_of(clara).get(address).status_code == 404


def test_olszany_knows_nothing_of_a_document_of_lipowo(clara):
    document = a_document(clara)

    with in_town("olszany"):
        assert not Document.objects.filter(key=document.key).exists()
        with pytest.raises(ValueError):
            storage.get(document.key)


def test_an_attachment_taken_out_goes_with_its_file_after_the_commit(clara, django_capture_on_commit_callbacks):
    document = a_document(clara)
    key = document.key

    with django_capture_on_commit_callbacks(execute=False) as waiting:
        actions.discard(document, by=clara, at=NOON)

    assert not Document.objects.exists()
    assert storage.exists(key)
    for callback in waiting:
        callback()
    assert not storage.exists(key)
    assert [entry.verb for entry in AuditEntry.objects.order_by("pk")] == ["store", "discard"]


def test_a_rollback_leaves_no_row_and_the_sweep_takes_the_file(clara, folder):
    kept = a_document(clara)
    with pytest.raises(RuntimeError), transaction.atomic():
        lost = a_document(clara)
        raise RuntimeError("what happened after")
    tomorrow = kept.made_at + timedelta(days=365 * 50)

    assert list(Document.objects.values_list("key", flat=True)) == [kept.key]
    assert storage.exists(lost.key)
    sweep_orphans(tomorrow)

    assert not storage.exists(lost.key)
    assert storage.exists(kept.key)


def test_the_sweep_spares_the_file_of_a_transaction_that_still_runs(clara):
    key = storage.new_key("pdf")
    storage.put(key, PDF, "application/pdf")

    sweep_orphans(NOON.replace(year=2020))

    assert storage.exists(key)


def test_a_file_of_unknown_kind_is_handed_out_as_bytes_only(clara):
    document = actions.store(name="wykaz.html", content=b"<script>", kind="export", by=clara, at=NOON)

    assert document.content_type == "application/octet-stream"
    assert connection.schema_name == "lipowo"
