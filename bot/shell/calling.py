"""The time of one call: so long a row of the outbox is this process's, whoever leads meanwhile.

A bot can lose its lock in the middle of a call: the database was restarted, its answer was late, a connection was cut.
The next one leads at once and may not repeat the call, since it cannot see it yet. So it leaves the row alone until its
time is over. Here that time is renewed while the call lasts; where that fails, the call is not begun, or cut off well
before the time is over, and whoever settles the row looks for the message on the platform.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from storage.errors import StorageError
from storage.logs import log
from storage.queue import outbox
from storage.queue.outbox import OutboxRow
from storage.store import Storage

RENEW_EVERY_S = 0.75
CUT_AFTER_S = outbox.CALL_LASTS.total_seconds() - 1.75  # after it was last renewed; a call may need so long to arrive


class CutOff(Exception):
    """Another bot may have the row by now. Whether the call arrived, the platform will be asked."""


@dataclass(slots=True)
class Time:
    """``until_s``: of the event loop's clock; by default for ever, where a repeated call does no harm."""

    until_s: float = float("inf")

    def must_last(self) -> None:
        """Right before a call that must not be repeated: a process may have slept since. Raises ``CutOff``."""
        if asyncio.get_running_loop().time() >= self.until_s:
            raise CutOff


@asynccontextmanager
async def in_time(storage: Storage, row: OutboxRow, taken_s: float) -> AsyncIterator[Time]:
    """The block is cut off where the row's time cannot be renewed: it raises ``CutOff``.

    ``row``: as it was before it was taken; ``taken_s``: when it was, of the event loop's clock, or earlier.
    """
    time = Time(taken_s + CUT_AFTER_S)
    limit = asyncio.timeout_at(time.until_s)
    try:
        async with limit:
            renewing = asyncio.create_task(_renew(storage, row, time, limit))
            try:
                yield time
            finally:
                renewing.cancel()
                await asyncio.gather(renewing, return_exceptions=True)
    except TimeoutError:
        if limit.expired():
            raise CutOff from None
        raise


async def _renew(storage: Storage, row: OutboxRow, time: Time, limit: asyncio.Timeout) -> None:
    clock = asyncio.get_running_loop().time
    while True:
        await asyncio.sleep(RENEW_EVERY_S)
        began_s = clock()
        try:
            async with storage.db.write(ahead=True) as tx:
                renewed = await outbox.still_sending(tx, row, storage.clock.now())
        except (StorageError, OSError) as passing:
            log.info("deliver.not_renewed", error=type(passing).__name__)
            continue
        time.until_s = began_s + CUT_AFTER_S if renewed else began_s
        limit.reschedule(time.until_s)
