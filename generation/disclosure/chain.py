"""Owns the keys that sign Content Credentials: a chain made here at first start, or the operator's own certificate.

Self-made: root -> issuing CA -> leaf, kept in ``credentials/`` of the config folder, keys readable by this user only.
The root's key is never stored. A leaf that expires within a month is replaced under the same root, so that pictures
signed before still count as ours. A self-made chain proves "signed by this installation" and nothing more.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import CertificatePublicKeyTypes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

FOLDER = "credentials"
ROOT, ISSUER, ISSUER_KEY, LEAF = "root.pem", "issuer.pem", "issuer.key", "leaf.pem"
C2PA_SIGNING = ObjectIdentifier("1.3.6.1.4.1.62558.2.1")  # c2pa-kp-claimSigning, C2PA certificate policy
EMAIL, DOCUMENTS = ExtendedKeyUsageOID.EMAIL_PROTECTION, ObjectIdentifier("1.3.6.1.5.5.7.3.36")
# C2PA 2.4, 14.4.1: for older verifiers a signer's certificate also names one of the two uses from before that code.
USES = (C2PA_SIGNING, EMAIL)
ROOT_LIFE, ISSUER_LIFE, LEAF_LIFE = timedelta(days=3650), timedelta(days=3640), timedelta(days=397)
RENEW_BEFORE = timedelta(days=30)
BACKDATED = timedelta(minutes=5)  # a verifier's clock may be a little behind ours
ORGANISATION = "Candid, self-made by this installation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """``certificates``: leaf first, PEM; ``anchor``: the certificate that our verifiers trust, PEM.

    ``serial``: the leaf's number, decimal, where the anchor also signs leaves of others; "" for our own root.
    """

    certificates: str
    key: str
    anchor: str
    serial: str
    expires_at: datetime


def open_chain(config: Path, now: datetime) -> Chain:
    """The installation's own chain, made at the first call. A leaf that expires within ``RENEW_BEFORE``, or was
    made for other uses, is renewed.
    """
    folder = config / FOLDER
    if not (folder / ROOT).is_file():
        _make(folder, now)
    leaf = x509.load_pem_x509_certificate((folder / LEAF).read_bytes())
    if leaf.not_valid_after_utc - now < RENEW_BEFORE or _uses(leaf) != set(USES):
        issuer = x509.load_pem_x509_certificate((folder / ISSUER).read_bytes())
        _write_leaf(folder, issuer, _load_key((folder / ISSUER_KEY).read_bytes()), now)
    key, certificate = _split((folder / LEAF).read_text("ascii"))
    return Chain(
        certificates=certificate + (folder / ISSUER).read_text("ascii"),
        key=key,
        anchor=(folder / ROOT).read_text("ascii"),
        serial="",
        expires_at=x509.load_pem_x509_certificate(certificate.encode()).not_valid_after_utc,
    )


def _uses(leaf: x509.Certificate) -> set[ObjectIdentifier]:
    return set(leaf.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value)


def operators_chain(certificates: Path, key: Path) -> Chain:
    """The operator's certificate chain (PEM, leaf first) and its EC P-256 key.

    Raises ``ValueError`` for another kind of key, or when the issuing certificate is not in the chain.
    """
    pem = certificates.read_text("ascii")
    leaf, anchor, serial = operators_anchor(pem)
    _load_key(key.read_bytes())
    return Chain(
        certificates=pem,
        key=key.read_text("ascii"),
        anchor=anchor,
        serial=serial,
        expires_at=leaf.not_valid_after_utc,
    )


def operators_anchor(pem: str) -> tuple[x509.Certificate, str, str]:
    """Leaf, topmost certificate (PEM) and the leaf's serial number of an operator's chain. Needs no key."""
    leaf, *above = x509.load_pem_x509_certificates(pem.encode())
    if not above:
        raise ValueError("the certificate chain for Content Credentials must hold the issuing certificate, too")
    return leaf, _pem(above[-1]).decode(), str(leaf.serial_number)


def anchor_of(config: Path) -> str:
    """The public root of this installation, PEM; "" when none was made yet. Needs no key and makes nothing."""
    root = config / FOLDER / ROOT
    return root.read_text("ascii") if root.is_file() else ""


def _make(folder: Path, now: datetime) -> None:
    """All files appear in one step; when another process was quicker, its chain is kept."""
    folder.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".credentials-") as name:
        made = Path(name) / FOLDER
        made.mkdir(mode=0o700)
        root_key, issuer_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        root = _certificate(
            _name("Candid root"), root_key.public_key(), None, root_key, valid=(now, ROOT_LIFE), path_length=1
        )
        issuer = _certificate(
            _name("Candid issuer"), issuer_key.public_key(), root, root_key, valid=(now, ISSUER_LIFE), path_length=0
        )
        _write(made / ROOT, _pem(root))
        _write(made / ISSUER, _pem(issuer))
        _write(made / ISSUER_KEY, _key_pem(issuer_key))
        _write_leaf(made, issuer, issuer_key, now)
        try:
            made.rename(folder)
        except OSError:
            if not (folder / ROOT).is_file():
                raise


def _write_leaf(folder: Path, issuer: x509.Certificate, issuer_key: ec.EllipticCurvePrivateKey, now: datetime) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    leaf = _certificate(
        _name("Candid signer"), key.public_key(), issuer, issuer_key, valid=(now, LEAF_LIFE), path_length=None
    )
    _write(folder / LEAF, _key_pem(key) + _pem(leaf))


def _certificate(
    subject: x509.Name,
    public_key: CertificatePublicKeyTypes,
    issuer: x509.Certificate | None,
    signing_key: ec.EllipticCurvePrivateKey,
    *,
    valid: tuple[datetime, timedelta],
    path_length: int | None,
) -> x509.Certificate:
    """``path_length`` None makes a leaf that may only sign C2PA claims; ``issuer`` None makes a root."""
    now, life = valid
    authority = path_length is not None
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(public_key)
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + life)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=path_length), critical=True)
        .add_extension(_usage(authority=authority), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(public_key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signing_key.public_key()), critical=False)
    )
    if not authority:
        builder = builder.add_extension(x509.ExtendedKeyUsage(USES), critical=False)
    return builder.sign(signing_key, hashes.SHA256())


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, ORGANISATION),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _load_key(pem: bytes) -> ec.EllipticCurvePrivateKey:
    key = serialization.load_pem_private_key(pem, None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError("the key for Content Credentials must be an EC P-256 key")
    return key


def _split(pem: str) -> tuple[str, str]:
    at = pem.index("-----BEGIN CERTIFICATE-----")
    return pem[:at], pem[at:]


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _key_pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )


def _write(path: Path, data: bytes) -> None:
    """Replaces the file in one step. Only this user can read it, from its first byte on."""
    part = path.with_suffix(".part")
    part.unlink(missing_ok=True)
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
