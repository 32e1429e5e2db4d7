"""A worker's slot for one lane, and how it waits for news."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.queue import jobs
from storage.queue.jobs import Claim
from storage.records import Lane

if TYPE_CHECKING:
    from storage.store import Storage

POLL_S = 1.0  # how long a lost wake-up hint can delay a job


@dataclass(frozen=True, kw_only=True)
class Slot:
    """``rests``: whether nothing is to be begun now. ``idle``: called each time nothing was there to begin. ``take``:
    is given a claim and returns once the next one may come. ``lease_s``, ``engines``: as in ``jobs.claim``.
    """

    lane: Lane
    worker_id: str
    lease_s: float
    engines: Collection[str]
    stopping: asyncio.Event
    rests: Callable[[], Awaitable[bool]]
    idle: Callable[[], Awaitable[None]]
    take: Callable[[Claim], Awaitable[None]]

    async def next_claim(self, storage: Storage, seat: int | None = None) -> Claim | None:
        """``seat``: as in ``jobs.claim``."""
        claim = None
        if not await self.rests():
            claim = await jobs.claim(storage, self.lane, self.worker_id, self.lease_s, engines=self.engines, seat=seat)
        if claim is None:
            await self.idle()
        return claim


async def woken(storage: Storage, channel: str, stopping: asyncio.Event) -> bool:
    """Whether a hint came on ``channel``. Returns after ``POLL_S`` without one, and at once when told to stop."""
    hint = asyncio.create_task(storage.waker.wait(channel, POLL_S))
    stop = asyncio.create_task(stopping.wait())
    _, pending = await asyncio.wait({hint, stop}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    await asyncio.gather(*pending, return_exceptions=True)
    return not hint.cancelled() and hint.result()
