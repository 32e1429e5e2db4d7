"""What ``candid doctor`` checks about Content Credentials: that the certificate can sign, and when it ends."""

from __future__ import annotations

from datetime import datetime, timedelta

from cryptography import x509

from generation.disclosure.chain import FOLDER, LEAF, RENEW_BEFORE
from generation.settings import GenerationSettings
from storage.clock import SystemClock
from storage.operations.check import Check

NAME = "Content Credentials"


def credential_checks() -> list[Check]:
    """The entry in ``candid.checks``; reads the settings, since doctor is a door."""
    settings = GenerationSettings()
    now = SystemClock().now()
    if settings.credentials_certificates is None:
        path = settings.config_dir.expanduser() / FOLDER / LEAF
        if not path.is_file():
            return [Check(name=NAME, ok=True, detail="a certificate of this installation's own is made at first start")]
        return [certificate(path.read_bytes(), now, own=True)]
    try:
        pem = settings.credentials_certificates.read_bytes()
    except OSError as error:
        detail = f"{settings.credentials_certificates}: {error.strerror}"
        return [Check(name=NAME, ok=False, detail=detail, fix="Correct CANDID_CREDENTIALS_CERTIFICATES.")]
    return [certificate(pem, now, own=False)]


def certificate(pem: bytes, now: datetime, *, own: bool) -> Check:
    """An expired certificate can seal no picture, so the check of an operator's fails a month before it expires."""
    leaf = x509.load_pem_x509_certificate(pem)
    left = leaf.not_valid_after_utc - now
    whose = "made here" if own else "the operator's"
    return Check(
        name=NAME,
        ok=left > (timedelta(0) if own else RENEW_BEFORE),
        detail=f"certificate {whose}, valid until {leaf.not_valid_after_utc.date().isoformat()}",
        fix="Start Candid: it renews its own certificate."
        if own
        else "Ask your certificate authority for a new one and set CANDID_CREDENTIALS_CERTIFICATES and _KEY.",
    )
