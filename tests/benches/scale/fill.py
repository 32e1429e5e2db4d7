"""Millions of rows by plain SQL: what years of use leave behind, not what is measured.

The consent triggers are off meanwhile and put back on. Every photo has an owner with both yeses and a key of their own.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sqlite3
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import sqlalchemy as sa

from storage.consent import lock
from storage.consent.rules import ALWAYS
from storage.vault import key_tree
from storage.vault.key_ring import DATABASE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

PHOTOS_EACH: Final = 8  # the most one person may have
JOBS_EACH: Final = 20
FILE_BYTES: Final = 4096
_SPREAD = "(i * 2654435761) % 4294967296"  # neighbours do not lie beside each other, as with random ids
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@asynccontextmanager
async def _unlocked(storage: Storage) -> AsyncIterator[AsyncConnection]:
    async with storage.db.write() as tx:
        for each in lock.LOCKS:
            on = "" if storage.db.is_sqlite else f" ON {each.table}"
            await tx.exec_driver_sql(f"DROP TRIGGER {each.name}{on}")
        yield tx
        await lock.put_on(tx)
    if not storage.db.is_sqlite:
        await _kept_house(storage)
    await storage.db.checkpoint()
    await asyncio.to_thread(os.sync)  # what is measured next must not wait for these pages


async def _kept_house(storage: Storage) -> None:
    """What PostgreSQL does by itself within minutes, and would do beside what is measured next."""
    async with storage.db.engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        for each in ("VACUUM (ANALYZE)", "CHECKPOINT"):
            await alone.exec_driver_sql(each)


def _numbers(storage: Storage, count: int) -> str:
    """A FROM clause: rows with ``i`` from 1 to ``count``."""
    if storage.db.is_sqlite:
        counted = f"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT {count}) SELECT i FROM n"  # noqa: S608 - our own number
        return f"FROM ({counted})"
    return f"FROM generate_series(1, {count}) AS n(i)"


def _id(storage: Storage, of: str = "i") -> str:
    """32 hexadecimal digits that hang on the number alone. They begin evenly, as random ones do."""
    spread = _SPREAD.replace("i ", f"({of}) ", 1)
    if storage.db.is_sqlite:
        return f"printf('%08x%024x', {spread}, {of})"
    return f"lpad(to_hex(({spread})::bigint), 8, '0') || lpad(to_hex(({of})::bigint), 24, '0')"


def _id_of_instant(storage: Storage, at_us: int) -> str:
    """As ``storage.ids.id_of_instant`` makes them, a millisecond apart; they end evenly, as random ones do."""
    if storage.db.is_sqlite:
        return f"printf('%012x%012x%08x', {at_us // 1000} + i, i, {_SPREAD})"
    parts = (f"({at_us // 1000} + i)", "i", f"({_SPREAD})")
    return " || ".join(
        f"lpad(to_hex({part}::bigint), {size}, '0')" for part, size in zip(parts, (12, 12, 8), strict=True)
    )


def _us(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(microseconds=1)


async def people(storage: Storage, count: int) -> None:
    """Persons 1 to ``count``, their consents and keys."""
    at, who = _us(storage.clock.now()), _id(storage)
    empty = "x''" if storage.db.is_sqlite else "''::bytea"
    async with _unlocked(storage) as tx:
        await _run(
            tx,
            f"INSERT INTO persons (id, platform, lookup, address, language, created_at) "
            f"SELECT {who}, 'bench', {who} || {who}, {empty}, 'en', {at} {_numbers(storage, count)}",
        )
        for place, purpose in enumerate(sorted(ALWAYS)):
            consent = _id(storage, f"i * {len(ALWAYS)} + {place}")
            await _run(
                tx,
                "INSERT INTO consents (id, person_id, purpose, wording_hash, language, source, given_at) "
                f"SELECT {consent}, {who}, '{purpose}', '{'0' * 64}', 'en', 'person', {at} {_numbers(storage, count)}",
            )
    async with storage.db.read() as tx:
        query = sa.text("SELECT id FROM persons WHERE platform = 'bench' AND address = :none")
        ids = list((await tx.execute(query, {"none": b""})).scalars())
    await _keys(storage, ids)


async def _keys(storage: Storage, ids: list[str]) -> None:
    """A real key for each, on the shelves of the ring's own tree."""
    ring = await storage.keys.ring()

    def write() -> None:
        with closing(sqlite3.connect(storage.home.keys / DATABASE)) as database, database:
            for each in ids:
                key_tree.add(database, each, secrets.token_bytes(32), ring.master)

    await asyncio.to_thread(write)


async def photos(storage: Storage, count: int, *, until: datetime) -> None:
    """``count`` accepted photos of people who are here by now, kept until then; their files are not made."""
    at, ends = _us(storage.clock.now()), _us(until)
    photo = _id_of_instant(storage, at)
    owner = _id(storage, f"(i + {PHOTOS_EACH - 1}) / {PHOTOS_EACH}")
    async with _unlocked(storage) as tx:
        await _run(
            tx,
            "INSERT INTO objects (id, person_id, kind, size, created_at, expires_at) "
            f"SELECT {photo}, {owner}, 'photo', {FILE_BYTES}, {at}, {ends} {_numbers(storage, count)}",
        )
        await _run(
            tx,
            "INSERT INTO photos (id, person_id, object_id, state, received_at, expires_at, findings, looks) "
            f"SELECT {photo}, {owner}, {photo}, 'accepted', {at}, {ends}, '[]', '[]' {_numbers(storage, count)}",
        )


async def finished_jobs(storage: Storage, count: int) -> None:
    """``count`` photo checks that were done, of people who are here by now."""
    at, job = _us(storage.clock.now()), _id(storage)
    owner = _id(storage, f"(i + {JOBS_EACH - 1}) / {JOBS_EACH}")
    ends = _us(storage.clock.now() + timedelta(days=7))
    no = "0" if storage.db.is_sqlite else "false"
    async with _unlocked(storage) as tx:
        await _run(
            tx,
            "INSERT INTO jobs (id, person_id, lane, state, key, request, engine, comparison, vt, attempt, strikes, "
            "progress, error, created_at, started_at, finished_at, expires_at) "
            f"""SELECT {job}, {owner}, 'inspect', 'done', {job}, '{{"kind":"inspect"}}', '', {no}, i, 1, 1, '{{}}', '',
            {at}, {at}, {at}, {ends} {_numbers(storage, count)}""",
        )


def files(folder: Path, ids: list[str]) -> None:
    """A file of ``FILE_BYTES`` under each id, where the embedded store looks for it; not synced."""
    data = secrets.token_bytes(FILE_BYTES)
    for each in ids:
        (folder / each[-2:] / each).write_bytes(data)


async def _run(tx: AsyncConnection, statement: str) -> None:
    await tx.execute(sa.text(statement))
