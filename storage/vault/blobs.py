"""Where encrypted bytes lie: a folder (``folder_store.py``) or a bucket (``bucket_store.py``).

A store knows ids and encrypted bytes only; owner and expiry are in the rows (``vault.py``). Everything here may be
called from any thread and waits for the disk or the network.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol

from storage.errors import NotFound
from storage.failpoints import failpoint
from storage.records import ObjectId

_NAME = re.compile(r"[0-9a-f]{32}")


def unlinked() -> None:
    """A store calls it once the bytes have no name any more; tests kill the process here."""
    failpoint("blob.unlinked")


class Blobs(Protocol):
    @property
    def where(self) -> str:
        """For people; holds no credentials."""

    @property
    def folder(self) -> Path | None:
        """None for a bucket."""

    @property
    def at_once(self) -> int:
        """How many are best erased in one call of ``erase_all``."""

    def write(self, object_id: ObjectId, sealed: bytes) -> None:
        """Durable, whole or absent, when it returns. Raises ``DiskFull``, ``StoreUnreachable``."""

    def read(self, object_id: ObjectId) -> bytes:
        """Raises ``VaultDamaged`` when there are no such bytes although their row exists, ``StoreUnreachable``."""

    def erase(self, object_id: ObjectId) -> bool:
        """True when there was something. Needs no free space. Raises ``StoreKeepsErased``, ``StoreUnreachable``."""

    def erase_all(self, object_ids: Sequence[ObjectId]) -> int:
        """The same for many at once. Returns how many there were."""

    def older_than(self, instant: datetime) -> Iterator[ObjectId]:
        """Ids of objects last changed before ``instant``, for the sweep of orphans."""

    def names(self) -> Iterator[str]:
        """Everything there, also what is no object's name: unfinished writes, probes."""

    def sweep(self) -> int:
        """Removes what a killed process left unfinished. Returns how many."""

    def remove_all(self) -> None:
        """Erases everything Candid has there, and the folder."""

    def refuse_keeping(self) -> None:
        """Writes a probe and erases it. Raises ``StoreKeepsErased`` when it can still be read."""


def is_name(name: str) -> bool:
    """Whether ``name`` is an object's: 32 hexadecimal digits."""
    return _NAME.fullmatch(name) is not None


def checked(object_id: ObjectId) -> str:
    """Raises ``NotFound`` for anything but an object's name, so no id leads out of the store."""
    if not is_name(object_id):
        raise NotFound
    return object_id
