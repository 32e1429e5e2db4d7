"""What lies in the store of encrypted bytes, folder or bucket, and how it is damaged there."""

from __future__ import annotations

from storage.records import ObjectId
from storage.store import Storage


def holds(storage: Storage, object_id: ObjectId) -> bool:
    return object_id in set(storage.vault.blobs.names())


def put(storage: Storage, object_id: ObjectId, raw: bytes) -> None:
    """Replaces an object by any bytes."""
    blobs = storage.vault.blobs
    assert blobs.erase(object_id)
    blobs.write(object_id, raw)
