"""Memory of a process that runs for weeks. What concerns glibc does nothing beside another C library."""

from __future__ import annotations

import contextlib
import ctypes
import gc
from functools import cache


@cache
def glibc() -> ctypes.CDLL | None:
    """The C library when it is glibc, which alone has this name; else None."""
    with contextlib.suppress(OSError):
        return ctypes.CDLL("libc.so.6")
    return None


def give_back() -> None:
    """Returns every free page of the heap to the system, also those between two things that live."""
    trim = getattr(glibc(), "malloc_trim", None)
    if trim is not None:
        trim(0)


def leave_alone_what_stands() -> None:
    """Later collections pass over every object that lives now. For a process that has just finished starting.

    Modules, classes and tools stay as long as it does; looking through them took a worker 0.1 s after every job.
    """
    gc.collect()
    gc.freeze()
