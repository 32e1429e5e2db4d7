"""Whoever asked to be forgotten is told once it is done; who was not, is not; and the address is kept no longer."""

from __future__ import annotations

import sqlalchemy as sa

from storage.db import schema
from storage.retention import erasure_notices, erasure_start
from storage.retention.forget import forget
from tests.fakes import address, new_person


async def pending(storage):
    async with storage.db.read() as tx:
        return await erasure_notices.pending(storage, tx)


async def test_a_notice_waits_with_address_and_language_until_it_is_delivered(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    async with storage.db.write() as tx:
        await tx.execute(sa.update(schema.persons).where(schema.persons.c.id == ada.id).values(language="fr"))
    await erasure_start.mark(storage, ada.id)
    assert await pending(storage) == [], "it is not done yet"
    for person in (ada, bob):
        await forget(storage, person.id)
    owed = {notice.person_id: (notice.address, notice.language) for notice in await pending(storage)}
    assert owed == {ada.id: (address("ada"), "fr"), bob.id: (address("bob"), "en")}
    async with storage.db.write() as tx:
        await erasure_notices.delivered(tx, ada.id)
    assert [notice.person_id for notice in await pending(storage)] == [bob.id]


async def test_who_goes_by_the_clock_is_told_nothing(storage):
    idle = await new_person(storage)
    await erasure_start.begin_by_clock(storage, idle.id, if_still=sa.true(), with_messages=False)
    await forget(storage, idle.id)
    assert await pending(storage) == []


async def test_the_database_holds_no_address_that_can_be_read(storage):
    person = await new_person(storage, "grace-hopper-1906")
    await forget(storage, person.id)
    async with storage.db.read() as tx:
        (sealed,) = (await tx.execute(sa.select(schema.erasures.c.notice))).scalars()
    assert b"grace" not in bytes(sealed)
