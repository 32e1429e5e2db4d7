"""Ends the epoch of the master key when it must end, and keeps the copy of the living's keys the latest one.

An erasure is complete against old copies once the epoch that its key belonged to has ended here (``vault/keys.py``) and
in the copy the operator asked for (``CANDID_KEYS_COPY_DIR``). A copy that cannot be written (a disk that is not
plugged in) holds no erasure back: the receipt says that it still lies there, and each purge tries it again.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from storage.errors import StorageError
from storage.logs import log
from storage.retention.erasure_list import ErasedList

if TYPE_CHECKING:
    from storage.store import Storage


async def renew_if_stale(storage: Storage) -> datetime:
    """Returns when the present epoch began: older copies of the key ring open nothing. Raises ``DiskFull``."""
    return await storage.keys.renew_if_stale(storage.clock.now())


async def keep_copy_latest(storage: Storage) -> bool:
    """Whether the operator's copy is the latest one, or none was asked for."""
    folder = storage.settings.keys_copy_dir
    if folder is None:
        return True
    try:
        await write_copy(storage, folder.expanduser())
    except (OSError, StorageError) as failed:
        log.warning("keys.copy_failed", error=type(failed).__name__)
        return False
    return True


async def write_copy(storage: Storage, folder: Path) -> Path:
    """Raises ``OSError``, ``DiskFull``."""
    from storage.vault import key_copies  # brings its cryptography along, for which a start should not wait

    ring = await storage.keys.ring()
    if key_copies.is_latest(folder, ring):
        return folder / key_copies.NAME
    return await asyncio.to_thread(key_copies.write, folder, ring, ErasedList(storage.home).ids())
