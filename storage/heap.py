"""The C library's heap, where that library is glibc; elsewhere these calls do nothing."""

from __future__ import annotations

import contextlib
import ctypes
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
