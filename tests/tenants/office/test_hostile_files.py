"""Files that would harm whoever opens them are refused with a sentence, before they are stored."""

import io
import zipfile

import pytest

from tenants.gates.refusals import Refusal
from tenants.office.documents.rules import check_upload

TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><w:document>&b;</w:document>'


def a_docx(body="<w:document/>", **more):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in {"[Content_Types].xml": TYPES, "word/document.xml": body, **more}.items():
            package.writestr(name, content)
    return out.getvalue()


def test_an_honest_document_passes():
    assert check_upload("opis.docx", a_docx("<w:document>Opis</w:document>" * 50)).endswith("document")


def test_a_document_that_would_swell_to_a_mountain_is_refused():
    with pytest.raises(Refusal, match=r"Unpacked|Po rozpakowaniu"):
        check_upload("opis.docx", a_docx("0" * 60_000_000))


def test_a_document_with_entities_is_refused():
    with pytest.raises(Refusal, match=r"entities|encji"):
        check_upload("opis.docx", a_docx(BOMB))


@pytest.mark.parametrize(
    "trailer", [b"trailer<</Root 1 0 R/Encrypt 5 0 R>>", b"trailer<</Encrypt<</Filter/Standard>>>>"]
)
def test_an_encrypted_pdf_is_refused(trailer):
    with pytest.raises(Refusal, match=r"encrypted|zaszyfrowany"):
        check_upload("statut.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\n" + trailer + b"\n%%EOF\n")
