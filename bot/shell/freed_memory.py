"""Freed memory goes back to the system: a bot that had a busy hour does not stay as large as it was then.

glibc returns what is free at the end of its heap alone; what lies between two things that live stays with the process.
Measured on the playground over 7,800 events: up to 4 MB more lay free within the heap, while no more was held than
before. ``malloc_trim`` gives every free page back. Other C libraries have no such call.
"""

from __future__ import annotations

import asyncio
import ctypes
from collections.abc import Callable

from bot.shell.loops import Loop

EVERY_S = 30.0


def loop() -> Loop:
    trim = _trim()

    async def look() -> None:
        if trim is not None:
            await asyncio.to_thread(trim, 0)

    return Loop(look=look, wait=lambda: asyncio.sleep(EVERY_S))


def _trim() -> Callable[[int], int] | None:
    """None where the C library is not glibc."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (OSError, TypeError, AttributeError):
        return None
    return found
