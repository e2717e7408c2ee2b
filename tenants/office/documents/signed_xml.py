"""Signatures in an XML file (XAdES): detached from the PDF, or with the PDF inside.

Read with everything switched off that XML can do to its reader: no document types, no entities, no network.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Callable
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding
from django.utils.translation import gettext as _
from lxml import etree

from tenants.office.documents.signatures import Signer, refused, signer_of

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
NAMES = {"ds": DS, "xades": XADES}
SIGNED_PROPERTIES = "http://uri.etsi.org/01903#SignedProperties"
MORE = "http://www.w3.org/2001/04/xmldsig-more#"
ENC = "http://www.w3.org/2001/04/xmlenc#"
DIGESTS: dict[str, Callable[..., "hashlib._Hash"]] = {
    f"{ENC}sha256": hashlib.sha256,
    f"{MORE}sha384": hashlib.sha384,
    f"{ENC}sha512": hashlib.sha512,
}
SIGNATURES: dict[str, tuple[str, hashes.HashAlgorithm]] = {
    f"{MORE}rsa-sha256": ("rsa", hashes.SHA256()),
    f"{MORE}rsa-sha384": ("rsa", hashes.SHA384()),
    f"{MORE}rsa-sha512": ("rsa", hashes.SHA512()),
    f"{MORE}ecdsa-sha256": ("ec", hashes.SHA256()),
    f"{MORE}ecdsa-sha384": ("ec", hashes.SHA384()),
    f"{MORE}ecdsa-sha512": ("ec", hashes.SHA512()),
}
CANONICAL = {
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315": False,
    "http://www.w3.org/2001/10/xml-exc-c14n#": True,
}
ENVELOPED, BASE64 = f"{DS}enveloped-signature", f"{DS}base64"
# lxml says nothing of its types.
Element = Any


class NotSupported(Exception):
    """A way of signing that is not known here."""


def signers(content: bytes, paper: bytes) -> list[Signer]:
    """Who signed the paper by this file. Raises: Refusal."""
    root = _parsed(content)
    found = root.xpath("descendant-or-self::ds:Signature", namespaces=NAMES)
    if not found:
        raise refused(_("There is no signature in this XML file."))
    try:
        return [_checked(one, root, paper) for one in found]
    except NotSupported as why:
        raise refused(
            _(
                "This way of signing (%(what)s) cannot be checked here. Sign the offer's PDF itself (PAdES), or on paper."
            )
            % {"what": str(why)[:100]}
        ) from why
    except (binascii.Error, ValueError, etree.LxmlError) as unreadable:
        raise refused(_("The signature in this XML file cannot be read. Sign the offer's PDF again.")) from unreadable


def _parsed(content: bytes) -> Element:
    """Raises: Refusal of what is no XML, and of XML that declares anything."""
    if (
        b"<!DOCTYPE" in content
        or b"<!ENTITY" in content
        or content[:2] in {b"\xff\xfe", b"\xfe\xff"}
        or b"\0" in content
    ):
        raise refused(_("This XML file declares entities or a document type. Such a file is not opened."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as wrong:
        raise refused(_("This XML file is damaged and cannot be read.")) from wrong
    if root.getroottree().docinfo.doctype:
        raise refused(_("This XML file declares entities or a document type. Such a file is not opened."))
    return root


def _checked(signature: Element, root: Element, paper: bytes) -> Signer:
    signed = _one(signature, "ds:SignedInfo")
    certificate = x509.load_der_x509_certificate(
        _bytes(_one(signature, "ds:KeyInfo/ds:X509Data/ds:X509Certificate[1]"))
    )
    _check_value(signature, signed, certificate)
    covers = properties = False
    for reference in signed.findall(f"{{{DS}}}Reference"):
        covered, node = _referenced(reference, signature, root, paper)
        if not _fits(reference, covered):
            raise refused(
                _("The signature does not fit this offer's PDF: it signs another file, or one changed afterwards.")
            )
        covers = covers or covered == paper or (node is not None and _holds(node, paper))
        if reference.get("Type") == SIGNED_PROPERTIES and node is not None:
            _check_certificate_named(node, certificate)
            properties = True
    if not covers:
        raise refused(_("This signature signs something else than this offer's PDF."))
    if not properties:
        raise refused(_("The signature does not sign its own certificate, as XAdES asks. Sign the offer's PDF again."))
    at = signature.findtext(f".//{{{XADES}}}SigningTime") or ""
    return signer_of(certificate, at.strip()[:40])


def _check_value(signature: Element, signed: Element, certificate: x509.Certificate) -> None:
    """Raises: Refusal when the signature value is not that of SignedInfo under this certificate."""
    canonical = _canonical(signed, _one(signed, "ds:CanonicalizationMethod"))
    method = _one(signed, "ds:SignatureMethod").get("Algorithm", "")
    if method not in SIGNATURES:
        raise NotSupported(method)
    kind, digest = SIGNATURES[method]
    value, key = _bytes(_one(signature, "ds:SignatureValue")), certificate.public_key()
    try:
        if kind == "rsa" and isinstance(key, rsa.RSAPublicKey):
            key.verify(value, canonical, padding.PKCS1v15(), digest)
        elif kind == "ec" and isinstance(key, ec.EllipticCurvePublicKey):
            half = len(value) // 2
            numbers = int.from_bytes(value[:half], "big"), int.from_bytes(value[half:], "big")
            key.verify(encode_dss_signature(*numbers), canonical, ec.ECDSA(digest))
        else:
            raise NotSupported(method)
    except InvalidSignature as wrong:
        raise refused(_("The file was changed after it was signed: the signature does not fit it.")) from wrong


def _referenced(reference: Element, signature: Element, root: Element, paper: bytes) -> tuple[bytes, Element | None]:
    """What a reference signs, and the element it is, when it is one of this file; else it can only be the paper."""
    uri = reference.get("URI")
    transforms = [one.get("Algorithm", "") for one in reference.findall(f"{{{DS}}}Transforms/{{{DS}}}Transform")]
    if uri is None or (uri and not uri.startswith("#")):
        if transforms:
            raise NotSupported(transforms[0])
        return paper, None
    node = root if uri == "" else _by_id(root, uri[1:])
    if BASE64 in transforms:
        return _bytes(node), node
    method = None
    enveloped = False
    for transform in reference.findall(f"{{{DS}}}Transforms/{{{DS}}}Transform"):
        algorithm = transform.get("Algorithm", "")
        if algorithm == ENVELOPED:
            enveloped = True
        elif algorithm in CANONICAL:
            method = transform
        else:
            raise NotSupported(algorithm)
    return (_without(root, node, signature, method) if enveloped else _canonical(node, method)), node


def _without(root: Element, node: Element, signature: Element, method: Element | None) -> bytes:
    """The element in its canonical form, the signature itself left out."""
    tree = root.getroottree()
    place, inner = tree.getpath(node), tree.getpath(signature)
    copy = etree.fromstring(etree.tostring(root), etree.XMLParser(resolve_entities=False, no_network=True))
    taken = copy.getroottree().xpath(inner)[0]
    parent = taken.getparent()
    if parent is None:
        raise NotSupported("enveloped")
    before = taken.getprevious()
    if taken.tail and before is not None:
        before.tail = (before.tail or "") + taken.tail
    elif taken.tail:
        parent.text = (parent.text or "") + taken.tail
    parent.remove(taken)
    return _canonical(copy.getroottree().xpath(place)[0], method)


def _canonical(node: Element, method: Element | None) -> bytes:
    algorithm = method.get("Algorithm", "") if method is not None else next(iter(CANONICAL))
    if algorithm not in CANONICAL:
        raise NotSupported(algorithm)
    prefixes = method.find("{*}InclusiveNamespaces") if method is not None else None
    listed = (prefixes.get("PrefixList") or "").split() if prefixes is not None else None
    exclusive = CANONICAL[algorithm]
    return etree.tostring(
        node,
        method="c14n",
        exclusive=exclusive,
        with_comments=False,
        with_tail=False,
        inclusive_ns_prefixes=listed if exclusive else None,
    )


def _by_id(root: Element, wanted: str) -> Element:
    """The one element of that Id: two of a name would let one be signed and the other read."""
    found = root.xpath("descendant-or-self::*[@Id=$wanted or @ID=$wanted or @id=$wanted]", wanted=wanted)
    if len(found) != 1:
        raise refused(_("The signature in this XML file cannot be read. Sign the offer's PDF again."))
    return found[0]


def _fits(reference: Element, covered: bytes) -> bool:
    method = _one(reference, "ds:DigestMethod").get("Algorithm", "")
    if method not in DIGESTS:
        raise NotSupported(method)
    return hmac.compare_digest(DIGESTS[method](covered).digest(), _bytes(_one(reference, "ds:DigestValue")))


def _holds(node: Element, paper: bytes) -> bool:
    """Whether the signed element has the paper inside, as base64."""
    for one in node.iter():
        if one.text and len(one.text) >= len(paper):
            try:
                if base64.b64decode("".join(one.text.split()), validate=True) == paper:
                    return True
            except binascii.Error:
                continue
    return False


def _check_certificate_named(properties: Element, certificate: x509.Certificate) -> None:
    """Raises: Refusal when the signed properties name another certificate."""
    for named in properties.iter(f"{{{XADES}}}Cert"):
        method = named.find(f"{{{XADES}}}CertDigest/{{{DS}}}DigestMethod")
        value = named.find(f"{{{XADES}}}CertDigest/{{{DS}}}DigestValue")
        algorithm = method.get("Algorithm", "") if method is not None else ""
        if value is None or algorithm not in DIGESTS:
            raise NotSupported(algorithm or "CertDigest")
        der = certificate.public_bytes(Encoding.DER)
        if hmac.compare_digest(DIGESTS[algorithm](der).digest(), _bytes(value)):
            return
    raise refused(_("The signature names another certificate than the one it was made with."))


def _one(node: Element, path: str) -> Element:
    found = node.xpath(path, namespaces=NAMES)
    if not found:
        raise ValueError(path)
    return found[0]


def _bytes(node: Element) -> bytes:
    return base64.b64decode("".join("".join(node.itertext()).split()), validate=True)
