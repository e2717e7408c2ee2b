"""Signed files as signing programs make them, with certificates that nobody vouches for."""

import base64
import hashlib
import io
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from lxml import etree
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
C14N = "http://www.w3.org/2001/10/xml-exc-c14n#"
SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256"
MADE = datetime(2027, 1, 1, tzinfo=UTC)


@lru_cache
def somebody(name: str = "Nadia Ngo") -> tuple[rsa.RSAPrivateKey, x509.Certificate]:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    issuer = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Urząd certyfikacji Lipowo")])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    built = x509.CertificateBuilder(issuer, subject, key.public_key(), 1, MADE, MADE + timedelta(days=3650))
    return key, built.add_extension(usage, critical=True).sign(key, hashes.SHA256())


def signed_pdf(paper: bytes, *, name: str = "Nadia Ngo", field: str = "Podpis1") -> bytes:
    """PAdES: an incremental update that holds the signature."""
    key, certificate = somebody(name)
    der = key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    signer = signers.SimpleSigner(
        signing_cert=asn1_x509.Certificate.load(certificate.public_bytes(Encoding.DER)),
        signing_key=asn1_keys.PrivateKeyInfo.load(der),
        cert_registry=SimpleCertificateStore(),
    )
    said = signers.PdfSignatureMetadata(field_name=field, subfilter=fields.SigSeedSubFilter.PADES)
    return signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(paper)), said, signer=signer).getvalue()


def signed_xml(paper: bytes, *, name: str = "Nadia Ngo", inside: bool = False, bare: bool = False) -> bytes:
    """XAdES: detached from the PDF, or with it `inside`; `bare` leaves out what XAdES adds to an XML signature."""
    key, certificate = somebody(name)
    digest = base64.b64encode(hashlib.sha256(certificate.public_bytes(Encoding.DER)).digest()).decode()
    payload = f'<ds:Object Id="plik" Encoding="base64">{base64.b64encode(paper).decode()}</ds:Object>' if inside else ""
    root = etree.fromstring(
        f'<ds:Signature xmlns:ds="{DS}" Id="s1"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{C14N}"/>'
        f'<ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/></ds:SignedInfo>'
        f"<ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
        f"{base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
        f'{payload}<ds:Object><xades:QualifyingProperties xmlns:xades="{XADES}" Target="#s1">'
        f'<xades:SignedProperties Id="sp"><xades:SignedSignatureProperties><xades:SigningTime>2027-01-15T12:00:00Z'
        f"</xades:SigningTime><xades:SigningCertificate><xades:Cert><xades:CertDigest><ds:DigestMethod "
        f'Algorithm="{SHA256}"/><ds:DigestValue>{digest}</ds:DigestValue></xades:CertDigest></xades:Cert>'
        f"</xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties>"
        f"</xades:QualifyingProperties></ds:Object></ds:Signature>"
    )
    info = root[0]
    if inside:
        node = root.find(f"{{{DS}}}Object[@Id='plik']")
        _refer(info, "#plik", etree.tostring(node, method="c14n", exclusive=True), C14N)
    else:
        _refer(info, "oferta.pdf", paper, "")
    if not bare:
        properties = next(root.iter(f"{{{XADES}}}SignedProperties"))
        said = etree.tostring(properties, method="c14n", exclusive=True)
        _refer(info, "#sp", said, C14N, Type="http://uri.etsi.org/01903#SignedProperties")
    value = key.sign(etree.tostring(info, method="c14n", exclusive=True), padding.PKCS1v15(), hashes.SHA256())
    root[1].text = base64.b64encode(value).decode()
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _refer(info: Any, uri: str, content: bytes, transform: str, **more: str) -> None:
    reference = etree.SubElement(info, f"{{{DS}}}Reference", URI=uri, **more)
    if transform:
        transforms = etree.SubElement(reference, f"{{{DS}}}Transforms")
        etree.SubElement(transforms, f"{{{DS}}}Transform", Algorithm=transform)
    etree.SubElement(reference, f"{{{DS}}}DigestMethod", Algorithm=SHA256)
    value = etree.SubElement(reference, f"{{{DS}}}DigestValue")
    value.text = base64.b64encode(hashlib.sha256(content).digest()).decode()
