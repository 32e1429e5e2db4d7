"""What the file system alone takes: the same files in the same folders, unlinked and their folders synced, and no rows.

Some disks are told of each freed block at once (mount option ``discard``): there an unlink waits for the disk, and one
after the other is far slower than many side by side.
"""

from __future__ import annotations

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path


def unlinked_s(folder: Path, names: list[str], side_by_side: int) -> float:
    """Seconds until nothing of ``names`` is in ``folder``, whose parts have their last two digits."""
    parts: dict[str, list[str]] = {}
    for name in names:
        parts.setdefault(name[-2:], []).append(f"{folder}/{name[-2:]}/{name}")

    def unlink(paths: list[str]) -> None:
        for path in paths:
            os.unlink(path)

    def sync(part: str) -> None:
        handle = os.open(f"{folder}/{part}", os.O_RDONLY | os.O_DIRECTORY)
        os.fsync(handle)
        os.close(handle)

    with ThreadPoolExecutor(side_by_side) as pool:
        began = time.perf_counter()
        list(pool.map(unlink, parts.values()))
        list(pool.map(sync, parts))
        return time.perf_counter() - began
