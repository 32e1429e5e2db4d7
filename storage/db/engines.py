"""SQLAlchemy's engines as Candid opens them: what each connection is told at its start and asked before its use."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from storage.db import driver
from storage.errors import UnsafeDatabase

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

BUSY_TIMEOUT_S = 10.0  # a purge batch holds the lock for at most 0.25 s, a checkpoint for 0.03 s
RESTED_S = 1.0  # PostgreSQL: a connection that was used less long ago is taken for a living one
SQLITE_PRAGMAS = (
    f"PRAGMA busy_timeout={int(BUSY_TIMEOUT_S * 1000)}",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # NORMAL may lose the last commits on a power cut: a withdrawal must not be lost
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)


def is_sqlite(url: str | sa.URL) -> bool:
    return sa.make_url(url).get_backend_name() == "sqlite"


def for_migrations(url: str | sa.URL) -> AsyncEngine:
    """A writing engine that does not enforce foreign keys on SQLite; see ``migrations/upgrade.py``."""
    if not is_sqlite(url):
        return _engine(url)
    return of_sqlite(url, pool_size=1, begin="BEGIN IMMEDIATE", extra="PRAGMA foreign_keys=OFF")


def _engine(url: str | sa.URL, **options: Any) -> AsyncEngine:  # noqa: ANN401 - handed on as they are
    # Imported here: SQLAlchemy's async half imports its ORM; only who opens a database should wait for it.
    from sqlalchemy.ext.asyncio import create_async_engine

    return create_async_engine(url, **options)


def of_sqlite(url: str | sa.URL, *, pool_size: int, begin: str, extra: str = "") -> AsyncEngine:
    ours = {"isolation_level": None, "async_creator_fn": driver.connect}
    engine = _engine(url, pool_size=pool_size, max_overflow=0, connect_args=ours)

    def connected(connection: DBAPIConnection, _record: object) -> None:
        cursor = connection.cursor()
        for pragma in SQLITE_PRAGMAS:
            cursor.execute(pragma)
        cursor.execute("PRAGMA secure_delete")
        row = cursor.fetchone()
        if row is None or row[0] != 1:
            raise UnsafeDatabase("this SQLite does not overwrite deleted rows (secure_delete)")
        if extra:
            cursor.execute(extra)
        cursor.close()

    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    sa.event.listen(engine.sync_engine, "connect", connected)
    sa.event.listen(engine.sync_engine, "begin", begun)
    return engine


def of_postgresql(url: str | sa.URL, *, pool_size: int) -> AsyncEngine:
    """Before a connection that rested is used, the server is asked whether it still stands.

    SQLAlchemy's own ``pool_pre_ping`` asks before every use: one more round trip for each small transaction.
    """
    engine = _engine(url, pool_size=pool_size, max_overflow=0, pool_use_lifo=True)
    dialect = engine.sync_engine.dialect

    def returned(_connection: DBAPIConnection, record: ConnectionPoolEntry) -> None:
        record.info["returned_s"] = time.monotonic()

    def taken(connection: DBAPIConnection, record: ConnectionPoolEntry, _proxy: object) -> None:
        if time.monotonic() - record.info.get("returned_s", 0.0) < RESTED_S:
            return
        try:
            dialect.do_ping(connection)
        except dialect.loaded_dbapi.Error as lost:
            raise sa.exc.InvalidatePoolError from lost

    sa.event.listen(engine.sync_engine, "checkin", returned)
    sa.event.listen(engine.sync_engine, "checkout", taken)
    return engine
