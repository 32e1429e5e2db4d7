from __future__ import annotations

import asyncio
import sqlite3

import pytest

from storage.errors import NotFound
from storage.people import persons
from tests.fakes import address, new_person


async def where(storage, person):
    async with storage.db.read() as tx:
        return await persons.address_of(storage, tx, person.id)


async def test_the_same_person_is_found_again(storage):
    person = await persons.find_or_create(storage, address("ada"), "en")
    assert (await persons.find(storage, address("ada"))) == person
    assert (await persons.find_or_create(storage, address("ada"), "de")) == person


async def test_another_user_workspace_or_platform_is_another_person(storage):
    ada = await new_person(storage, "ada", platform="discord")
    assert await persons.find(storage, address("bob", platform="discord")) is None
    assert (await new_person(storage, "ada", platform="slack")).id != ada.id


async def test_a_stranger_is_not_found(storage):
    assert await persons.find(storage, address("nobody")) is None


async def test_a_person_who_moved_to_another_channel_is_the_same_and_met_there(storage):
    person = await persons.find_or_create(storage, address("ada", channel="old"), "en")
    assert (await persons.find_or_create(storage, address("ada", channel="new"), "en")).id == person.id
    assert (await where(storage, person)).channel == "new"


async def test_two_first_events_at_once_make_one_person_with_one_key(storage):
    found = await asyncio.gather(*(persons.find_or_create(storage, address("ada"), "en") for _ in range(4)))
    assert len({person.id for person in found}) == 1
    assert await storage.keys.held() == {found[0].id}
    assert await where(storage, found[0]) == address("ada")


async def test_neither_user_nor_channel_is_in_the_files(storage):
    await persons.find_or_create(storage, address("planted-user", channel="planted-channel"), "en")
    await storage.db.checkpoint()
    held = b"".join(file.read_bytes() for file in storage.home.data.rglob("*") if file.is_file())
    assert b"planted" not in held


async def test_without_their_key_an_address_cannot_be_read(storage):
    person = await new_person(storage)
    await storage.keys.destroy(person.id)
    with pytest.raises(NotFound):
        await where(storage, person)


async def test_an_address_copied_to_anothers_row_does_not_open(storage):
    from storage.errors import VaultDamaged

    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    with sqlite3.connect(storage.home.database) as raw:
        raw.execute("UPDATE persons SET address = (SELECT address FROM persons WHERE id = ?)", (ada.id,))
    raw.close()
    with pytest.raises(VaultDamaged):
        await where(storage, bob)


async def test_a_language_once_chosen_stays(storage):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await persons.set_language(tx, person.id, "de")
    async with storage.db.read() as tx:
        assert (await persons.get(tx, person.id)).language == "de"


async def test_nobody_is_nobody(storage):
    async with storage.db.read() as tx:
        assert await persons.get(tx, "0" * 32) is None
        with pytest.raises(NotFound):
            await persons.address_of(storage, tx, "0" * 32)


async def test_a_person_and_their_address_are_read_at_once(storage):
    ada = await persons.find_or_create(storage, address("ada"), "en")
    async with storage.db.read() as tx:
        assert await persons.with_address(storage, tx, ada.id) == (ada, address("ada"))
        with pytest.raises(NotFound):
            await persons.with_address(storage, tx, "0" * 32)
