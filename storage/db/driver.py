"""SQLite's driver: ``aiosqlite``, but calls that cannot wait run at once instead of in its thread.

``aiosqlite`` hands every call to a thread: four calls for one SELECT (cursor, execute, fetch, close). Beside a busy
worker each hand-over waits for a processor. A turn has dozens of statements, and its transaction holds the lock all
that time. Inside a transaction a statement about one person waits for no lock and no disk, and takes less time than one
hand-over. So:

    at once          reading and writing rows inside a transaction, the beginning of a snapshot, rolling back
    in the thread    calls that can wait for a lock or the disk: BEGIN IMMEDIATE, COMMIT, checkpoints, opening, closing;
                     and inside ``patiently()`` all but opening and closing a cursor: statements over everybody's rows,
                     as in the purge

The order of calls stays the same: while the thread works, every call goes to the thread. This needs one private method
of ``aiosqlite``; ``storage/README.md`` has the figures that justify it, and ``test_driver.py`` fails when it changes.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import aiosqlite

_ROWS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH", "SAVEPOINT", "RELEASE", "ROLLBACK")
_WITHOUT_WAITING = frozenset({"cursor", "fetchone", "fetchmany", "fetchall", "rollback"})

_patient: ContextVar[bool] = ContextVar("patient", default=False)


@contextmanager
def patiently() -> Iterator[None]:
    """Statements inside the block may take long: all of them run in the driver's thread."""
    before = _patient.set(True)
    try:
        yield
    finally:
        _patient.reset(before)


class Connection(aiosqlite.Connection):
    """Overrides ``_execute``, by which ``aiosqlite`` hands every call to its thread."""

    _handed_over = 0  # counted by the event loop
    _ended = 0  # counted by the thread, so neither count needs a lock
    _stopping: tuple[asyncio.Future[None] | None] | None = None

    def stop(self) -> asyncio.Future[None] | None:
        """Stops the thread, once. It ends at the first stop and would never answer a second.

        There are two when a task is cancelled while its connection closes: SQLAlchemy stops the thread at once, and
        ``close``, still under way, then stops it again and would wait for ever: so would the end of the event loop.
        """
        if self._stopping is None:
            self._stopping = (super().stop(),)
        return self._stopping[0]

    async def _execute(self, fn: Callable[..., object], *args: object, **kwargs: object) -> object:
        if self._is_quick(fn, args):
            return fn(*args, **kwargs)

        def in_the_thread() -> object:
            try:
                return fn(*args, **kwargs)
            finally:
                self._ended += 1

        self._handed_over += 1
        return await super()._execute(in_the_thread)  # type: ignore[no-untyped-call]

    def _is_quick(self, fn: Callable[..., object], args: tuple[object, ...]) -> bool:
        if self._connection is None or self._handed_over != self._ended:
            return False
        name = getattr(fn, "__name__", "")
        if _patient.get():
            return name == "cursor" or _closes_a_cursor(name, fn)
        if name in {"execute", "executemany"}:
            statement = str(args[0])
            return statement == "BEGIN" or (self._connection.in_transaction and statement.startswith(_ROWS))
        return name in _WITHOUT_WAITING or _closes_a_cursor(name, fn)


def _closes_a_cursor(name: str, fn: Callable[..., object]) -> bool:
    return name == "close" and isinstance(getattr(fn, "__self__", None), sqlite3.Cursor)


def connect(path: str, **options: Any) -> Connection:  # noqa: ANN401 - those of sqlite3.connect
    """As ``aiosqlite.connect``, for SQLAlchemy's ``async_creator_fn``. Await it to open."""
    shared = {**options, "check_same_thread": False}
    opened = Connection(lambda: sqlite3.connect(path, **shared), iter_chunk_size=64)
    opened._thread.daemon = True  # as SQLAlchemy does itself when it makes the connection
    return opened
