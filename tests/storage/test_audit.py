"""The ledger: it only grows, and whoever changes a line behind its back is found."""

from __future__ import annotations

import asyncio
import json
import sqlite3

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from storage import audit
from storage.db import schema
from storage.retention.forget import forget
from tests.fakes import new_person

TRIGGERS = ("audit_only_grows_update", "audit_only_grows_delete")


async def filled(storage, lines=5):
    for n in range(lines):
        async with storage.db.write() as tx:
            await audit.add(tx, "purge.files", storage.clock.now(), amount=n)


async def checked(storage):
    async with storage.db.read() as tx:
        return await audit.check(tx)


async def test_an_untouched_ledger_fits_to_its_last_line(storage, monkeypatch):
    await filled(storage)
    monkeypatch.setattr(audit, "_AT_ONCE", 2)
    found = await checked(storage)
    async with storage.db.read() as tx:
        assert found == audit.Checked(last=await audit.last(tx))
    assert found.last.number == 5


async def test_an_empty_ledger_fits(storage):
    assert await checked(storage) == audit.Checked(last=None)


@pytest.mark.parametrize("statement", ["UPDATE audit SET amount = 9 WHERE id = 2", "DELETE FROM audit WHERE id = 5"])
async def test_the_database_refuses_to_change_or_delete_a_line(storage, statement):
    await filled(storage)
    with pytest.raises(DBAPIError, match="the ledger only grows"):
        async with storage.db.write() as tx:
            await tx.exec_driver_sql(statement)
    assert (await checked(storage)).broken_at is None


def behind_its_back(storage, statement):
    """As somebody does who has the file: the triggers dropped, then put back."""
    with sqlite3.connect(storage.home.database) as db:
        kept = [row[0] for row in db.execute(f"SELECT sql FROM sqlite_master WHERE name IN {TRIGGERS}")]  # noqa: S608
        for name in TRIGGERS:
            db.execute(f"DROP TRIGGER {name}")
        db.execute(statement)
        for each in kept:
            db.execute(each)
    db.close()


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit SET amount = 9 WHERE id = 2", 2),
        ("UPDATE audit SET action = 'person.erased' WHERE id = 3", 3),
        ("UPDATE audit SET detail = 'x' WHERE id = 3", 3),
        ("UPDATE audit SET at = at + 1 WHERE id = 4", 4),
        ("DELETE FROM audit WHERE id = 1", 1),
        ("DELETE FROM audit WHERE id = 3", 3),
        ("UPDATE audit SET id = 9 WHERE id = 5", 5),
        ("UPDATE audit SET previous = hash WHERE id = 5", 5),
    ],
)
async def test_a_line_changed_behind_its_back_is_found(storage, statement, broken_at):
    await filled(storage)
    behind_its_back(storage, statement)
    found = await checked(storage)
    assert found.broken_at == broken_at
    assert (found.last.number if found.last else 0) == broken_at - 1


async def test_a_shortened_ledger_does_not_hold_the_line_that_was_noted(storage):
    """The chain alone cannot show it: what is left fits. The line on a receipt does."""
    await filled(storage)
    async with storage.db.read() as tx:
        noted = await audit.last(tx)
        assert await audit.holds(tx, noted)
    behind_its_back(storage, "DELETE FROM audit WHERE id = 5")
    assert (await checked(storage)).broken_at is None
    async with storage.db.read() as tx:
        assert not await audit.holds(tx, noted)


async def test_two_writers_at_once_make_one_chain(storage):
    async def one(n):
        async with storage.db.write() as tx:
            await audit.add(tx, "purge.files", storage.clock.now(), amount=n)

    await asyncio.gather(*(one(n) for n in range(20)))
    found = await checked(storage)
    assert (found.broken_at, found.last.number) == (None, 20)


async def test_no_line_holds_a_person(storage):
    person = await new_person(storage, "grace-hopper-1906")
    await forget(storage, person.id)
    async with storage.db.read() as tx:
        rows = [dict(row) for row in (await tx.execute(sa.select(schema.audit))).mappings()]
    assert rows
    told = json.dumps(rows, default=str)
    assert person.id not in told
    assert "grace" not in told


async def test_a_database_without_the_triggers_is_not_opened(storage):
    from storage.errors import UnsafeDatabase
    from storage.migrations.upgrade import ensure_schema

    async with storage.db.write() as tx:
        await tx.exec_driver_sql(f"DROP TRIGGER {TRIGGERS[1]}")
    with pytest.raises(UnsafeDatabase):
        await ensure_schema(storage.db)
