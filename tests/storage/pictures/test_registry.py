"""A picture is known again by its fingerprint while its file lives, and by nothing once it is gone."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.errors import VaultDamaged
from storage.people.export import my_data
from storage.pictures import registry
from storage.pictures.registry import SAME, Registry
from storage.retention.forget import forget
from storage.retention.purge import purge
from tests.fakes import new_person
from tests.storage.samples import keep_variant

PRINT = "0f" * 32


def nearly(fingerprint: str, bits: int) -> str:
    """The same with so many bits turned."""
    return f"{int(fingerprint, 16) ^ ((1 << bits) - 1):064x}"


async def test_a_copy_within_the_limit_is_known_and_says_what_was_done(storage):
    person = await new_person(storage)
    variant = await keep_variant(storage, person.id, fingerprint=PRINT)
    known = Registry()
    for bits in (0, 8, SAME):
        (hit,) = await known.find(storage, nearly(PRINT, bits))
        assert (hit.object_id, hit.level) == (variant.object_id, "composite")
    assert await known.find(storage, nearly(PRINT, SAME + 1)) == ()


async def test_other_looks_of_the_same_photo_come_along_and_other_people_never(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    for bits in (0, 2):
        await keep_variant(storage, ada.id, index=bits + 1, fingerprint=nearly(PRINT, bits))
    await keep_variant(storage, bob.id, fingerprint=nearly(PRINT, 12))
    hits = await Registry().find(storage, PRINT)
    assert [hit.person_id for hit in hits] == [ada.id, ada.id]
    assert {hit.person_id for hit in await Registry().find(storage, nearly(PRINT, 12))} == {bob.id}


async def test_what_is_made_later_is_known_at_the_next_question(storage):
    known = Registry()
    assert await known.find(storage, PRINT) == ()
    await keep_variant(storage, (await new_person(storage)).id, fingerprint=PRINT)
    assert len(await known.find(storage, PRINT)) == 1


async def test_it_goes_with_the_picture(storage, clock):
    known, person = Registry(), await new_person(storage)
    variant = await keep_variant(storage, person.id, fingerprint=PRINT)
    assert await known.find(storage, PRINT)
    clock.advance(storage.settings.result_retention)
    assert await known.find(storage, PRINT) == (), "expired, though no purge has run"
    assert len(known) == 0
    await purge(storage)
    async with storage.db.read() as tx:
        assert (
            await tx.execute(sa.select(schema.objects.c.id).where(schema.objects.c.id == variant.object_id))
        ).all() == []


async def test_it_goes_at_once_when_its_person_is_forgotten(storage):
    known, person = Registry(), await new_person(storage)
    await keep_variant(storage, person.id, fingerprint=PRINT)
    await known.refresh(storage)
    assert len(known) == 1
    await forget(storage, person.id)
    await known.forget(person.id)
    assert len(known) == 0
    assert await known.find(storage, PRINT) == ()


async def test_it_lies_encrypted_and_bound_to_its_file(storage):
    person = await new_person(storage)
    one = await keep_variant(storage, person.id, fingerprint=PRINT)
    other = await keep_variant(storage, person.id, index=2, fingerprint=nearly(PRINT, 100))
    async with storage.db.read() as tx:
        o = schema.objects.c
        kept = (await tx.execute(sa.select(o.fingerprint).where(o.id == one.object_id))).scalar_one()
    assert bytes.fromhex(PRINT) not in kept
    assert await registry.opened(storage, person.id, one.object_id, kept) == PRINT
    with pytest.raises(VaultDamaged):
        await registry.opened(storage, person.id, other.object_id, kept)


async def test_the_sabotage_a_fingerprint_moved_to_another_file_is_not_believed(storage):
    person = await new_person(storage)
    one = await keep_variant(storage, person.id, fingerprint=PRINT)
    other = await keep_variant(storage, person.id, index=2, fingerprint=nearly(PRINT, 100))
    o = schema.objects.c
    moved = sa.select(o.fingerprint).where(o.id == one.object_id).scalar_subquery()
    async with storage.db.write() as tx:
        await tx.execute(sa.update(schema.objects).where(o.id == other.object_id).values(fingerprint=moved))
    assert [hit.object_id for hit in await Registry().find(storage, PRINT)] == [one.object_id]


async def test_its_person_gets_it_in_the_clear_with_their_data(storage):
    person = await new_person(storage)
    await keep_variant(storage, person.id, fingerprint=PRINT)
    assert PRINT.encode() in await my_data(storage, person.id)
