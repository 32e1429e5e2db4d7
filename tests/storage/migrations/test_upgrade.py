"""A database is built in two ways: new at once, and step by step. Both must end at the same place."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import storage.migrations
from storage.consent import lock
from storage.db.database import Database, sqlite_url
from storage.db.schema import SCHEMA_VERSION, metadata
from storage.errors import SchemaTooNew, UnsafeDatabase
from storage.migrations.upgrade import ensure_schema, upgrade, version_of


@pytest.fixture
async def db(tmp_path):
    opened = Database(sqlite_url(tmp_path / "made.sqlite3"))
    yield opened
    await opened.dispose()


@pytest.fixture
async def upgraded(tmp_path):
    opened = Database(sqlite_url(tmp_path / "upgraded.sqlite3"))
    await upgrade(opened)
    yield opened
    await opened.dispose()


async def everything_in(db: Database) -> dict[str, list[str]]:
    """Each table, index and trigger as the parts of its SQL, whatever their order, quotes and spacing."""
    async with db.read() as tx:
        found = await tx.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        parts = {name: re.sub(r'["\s]+', "", sql).removesuffix(")").split(",") for name, sql in found}
    return {name: sorted(each) for name, each in parts.items() if name != "alembic_version"}


async def test_made_new_or_upgraded_it_is_the_same_database(db, upgraded):
    await ensure_schema(db)
    assert await everything_in(db) == await everything_in(upgraded)


async def test_the_revisions_lead_to_the_schema_in_the_code(upgraded):
    async with upgraded.read() as tx:
        differences = await tx.run_sync(lambda c: compare_metadata(MigrationContext.configure(c), metadata))
    assert differences == []


def test_the_newest_revision_is_the_version_the_code_names():
    (head,) = ScriptDirectory(str(Path(storage.migrations.__file__).parent)).get_heads()
    assert int(head) == SCHEMA_VERSION


async def test_opening_again_changes_nothing(db):
    await ensure_schema(db)
    before = await everything_in(db)
    await ensure_schema(db)
    assert await everything_in(db) == before


async def test_two_processes_that_start_at_once_make_one_database(tmp_path):
    both = [Database(sqlite_url(tmp_path / "x.sqlite3")) for _ in range(2)]
    await asyncio.gather(*(ensure_schema(db) for db in both))
    for db in both:
        async with db.read() as tx:
            assert await version_of(tx) == SCHEMA_VERSION
        await db.dispose()


async def test_a_database_of_a_newer_candid_is_refused(db):
    await ensure_schema(db)
    async with db.write() as tx:
        await tx.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(SchemaTooNew):
        await ensure_schema(db)


async def test_an_older_database_is_upgraded_when_opened(tmp_path, monkeypatch):
    """As long as there is one revision only, "older" is an Alembic table without a revision's number."""
    path = tmp_path / "old.sqlite3"
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL PRIMARY KEY)")
    raw.close()
    db = Database(sqlite_url(path))
    await upgrade(db)
    async with db.read() as tx:
        assert await version_of(tx) == SCHEMA_VERSION
        assert await lock.is_on(tx)
    await db.dispose()


@pytest.mark.parametrize("each", lock.LOCKS, ids=lambda each: each.name)
async def test_sabotage_a_database_without_its_lock_on_consent_is_not_opened(db, each):
    await ensure_schema(db)
    async with db.write() as tx:
        await tx.exec_driver_sql(f"DROP TRIGGER {each.name}")
    with pytest.raises(UnsafeDatabase, match="consent"):
        await ensure_schema(db)


async def test_an_upgrade_that_leaves_a_dangling_row_is_undone(tmp_path, monkeypatch):
    db = Database(sqlite_url(tmp_path / "x.sqlite3"))
    await ensure_schema(db)
    with sqlite3.connect(tmp_path / "x.sqlite3") as raw:
        raw.execute("INSERT INTO timers VALUES ('nobody', 'n', 's', 0)")
    raw.close()
    with pytest.raises(UnsafeDatabase, match="nowhere"):
        await upgrade(db)
    await db.dispose()


def test_opening_an_up_to_date_database_does_not_load_alembic(tmp_path):
    program = (
        "import asyncio, sys\n"
        "from pathlib import Path\n"
        "from storage.db.database import Database, sqlite_url\n"
        "from storage.migrations.upgrade import ensure_schema\n"
        "async def main():\n"
        "    db = Database(sqlite_url(Path(sys.argv[1]) / 'x.sqlite3'))\n"
        "    await ensure_schema(db)\n"
        "    await ensure_schema(db)\n"
        "    await db.dispose()\n"
        "asyncio.run(main())\n"
        "print('alembic' in sys.modules)\n"
    )
    run = subprocess.run([sys.executable, "-c", program, str(tmp_path)], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"


async def test_the_read_is_one_that_any_database_answers(db):
    async with db.read() as tx:
        assert await version_of(tx) is None
        assert (await tx.execute(sa.text("SELECT 1"))).scalar() == 1
