"""SQLite's driver, with one change to ``aiosqlite``: what cannot wait is done at once instead of in its thread.

``aiosqlite`` hands each call to a thread: four for one SELECT (cursor, execute, fetch, close). In a busy process beside
a saturated worker each hand-over waits for a processor, a turn has dozens of statements, and all that while its
transaction keeps the lock. Inside a transaction a statement about one person needs no lock and no disk, and takes less
time than one hand-over. So:

    at once          reading and writing rows inside a transaction, the beginning of a snapshot, rolling back
    in the thread    what may wait for a lock or the disk: BEGIN IMMEDIATE, COMMIT, checkpoints, opening and closing;
                     and everything ``patiently``: statements over everybody's rows, as the purge has them

The order of calls stays: while the thread has something to do, everything waits for it.
"""

from __future__ import annotations

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
    """Statements in this block may take long, so they stay off the event loop."""
    before = _patient.set(True)
    try:
        yield
    finally:
        _patient.reset(before)


class Connection(aiosqlite.Connection):
    """The one seam is ``_execute``, through which ``aiosqlite`` sends every call to its thread."""

    _handed_over = 0  # counted by the event loop only
    _ended = 0  # counted by the thread only: so neither needs a lock

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
        if self._connection is None or _patient.get() or self._handed_over != self._ended:
            return False
        name = getattr(fn, "__name__", "")
        if name in {"execute", "executemany"}:
            statement = str(args[0])
            return statement == "BEGIN" or (self._connection.in_transaction and statement.startswith(_ROWS))
        return name in _WITHOUT_WAITING or (
            name == "close" and isinstance(getattr(fn, "__self__", None), sqlite3.Cursor)
        )


def connect(path: str, **options: Any) -> Connection:  # noqa: ANN401 - those of sqlite3.connect
    """What ``aiosqlite.connect`` does, for SQLAlchemy's ``async_creator_fn``. Await it to open."""
    shared = {**options, "check_same_thread": False}
    opened = Connection(lambda: sqlite3.connect(path, **shared), iter_chunk_size=64)
    opened._thread.daemon = True  # as SQLAlchemy does itself when it makes the connection
    return opened
