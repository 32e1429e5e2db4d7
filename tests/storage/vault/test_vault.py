from __future__ import annotations

import os
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.errors import DiskFull, Expired, Frozen, NotFound, VaultDamaged
from storage.records import ObjectKind
from tests.fakes import keep_photo, new_person, settings_in
from tests.storage.objects import holds, put
from tests.storage.samples import keep_variant


async def test_what_was_written_comes_back_and_lies_encrypted(storage):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id, b"these are my pixels")
    assert await storage.vault.read(person.id, photo.object_id) == b"these are my pixels"
    assert b"pixels" not in storage.vault.blobs.read(photo.object_id)


async def test_an_object_of_somebody_else_is_not_found(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    photo = await keep_photo(storage, ada.id)
    with pytest.raises(NotFound):
        await storage.vault.read(bob.id, photo.object_id)
    assert await storage.vault.erase(bob.id, [photo.object_id]) == 0
    assert await storage.vault.read(ada.id, photo.object_id)


async def test_at_the_instant_of_its_expiry_it_cannot_be_read(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    clock.set(photo.expires_at - timedelta(microseconds=1))
    await storage.vault.read(person.id, photo.object_id)
    clock.set(photo.expires_at)
    with pytest.raises(Expired):
        await storage.vault.read(person.id, photo.object_id)


async def test_a_file_without_a_row_cannot_be_read(storage):
    person = await new_person(storage)
    object_id = await storage.vault.write(person.id, b"x", ObjectKind.PHOTO)
    with pytest.raises(NotFound):
        await storage.vault.read(person.id, object_id)


@pytest.mark.parametrize("damage", ["empty", "half", "last byte", "flip", "swap", "gone"])
async def test_every_damage_is_one_typed_error_and_never_half_a_picture(storage, damage):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id, b"x" * 1000)
    other = await keep_photo(storage, person.id, b"y" * 1000)
    blobs = storage.vault.blobs
    whole = blobs.read(photo.object_id)
    match damage:
        case "empty":
            put(storage, photo.object_id, b"")
        case "half":
            put(storage, photo.object_id, whole[: len(whole) // 2])
        case "last byte":
            put(storage, photo.object_id, whole[:-1])
        case "flip":
            put(storage, photo.object_id, whole[:-1] + bytes([whole[-1] ^ 1]))
        case "swap":
            put(storage, photo.object_id, blobs.read(other.object_id))
        case _:
            assert blobs.erase(photo.object_id)
    with pytest.raises(VaultDamaged):
        await storage.vault.read(person.id, photo.object_id)


async def test_erasing_takes_the_file_the_row_and_the_photo(storage):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    assert await storage.vault.erase(person.id, [photo.object_id]) == 1
    with pytest.raises(NotFound):
        await storage.vault.read(person.id, photo.object_id)
    assert not holds(storage, photo.object_id)
    assert await storage.vault.erase(person.id, [photo.object_id]) == 0


async def test_after_their_key_is_destroyed_nothing_can_be_written_for_a_person(storage):
    person = await new_person(storage)
    await storage.keys.destroy(person.id)
    with pytest.raises(NotFound):
        await storage.vault.write(person.id, b"x", ObjectKind.PHOTO)


async def test_a_full_vault_takes_no_more(tmp_path, clock):
    from storage.opening import open_storage

    async with open_storage(settings_in(tmp_path, vault_max_gb=1e-6), clock) as storage:
        person = await new_person(storage)
        await keep_photo(storage, person.id, b"x" * 600)
        with pytest.raises(DiskFull):
            await keep_photo(storage, person.id, b"x" * 600)


async def test_a_file_whose_row_never_came_is_swept_after_an_hour(storage, clock):
    person = await new_person(storage)
    kept = await keep_photo(storage, person.id)
    orphan = await storage.vault.write(person.id, b"x", ObjectKind.PHOTO)
    fresh = await storage.vault.write(person.id, b"x", ObjectKind.PHOTO)
    now = clock.now().timestamp()
    for object_id, age in ((kept.object_id, 7200), (orphan, 7200), (fresh, 60)):
        os.utime(storage.vault.blobs.path(object_id), (now - age, now - age))
    assert await storage.vault.sweep_orphans() == 1
    assert holds(storage, kept.object_id)
    assert holds(storage, fresh)


async def test_a_file_whose_row_was_never_committed_is_unlinked(storage):
    person = await new_person(storage)
    kept, dropped = [await storage.vault.write(person.id, b"x", ObjectKind.VARIANT) for _ in range(2)]
    await storage.vault.discard(dropped)
    assert holds(storage, kept)
    assert not holds(storage, dropped)


async def test_whoever_s_last_file_goes_early_is_forgotten_counted_from_then(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    gone_at = clock.advance(minutes=5)
    await storage.vault.erase(person.id, [photo.object_id])
    async with storage.db.read() as tx:
        held_until = (await tx.execute(sa.select(schema.persons.c.held_until))).scalar_one()
    assert held_until == gone_at < photo.expires_at


async def test_whoever_s_last_file_went_late_is_forgotten_counted_from_its_expiry(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    clock.set(photo.expires_at + timedelta(days=1))
    await storage.vault.erase(person.id, [photo.object_id])
    async with storage.db.read() as tx:
        assert (await tx.execute(sa.select(schema.persons.c.held_until))).scalar_one() == photo.expires_at


async def test_a_picture_on_hold_is_read_for_its_owner_s_copy_alone(storage):
    person = await new_person(storage)
    picture = await keep_variant(storage, person.id)
    async with storage.db.write() as tx:
        await tx.execute(sa.update(schema.variants).values(frozen=True))
    with pytest.raises(Frozen):
        await storage.vault.read(person.id, picture.object_id)
    assert await storage.vault.read(person.id, picture.object_id, even_frozen=True)


async def test_an_installation_finds_its_files_where_it_always_had_them(storage):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    assert (storage.home.data / "objects" / photo.object_id[-2:] / photo.object_id).is_file()
