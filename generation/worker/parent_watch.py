"""A worker child does not outlive its bot: one that was killed could not ask it to stop, and its next start brings one.

Linux and other POSIX systems: a process whose parent ended gets another one.
"""

from __future__ import annotations

import os
import signal
import threading
import time

LOOK_EVERY_S = 1.0


def follow_parent(every_s: float = LOOK_EVERY_S) -> None:
    """From now on this process is asked to stop (SIGTERM, so a picture in work may end) once its parent has ended."""
    parent = os.getppid()
    threading.Thread(target=_until_gone, args=(parent, every_s), name="follow-parent", daemon=True).start()


def _until_gone(parent: int, every_s: float) -> None:
    while os.getppid() == parent:
        time.sleep(every_s)
    os.kill(os.getpid(), signal.SIGTERM)
