"""What a process holds in memory stays there: no other process of this user may read it, and no crash writes it down.

Bot and worker hold keys and tokens. A process that is not dumpable cannot be traced by its own user, its ``environ``
and ``mem`` below ``/proc`` belong to root, and it leaves no core dump, also where dumps are piped to a program, which
a limit of 0 does not stop. Linux; elsewhere only the limit.
"""

from __future__ import annotations

import contextlib
import ctypes
import resource
import sys

PR_SET_DUMPABLE, PR_GET_DUMPABLE = 4, 3  # linux/prctl.h


def keep_memory_private() -> None:
    """For the rest of this process's life; programs that it starts decide for themselves."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


def is_memory_private() -> bool:
    """Whether no other process of this user may read this one."""
    return sys.platform == "linux" and bool(ctypes.CDLL(None).prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0)
