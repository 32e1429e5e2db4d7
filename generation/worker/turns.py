"""Whose photo is measured next: photos are read beside each other, but measured and stored one after the other.

So a file that takes long to read keeps nobody waiting, and a person's next photo is compared with the one before it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """First come, first served. A turn ends after ``most_s`` seconds, even if its work goes on."""

    def __init__(self, most_s: float) -> None:
        self._most_s = most_s
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def taken(self) -> AsyncIterator[None]:
        """Waits for the turn."""
        await self._lock.acquire()
        mine = True

        def end() -> None:
            nonlocal mine
            if mine:
                mine = False
                self._lock.release()

        late = asyncio.get_running_loop().call_later(self._most_s, end)
        try:
            yield
        finally:
            late.cancel()
            end()
