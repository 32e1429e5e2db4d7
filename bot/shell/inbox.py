"""What people did waits here for the conversation. No stop loses it; no kill either, where it was put for good."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

from bot.ports import Arrival


async def kept(written: asyncio.Future[bool], wait_s: float) -> bool:
    """What it is told; False when nothing was told within ``wait_s``."""
    try:
        async with asyncio.timeout(wait_s):
            return await written
    except TimeoutError:
        return False


class Inbox:
    """Arrivals in their order, for one listener. ``most``: how many may wait; 0 is no limit.

    Closed, it takes nothing more, hands over what it holds and then ends: whoever was told "heard" is heard.
    """

    def __init__(self, most: int = 0) -> None:
        self._waiting: asyncio.Queue[Arrival] = asyncio.Queue(most)
        self._changed = asyncio.Event()
        self._closed = False

    def open(self) -> None:
        """Takes arrivals again, after a stop."""
        self._closed = False

    def close(self) -> None:
        self._closed = True
        self._changed.set()

    def put(self, arrival: Arrival) -> bool:
        """False when there is no room, or nobody listens any more."""
        if self._closed or self._waiting.full():
            return False
        self._waiting.put_nowait(arrival)
        self._changed.set()
        return True

    async def put_for_good(self, arrival: Arrival, wait_s: float) -> bool:
        """True once the event is written down: from then on no kill loses it.

        False when there is no room, nobody listens any more, or it was not written down within ``wait_s``. Then the
        same event may be said again; it is heard once.
        """
        written: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

        def tell(kept: bool) -> None:
            if not written.done():
                written.set_result(kept)

        return self.put(replace(arrival, written=tell)) and await kept(written, wait_s)

    def take(self) -> Arrival | None:
        """The one that has waited longest; None when nothing waits."""
        return None if self._waiting.empty() else self._waiting.get_nowait()

    async def arrivals(self) -> AsyncIterator[Arrival]:
        """Ends once the inbox is closed and empty."""
        while True:
            self._changed.clear()
            while (arrival := self.take()) is not None:
                yield arrival
            if self._closed:
                return
            await self._changed.wait()
