"""What is done at once and what in the driver's thread: seen by SQLite's own trace of every statement."""

from __future__ import annotations

import asyncio
import threading

import aiosqlite
import pytest
import sqlalchemy as sa

from storage.db import driver
from storage.db.driver import patiently
from storage.db.schema import durations
from tests.fakes import PATIENCE_S


async def traced(tx):
    """Every statement from now on: its first word, and whether the event loop's own thread ran it."""
    seen: list[tuple[str, bool]] = []
    connection = (await tx.get_raw_connection()).driver_connection._conn
    ours = threading.get_ident()
    connection.set_trace_callback(lambda said: seen.append((said.split()[0], threading.get_ident() == ours)))
    return seen


def a_line(storage):
    return sa.insert(durations).values(at=storage.clock.now(), what="tested", seconds=1.0)


async def test_rows_are_read_and_written_at_once_and_the_disk_is_waited_for_in_the_thread(storage):
    async with storage.db.write() as tx:
        seen = await traced(tx)
    async with storage.db.write() as tx:
        await tx.execute(a_line(storage))
        await tx.execute(sa.select(durations.c.id))
    assert seen[seen.index(("BEGIN", False)) :] == [
        ("BEGIN", False),
        ("SAVEPOINT", True),
        ("INSERT", True),
        ("SELECT", True),
        ("RELEASE", True),
        ("COMMIT", False),
    ]


async def test_a_snapshot_needs_no_thread_at_all(storage):
    async with storage.db.read() as tx:
        seen = await traced(tx)
        await tx.execute(sa.select(durations.c.id))
    assert ("SELECT", True) in seen
    assert all(at_once for _, at_once in seen)


async def test_what_goes_over_everybodys_rows_stays_off_the_event_loop(storage):
    with patiently():
        async with storage.db.read() as tx:
            seen = await traced(tx)
            await tx.execute(sa.select(durations.c.id))
    assert ("SELECT", False) in seen


async def test_a_statement_waits_for_one_that_is_still_in_the_thread(storage):
    begun, go_on = threading.Event(), threading.Event()

    def slowly() -> int:
        begun.set()
        go_on.wait(PATIENCE_S)
        return 1

    async with storage.db.read() as tx:
        raw = (await tx.get_raw_connection()).driver_connection
        await raw.create_function("slowly", 0, slowly)
        slow = asyncio.create_task(said_patiently(raw, "SELECT slowly()"))
        await asyncio.to_thread(begun.wait, PATIENCE_S)
        quick = asyncio.create_task(raw.execute_fetchall("SELECT 2"))
        await asyncio.sleep(0)
        assert not quick.done()
        go_on.set()
        assert [list(await slow), list(await quick)] == [[(1,)], [(2,)]]


async def said_patiently(raw, statement):
    with patiently():
        return await raw.execute_fetchall(statement)


async def overtaken(opening) -> None:
    """A connection whose thread is stopped while it closes, as SQLAlchemy does when a task is cancelled there."""
    connection = await opening
    closing = asyncio.create_task(connection.close())
    await asyncio.sleep(0)  # the thread has been told to close
    connection.stop()
    await asyncio.to_thread(connection._thread.join, PATIENCE_S)
    await asyncio.wait_for(closing, 0.2 if type(connection) is aiosqlite.Connection else PATIENCE_S)


async def test_a_close_that_a_stop_overtook_ends():
    await overtaken(driver.connect(":memory:"))


async def test_sabotage_the_drivers_own_stop_would_leave_that_close_waiting_for_ever():
    with pytest.raises(TimeoutError):
        await overtaken(aiosqlite.connect(":memory:"))


async def test_sabotage_a_commit_on_the_event_loop_is_seen(storage, monkeypatch):
    monkeypatch.setattr(driver, "_WITHOUT_WAITING", driver._WITHOUT_WAITING | {"commit"})
    with pytest.raises((AssertionError, ValueError)):
        await test_rows_are_read_and_written_at_once_and_the_disk_is_waited_for_in_the_thread(storage)
