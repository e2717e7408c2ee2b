"""What may be uploaded, under which name, and what its checksum is."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tenants.gates.refusals import Refusal
from tenants.office.documents.checksum import checksum, grouped
from tenants.office.documents.forms import Upload, UploadField
from tenants.office.documents.rules import MAX_BYTES, MAX_NAME, check_upload, clean_name


@pytest.fixture(autouse=True)
def _in_english():
    """These tests read the sentences."""
    with translation.override("en"):
        yield


PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF"
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
PROGRAM = b"MZ\x90\x00\x03" + b"\x00" * 200


def a_package(*names, mimetype=""):
    lying = io.BytesIO()
    with zipfile.ZipFile(lying, "w") as package:
        if mimetype:
            package.writestr("mimetype", mimetype)
        for name in names:
            package.writestr(name, "<x/>")
    return lying.getvalue()


ODT = a_package("content.xml", mimetype="application/vnd.oasis.opendocument.text")
XLSX = a_package("[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "docProps/app.xml")
DOCX = a_package("[Content_Types].xml", "_rels/.rels", "word/document.xml", "docProps/app.xml")


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("statut.pdf", PDF, "application/pdf"),
        ("STATUT.PDF", PDF, "application/pdf"),
        ("zdjęcie.png", PNG, "image/png"),
        ("zdjęcie.jpeg", b"\xff\xd8\xff\xe0" + b"\x00" * 64, "image/jpeg"),
        ("kosztorys.xlsx", XLSX, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("opis.odt", ODT, "application/vnd.oasis.opendocument.text"),
        ("opis.docx", DOCX, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ],
)
def test_a_file_that_is_what_its_name_says_is_taken(name, content, content_type):
    assert check_upload(name, content) == content_type


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("statut.pdf", b"", "is empty"),
        ("statut.pdf", PDF + b"\x00" * MAX_BYTES, "the most is"),
        ("statut.exe", PROGRAM, "not accepted"),
        ("statut", PDF, "not accepted"),
        ("statut.pdf.html", b"<html>", "not accepted"),
        ("statut.pdf", PROGRAM, "is a program"),
        ("statut.pdf", b"\x7fELF\x02\x01\x01" + b"\x00" * 64, "is a program"),
        ("statut.pdf", b"#!/bin/sh\nrm -rf /\n", "is a program"),
        ("statut.docx", PROGRAM, "is a program"),
        ("statut.pdf", PNG, "content is something else"),
        ("statut.pdf", b"zwykly tekst", "content is something else"),
        ("statut.pdf", b"<html><script>alert(1)</script>", "content is something else"),
        ("statut.docx", ODT, "content is something else"),
        ("statut.docx", a_package("AndroidManifest.xml"), "content is something else"),
        ("statut.docx", a_package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "macros"),
        (
            "statut.odt",
            a_package("content.xml", "Basic/script-lc.xml", mimetype="application/vnd.oasis.opendocument.text"),
            "macros",
        ),
        ("statut.odt", ODT[:-30], "damaged"),
    ],
)
def test_any_other_file_is_refused_at_its_field_with_a_sentence(name, content, reason):
    with pytest.raises(Refusal) as refused:
        check_upload(name, content)

    assert reason in str(refused.value)
    assert refused.value.field == "file"


def test_a_room_may_take_fewer_kinds_and_smaller_files():
    with pytest.raises(Refusal, match="not accepted"):
        check_upload("zdjęcie.png", PNG, allowed=["pdf"])
    with pytest.raises(Refusal, match="the most is"):
        check_upload("statut.pdf", PDF, max_bytes=10, field="statute")


@given(st.text(max_size=30), st.binary(max_size=200))
def test_any_name_and_any_bytes_get_an_answer(name, content):
    try:
        assert check_upload(name, content)
    except Refusal as refusal:
        assert str(refusal)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Zażółć gęślą.pdf", "Zażółć gęślą.pdf"),
        ("C:\\Users\\Nadia\\statut.pdf", "statut.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("a\x00b\r\nc\u202e.pdf", "abc.pdf"),
        ('say "hi"?.pdf', "say hi.pdf"),
        (".pdf", "plik.pdf"),
        ("", "plik"),
        ("x" * 500 + ".pdf", "x" * (MAX_NAME - 3) + ".pdf"),
    ],
)
def test_a_name_keeps_its_polish_letters_and_loses_what_is_dangerous(sent, kept):
    assert clean_name(sent) == kept


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_can_be_stored(name):
    kept = clean_name(name)

    assert 0 < len(kept) <= 150
    assert not set(kept) & set('/\\\r\n\x00"<>:|?*')


class Letter(forms.Form):
    file = UploadField()


def _send(name, content):
    return Letter({}, {"file": SimpleUploadedFile(name, content)})


def test_a_form_gives_a_checked_upload():
    form = _send("statut.pdf", PDF)

    assert form.is_valid()
    assert form.cleaned_data["file"] == Upload("statut.pdf", PDF, "application/pdf")


@pytest.mark.parametrize(
    ("content", "reason"), [(b"", "empty"), (PROGRAM, "program"), (b"x" * (MAX_BYTES + 1), "the most")]
)
def test_a_form_shows_the_refusal_at_the_file(content, reason):
    form = _send("statut.pdf", content)

    assert not form.is_valid()
    assert reason in form.errors["file"][0]


def test_the_same_content_has_the_same_checksum_however_it_is_ordered_or_written():
    one = {"title": "Zażółć", "grant": Decimal("100.50"), "from": date(2027, 2, 1)}
    other = {"from": date(2027, 2, 1), "grant": Decimal("100.500"), "title": "Zażółć"}
    in_warsaw = datetime(2027, 1, 15, 12, tzinfo=ZoneInfo("Europe/Warsaw"))

    assert checksum(one) == checksum(other)
    assert checksum(in_warsaw) == checksum(in_warsaw.astimezone(UTC))
    assert len(checksum(one)) == 64


@pytest.mark.parametrize(
    "change", [{"title": "Zażółc"}, {"grant": Decimal("100.51")}, {"from": date(2027, 2, 2)}, {"x": None}]
)
def test_any_change_gives_another_checksum(change):
    content = {"title": "Zażółć", "grant": Decimal("100.50"), "from": date(2027, 2, 1)}

    assert checksum({**content, **change}) != checksum(content)


def test_a_checksum_is_shown_in_groups():
    assert grouped("a1b2c3d4e5f60789" + "0" * 48) == "A1B2-C3D4-E5F6-0789"


def test_a_checksum_refuses_what_it_does_not_know():
    with pytest.raises(TypeError):
        checksum({"file": b"bytes"})
