"""Erasing a file looks for every row that refers to it: each look must be one step in an index, not over a table."""

from __future__ import annotations

import pytest

FILES = "objects"


async def looks_over_tables(tx) -> set[str]:
    """``table.column`` of each reference to a file that SQLite would find only by reading the whole table."""
    found = set()
    for (table,) in (await tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'")).all():
        for key in (await tx.exec_driver_sql(f"PRAGMA foreign_key_list({table})")).all():
            if key[2] != FILES:
                continue
            query = f"EXPLAIN QUERY PLAN SELECT rowid FROM {table} WHERE {key[3]} = 'x'"  # noqa: S608 - the schema's names
            plan = " ".join(row[-1] for row in await tx.exec_driver_sql(query))
            if "USING" not in plan:
                found.add(f"{table}.{key[3]}")
    return found


async def test_what_refers_to_a_file_is_found_in_an_index(storage) -> None:
    async with storage.db.read() as tx:
        assert await looks_over_tables(tx) == set()


@pytest.mark.parametrize("column", ["outlined_id", "contact_sheet_id"])
async def test_sabotage_a_reference_without_its_index_is_seen(storage, column) -> None:
    async with storage.db.write() as tx:
        await tx.exec_driver_sql(f"DROP INDEX ix_photos_{column}")
        assert await looks_over_tables(tx) == {f"photos.{column}"}
