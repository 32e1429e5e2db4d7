"""Brings a database to the schema of this code. When it is there already, that costs one small read and no Alembic.

A new database is created from ``storage/db/schema``, an older one is upgraded step by step, a newer one is refused.
``tests/storage/migrations`` builds a database both ways and compares.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage import audit
from storage.consent import lock
from storage.db import engines
from storage.db.database import Database
from storage.db.schema import SCHEMA_VERSION, metadata
from storage.errors import MovedAway, MoveUnfinished, SchemaTooNew, UnsafeDatabase
from storage.queue import procrastinate_line, procrastinate_schema

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

# Alembic's own table holds the version; our revisions are numbers.
_VERSION = sa.table("alembic_version", sa.column("version_num", sa.String))
PRESENT = f"{SCHEMA_VERSION:04}"
# In place of the version while `candid migrate` works: rows that go, rows that come; behind it which move it is.
LEAVING, COMING = "moved:", "moving:"
_ONE_AT_A_TIME = 4_268_310_001  # key of the advisory lock under which PostgreSQL is migrated


async def version_of(tx: AsyncConnection) -> int | None:
    """The schema version of this database; None for a new one. Raises ``MovedAway``, ``MoveUnfinished``."""
    found = await mark_of(tx)
    if found.startswith(LEAVING):
        raise MovedAway
    if found.startswith(COMING):
        raise MoveUnfinished
    return int(found) if found else None


async def mark_of(tx: AsyncConnection) -> str:
    """What stands in the place of the version: digits, a mark of a move, or "" in a new database."""
    if not await tx.run_sync(lambda connection: sa.inspect(connection).has_table(_VERSION.name)):
        return ""
    return str((await tx.execute(sa.select(_VERSION.c.version_num))).scalar_one_or_none() or "")


async def set_mark(tx: AsyncConnection, mark: str) -> None:
    """``mark``: at most 32 characters."""
    await tx.execute(sa.update(_VERSION).values(version_num=mark))


async def make_for_a_move(tx: AsyncConnection, mark: str) -> None:
    """Every table, without the triggers, which would refuse rows in the order in which they come."""
    await _make_tables(tx, mark)


async def open_after_a_move(tx: AsyncConnection) -> None:
    """From now on this is the installation."""
    await _put_triggers_on(tx)
    await _make_line(tx)
    await set_mark(tx, PRESENT)


async def ensure_schema(db: Database) -> None:
    """Raises ``SchemaTooNew`` when a newer Candid wrote this database, ``UnsafeDatabase`` when it lacks a trigger,
    ``ExtraMissing`` on PostgreSQL without procrastinate.
    """
    async with db.read() as tx:
        version, locked = await _standing(tx)
        lined_up = await procrastinate_schema.stands(tx)
    if version is None:
        async with db.write() as tx:
            await _alone(tx)
            version, locked = await _standing(tx)  # another process may have created it meanwhile
            if version is None:
                await _create(tx)
                return
    if version > SCHEMA_VERSION:
        raise SchemaTooNew
    if version < SCHEMA_VERSION:
        await upgrade(db)
    elif not locked:
        raise UnsafeDatabase(
            "the database's lock on consent or on the ledger is off; restore the database from a backup"
        )
    if not lined_up:
        async with db.write() as tx:
            await _alone(tx)
            await _make_line(tx)


async def _standing(tx: AsyncConnection) -> tuple[int | None, bool]:
    """The version, and whether the triggers on consent and on the ledger are there."""
    version = await version_of(tx)
    return version, version is not None and await lock.is_on(tx) and await audit.is_on(tx)


async def _create(tx: AsyncConnection) -> None:
    await _make_tables(tx, PRESENT)
    await _put_triggers_on(tx)
    await _make_line(tx)


async def _make_line(tx: AsyncConnection) -> None:
    """On PostgreSQL the tables of procrastinate, and a place in it for every job that waits."""
    if tx.dialect.name == "postgresql":
        await procrastinate_schema.ensure(tx)
        await procrastinate_line.mend_in(tx)


async def _make_tables(tx: AsyncConnection, mark: str) -> None:
    await tx.run_sync(metadata.create_all, checkfirst=False)  # the caller knows that there is none
    await tx.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    await tx.execute(sa.insert(_VERSION).values(version_num=mark))


async def _put_triggers_on(tx: AsyncConnection) -> None:
    await lock.put_on(tx)
    await audit.put_on(tx)


async def upgrade(db: Database, target: str = "head") -> None:
    """Runs the revisions in ``versions`` up to ``target``, all in one transaction.

    SQLite changes a table by copying it. With foreign keys on, dropping the old table would delete the rows that refer
    to it. So foreign keys are off here and are checked before the commit.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))

    def run(connection: sa.Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, target)

    engine = engines.for_migrations(db.url)
    try:
        async with engine.begin() as tx:
            await _alone(tx)
            await tx.run_sync(run)
            await _put_triggers_on(tx)
            if db.is_sqlite and (await tx.exec_driver_sql("PRAGMA foreign_key_check")).first() is not None:
                raise UnsafeDatabase("an upgrade left a row that points nowhere; nothing was changed")
    finally:
        await engine.dispose()


async def _alone(tx: AsyncConnection) -> None:
    """SQLite's write lock already keeps others out."""
    if tx.dialect.name == "postgresql":
        await tx.execute(sa.select(sa.func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
