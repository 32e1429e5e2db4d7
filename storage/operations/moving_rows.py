"""The rows of one database made equal to those of another, table by table, in batches; and the proof that they are.

Both sides are read in the order of their keys and compared row by row, so a pass that was killed is simply begun again:
only what differs is written. Rows that are gone go first (children before parents), then come the new and the changed
ones (parents before children), so foreign keys hold after every batch.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.db.database import Database, upsert
from storage.db.schema import metadata
from storage.home import Home
from storage.ids import in_parts
from storage.queue import procrastinate_schema
from storage.vault.files import destroy

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

BATCH = 500  # rows in one transaction
Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """What a table holds: how many rows, and SHA-256 over all of them in the order of their keys."""

    rows: int
    digest: str


async def copy(source: AsyncConnection, target: Database) -> int:
    """Makes the rows of ``target`` those of ``source``, a snapshot. Returns how many rows were written or deleted."""
    tables = metadata.sorted_tables
    changed = 0
    for table in reversed(tables):
        changed += await _delete_what_is_gone(source, target, table)
    for table in tables:
        changed += await _write_what_differs(source, target, table)
    await _go_on_counting(source, target)
    return changed


async def held(tx: AsyncConnection) -> dict[str, Held]:
    """By the table's name. Equal values in two databases mean equal rows, whatever the databases are."""
    found = {}
    for table in metadata.sorted_tables:
        digest, rows = hashlib.sha256(), 0
        async for row in _rows(tx, table):
            digest.update(json.dumps(row, default=_plain, sort_keys=True).encode() + b"\n")
            rows += 1
        found[table.name] = Held(rows=rows, digest=digest.hexdigest())
    return found


async def drop(db: Database, home: Home) -> None:
    """Every row and table; SQLite's files are overwritten first."""
    if db.is_sqlite:
        await db.checkpoint()  # the mark must not lie in a log that goes first
        await db.dispose()
        for path in sorted(home.data.glob(f"{home.database.name}*"), reverse=True):  # the rows themselves last
            destroy(path)
        return
    async with db.write() as tx:
        await procrastinate_schema.remove(tx)
        await tx.run_sync(metadata.drop_all)
        await tx.exec_driver_sql("DROP TABLE alembic_version")


async def _delete_what_is_gone(source: AsyncConnection, target: Database, table: sa.Table) -> int:
    keys = len(table.primary_key.columns)
    gone: list[Row] = []
    async with target.snapshot() as there:
        async for mine, its in _pairs(_rows(source, table, keys_only=True), _rows(there, table, keys_only=True), keys):
            if mine is None and its is not None:
                gone.append(its)
    for batch in in_parts(gone, BATCH):
        async with target.write() as tx:
            which = sa.tuple_(*table.primary_key.columns).in_(batch)
            await tx.execute(sa.delete(table).where(which))
    return len(gone)


async def _write_what_differs(source: AsyncConnection, target: Database, table: sa.Table) -> int:
    keys, written = len(table.primary_key.columns), 0
    batch: list[Row] = []
    async with target.snapshot() as there:
        async for mine, its in _pairs(_rows(source, table), _rows(there, table), keys):
            if mine is None or mine == its:
                continue
            batch.append(mine)
            if len(batch) == BATCH:
                written += await _put(target, table, batch)
                batch = []
    return written + (await _put(target, table, batch) if batch else 0)


async def _put(target: Database, table: sa.Table, rows: list[Row]) -> int:
    columns = _columns(table)
    own = {column.name for column in table.primary_key.columns}
    values = [{column.name: value for column, value in zip(columns, row, strict=True)} for row in rows]
    async with target.write() as tx:
        put = upsert(tx, table)
        changed = {column.name: put.excluded[column.name] for column in columns if column.name not in own}
        index = list(table.primary_key.columns)
        await tx.execute(
            put.on_conflict_do_update(index_elements=index, set_=changed)
            if changed
            else put.on_conflict_do_nothing(index_elements=index),
            values,
        )
    return len(rows)


def _columns(table: sa.Table) -> list[sa.Column[Any]]:
    """The key first."""
    own = list(table.primary_key.columns)
    return [*own, *(column for column in table.columns if column not in set(own))]


async def _rows(tx: AsyncConnection, table: sa.Table, *, keys_only: bool = False) -> AsyncIterator[Row]:
    """In the order in which Python compares their keys."""
    columns = list(table.primary_key.columns) if keys_only else _columns(table)
    order = [_bytewise(tx, column) for column in table.primary_key.columns]
    async with tx.stream(sa.select(*columns).order_by(*order)) as found:
        async for row in found:
            yield tuple(row)


def _bytewise(tx: AsyncConnection, column: sa.Column[Any]) -> sa.ColumnElement[Any]:
    """PostgreSQL sorts text by its language; SQLite and Python by the bytes."""
    text = isinstance(column.type, sa.String) and tx.dialect.name == "postgresql"
    return sa.collate(column, "C") if text else column


async def _pairs(
    left: AsyncIterator[Row], right: AsyncIterator[Row], keys: int
) -> AsyncIterator[tuple[Row | None, Row | None]]:
    """The rows of both with the same key side by side, None where one side lacks it."""
    mine, its = await anext(left, None), await anext(right, None)
    while mine is not None or its is not None:
        if its is None or (mine is not None and mine[:keys] < its[:keys]):
            yield mine, None
            mine = await anext(left, None)
        elif mine is None or its[:keys] < mine[:keys]:
            yield None, its
            its = await anext(right, None)
        else:
            yield mine, its
            mine, its = await anext(left, None), await anext(right, None)


def _plain(value: object) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    raise TypeError(type(value).__name__)


# --- numbers that are never used twice ------------------------------------------------------------------------------


async def _go_on_counting(source: AsyncConnection, target: Database) -> None:
    """A number that was given once is not given again, also where its row is gone."""
    for table in metadata.sorted_tables:
        column = table.autoincrement_column
        if column is None:
            continue
        last = await _last_number(source, table, column)
        if not last:
            continue
        async with target.write() as tx:
            if tx.dialect.name == "postgresql":
                name = sa.func.pg_get_serial_sequence(table.name, column.name)
                await tx.execute(sa.select(sa.func.setval(name, last)))
            else:
                known = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
                await tx.execute(sa.delete(known).where(known.c.name == table.name))
                await tx.execute(sa.insert(known).values(name=table.name, seq=last))


async def _last_number(tx: AsyncConnection, table: sa.Table, column: sa.Column[Any]) -> int:
    """0 where none was given yet."""
    if tx.dialect.name == "postgresql":
        name = (await tx.execute(sa.select(sa.func.pg_get_serial_sequence(table.name, column.name)))).scalar()
        if name is None:
            return 0
        row = (await tx.exec_driver_sql(f"SELECT last_value, is_called FROM {name}")).one()  # noqa: S608 - its own answer
        return int(row.last_value) if row.is_called else 0
    known = sa.table("sqlite_sequence", sa.column("name"), sa.column("seq"))
    return int((await tx.execute(sa.select(known.c.seq).where(known.c.name == table.name))).scalar() or 0)
