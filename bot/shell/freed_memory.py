"""Freed memory goes back to the system: a bot that had a busy hour does not stay as large as it was then.

glibc returns what is free at the end of its heap alone; what lies between two things that live stays with the process.
Measured on the playground over 7,800 events: up to 4 MB more lay free within the heap, while no more was held than
before. ``storage.heap`` gives every free page back.
"""

from __future__ import annotations

import asyncio

from bot.shell.loops import Loop
from storage import heap

EVERY_S = 30.0


def loop() -> Loop:
    async def look() -> None:
        await asyncio.to_thread(heap.give_back)

    return Loop(look=look, wait=lambda: asyncio.sleep(EVERY_S))
