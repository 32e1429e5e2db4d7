"""What was heard and waits for its turn: once, in order, unreadable without its person's key, gone with them."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage import policy
from storage.db import schema
from storage.errors import NotFound
from storage.people import inbox
from storage.retention import idle_people
from storage.retention.forget import forget
from storage.retention.purge import purge
from tests.fakes import address, new_person
from tests.storage.life import did


async def untaken(storage) -> int:
    async with storage.db.read() as tx:
        return (await tx.execute(sa.select(sa.func.count()).select_from(schema.inbox))).scalar_one()


async def test_it_waits_in_its_order_until_it_is_done(storage, clock):
    ada = await new_person(storage)
    first, second = [await did(storage, ada.id, words, event_id=words) for words in ("one", "two")]
    async with storage.db.write() as tx:
        assert [row.id for row in await inbox.waiting(tx, clock.now())] == [first, second]
        assert [row.id for row in await inbox.waiting(tx, clock.now(), {first})] == [second]
        assert await inbox.waiting(tx, clock.now() - timedelta(seconds=1)) == []
        assert await inbox.done(tx, first)
        assert not await inbox.done(tx, first)
        assert [row.id for row in await inbox.waiting(tx, clock.now())] == [second]


async def test_the_same_event_is_written_down_once_also_after_its_turn(storage):
    ada = await new_person(storage)
    number = await did(storage, ada.id, "one", event_id="e1")
    with pytest.raises(inbox.HeardBefore):
        await did(storage, ada.id, "one", event_id="e1")
    assert await untaken(storage) == 1
    async with storage.db.write() as tx:
        await inbox.done(tx, number)
    with pytest.raises(inbox.HeardBefore):
        await did(storage, ada.id, "one", event_id="e1")
    assert await untaken(storage) == 0


async def test_nothing_is_written_down_of_somebody_who_is_being_erased(storage, clock):
    ada = await new_person(storage)
    event = await inbox.sealed(storage, ada.id, b"one")
    async with storage.db.write() as tx:
        await tx.execute(sa.update(schema.persons).values(erasing=True))
        named = {"platform": "web", "event_id": "e1", "event": event, "now": clock.now()}
        assert await inbox.put(tx, ada.id, **named) is None
    assert await untaken(storage) == 0


async def test_it_goes_with_its_person_and_opens_for_nobody(storage, clock):
    ada = await new_person(storage)
    await did(storage, ada.id, "words", event_id="e1")
    async with storage.db.read() as tx:
        (row,) = await inbox.waiting(tx, clock.now())
    assert await inbox.opened(storage, ada.id, row.sealed) == b"words"
    assert b"words" not in row.sealed
    await forget(storage, ada.id)
    assert await untaken(storage) == 0
    with pytest.raises(NotFound):
        await inbox.opened(storage, ada.id, row.sealed)


async def passer_by_at_midnight(storage, clock) -> bool:
    """Whether somebody who agreed to nothing is still known when the day ends before their first turn."""
    from storage.people import persons

    person = await persons.find_or_create(storage, address("passer-by"), "en")
    await did(storage, person.id, "help", event_id="e1")
    clock.advance(days=1)
    await purge(storage)
    async with storage.db.read() as tx:
        return await persons.get(tx, person.id) is not None


async def test_nobody_is_erased_by_the_clock_before_what_they_did_is_taken_up(storage, clock):
    assert await passer_by_at_midnight(storage, clock)


async def test_the_sabotage_a_clock_that_does_not_look_there_is_seen(storage, clock, monkeypatch):
    has = idle_people._has
    looks = lambda table, *which: sa.false() if table is schema.inbox else has(table, *which)  # noqa: E731
    monkeypatch.setattr(idle_people, "_has", looks)
    assert not await passer_by_at_midnight(storage, clock)


async def test_what_no_bot_ever_took_up_goes_after_a_week(storage, clock):
    ada = await new_person(storage)
    await did(storage, ada.id, "one", event_id="e1")
    clock.advance(policy.UNTAKEN_KEPT - timedelta(seconds=1))
    await purge(storage)
    assert await untaken(storage) == 1
    clock.advance(seconds=1)
    await purge(storage)
    assert await untaken(storage) == 0
