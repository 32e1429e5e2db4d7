"""Encrypted files on the local disk: 256 folders, random names, complete or absent, mode 0600.

This module knows ids and encrypted bytes only; owner and expiry are in the rows (``vault.py``). It refuses new files
when the disk is nearly full. It also keeps a ballast file, which is deleted when an erasure meets a full disk, since a
DELETE needs room too (measured: 2 MB were enough, 1 MB was not; 16 MB are kept).
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from storage.errors import DiskFull, NotFound, VaultDamaged
from storage.failpoints import failpoint
from storage.home import Home
from storage.logs import log
from storage.records import ObjectId
from storage.vault.files import TEMP_SUFFIX, fsync_folder, is_abandoned, reserve, write_new

FREE_SHARE = 0.05  # of the disk
FREE_BYTES = 500 * 1000 * 1000
BALLAST_BYTES = 16 * 1024 * 1024
FOLDERS = 256

_NAME = re.compile(r"[0-9a-f]{32}")


class Blobs:
    def __init__(self, home: Home) -> None:
        self.folder = home.data / "objects"
        self._ballast = home.data / "ballast"
        self._tmp = home.tmp
        for n in range(FOLDERS):
            (self.folder / f"{n:02x}").mkdir(mode=0o700, parents=True, exist_ok=True)

    # --- files -----------------------------------------------------------------------------------------

    def write(self, object_id: ObjectId, sealed: bytes) -> None:
        """Durable when it returns. Raises ``DiskFull`` below the reserve or when the disk really is full."""
        self._refuse_when_low(len(sealed))
        write_new(self.path(object_id), sealed)

    def read(self, object_id: ObjectId) -> bytes:
        """Raises ``VaultDamaged`` when the file is missing or unreadable although its row exists."""
        try:
            return self.path(object_id).read_bytes()
        except OSError as failed:
            raise VaultDamaged from failed

    def erase(self, object_id: ObjectId) -> bool:
        """Unlinks durably. True when there was a file. Needs no free space."""
        path = self.path(object_id)
        try:
            path.unlink()
        except FileNotFoundError:
            return False
        failpoint("blob.unlinked")
        fsync_folder(path.parent)
        return True

    def older_than(self, instant: datetime) -> Iterator[ObjectId]:
        """Ids of files last changed before ``instant``, for the sweep of orphans."""
        for path in sorted(self.folder.glob("??/*")):
            with contextlib.suppress(FileNotFoundError):
                changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                if _NAME.fullmatch(path.name) and changed < instant:
                    yield ObjectId(path.name)

    def path(self, object_id: ObjectId) -> Path:
        """Raises ``NotFound`` for anything but 32 hexadecimal digits, so no id leads out of the folder."""
        if not _NAME.fullmatch(object_id):
            raise NotFound
        return self.folder / object_id[:2] / object_id

    # --- start and room -----------------------------------------------------------------------------------------

    def sweep(self) -> int:
        """Removes files that a killed process left half written, and restores the ballast. Returns how many files."""
        unfinished = self.folder.glob(f"??/*{TEMP_SUFFIX}")
        left = [path for path in (*unfinished, *self._tmp.rglob("*")) if path.is_file() and is_abandoned(path)]
        for path in left:
            path.unlink(missing_ok=True)
        self.fill_ballast()
        return len(left)

    def fill_ballast(self) -> None:
        """Makes the ballast file when there is room. Its blocks are allocated; it is not sparse."""
        if self._ballast.exists() and self._ballast.stat().st_size == BALLAST_BYTES:
            return
        with contextlib.suppress(DiskFull):
            self._refuse_when_low(BALLAST_BYTES)
            reserve(self._ballast, BALLAST_BYTES)

    def release_ballast(self) -> bool:
        """Deletes the ballast for an erasure on a full disk. True when there was one."""
        try:
            self._ballast.unlink()
        except FileNotFoundError:
            return False
        log.warning("disk.ballast_released")
        return True

    def _refuse_when_low(self, size: int) -> None:
        disk = shutil.disk_usage(self.folder)
        if disk.free - size < max(FREE_BYTES, FREE_SHARE * disk.total):
            raise DiskFull
