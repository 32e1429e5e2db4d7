"""Encrypted objects in a bucket: S3 and what speaks its language, Google Cloud Storage, Azure. The library is obstore.

Credentials, region and endpoint are those of the environment that each platform's own tools read (``AWS_…``,
``GOOGLE_…``, ``AZURE_STORAGE_…``); the URL holds none.

Each object is sent in one request and never in parts: a process killed meanwhile leaves nothing in the bucket, no
unfinished upload either. An object that can still be read by its version after it was deleted is not erased: a bucket
that keeps versions, or locks objects, is refused at the start and again at any erasure.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from storage.clock import SystemClock
from storage.errors import ExtraMissing, StoreKeepsErased, StoreUnreachable, VaultDamaged
from storage.logs import log
from storage.records import ObjectId
from storage.vault.blobs import checked, is_name, unlinked

if TYPE_CHECKING:
    from pathlib import Path

PROBE = "probe-"
PROBE_AGE = timedelta(hours=1)  # much longer than one takes between writing and erasing it
ANSWERS_WITHIN = timedelta(seconds=30)
RETRIES = 3
_NO_VERSION = {None, "null"}  # what S3 says of an object written while no versions are kept


class BucketStore:
    """A ``Blobs``. ``url``: s3://BUCKET[/PREFIX], gs://…, az://CONTAINER[/PREFIX]. Raises ``ExtraMissing``."""

    folder: Path | None = None
    at_once = 200  # two requests for each

    def __init__(self, url: str) -> None:
        try:
            import obstore
            from obstore.store import from_url
        except ImportError as missing:
            raise ExtraMissing from missing
        self.where = url
        self._api: Any = obstore
        self._kept = False  # whether an object was found again by its version
        self._store: Any = from_url(
            url,
            retry_config={"max_retries": RETRIES, "retry_timeout": ANSWERS_WITHIN},
            # http:// only where the operator names such an endpoint; the bytes are encrypted before they go
            client_options={"timeout": ANSWERS_WITHIN, "allow_http": True},
        )

    def write(self, object_id: ObjectId, sealed: bytes) -> None:
        with self._answering():
            self._put(checked(object_id), sealed)

    def read(self, object_id: ObjectId) -> bytes:
        with self._answering():
            try:
                return bytes(self._api.get(self._store, checked(object_id)).bytes())
            except FileNotFoundError as gone:
                raise VaultDamaged from gone

    def erase(self, object_id: ObjectId) -> bool:
        with self._answering():
            return self._erase(checked(object_id))

    def erase_all(self, object_ids: Sequence[ObjectId]) -> int:
        return sum(self.erase(object_id) for object_id in object_ids)

    def older_than(self, instant: datetime) -> Iterator[ObjectId]:
        yield from (ObjectId(name) for name, changed in self._listed() if is_name(name) and changed < instant)

    def names(self) -> Iterator[str]:
        yield from (name for name, _ in self._listed())

    def sweep(self) -> int:
        """Probes of processes that were killed before they erased them."""
        before = SystemClock().now() - PROBE_AGE
        left = [name for name, changed in self._listed() if name.startswith(PROBE) and changed < before]
        with self._answering():
            return sum(self._erase(name) for name in left)

    def refuse_keeping(self) -> None:
        name = f"{PROBE}{secrets.token_hex(16)}"
        with self._answering():
            self._put(name, b"candid")
            self._erase(name)

    def remove_all(self) -> None:
        names = [name for name in self.names() if is_name(name) or name.startswith(PROBE)]
        with self._answering():
            for name in names:
                self._erase(name)

    def _put(self, name: str, data: bytes) -> None:
        self._api.put(self._store, name, data, use_multipart=False)

    def _erase(self, name: str) -> bool:
        try:
            version = self._api.head(self._store, name)["version"]
        except FileNotFoundError:
            if self._kept:  # a second try finds no name; its version may be there yet
                self.refuse_keeping()
            return False
        self._api.delete(self._store, name)
        unlinked()
        self._kept = version not in _NO_VERSION and self._still_there(name, version)
        if self._kept:
            log.error("store.keeps_erased")
            raise StoreKeepsErased
        return True

    def _still_there(self, name: str, version: str) -> bool:
        try:
            self._api.get(self._store, name, options={"version": version, "range": (0, 1)})
        except FileNotFoundError:
            return False
        return True

    def _listed(self) -> Iterator[tuple[str, datetime]]:
        with self._answering():
            for some in self._api.list(self._store):
                yield from ((str(each["path"]), each["last_modified"].astimezone(UTC)) for each in some)

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """Whatever the library says of network or permission is one error that names the platform, not the reply."""
        try:
            yield
        except self._api.exceptions.BaseError as failed:
            log.warning("store.unreachable", error=type(failed).__name__)
            message = (
                f"{urlsplit(self.where).scheme}: {type(failed).__name__}. {' '.join(str(StoreUnreachable()).split())}"
            )
            raise StoreUnreachable(message) from failed
