"""A signed file: whether it signs just this paper, whole and unchanged, and whose certificate signed it.

What is checked is the arithmetic: digests and signature values. Whether a certificate is qualified, whether it was
revoked and whom its issuer vouches for is not: that needs the trusted lists, and the pages say so.
"""

from dataclasses import dataclass
from typing import Literal

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.utils.translation import gettext as _

from tenants.gates.refusals import Refusal

Kind = Literal["pades", "xades"]
MOST_BYTES = 20 * 1024 * 1024


@dataclass(frozen=True)
class Signer:
    """As the certificate says; `at` is what the signer's own clock said, ISO, or empty."""

    name: str
    issuer: str
    at: str


@dataclass(frozen=True)
class Verdict:
    kind: Kind
    signers: list[Signer]


def refused(sentence: str) -> Refusal:
    return Refusal(sentence, field="file")


def check(content: bytes, paper: bytes) -> Verdict:
    """What signs this paper. Raises: Refusal, with what is wrong with the file."""
    from tenants.office.documents import signed_pdf, signed_xml

    if len(content) > MOST_BYTES:
        raise refused(_("The signed file is too large: at most 20 MB."))
    if content[:1024].lstrip().startswith(b"%PDF-"):
        return Verdict("pades", signed_pdf.signers(content, paper))
    if content[:3].lstrip(b"\xef\xbb\xbf").startswith(b"<") or content.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] == b"<":
        return Verdict("xades", signed_xml.signers(content, paper))
    raise refused(_("This is neither a signed PDF nor an XML file with a signature."))


def signer_of(certificate: x509.Certificate, at: str) -> Signer:
    """The names in a certificate; numbers of persons in it are left where they are."""
    return Signer(_named(certificate.subject), _named(certificate.issuer), at)


def _named(name: x509.Name) -> str:
    for oid in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        if found := name.get_attributes_for_oid(oid):
            return str(found[0].value)[:200]
    parts = [name.get_attributes_for_oid(oid) for oid in (NameOID.GIVEN_NAME, NameOID.SURNAME)]
    return " ".join(str(part[0].value) for part in parts if part)[:200] or "?"
