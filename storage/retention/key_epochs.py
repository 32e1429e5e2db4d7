"""Renews the master key when its epoch must end, and keeps the operator's copy of the keys the latest one.

Old copies of the data cannot bring an erased person back once the epoch of their key has ended here (``vault/keys.py``)
and in the operator's copy (``CANDID_KEYS_COPY_DIR``). A copy that cannot be written (a disk is not plugged in) does not
stop the erasure: the receipt says that the old copy still exists, and each purge tries again.
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
    """For the purge. Returns when the epoch began; older copies of the keys are useless. Raises ``DiskFull``."""
    return await storage.keys.renew_if_stale(storage.clock.now())


async def renew_if_erased(storage: Storage) -> datetime:
    """For an erasure: the same without what is done daily, which takes longer the more people are here."""
    return await storage.keys.renew_if_erased(storage.clock.now())


async def keep_copy_latest(storage: Storage) -> bool:
    """Writes the operator's copy. True when it is the latest now, or when none is configured."""
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
    """Writes the copy unless it is the latest already. Raises ``OSError``, ``DiskFull``."""
    from storage.vault import key_copies  # imported here: it imports cryptography, and a start should not wait for it

    ring = await storage.keys.ring()
    if key_copies.is_latest(folder, ring):
        return folder / key_copies.NAME
    return await asyncio.to_thread(key_copies.write, folder, ring, ErasedList(storage.home).ids())
