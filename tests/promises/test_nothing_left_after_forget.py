"""After ``/forget-me`` no plaintext, key, row or temporary file of that person remains (design §8.4).

Looked for in every file of the data folder and in the live schema, not by asking the code that erased it. The
sabotages: a step skipped, a table forgotten, a temporary file kept, each red in ``tests/storage/retention``.
"""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage import schema
from storage.errors import EraseIncomplete
from storage.retention import forget as saga
from storage.retention.forget import forget
from storage.retention.leftovers import scan
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
