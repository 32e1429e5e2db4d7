from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.db.schema import seen_events
from storage.people import conversations
from tests.fakes import new_person


async def test_a_state_is_read_with_the_version_it_was_written_in(storage):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        assert await conversations.load(tx, person.id) is None
        await conversations.save(tx, person.id, 1, {"phase": "asking"}, storage.clock.now())
        await conversations.save(tx, person.id, 2, {"phase": "waiting"}, storage.clock.now())
        assert await conversations.load(tx, person.id) == (2, {"phase": "waiting"})


async def test_an_event_is_heard_once(storage):
    async with storage.db.write() as tx:
        heard = [await conversations.seen(tx, "web", "event-1", storage.clock.now()) for _ in range(3)]
        assert heard == [False, True, True]
        assert not await conversations.seen(tx, "discord", "event-1", storage.clock.now())


async def test_an_event_whose_turn_failed_is_heard_again(storage):
    async def hear(*, fail: bool) -> bool:
        async with storage.db.write() as tx:
            heard = await conversations.seen(tx, "web", "event-1", storage.clock.now())
            if fail:
                raise RuntimeError
            return heard

    with pytest.raises(RuntimeError):
        await hear(fail=True)
    assert not await hear(fail=False)


async def test_an_events_id_is_not_kept(storage):
    async with storage.db.write() as tx:
        await conversations.seen(tx, "web", "planted-id-of-somebody", storage.clock.now())
        (row,) = (await tx.execute(sa.select(seen_events))).all()
    assert "planted" not in row.event_hash
    assert row.expires_at == storage.clock.now() + conversations.EVENT_KEPT


async def test_a_timer_fires_when_due_and_once(storage, clock):
    person = await new_person(storage)
    due_at = clock.now() + timedelta(minutes=30)
    async with storage.db.write() as tx:
        await conversations.set_timer(tx, person.id, "reminder", "", due_at)
        assert await conversations.due_timers(tx, clock.now()) == []
        (timer,) = await conversations.due_timers(tx, due_at)
        assert await conversations.timer_done(tx, timer)
        assert not await conversations.timer_done(tx, timer)


async def test_a_timer_that_was_set_anew_does_not_fire_for_its_old_time(storage, clock):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await conversations.set_timer(tx, person.id, "reminder", "", clock.now())
        (old,) = await conversations.due_timers(tx, clock.now())
        await conversations.set_timer(tx, person.id, "reminder", "", clock.now() + timedelta(hours=1))
        assert not await conversations.timer_done(tx, old)
        assert len(await conversations.due_timers(tx, clock.now() + timedelta(hours=1))) == 1


async def test_timers_of_different_subjects_do_not_meet(storage, clock):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        for subject in ("a", "b"):
            await conversations.set_timer(tx, person.id, "undo", subject, clock.now())
        await conversations.cancel_timer(tx, person.id, "undo", "a")
        assert [timer.subject for timer in await conversations.due_timers(tx, clock.now())] == ["b"]
