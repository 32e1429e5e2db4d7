"""Signs the receipts people get, and tells whether one is as it was signed.

The signature (Ed25519, its key derived from the root secret) is the last line of the file and covers every byte before
it. It is the same for the same page, so a receipt asked for twice is the same file.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

if TYPE_CHECKING:
    from storage.vault.keys import Keys

_LINE = "<!-- candid receipt, ed25519 {key} {signature} -->"
_SIGNED = re.compile(rb"\n<!-- candid receipt, ed25519 ([0-9a-f]{64}) ([0-9a-f]{128}) -->\s*\Z")
_NAMES_ITSELF = re.compile(rb"candid receipt|ed25519")  # one of both stands in a last line that was damaged a little
_PICTURE = re.compile(rb"\xff\xd8|\x89PNG|RIFF|GIF8|....ftyp", re.DOTALL)


class Verdict(StrEnum):
    """``UNKNOWN``: not signed by this installation, or its last line no longer says so."""

    VALID = "valid"
    ALTERED = "altered"
    UNKNOWN = "unknown"


def signed(keys: Keys, page: bytes) -> bytes:
    """The page with its signature as the last line."""
    line = _LINE.format(key=public_key(keys), signature=_key(keys).sign(page).hex())
    return page + b"\n" + line.encode() + b"\n"


def public_key(keys: Keys) -> str:
    """64 hex digits: by it a receipt names the installation that signed it."""
    return _key(keys).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()


def is_receipt(data: bytes) -> bool:
    """Also of one that was altered, its last line included. A picture that ends like a receipt stays a picture."""
    return not _PICTURE.match(data) and _NAMES_ITSELF.search(data) is not None


def judge(keys: Keys | None, data: bytes) -> Verdict:
    """``keys``: None where there is no installation; then every receipt is unknown."""
    found = _SIGNED.search(data)
    if keys is None or found is None or found[1].decode() != public_key(keys):
        return Verdict.UNKNOWN
    try:
        _key(keys).public_key().verify(bytes.fromhex(found[2].decode()), data[: found.start()])
    except InvalidSignature:
        return Verdict.ALTERED
    return Verdict.VALID


def _key(keys: Keys) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(keys.derive(b"receipt signature"))
