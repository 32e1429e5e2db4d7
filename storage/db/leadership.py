"""Who of several processes does what only one may do: a lock of PostgreSQL that ends with its holder's connection.

A killed holder's connection ends at once, that of a host without power after a few seconds (``_DEAD_AFTER``): then the
next one that asks has the lock. On SQLite there is one bot per data folder (``operations/instance_lock.py``), so
whoever asks leads.
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.db.database import Database
from storage.db.outside_pool import connected
from storage.logs import log

if TYPE_CHECKING:
    import psycopg
    from sqlalchemy.ext.asyncio import AsyncConnection

LOOK_EVERY_S = 1.0  # a leader that lost its connection stops at the latest after so long
ANSWERS_WITHIN_S = 5.0
_DEAD_AFTER = (
    "tcp_keepalives_idle=3",
    "tcp_keepalives_interval=1",
    "tcp_keepalives_count=3",
)  # seconds, seconds, times


def key_of(name: str) -> int:
    """The 64-bit number of a lock."""
    return int.from_bytes(hashlib.sha256(f"candid lock {name}".encode()).digest()[:8], "big", signed=True)


async def alone(tx: AsyncConnection, name: str) -> None:
    """Nobody else is past this line with the same name until ``tx`` ends. SQLite has one writer anyway."""
    if tx.dialect.name == "postgresql":
        await tx.execute(sa.select(sa.func.pg_advisory_xact_lock(key_of(name))))


class Leadership:
    """One process's try to lead in ``name``. ``shared``: many may, unless one holds it alone.

    Who leads looks each second whether it still does, and who does not, whether it may: on one connection, which stays.
    """

    def __init__(self, db: Database, name: str, *, shared: bool = False) -> None:
        self._db, self._name = db, name
        self._ask = "pg_try_advisory_lock_shared" if shared else "pg_try_advisory_lock"
        self._connection: psycopg.AsyncConnection[tuple[Any, ...]] | None = None
        self._leads = False
        self._looked_s = float("-inf")
        self._turn = asyncio.Lock()

    async def holds(self) -> bool:
        """Whether this process leads; takes the lock where it was free at the last look. False while the database is
        away.
        """
        if self._db.is_sqlite:
            return True
        import psycopg

        async with self._turn:
            now = asyncio.get_running_loop().time()
            if now - self._looked_s < LOOK_EVERY_S:
                return self._leads
            self._looked_s = now
            try:
                async with asyncio.timeout(ANSWERS_WITHIN_S):
                    self._leads = await (self._still() if self._leads else self._take())
            except (psycopg.Error, TimeoutError, OSError) as lost:
                log.warning("lock.lost", kind=self._name, error=type(lost).__name__)
                await self._drop()
            return self._leads

    async def release(self) -> None:
        async with self._turn:
            await self._drop()

    async def _take(self) -> bool:
        if self._connection is None:
            self._connection = await connected(self._db.url)
            for setting in _DEAD_AFTER:
                await self._connection.execute(f"SET {setting}".encode())
        answer = await self._connection.execute(f"SELECT {self._ask}({key_of(self._name)})".encode())
        row = await answer.fetchone()
        return row is not None and bool(row[0])

    async def _still(self) -> bool:
        """The lock is there as long as the connection is."""
        assert self._connection is not None  # noqa: S101 - it leads
        await self._connection.execute("SELECT 1")
        return True

    async def _drop(self) -> None:
        """Closing ends the session, and with it the lock, whatever the connection was doing."""
        held, self._connection, self._leads = self._connection, None, False
        if held is not None:
            await held.close()


@asynccontextmanager
async def leading(db: Database, name: str, *, shared: bool = False) -> AsyncIterator[bool]:
    """Inside the block nobody else leads in ``name``, if the value is True."""
    leadership = Leadership(db, name, shared=shared)
    try:
        yield await leadership.holds()
    finally:
        await leadership.release()
