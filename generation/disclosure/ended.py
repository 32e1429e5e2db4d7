"""Whether this installation signed a picture with a certificate that has ended since.

The library checks that the signature fits the certificate in the file, but trusts no certificate after its end. So the
rest is done here: one of the file's certificates was issued by our chain, which has not ended, and its key made the
signature over the claim. Boxes are JUMBF (ISO 19566-5), the signature is COSE_Sign1 (RFC 9052) with ES256; anything
that is not written as our own signer writes it counts as somebody else's.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

CLAIM, SIGNATURE = b"c2pa.claim.v2", b"c2pa.signature"
SIGN1 = b"\xd2\x84"  # CBOR: tag 18, an array of four: protected, unprotected, payload, signature
NO_PAYLOAD_64_BYTES = b"\xf6\x58\x40"  # CBOR: null, then a string of 64 bytes, which ends the array
MOST_CERTIFICATES = 12
MOST_ABOVE = 4  # certificates between the signer's and the anchor


class NotOurs(Exception):
    """Something is not as our own signer writes it."""


def ours(boxes: bytes, label: str, anchor: str, now: datetime) -> int | None:
    """The serial number of the certificate below ``anchor`` (PEM) that signed the manifest ``label``; None if none did.

    ``boxes``: all Content Credentials of the file. No certificate above the signer's may have ended by ``now``.
    """
    try:
        claim, protected, signature = _signed(boxes, label.encode())
        top = x509.load_pem_x509_certificate(anchor.encode())
        found = _certificates(boxes)
        for leaf in found:
            if _fits(leaf, claim, protected, signature) and _issued(leaf, [top, *found], top, now, MOST_ABOVE):
                return leaf.serial_number
    except (NotOurs, ValueError, struct.error, IndexError, TypeError):
        pass
    return None


def warm_up(anchor: str) -> None:
    """Loads what reading and checking certificates needs, while libraries can still be opened."""
    if anchor:
        top = x509.load_pem_x509_certificate(anchor.encode())
        _issuer(top, top)
        x509.load_der_x509_certificate(top.public_bytes(serialization.Encoding.DER))
        _fits(top, b"", b"", bytes(63) + b"\1")


def _signed(boxes: bytes, label: bytes) -> tuple[bytes, bytes, bytes]:
    """Claim, protected header and signature of the one manifest of this name."""
    store = _only(content for kind, content in _boxes(boxes) if kind == b"jumb")
    manifest = _only(content for name, content in _named(store) if name == label)
    parts = list(_named(manifest))
    claim, cose = (_only(_cbor(content) for name, content in parts if name == wanted) for wanted in (CLAIM, SIGNATURE))
    if not cose.startswith(SIGN1) or cose[-67:-64] != NO_PAYLOAD_64_BYTES:
        raise NotOurs
    width = {0x58: 1, 0x59: 2}.get(cose[2], 0)  # the certificates are in the protected header, so it is long
    size, at = int.from_bytes(cose[3 : 3 + width], "big"), 3 + width
    if not width or at + size > len(cose) - 67:
        raise NotOurs
    return claim, cose[at : at + size], cose[-64:]


def _boxes(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at + 8 <= len(data):
        size, kind = struct.unpack_from(">I4s", data, at)
        if size < 8 or at + size > len(data):
            raise NotOurs
        yield kind, data[at + 8 : at + size]
        at += size


def _named(superbox: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and content of each superbox inside one. A description box is a type of 16 bytes, toggles, and the name."""
    for kind, content in _boxes(superbox):
        if kind == b"jumb":
            first, description = next(_boxes(content))
            if first == b"jumd":
                yield description[17:].split(b"\0", 1)[0], content


def _cbor(superbox: bytes) -> bytes:
    return _only(content for kind, content in _boxes(superbox) if kind == b"cbor")


def _only(found: Iterator[bytes]) -> bytes:
    """The one there is: with two of a name the library might have checked the other."""
    (one,) = found
    return one


def _certificates(data: bytes) -> list[x509.Certificate]:
    """Those in the file, wherever they stand: a CBOR string of two length bytes that holds a DER sequence."""
    found, at = list[x509.Certificate](), data.find(b"\x30\x82")
    while at >= 0 and len(found) < MOST_CERTIFICATES:
        size = 4 + int.from_bytes(data[at + 2 : at + 4], "big")
        if data[at - 3 : at] == b"\x59" + size.to_bytes(2, "big"):
            found.append(x509.load_der_x509_certificate(data[at : at + size]))
            at += size
        at = data.find(b"\x30\x82", at + 1)
    return found


def _fits(leaf: x509.Certificate, claim: bytes, protected: bytes, signature: bytes) -> bool:
    """Whether this certificate's key made the signature, over claim and protected header."""
    key = leaf.public_key()
    if not isinstance(key, ec.EllipticCurvePublicKey) or key.curve.name != "secp256r1":
        return False
    # Sig_structure of RFC 9052, 4.4, without external data
    signed = b"\x84\x6aSignature1" + _string(protected) + _string(b"") + _string(claim)
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    try:
        key.verify(encode_dss_signature(r, s), signed, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        return False
    return True


def _string(content: bytes) -> bytes:
    """As a CBOR byte string."""
    size = len(content)
    if size < 24:
        return bytes([0x40 + size]) + content
    width = next(n for n in (1, 2, 4, 8) if size < 1 << 8 * n)
    return bytes([{1: 0x58, 2: 0x59, 4: 0x5A, 8: 0x5B}[width]]) + size.to_bytes(width, "big") + content


def _issued(
    below: x509.Certificate, known: Sequence[x509.Certificate], top: x509.Certificate, now: datetime, steps: int
) -> bool:
    """Whether a line of certificates that have not ended leads from this one up to ``top``."""
    living = (each for each in known if each.not_valid_before_utc <= now <= each.not_valid_after_utc)
    above = (each for each in living if steps and _issuer(each, below))
    return any(each == top or _issued(each, known, top, now, steps - 1) for each in above)


def _issuer(above: x509.Certificate, below: x509.Certificate) -> bool:
    try:
        may = above.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        below.verify_directly_issued_by(above)
    except (x509.ExtensionNotFound, InvalidSignature, ValueError, TypeError):
        return False
    return may and above != below
