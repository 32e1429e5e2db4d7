"""The only way to the database: a small pool for reading and one connection for writing.

SQLite: WAL, ``synchronous=FULL``, foreign keys, and ``secure_delete=ON``, asserted on every connection: a deleted row
must not stay on its page. Every write begins with ``BEGIN IMMEDIATE``. Under a plain ``BEGIN`` a read followed by a
write fails at once with "database is locked", whatever the busy timeout, since its snapshot is stale; ``IMMEDIATE``
waits. PostgreSQL: the same statements, READ COMMITTED.

Never await anything but the database inside a transaction. Drivers' errors are raised as ``storage.errors``.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from storage.db import engines, notifying
from storage.db.group_commit import GroupCommit, to_the_end
from storage.errors import (
    ConsentMissing,
    DatabaseDamaged,
    DatabaseUnreachable,
    DiskFull,
    StorageBusy,
    StorageError,
)

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

READERS = 3
USUAL_KB, ROOMY_KB = 2000, 32000  # pages that the writing connection holds; the first is SQLite's own choice
AHEAD = 2  # PostgreSQL: connections kept free for writes that go ahead of the others
HINTS = "candid.hints"  # key in ``tx.info``: topics to hint at once the transaction has committed


def sqlite_url(path: Path) -> sa.URL:
    """The URL of a file. Made from parts, so a ``?``, ``#`` or ``%`` in the path stays part of the path."""
    return sa.URL.create("sqlite+aiosqlite", database=str(path))


def note_hint(tx: AsyncConnection, topic: str) -> None:
    """Sends a wake-up hint on ``topic`` once ``tx`` has committed; none when it rolls back."""
    tx.info.setdefault(HINTS, set()).add(topic)


@asynccontextmanager
async def refusable(tx: AsyncConnection) -> AsyncIterator[None]:
    """For a statement that a trigger may refuse: raises ``ConsentMissing``, and ``tx`` stays usable."""
    with _typed_errors():
        async with tx.begin_nested():
            yield


def upsert(tx: AsyncConnection, table: sa.Table) -> Any:  # noqa: ANN401 - two dialects' Insert, same methods, no shared type
    """An INSERT with ``on_conflict_do_nothing`` and ``on_conflict_do_update``, in the dialect of ``tx``."""
    if tx.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql

        return postgresql.insert(table)
    from sqlalchemy.dialects import sqlite

    return sqlite.insert(table)


def among(tx: AsyncConnection, column: sa.Column[str], ids: Sequence[str]) -> sa.ColumnElement[bool]:
    """``column`` is one of ``ids``: one bound value however many there are, so the statement is prepared once."""
    if tx.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import ARRAY

        return column == sa.any_(sa.bindparam(None, list(ids), ARRAY(sa.String)))
    each = sa.func.json_each(json.dumps(list(ids))).table_valued("value")
    return column.in_(sa.select(each.c.value))


class Database:
    """``read()`` and ``write()`` open a transaction; ``hint`` is called with each topic of a committed write."""

    def __init__(self, url: str | sa.URL, *, hint: Callable[[str], None] | None = None) -> None:
        self.url = url
        self.is_sqlite = engines.is_sqlite(url)
        self._hint = hint
        if self.is_sqlite:
            self._writer = engines.of_sqlite(url, pool_size=1, begin="BEGIN IMMEDIATE")
            self._group = GroupCommit(self._writer)
            self._readers = engines.of_sqlite(url, pool_size=READERS, begin="BEGIN", extra="PRAGMA query_only=ON")
            self._ahead = self._writer
        else:
            self._writer = engines.of_postgresql(url, pool_size=READERS)
            # Under READ COMMITTED each statement has its own snapshot anyway: a read needs no BEGIN and no ROLLBACK.
            self._readers = self._writer.execution_options(isolation_level="AUTOCOMMIT")
            self._ahead = engines.of_postgresql(url, pool_size=AHEAD)

    @property
    def engine(self) -> AsyncEngine:
        """The writing engine, for migrations."""
        return self._writer

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """For reading only. On SQLite it is a snapshot; a long one keeps erased pages in the write-ahead log."""
        with _typed_errors():
            async with self._readers.connect() as tx:
                yield tx

    @asynccontextmanager
    async def snapshot(self) -> AsyncIterator[AsyncConnection]:
        """Every table at one instant; others may go on writing."""
        with _typed_errors():
            async with (self._readers if self.is_sqlite else self._writer).connect() as tx:
                if not self.is_sqlite:
                    await tx.execution_options(isolation_level="REPEATABLE READ")
                yield tx

    @asynccontextmanager
    async def write(self, *, ahead: bool = False) -> AsyncIterator[AsyncConnection]:
        """A write transaction: committed when the block ends, rolled back when it raises.

        ``ahead``: it does not stand in line behind those that wait; for one short write that somebody waits for.

        Raises ``StorageBusy`` when another process held the lock for ``engines.BUSY_TIMEOUT_S``, ``DiskFull``,
        ``ConsentMissing`` when a trigger refused.
        """
        with _typed_errors():
            async with self._block(ahead) as tx:
                hints: set[str] = set()
                tx.info[HINTS] = hints
                yield tx
                if hints and not self.is_sqlite:
                    await notifying.tell(tx, hints)
        if self._hint is not None:
            for topic in hints:
                self._hint(topic)

    def _block(self, ahead: bool) -> AbstractAsyncContextManager[AsyncConnection]:
        if self.is_sqlite:
            return self._group.block(ahead=ahead)
        return _alone(self._ahead if ahead else self._writer)

    @asynccontextmanager
    async def roomy(self) -> AsyncIterator[None]:
        """Many rows are changed inside: SQLite holds more pages in memory meanwhile. PostgreSQL has its own."""
        if not self.is_sqlite:
            yield
            return
        await self._set_cache(ROOMY_KB)
        try:
            yield
        finally:
            await self._set_cache(USUAL_KB)

    async def _set_cache(self, size_kb: int) -> None:
        async with self._writer.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None  # noqa: S101 - a fresh connection has its driver
            await raw.execute(f"PRAGMA cache_size={-size_kb}")
            await raw.execute("PRAGMA shrink_memory")

    async def checkpoint(self, *, tries: int = 4, pause_s: float = 0.05, wait_s: float = 0.25) -> bool:
        """Copies the write-ahead log into the database and empties it; erasing ends with it.

        A snapshot that is still being read keeps old pages in the log, so this tries ``tries`` times. Each try waits
        ``wait_s`` for the readers; between tries this process may write. Returns False when a reader stayed busy: the
        caller tries again later.
        """
        if not self.is_sqlite:
            return True
        with _typed_errors():
            for attempt in range(tries):
                if attempt:
                    await asyncio.sleep(pause_s)
                if await self._try_checkpoint(wait_s):
                    return True
        return False

    async def _try_checkpoint(self, wait_s: float) -> bool:
        async with self._writer.connect() as connection:
            raw = (await connection.get_raw_connection()).driver_connection
            assert raw is not None  # noqa: S101 - a fresh connection has its driver
            await raw.execute(f"PRAGMA busy_timeout={int(wait_s * 1000)}")
            try:
                rows = await raw.execute_fetchall("PRAGMA wal_checkpoint(TRUNCATE)")
                return not next(iter(rows))[0]
            finally:
                await raw.execute(f"PRAGMA busy_timeout={int(engines.BUSY_TIMEOUT_S * 1000)}")

    async def dispose(self) -> None:
        """Closes every connection; the driver's threads would keep the process alive otherwise."""
        await self._writer.dispose()
        await self._readers.dispose()
        await self._ahead.dispose()


@asynccontextmanager
async def _alone(engine: AsyncEngine) -> AsyncIterator[AsyncConnection]:
    """One block, one transaction."""
    async with engine.connect() as tx:
        transaction = await tx.begin()
        try:
            yield tx
        except BaseException:
            await to_the_end(transaction.rollback())
            raise
        await to_the_end(transaction.commit())


@contextmanager
def _typed_errors() -> Iterator[None]:
    """Translates drivers' errors by their text. An unknown one is raised as it is."""
    try:
        yield
    except PoolTimeout as slow:
        raise StorageBusy from slow
    except DBAPIError as failed:
        known = typed(failed)
        if known is None:
            raise
        raise known from failed


def typed(failed: DBAPIError) -> StorageError | None:
    """The storage error a driver's error means, or None. Trigger messages are the codes of ``storage.errors``."""
    said = str(failed.orig)
    for sign, error in _SIGNS:
        if sign in said:
            return error()
    # psycopg's own errors of a connection carry no SQLSTATE; 57P is a server that stops, starts or has crashed.
    state = getattr(failed.orig, "sqlstate", "")
    if failed.connection_invalidated or state is None or state.startswith("57P"):
        return DatabaseUnreachable()
    return None


_SIGNS: tuple[tuple[str, type[StorageError]], ...] = (
    (ConsentMissing.code, ConsentMissing),
    ("malformed", DatabaseDamaged),
    ("file is not a database", DatabaseDamaged),
    ("database or disk is full", DiskFull),
    ("No space left on device", DiskFull),
    ("database is locked", StorageBusy),
    ("database table is locked", StorageBusy),
    ("could not serialize", StorageBusy),
    ("deadlock detected", StorageBusy),
)
