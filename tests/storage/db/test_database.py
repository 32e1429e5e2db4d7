"""What the database promises, on a real file."""

from __future__ import annotations

import asyncio
import errno
import sqlite3
import threading

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from storage.db import database, engines
from storage.db.database import Database, note_hint, sqlite_url
from storage.db.schema import durations, metadata, tables_of_a_person
from storage.errors import DiskFull, StorageBusy, UnsafeDatabase
from tests.fakes import new_person


async def pragma(storage, name, *, write):
    async with storage.db.write() if write else storage.db.read() as tx:
        return (await tx.exec_driver_sql(f"PRAGMA {name}")).scalar()


@pytest.mark.parametrize("write", [True, False], ids=["writing", "reading"])
@pytest.mark.parametrize(
    ("name", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("secure_delete", 1), ("foreign_keys", 1)]
)
async def test_every_connection_keeps_the_promises(storage, name, value, write):
    assert await pragma(storage, name, write=write) == value


async def test_sabotage_a_sqlite_that_leaves_deleted_bytes_is_refused(tmp_path, monkeypatch):
    kept = tuple(each.replace("secure_delete=ON", "secure_delete=OFF") for each in engines.SQLITE_PRAGMAS)
    monkeypatch.setattr(engines, "SQLITE_PRAGMAS", kept)
    unsafe = Database(sqlite_url(tmp_path / "x.sqlite3"))
    with pytest.raises(UnsafeDatabase):
        async with unsafe.read():
            pass
    await unsafe.dispose()


async def write_line(storage, action="tested"):
    async with storage.db.write() as tx:
        await tx.execute(sa.insert(durations).values(at=storage.clock.now(), what=action, seconds=1.0))


async def lines(storage):
    async with storage.db.read() as tx:
        return list((await tx.execute(sa.select(durations.c.what).order_by(durations.c.id))).scalars())


async def test_a_reading_transaction_cannot_write(storage):
    with pytest.raises(OperationalError, match="readonly"):
        async with storage.db.read() as tx:
            await tx.execute(sa.insert(durations).values(at=storage.clock.now(), what="tested", seconds=1.0))


async def test_a_block_that_raises_writes_nothing(storage):
    async def write_and_fail() -> None:
        async with storage.db.write() as tx:
            await tx.execute(sa.insert(durations).values(at=storage.clock.now(), what="tested", seconds=1.0))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await write_and_fail()
    assert await lines(storage) == []


async def test_a_task_cancelled_inside_a_transaction_writes_nothing_and_leaves_the_database_usable(storage):
    inside = asyncio.Event()

    async def write_and_hang() -> None:
        async with storage.db.write() as tx:
            await tx.execute(sa.insert(durations).values(at=storage.clock.now(), what="hanging", seconds=1.0))
            inside.set()
            await asyncio.Event().wait()

    task = asyncio.create_task(write_and_hang())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await write_line(storage, "after")
    assert await lines(storage) == ["after"]


async def test_a_task_cancelled_at_any_step_leaves_whole_rows_or_none(storage):
    """Cancelled after each number of loop turns: before, in and after the commit."""
    for turns in range(40):
        task = asyncio.create_task(write_line(storage, f"{turns}"))
        for _ in range(turns):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
    await write_line(storage, "last")
    assert (await lines(storage))[-1] == "last"


# --- another process holds the lock ------------------------------------------------------------------------------


class Holder:
    """Another connection that holds SQLite's write lock until told."""

    def __init__(self, path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self.connection.execute("BEGIN IMMEDIATE")

    def release(self) -> None:
        self.connection.execute("ROLLBACK")
        self.connection.close()


async def test_a_write_waits_for_another_process(storage):
    holder = Holder(storage.home.database)
    writing = asyncio.create_task(write_line(storage))
    threading.Timer(0.2, holder.release).start()
    await writing
    assert await lines(storage) == ["tested"]


async def test_reading_goes_on_while_another_process_writes(storage):
    holder = Holder(storage.home.database)
    assert await lines(storage) == []
    holder.release()


async def test_a_lock_held_too_long_is_a_clear_error_and_the_next_try_succeeds(settings, clock, monkeypatch):
    from storage.opening import open_storage

    short = tuple("PRAGMA busy_timeout=50" if "busy" in each else each for each in engines.SQLITE_PRAGMAS)
    monkeypatch.setattr(engines, "SQLITE_PRAGMAS", short)
    async with open_storage(settings, clock) as storage:
        await lines(storage)
        holder = Holder(storage.home.database)
        with pytest.raises(StorageBusy):
            await write_line(storage, "lost")
        holder.release()
        await write_line(storage, "kept")
        assert await lines(storage) == ["kept"]


# --- a full disk -------------------------------------------------------------------------------------------------


async def fill(storage):
    """SQLite's own limit on pages: the same SQLITE_FULL as a full disk."""
    async with storage.db.write() as tx:
        pages = (await tx.exec_driver_sql("PRAGMA page_count")).scalar()
        await tx.exec_driver_sql(f"PRAGMA max_page_count={pages}")


async def test_a_full_disk_is_a_clear_error_and_harms_nothing(storage):
    await fill(storage)
    with pytest.raises(DiskFull):
        await write_line(storage, "x" * 500_000)
    async with storage.db.read() as tx:
        assert (await tx.exec_driver_sql("PRAGMA integrity_check")).scalar() == "ok"


def test_the_systems_own_words_for_a_full_disk_are_known():
    said = sa.exc.DBAPIError("", None, OSError(errno.ENOSPC, "No space left on device"))
    assert isinstance(database.typed(said), DiskFull)


def test_an_error_nobody_knows_is_not_made_up():
    assert database.typed(sa.exc.DBAPIError("", None, Exception("something else"))) is None


# --- hints and the log -------------------------------------------------------------------------------------------


async def test_hints_go_out_after_the_commit_and_never_without_one(tmp_path):
    heard: list[str] = []
    db = Database(sqlite_url(tmp_path / "x.sqlite3"), hint=heard.append)

    async def hint_and_fail() -> None:
        async with db.write() as tx:
            note_hint(tx, "lost")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await hint_and_fail()
    async with db.write() as tx:
        note_hint(tx, "kept")
        note_hint(tx, "kept")
        assert heard == []
    assert heard == ["kept"]
    async with db.write():
        pass
    assert heard == ["kept"]
    await db.dispose()


async def test_a_checkpoint_empties_the_log_so_that_erased_bytes_are_gone(storage):
    marker = "marker-of-somebody"
    for _ in range(20):
        await write_line(storage, marker)
    async with storage.db.write() as tx:
        await tx.execute(sa.delete(durations))
    assert await storage.db.checkpoint()
    files = storage.home.data.glob("candid.sqlite3*")
    assert not any(marker.encode() in file.read_bytes() for file in files)


async def test_a_checkpoint_says_so_when_a_reader_keeps_the_old_pages(storage):
    await write_line(storage)
    async with storage.db.read() as tx:
        await tx.execute(sa.select(durations))
        await write_line(storage)
        assert not await storage.db.checkpoint(tries=2, pause_s=0, wait_s=0.01)
    assert await storage.db.checkpoint()


# --- the schema --------------------------------------------------------------------------------------------------


async def test_a_person_cannot_be_deleted_while_anything_of_theirs_is_left(storage):
    person = await new_person(storage)

    async def delete(*names: str) -> None:
        async with storage.db.write() as tx:
            for name in names:
                await tx.execute(sa.delete(metadata.tables[name]))

    with pytest.raises(sa.exc.IntegrityError):
        await delete("persons")
    await delete("consents", "persons")
    assert person


def test_emptying_a_persons_tables_ends_with_the_person():
    names = [table.name for table in tables_of_a_person()]
    assert names[-1] == "persons"
    assert names.index("photos") < names.index("objects")


def test_every_column_that_names_a_person_is_tied_to_them():
    for table in metadata.tables.values():
        if "person_id" in table.c:
            (key,) = table.c.person_id.foreign_keys
            assert key.target_fullname == "persons.id"
            assert key.ondelete is None, f"{table.name}: the database must refuse, not sweep up"


def test_instants_without_a_zone_are_refused():
    from datetime import datetime

    from storage.db.schema import Instant

    with pytest.raises(ValueError, match="zone"):
        Instant().process_bind_param(datetime(2026, 1, 1), None)
