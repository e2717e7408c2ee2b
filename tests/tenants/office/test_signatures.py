"""A signed file is taken when it signs just this paper, whole and unchanged; every other is refused with a reason."""

import io
from datetime import UTC, datetime

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from tenants.gates.refusals import Refusal
from tenants.office.documents import pdf
from tenants.office.documents.signatures import check
from tests.signing import signed_pdf, signed_xml

AT = datetime(2027, 1, 15, 12, 0, tzinfo=UTC)


def a_paper(number="2027/1/001"):
    return pdf.render(
        "form",
        {
            "town": {"name": "Gmina Lipowo", "office": "", "address": "", "initials": "L", "hue": "navy"},
            "kind": "Oferta",
            "title": "Oferta",
            "number": number,
            "checksum": "a1" * 32,
            "filed_at": AT,
            "sections": [],
        },
        at=AT,
    )


PAPER = a_paper()


def encrypted(content):
    writer = copy_into_new_writer(PdfFileReader(io.BytesIO(content)))
    writer.encrypt(owner_pass="a", user_pass="b")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def changed(content, old, new):
    assert old in content
    return content.replace(old, new, 1)


# --- in the PDF ---------------------------------------------------------------------------------


def test_a_signed_pdf_says_who_signed_it():
    verdict = check(signed_pdf(PAPER), PAPER)

    assert verdict.kind == "pades"
    assert [(one.name, one.issuer) for one in verdict.signers] == [("Nadia Ngo", "Urząd certyfikacji Lipowo")]


def test_two_people_sign_one_after_the_other():
    both = signed_pdf(signed_pdf(PAPER), name="Norbert Ngo", field="Podpis2")

    assert [one.name for one in check(both, PAPER).signers] == ["Nadia Ngo", "Norbert Ngo"]


def test_a_pdf_that_signs_another_offer_is_refused():
    with pytest.raises(Refusal, match=r"not the PDF of this offer|nie jest PDF"):
        check(signed_pdf(a_paper("2027/1/002")), PAPER)


def test_a_pdf_altered_before_it_was_signed_is_refused():
    other = changed(PAPER, b"/Lang", b"/Lnag")

    with pytest.raises(Refusal, match=r"not the PDF of this offer|nie jest PDF"):
        check(signed_pdf(other), PAPER)


def test_a_pdf_altered_after_it_was_signed_is_refused():
    signed = signed_pdf(PAPER)
    place = len(PAPER) + signed[len(PAPER) :].index(b"/Contents <") - 40
    altered = signed[:place] + bytes([signed[place] ^ 1]) + signed[place + 1 :]

    with pytest.raises(Refusal):
        check(altered, PAPER)


def test_a_signature_that_does_not_cover_the_whole_file_is_refused():
    with pytest.raises(Refusal, match=r"whole file|całego pliku"):
        check(signed_pdf(PAPER) + b"\n% dopisek\n", PAPER)
    with pytest.raises(Refusal):
        check(signed_pdf(PAPER) + PAPER[-200:], PAPER)


def test_an_unsigned_and_an_encrypted_pdf_are_refused():
    for content, why in (
        (PAPER, r"no signature|nie ma podpisu"),
        (encrypted(PAPER), r"encrypted|zaszyfrowany"),
        (b"%PDF-1.7\nnonsense", r"damaged|not the PDF|uszkodzony|nie jest PDF"),
    ):
        with pytest.raises(Refusal, match=why):
            check(content, PAPER)


# --- in XML -------------------------------------------------------------------------------------


@pytest.mark.parametrize("inside", [False, True])
def test_a_signed_xml_says_who_signed_the_pdf(inside):
    verdict = check(signed_xml(PAPER, inside=inside), PAPER)

    assert (verdict.kind, [one.name for one in verdict.signers]) == ("xades", ["Nadia Ngo"])
    assert verdict.signers[0].at == "2027-01-15T12:00:00Z"


@pytest.mark.parametrize("inside", [False, True])
def test_an_xml_that_signs_another_offer_is_refused(inside):
    with pytest.raises(Refusal):
        check(signed_xml(a_paper("2027/1/002"), inside=inside), PAPER)


def test_an_xml_with_anything_changed_is_refused():
    signed = signed_xml(PAPER)
    for old, new in (
        (b"2027-01-15T12:00:00Z", b"2027-01-14T12:00:00Z"),
        (b'URI="oferta.pdf"', b'URI="inna.pdf"'),
        (b"<ds:SignatureValue>", b"<ds:SignatureValue>AAAA"),
    ):
        with pytest.raises(Refusal):
            check(changed(signed, old, new), PAPER)


def test_a_signature_that_names_no_certificate_is_refused():
    with pytest.raises(Refusal):
        check(signed_xml(PAPER, bare=True), PAPER)


def test_a_signed_paper_cannot_be_swapped_by_a_second_of_its_name():
    signed = signed_xml(PAPER, inside=True)
    doubled = changed(signed, b"</ds:KeyInfo>", b'</ds:KeyInfo><ds:Object Id="plik">AAAA</ds:Object>')

    with pytest.raises(Refusal):
        check(doubled, PAPER)


def test_an_xml_bomb_is_refused_before_it_is_read():
    bomb = b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "a"><!ENTITY b "&a;&a;">]><l>&b;</l>'
    wide = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE l [<!ENTITY a "a">]><l>&a;</l>'.encode("utf-16")
    outside = b'<?xml version="1.0"?><!DOCTYPE l SYSTEM "file:///etc/passwd"><l/>'

    for content in (bomb, wide, outside):
        with pytest.raises(Refusal):
            check(content, PAPER)


@pytest.mark.parametrize("content", [b"", b"MZ", b"<a", b"<a/>", b"PK\x03\x04", b"\x00" * 100])
def test_what_is_no_signed_file_is_refused(content):
    with pytest.raises(Refusal):
        check(content, PAPER)
