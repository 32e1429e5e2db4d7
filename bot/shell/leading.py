"""What only one of several bots on one database does: the outbox, timers, outcomes, progress, absence, erasures.

Every bot hears its platforms and takes turns. Whoever leads does the rest, and first settles what the one before it
left in the middle. A bot alone, and any bot on SQLite, leads.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from bot.shell.loops import Loop
from storage.db.leadership import Leadership
from storage.logs import log


class Leader:
    """``taking_over`` ends before the first look of this leader's loops."""

    def __init__(self, leadership: Leadership, taking_over: Callable[[], Awaitable[None]]) -> None:
        self._leadership, self._taking_over = leadership, taking_over
        self._led = False
        self._turn = asyncio.Lock()

    async def leads(self) -> bool:
        async with self._turn:
            leads = await self._leadership.holds()
            if leads and not self._led:
                await self._taking_over()
                log.info("bot.leads")
            self._led = leads
            return leads

    def only(self, loop: Loop) -> Loop:
        """The loop rests while another bot leads."""

        async def look() -> object:
            return await loop.look() if await self.leads() else False

        return Loop(look=look, wait=loop.wait)
