"""Signatures inside a PDF (PAdES)."""

import io

from cryptography import x509
from django.utils.translation import gettext as _
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext

from tenants.office.documents.signatures import Signer, refused, signer_of


def signers(content: bytes, paper: bytes) -> list[Signer]:
    """Who signed the paper in this PDF: it begins with the paper, byte for byte, and only signatures follow it.

    Raises: Refusal.
    """
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=False)
        encrypted = reader.encrypted
    except (PdfError, ValueError, KeyError, TypeError, RecursionError) as unreadable:
        raise refused(_("This PDF is damaged and cannot be read. Sign the offer's PDF again.")) from unreadable
    if encrypted:
        raise refused(_("This PDF is encrypted. Sign the offer's PDF without a password and send it again."))
    if not content.startswith(paper):
        raise refused(
            _(
                "This is not the PDF of this offer, or it was changed before it was signed. Download the PDF and sign it."
            )
        )
    try:
        found = list(reader.embedded_regular_signatures)
        if not found:
            raise refused(_("There is no signature in this PDF. Sign it and send the signed file."))
        seen = [_checked(one, last=one is found[-1]) for one in found]
    except (PdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as unreadable:
        raise refused(_("The signature in this PDF cannot be read. Sign the offer's PDF again.")) from unreadable
    return seen


def _checked(one: EmbeddedPdfSignature, *, last: bool) -> Signer:
    nothing_trusted = ValidationContext(trust_roots=[], allow_fetching=False)
    status = validate_pdf_signature(one, signer_validation_context=nothing_trusted)
    if last and status.coverage != SignatureCoverageLevel.ENTIRE_FILE:
        raise refused(
            _("The signature does not cover the whole file: something was added after signing. Sign it again.")
        )
    if not (status.intact and status.valid) or status.docmdp_ok is False:
        raise refused(_("The file was changed after it was signed: the signature does not fit it."))
    certificate = x509.load_der_x509_certificate(one.signer_cert.dump())
    at = one.self_reported_timestamp
    return signer_of(certificate, at.isoformat() if at else "")
