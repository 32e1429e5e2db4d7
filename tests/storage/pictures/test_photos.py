from __future__ import annotations

import pytest

from storage.errors import NotFound
from storage.pictures import photos
from storage.records import Finding, PhotoState, Severity
from tests.fakes import keep_photo, new_person

FINDINGS = (
    Finding(code="eye_distance", severity=Severity.REFUSE, value=47.5, limit=80.0, unit="px"),
    Finding(code="ok", severity=Severity.OK),
)


async def get(storage, person, photo):
    async with storage.db.read() as tx:
        return await photos.get(tx, person.id, photo.id)


async def held(storage, person):
    async with storage.db.read() as tx:
        return await photos.list_(tx, person.id, storage.clock.now())


async def test_what_was_found_is_read_as_it_was_written(storage):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    sheet = await keep_photo(storage, person.id)
    async with storage.db.write() as tx:
        await photos.set_checked(
            tx, person.id, photo.id, PhotoState.REFUSED, FINDINGS, outlined_id=sheet.object_id, looks=("a", "b")
        )
    checked = await get(storage, person, photo)
    assert (checked.state, checked.findings, checked.outlined_id) == (PhotoState.REFUSED, FINDINGS, sheet.object_id)
    assert (checked.looks, checked.contact_sheet_id) == (("a", "b"), None)


async def test_an_expired_photo_is_not_listed(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    assert await held(storage, person) == [photo]
    clock.set(photo.expires_at)
    assert await held(storage, person) == []


async def test_anothers_photo_is_not_found_nor_changed(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    photo = await keep_photo(storage, ada.id)
    with pytest.raises(NotFound):
        await get(storage, bob, photo)
    async with storage.db.write() as tx:
        with pytest.raises(NotFound):
            await photos.set_checked(tx, bob.id, photo.id, PhotoState.ACCEPTED, ())
    assert (await get(storage, ada, photo)).state is PhotoState.RECEIVED


async def test_erasing_the_bytes_takes_the_photo_with_it(storage):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    await storage.vault.erase(person.id, [photo.object_id])
    with pytest.raises(NotFound):
        await get(storage, person, photo)


async def test_erasing_an_outlined_copy_leaves_the_photo_pointing_nowhere(storage):
    person = await new_person(storage)
    photo, outlined = await keep_photo(storage, person.id), await keep_photo(storage, person.id)
    async with storage.db.write() as tx:
        await photos.set_checked(tx, person.id, photo.id, PhotoState.REFUSED, (), outlined_id=outlined.object_id)
    await storage.vault.erase(person.id, [outlined.object_id])
    assert (await get(storage, person, photo)).outlined_id is None
