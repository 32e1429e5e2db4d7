from __future__ import annotations

from datetime import timedelta

import sqlalchemy as sa

from storage.db.schema import timers
from storage.people import conversations, heard, persons
from storage.retention.forget import forget
from tests.fakes import new_person

HOUR = timedelta(hours=1)


async def heard_at(storage, person):
    async with storage.db.read() as tx:
        [found] = await heard.recent(tx, person.platform, storage.clock.now() - HOUR, 10)
    return found.at


async def test_what_is_told_late_does_not_take_back_what_was_heard_since(storage, clock):
    person = await new_person(storage)
    begun = clock.now()
    async with storage.db.write() as tx:
        await conversations.save(tx, person.id, 1, {}, clock.now())
    assert await heard_at(storage, person) == begun, "the last turn, where nothing was noted"
    clock.advance(minutes=30)
    for at in (begun + HOUR / 4, begun + HOUR / 2, begun):
        async with storage.db.write() as tx:
            await heard.note(tx, person.id, at)
    assert await heard_at(storage, person) == begun + HOUR / 2


async def test_a_reaction_is_noted_once_until_it_is_taken_off(storage, clock):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        told = [await heard.reacted(tx, person.id, "approve", "v1", clock.now()) for _ in range(2)]
        assert await heard.reacted(tx, person.id, "reject", "v1", clock.now())
        assert await heard.reactions(tx, person.id) == {"v1": frozenset({"approve", "reject"})}
        await heard.unreacted(tx, person.id, "approve", "v1")
        assert await heard.reactions(tx, person.id) == {"v1": frozenset({"reject"})}
    assert told == [True, False]


async def test_notes_go_with_their_person(storage, clock):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await heard.note(tx, person.id, clock.now())
        await heard.reacted(tx, person.id, "approve", "v1", clock.now())
    await forget(storage, person.id)
    async with storage.db.read() as tx:
        assert await persons.get(tx, person.id) is None
        assert (await tx.execute(sa.select(timers.c.name))).all() == []
