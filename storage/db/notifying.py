"""Wake-up between processes on several hosts: PostgreSQL's NOTIFY, sent inside the transaction that it tells of.

Only a hint, as on one machine (``storage/wake.py``): rows are the truth and are polled each second anyway. While the
connection is away nothing is heard, and that costs a poll.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.outside_pool import connected
from storage.logs import log

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

CHANNEL = "candid"  # of this database alone
AGAIN_S = 1.0


async def tell(tx: AsyncConnection, topics: Iterable[str]) -> None:
    """Everybody hears of ``topics`` once ``tx`` has committed, and nothing when it rolls back."""
    for topic in sorted(topics):
        await tx.execute(sa.select(sa.func.pg_notify(CHANNEL, topic)))


@asynccontextmanager
async def listening(url: str, heard: Callable[[str], None]) -> AsyncIterator[None]:
    """Inside the block ``heard`` is called with each topic, also of this process. Connects in the background."""
    task = asyncio.create_task(_listen(url, heard))
    try:
        yield
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def _listen(url: str, heard: Callable[[str], None]) -> None:
    import psycopg

    while True:
        try:
            async with await connected(url) as connection:
                await connection.execute(f"LISTEN {CHANNEL}")
                async for each in connection.notifies():
                    heard(each.payload)
        except psycopg.Error as lost:
            log.warning("hints.lost", error=type(lost).__name__)
        await asyncio.sleep(AGAIN_S)
