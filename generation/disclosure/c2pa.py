"""Signs Content Credentials (C2PA) into finished files and reads them back; only a time-stamp server is ever contacted.

By default the library embeds a thumbnail of the upload in the delivered file, which would break our promises. Every
context here turns thumbnails off, and the seal refuses a file that holds one.
"""

from __future__ import annotations

import contextlib
import io
import itertools
import json
import threading
import time
from dataclasses import dataclass, replace
from typing import Any

import c2pa

from generation.disclosure import ended
from generation.disclosure.chain import C2PA_SIGNING, DOCUMENTS, EMAIL, Chain
from generation.disclosure.manifest import DISCLOSURE
from generation.intake import claims, containers, metadata
from storage.clock import SystemClock
from storage.logs import log

STAMPED_WITHIN_S = 5.0  # the library itself waits for half a minute
NO_TIMESTAMP_FOR_S = 600.0  # after a time-stamp server failed, sign without it for this long
EKUS = "\n".join(use.dotted_string for use in (C2PA_SIGNING, EMAIL, DOCUMENTS))  # of others, too, when read here
MAX_MANIFEST_JSON = 4 * 1024 * 1024
SIGNED, TRUSTED = "claimSignature.validated", "signingCredential.trusted"
ENDED = frozenset({"signingCredential.expired", "signingCredential.untrusted"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchors:
    """Certificates whose signatures count as ours. ``root``: this installation's, PEM; ``issuer``: the topmost of the
    operator's chain, PEM; ``serial``: number of the operator's own certificate, decimal. Any may be "".
    """

    root: str = ""
    issuer: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Credentials:
    """What a manifest says and whether to believe it.

    ``state``: "ours" (signed by this installation, unchanged), "ended" (the same, but the certificate has ended since),
    "other" (unchanged, signed by somebody else), "broken" (file or manifest were changed after signing: a hash does not
    match), "unreadable" (cannot be read or checked), "remote" (only a web address, not followed).
    """

    state: str
    source_type: str = ""  # IPTC code of the strongest claim in the whole chain, see ``intake.claims``
    label_code: str = ""  # from our own assertion, else ""
    id: str = ""  # from our own assertion, else ""
    has_pixels: bool = False  # a thumbnail is inside
    timestamped: bool = False
    serial: str = ""  # of the certificate that signed
    ended: str = ""  # name of the manifest, where all that speaks against it is the end of its certificate


class Signer:
    """Signs with one chain. Safe to share between threads: a signature takes about a millisecond."""

    def __init__(self, chain: Chain, timestamp_url: str = "") -> None:
        self._context = _context(chain.anchor)
        self._plain = _signer(chain, "")
        self._stamped = _signer(chain, timestamp_url) if timestamp_url else None
        self._no_timestamp_until = 0.0
        self._lock = threading.Lock()
        self.anchors = anchors_of(chain)

    def sign(self, data: bytes, media_type: str, definition: dict[str, Any]) -> bytes:
        """The file with its manifest. If the time-stamp server fails, or says nothing for ``STAMPED_WITHIN_S``, it is
        signed without a stamp; this is logged.
        """
        with self._lock:
            if self._stamped is not None and time.monotonic() >= self._no_timestamp_until:
                stamped = self._stamped_in_time(self._stamped, data, media_type, definition)
                if stamped is not None:
                    return stamped
                self._no_timestamp_until = time.monotonic() + NO_TIMESTAMP_FOR_S
                log.warning("timestamp.missing", seconds=NO_TIMESTAMP_FOR_S)
            return self._signed(self._plain, data, media_type, definition)

    def _stamped_in_time(
        self, signer: c2pa.Signer, data: bytes, media_type: str, definition: dict[str, Any]
    ) -> bytes | None:
        """In a thread of its own, since the library cannot be told when to give up; it ends by itself."""
        made: list[bytes] = []

        def work() -> None:
            with contextlib.suppress(c2pa.C2paError):
                made.append(self._signed(signer, data, media_type, definition))

        asking = threading.Thread(target=work, name="time stamp", daemon=True)
        asking.start()
        asking.join(STAMPED_WITHIN_S)
        return made[0] if made else None

    def _signed(self, signer: c2pa.Signer, data: bytes, media_type: str, definition: dict[str, Any]) -> bytes:
        out = io.BytesIO()
        builder = c2pa.Builder(definition, self._context)
        try:
            builder.sign(signer, media_type, io.BytesIO(data), out)
        finally:
            builder.close()
        return out.getvalue()


def anchors_of(chain: Chain) -> Anchors:
    return Anchors(issuer=chain.anchor, serial=chain.serial) if chain.serial else Anchors(root=chain.anchor)


def read(data: bytes, media_type: str, anchors: Anchors) -> Credentials | None:
    """The file's active manifest, None when it has none. Never raises for what the bytes hold; opens no connection."""
    found = _read(data, media_type, anchors.root)
    if found is None or found.state != "other":
        return found
    if anchors.issuer:
        by_issuer = _read(data, media_type, anchors.issuer)
        if by_issuer is not None and by_issuer.serial == anchors.serial:
            found = by_issuer
    if found.ended and _signed_here(data, found, anchors):
        return replace(found, state="ended")
    return found


def _signed_here(data: bytes, found: Credentials, anchors: Anchors) -> bool:
    boxes, now = metadata.of(data).credentials, SystemClock().now()
    if anchors.root and ended.ours(boxes, found.ended, anchors.root, now) is not None:
        return True
    serial = ended.ours(boxes, found.ended, anchors.issuer, now) if anchors.issuer else None
    return serial is not None and str(serial) == anchors.serial


def _read(data: bytes, media_type: str, anchor: str) -> Credentials | None:
    """Here "ours" means: signed by a chain that ends at ``anchor``."""
    try:
        reader = c2pa.Reader.try_create(media_type, io.BytesIO(data), context=_context(anchor))
    except c2pa.C2paError as error:
        return _unreadable(error, data, media_type, anchor)
    if reader is None:
        return None
    with reader:
        raw = reader.json()
    if len(raw) > MAX_MANIFEST_JSON:
        return Credentials(state="unreadable")
    return _credentials(json.loads(raw), claims.strongest(claims.source_types(raw)))


def _unreadable(error: Exception, data: bytes, media_type: str, anchor: str) -> Credentials | None:
    """The library stumbles over files without credentials, too, and over bytes behind the picture's last box."""
    name = type(error).__name__
    if "ManifestNotFound" in name:
        return None
    if "Remote" in name or "remote" in str(error).lower():
        return Credentials(state="remote")
    inside = metadata.of(data)
    if not inside.credentials:
        return None
    whole = _end_of_boxes(data)
    if whole < len(data):
        return _read(data[:whole], media_type, anchor)
    return Credentials(state="unreadable", source_type=claims.of_credentials(inside))


def _end_of_boxes(data: bytes) -> int:
    """Where the last box of a HEIC or AVIF file ends; phones write pieces of their own after it."""
    if data[4:8] != b"ftyp":
        return len(data)
    real = itertools.takewhile(lambda box: all(0x20 <= letter < 0x7F for letter in box[0]), containers.boxes(data))
    return max((end for _, _, end in real), default=len(data))


def _credentials(store: dict[str, Any], source_type: str) -> Credentials:
    manifests: dict[str, Any] = store.get("manifests", {})
    label = str(store.get("active_manifest", ""))
    active = manifests.get(label, {})
    assertions = {entry.get("label", ""): entry.get("data", {}) for entry in active.get("assertions", [])}
    ours = assertions.get(DISCLOSURE, {})
    edits = ours.get("edits", {}) if isinstance(ours, dict) else {}
    checks = store.get("validation_results", {}).get("activeManifest", {})
    passed, failed = (frozenset(each.get("code", "") for each in checks.get(key, [])) for key in ("success", "failure"))
    return Credentials(
        state=_state(passed, failed),
        source_type=source_type,
        label_code=str(edits.get("label", "")) if isinstance(edits, dict) else "",
        id=str(ours.get("id", "")) if isinstance(ours, dict) else "",
        has_pixels=any(_has_pixels(manifest) for manifest in manifests.values()),
        timestamped=bool(active.get("signature_info", {}).get("time")),
        serial=str(active.get("signature_info", {}).get("cert_serial_number", "")),
        ended=label if failed == ENDED and SIGNED in passed else "",
    )


def _state(passed: frozenset[str], failed: frozenset[str]) -> str:
    """From the codes of C2PA 2.x, 15.2. Who signed, and whether that certificate is still good, is not a change."""
    if any(code.endswith(".mismatch") for code in failed):
        return "broken"
    if SIGNED not in passed or any(not code.startswith("signingCredential.") for code in failed):
        return "unreadable"
    return "ours" if not failed and TRUSTED in passed else "other"


def _has_pixels(manifest: dict[str, Any]) -> bool:
    """A thumbnail of the picture or of one of its ingredients."""
    parts = [manifest, *manifest.get("ingredients", [])]
    labels = [entry.get("label", "") for entry in manifest.get("assertions", [])]
    return any("thumbnail" in part for part in parts) or any("thumbnail" in label for label in labels)


def _context(anchor: str) -> c2pa.Context:
    trust = {"trust_config": EKUS}
    if anchor:
        trust["user_anchors"] = anchor
    return c2pa.Context.from_dict(
        {
            "version": 1,
            "verify": {
                "verify_after_sign": False,
                "verify_trust": True,
                "remote_manifest_fetch": False,
                "ocsp_fetch": False,
            },
            "trust": trust,
            "builder": {"thumbnail": {"enabled": False}},
        }
    )


def _signer(chain: Chain, timestamp_url: str) -> c2pa.Signer:
    return c2pa.Signer.from_info(
        c2pa.C2paSignerInfo("es256", chain.certificates.encode(), chain.key.encode(), timestamp_url.encode() or None)
    )
