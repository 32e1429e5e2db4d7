"""After ``/forget-me`` no plaintext, key, row or temp file remains, but what the receipt lists (design §8.4).

Looked for in every file of the data folder and in the live schema, not by asking the code that erased it. The
sabotages: a step skipped, a table forgotten, a temporary file kept, each red in ``tests/storage/retention``.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.errors import EraseIncomplete
from storage.retention import forget as saga
from storage.retention.forget import forget
from storage.retention.leftovers import scan
from storage.retention.purge import purge
from tests.storage.life import live


async def leftovers(storage, *lives):
    markers = {f"{name} {n}": marker for n, life in enumerate(lives) for name, marker in life.markers.items()}
    return await scan(storage, markers=markers, destroyed={life.person.id: life.key for life in lives})


async def test_nothing_of_them_is_left_and_everything_of_others_is(storage):
    grace, other = await live(storage, "grace-hopper-1906"), await live(storage, "somebody-else")
    await forget(storage, grace.person.id)
    assert (await leftovers(storage, grace)).found == ()
    assert await storage.vault.read(other.person.id, other.photo.object_id)


async def test_every_table_about_people_is_walked(storage):
    """A table added later holds the erasure up, loudly, until the schema's rule covers it."""
    grace = await live(storage)
    for table in schema.tables_of_a_person():
        assert table is schema.persons or any(
            key.column.table is schema.persons for key in table.c.person_id.foreign_keys
        )
    async with storage.db.write() as tx:
        await tx.exec_driver_sql("CREATE TABLE later (id INTEGER PRIMARY KEY, person_id TEXT REFERENCES persons (id))")
        await tx.exec_driver_sql("INSERT INTO later (person_id) VALUES (?)", (grace.person.id,))
    with pytest.raises(EraseIncomplete):
        await forget(storage, grace.person.id)
    async with storage.db.read() as tx:
        assert (await tx.execute(sa.select(schema.audit))).first() is None


@pytest.mark.parametrize("skipped", ["bytes", "rows"])
async def test_the_sabotage_one_step_skipped_is_red(storage, monkeypatch, skipped):
    grace = await live(storage)
    monkeypatch.setattr(saga, "STEPS", tuple(step for step in saga.STEPS if step[0] != skipped))
    await forget(storage, grace.person.id)
    assert (await leftovers(storage, grace)).leftovers > 0


async def test_the_sabotage_a_temporary_file_kept_is_red(storage):
    grace = await live(storage)
    (storage.home.tmp / "upload").write_bytes(grace.markers["pixels"])
    await forget(storage, grace.person.id)
    assert {each.what for each in (await leftovers(storage, grace)).found} == {"marker", "unfinished"}


# --- what stays, and that the receipt says so -----------------------------------------------------------------------

# Which line of the receipt a table's rows are told by. Tables about nobody are not looked at.
TOLD_BY = {
    "audit": "audit_lines",
    "erasures": "erasure_list",
    "quotas": "quota_hashes",
    "salts": "quota_hashes",
    "seen_events": "event_hashes",
    "message_deletions": "message_ids",
    "directory_exports": "directory_picture",
}
ABOUT_NOBODY = {"alembic_version", "durations", "installations", "leases", "workers"}


async def untold(storage, receipt) -> list[str]:
    """Tables that still hold something, of which the receipt says nothing."""
    async with storage.db.read() as tx:
        names = await tx.run_sync(lambda connection: sa.inspect(connection).get_table_names())
        kept = [
            name
            for name in names
            if name not in ABOUT_NOBODY and (await tx.execute(sa.text(f"SELECT 1 FROM {name}"))).first()  # noqa: S608
        ]
    assert kept, "not even the erasure list was seen"
    return [name for name in kept if TOLD_BY.get(name) not in receipt.left]


async def lived_and_forgotten(storage):
    return await forget(storage, (await live(storage)).person.id)


async def test_whatever_stays_stands_on_the_receipt(storage):
    assert await untold(storage, await lived_and_forgotten(storage)) == []


async def test_what_is_scrambled_stays_a_day_at_most(storage, clock):
    await forget(storage, (await live(storage)).person.id)
    clock.advance(timedelta(hours=24))
    await purge(storage)
    async with storage.db.read() as tx:
        scrambled = (schema.quotas, schema.salts, schema.seen_events)
        assert [(await tx.execute(sa.select(table))).first() for table in scrambled] == [None] * 3


@pytest.mark.parametrize("code", sorted(set(TOLD_BY.values())))
async def test_the_sabotage_a_receipt_that_leaves_one_out_is_red(storage, code):
    receipt = await lived_and_forgotten(storage)
    short = replace(receipt, left=tuple(each for each in receipt.left if each != code))
    assert set(await untold(storage, short)) == {name for name, told_by in TOLD_BY.items() if told_by == code}
