"""Signs Content Credentials (C2PA) into finished files and reads them back; only a time-stamp server is ever contacted.

By default the library embeds a thumbnail of the upload in the delivered file, which would break our promises. Every
context here turns thumbnails off, and the seal refuses a file that holds one.
"""

from __future__ import annotations

import io
import json
import threading
import time
from dataclasses import dataclass
from typing import Any

import c2pa

from generation.disclosure.chain import C2PA_SIGNING, Chain
from generation.disclosure.manifest import DISCLOSURE
from generation.intake import claims
from storage.logs import log

NO_TIMESTAMP_FOR_S = 600.0  # after a time-stamp server failed, sign without it for this long
EKUS = "\n".join((C2PA_SIGNING.dotted_string, "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.36"))  # + e-mail, documents
MAX_MANIFEST_JSON = 4 * 1024 * 1024


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

    ``state``: "ours" (valid, signed by this installation), "other" (valid, signed by somebody else), "broken" (the
    picture or its manifest was changed, or the manifest cannot be read), "remote" (only a web address, not followed).
    """

    state: str
    source_type: str = ""  # IPTC code of the strongest claim in the whole chain, see ``intake.claims``
    label_code: str = ""  # from our own assertion, else ""
    id: str = ""  # from our own assertion, else ""
    has_pixels: bool = False  # a thumbnail is inside
    timestamped: bool = False
    serial: str = ""  # of the certificate that signed


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
        """The file with its manifest. If the time-stamp server fails, it is signed without a stamp; this is logged."""
        with self._lock:
            if self._stamped is not None and time.monotonic() >= self._no_timestamp_until:
                try:
                    return self._signed(self._stamped, data, media_type, definition)
                except c2pa.C2paError:
                    self._no_timestamp_until = time.monotonic() + NO_TIMESTAMP_FOR_S
                    log.warning("timestamp.missing", seconds=NO_TIMESTAMP_FOR_S)
            return self._signed(self._plain, data, media_type, definition)

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
    if found is None or found.state != "other" or not anchors.issuer:
        return found
    by_issuer = _read(data, media_type, anchors.issuer)
    return by_issuer if by_issuer is not None and by_issuer.serial == anchors.serial else found


def _read(data: bytes, media_type: str, anchor: str) -> Credentials | None:
    """Here "ours" means: signed by a chain that ends at ``anchor``."""
    try:
        reader = c2pa.Reader.try_create(media_type, io.BytesIO(data), context=_context(anchor))
    except c2pa.C2paError as error:
        return _unreadable(error)
    if reader is None:
        return None
    with reader:
        state, raw = reader.get_validation_state(), reader.json()
    if len(raw) > MAX_MANIFEST_JSON:
        return Credentials(state="broken")
    return _credentials(state or "", json.loads(raw), claims.strongest(claims.source_types(raw)))


def _unreadable(error: Exception) -> Credentials | None:
    name = type(error).__name__
    if "ManifestNotFound" in name:
        return None
    return Credentials(state="remote" if "Remote" in name or "remote" in str(error).lower() else "broken")


def _credentials(state: str, store: dict[str, Any], source_type: str) -> Credentials:
    manifests: dict[str, Any] = store.get("manifests", {})
    active = manifests.get(store.get("active_manifest", ""), {})
    assertions = {entry.get("label", ""): entry.get("data", {}) for entry in active.get("assertions", [])}
    ours = assertions.get(DISCLOSURE, {})
    edits = ours.get("edits", {}) if isinstance(ours, dict) else {}
    return Credentials(
        state={"Trusted": "ours", "Valid": "other"}.get(state, "broken"),
        source_type=source_type,
        label_code=str(edits.get("label", "")) if isinstance(edits, dict) else "",
        id=str(ours.get("id", "")) if isinstance(ours, dict) else "",
        has_pixels=any(_has_pixels(manifest) for manifest in manifests.values()),
        timestamped=bool(active.get("signature_info", {}).get("time")),
        serial=str(active.get("signature_info", {}).get("cert_serial_number", "")),
    )


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
