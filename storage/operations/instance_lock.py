"""One bot per data folder: two would both answer, and lose or double messages.

The lock is the kernel's, so it ends with the process. Containers that share the folder share the lock.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from storage.errors import InUse
from storage.home import Home

LOCK = "bot.lock"  # in the data folder


@contextmanager
def serving_alone(home: Home) -> Iterator[None]:
    """Raises ``InUse`` while another process is inside this block for the same data folder."""
    home.create()
    handle = os.open(home.data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as held:
            raise InUse(f"Another bot is serving {home.data}. Stop it first, or set CANDID_DATA_DIR.") from held
        yield
    finally:
        os.close(handle)
