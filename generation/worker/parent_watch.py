"""A worker child ends with its bot: a killed bot could not stop it, and the next bot starts a new one.

On Linux and other POSIX systems a process whose parent has ended gets another parent.
"""

from __future__ import annotations

import os
import signal
import threading
import time

LOOK_EVERY_S = 1.0


def follow_parent(every_s: float = LOOK_EVERY_S) -> None:
    """From now on this process gets SIGTERM once its parent has ended, so a picture in work may finish."""
    parent = os.getppid()
    threading.Thread(target=_until_gone, args=(parent, every_s), name="follow-parent", daemon=True).start()


def _until_gone(parent: int, every_s: float) -> None:
    while os.getppid() == parent:
        time.sleep(every_s)
    os.kill(os.getpid(), signal.SIGTERM)
