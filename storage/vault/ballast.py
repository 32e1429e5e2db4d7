"""Room on the disk of the data folder: the reserve below which nothing new is taken, and a file to give up.

The ballast file is deleted when an erasure meets a full disk, since a DELETE needs room too (measured: 2 MB were
enough, 1 MB was not; 16 MB are kept).
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from storage.errors import DiskFull
from storage.home import Home
from storage.logs import log
from storage.vault.files import reserve

FREE_SHARE = 0.05  # of the disk
FREE_BYTES = 500 * 1000 * 1000
BALLAST_BYTES = 16 * 1024 * 1024


def refuse_when_low(folder: Path, size: int) -> None:
    """Raises ``DiskFull`` when ``size`` more bytes on the disk of ``folder`` would go below the reserve."""
    disk = shutil.disk_usage(folder)
    if disk.free - size < max(FREE_BYTES, FREE_SHARE * disk.total):
        raise DiskFull


class Ballast:
    def __init__(self, home: Home) -> None:
        self._path = home.data / "ballast"

    def fill(self) -> None:
        """Makes the ballast file when there is room. Its blocks are allocated; it is not sparse."""
        if self._path.exists() and self._path.stat().st_size == BALLAST_BYTES:
            return
        with contextlib.suppress(DiskFull):
            refuse_when_low(self._path.parent, BALLAST_BYTES)
            reserve(self._path, BALLAST_BYTES)

    def release(self) -> bool:
        """Deletes the ballast for an erasure on a full disk. True when there was one."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        log.warning("disk.ballast_released")
        return True
