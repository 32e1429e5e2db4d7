"""Who waits is woken once the rows have changed, and by nothing that changed none."""

from __future__ import annotations

from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage.db import schema
from storage.queue import jobs, outbox, pause
from storage.records import Lane, Progress
from tests.fakes import check_request, new_person

TOPICS = ("outbox", "progress", "jobs.generate")


async def woken(storage) -> set[str]:
    """The topics of which a hint has come since this was last asked."""
    return {topic for topic in TOPICS if await storage.waker.wait(topic, 0)}


@asynccontextmanager
async def writing(storage):
    """A transaction, with every hint before it taken."""
    await woken(storage)
    async with storage.db.write() as tx:
        yield tx


async def put(tx, person, key, now):
    message = {"person_id": person.id, "platform": "web", "key": key, "verb": outbox.POST, "payload": {}}
    await outbox.put(tx, **message, now=now)


async def held(storage, person, *keys) -> dict[str, int]:
    """Messages of these keys that are set aside: key -> number."""
    async with storage.db.write() as tx:
        for key in keys:
            await put(tx, person, key, storage.clock.now())
        for row in await outbox.due(tx, "web", storage.clock.now(), 99):
            await outbox.hold(tx, row, f"{outbox.DOOR}closed")
        return {row.key: row.id for row in await outbox.held(tx)}


async def states(storage) -> dict[str, str]:
    async with storage.db.read() as tx:
        return dict((await tx.execute(sa.select(schema.outbox.c.key, schema.outbox.c.state))).all())


async def test_a_message_that_is_put_wakes_who_sends_it(storage):
    person = await new_person(storage)
    async with writing(storage) as tx:
        await put(tx, person, "k", storage.clock.now())
    assert await woken(storage) == {"outbox"}


async def test_one_message_is_released_and_the_other_stays_aside(storage):
    numbers = await held(storage, await new_person(storage), "one", "other")
    async with writing(storage) as tx:
        assert await outbox.release(tx, storage.clock.now(), numbers["one"]) == 1
    assert await woken(storage) == {"outbox"}
    assert await states(storage) == {"one": outbox.PENDING, "other": outbox.HELD}


async def test_a_release_of_nothing_wakes_nobody(storage):
    person = await new_person(storage)
    async with writing(storage) as tx:
        assert await outbox.release(tx, storage.clock.now()) == 0
        assert await outbox.door_opened(tx, person.id, storage.clock.now()) == 0
    assert await woken(storage) == set()


async def test_a_pause_and_its_end_are_shown_at_once_and_its_end_wakes_the_workers(storage, clock):
    async with writing(storage) as tx:
        await pause.pause(tx, clock.now() + timedelta(hours=1))
    assert await woken(storage) == {"progress"}
    async with writing(storage) as tx:
        await pause.resume(tx)
    assert await woken(storage) == {"progress", "jobs.generate"}


@pytest.mark.parametrize(("progress", "told"), [(Progress(step="checking"), {"progress"}), (None, set())])
async def test_progress_is_shown_at_once_and_a_mere_sign_of_life_is_not(storage, progress, told):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="k", now=storage.clock.now())
    claimed = await jobs.claim(storage, Lane.INSPECT, "w", 30.0)
    await woken(storage)
    await jobs.heartbeat(storage, claimed, progress)
    assert await woken(storage) == told
