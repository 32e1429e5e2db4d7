"""Keeps this process's memory private: no other process of the user can read it, and a crash leaves no core dump.

Bot and worker hold keys and tokens. A process that is not dumpable cannot be traced by its own user, and its
``environ`` and ``mem`` under ``/proc`` belong to root. It leaves no core dump, not even where dumps are piped to a
program, which a limit of 0 does not prevent. On Linux; elsewhere only the limit applies.
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import sys

PR_SET_DUMPABLE, PR_GET_DUMPABLE = 4, 3  # linux/prctl.h


def keep_memory_private() -> None:
    """Applies until this process ends; child programs decide for themselves."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def is_memory_private() -> bool:
    """Whether no other process of this user can read this one."""
    return sys.platform == "linux" and bool(ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0)
