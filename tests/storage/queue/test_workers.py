from __future__ import annotations

from storage.queue import workers
from storage.records import ModelCard, WorkerInfo

CARD = ModelCard(name="n", job="j", licence="MIT", training_data="not disclosed", limits="l", source="s")


async def announce(storage, worker_id, *engines):
    info = WorkerInfo(id=worker_id, engines=engines, seen_at=storage.clock.now(), models=(CARD,))
    async with storage.db.write() as tx:
        await workers.announce(tx, info)
    return info


async def alive(storage):
    async with storage.db.read() as tx:
        return await workers.alive(tx, storage.clock.now())


async def test_a_worker_is_alive_as_it_announced_itself(storage):
    await announce(storage, "w", "studio")
    again = await announce(storage, "w", "studio", "redraw")
    assert await alive(storage) == [again]


async def test_a_silent_worker_counts_as_off_after_a_minute(storage, clock):
    await announce(storage, "w", "studio")
    clock.advance(seconds=59)
    assert await alive(storage)
    clock.advance(seconds=1)
    assert await alive(storage) == []


async def test_a_worker_that_says_goodbye_is_gone_at_once(storage):
    await announce(storage, "w", "studio")
    async with storage.db.write() as tx:
        await workers.gone(tx, "w")
    assert await alive(storage) == []


async def test_times_told_are_medians_of_the_latest_runs(storage):
    async with storage.db.write() as tx:
        for seconds in [100.0] * workers.MEASURED + [1.0, 2.0, 3.0] * workers.MEASURED:
            await workers.record_duration(tx, "studio", seconds, storage.clock.now())
        assert await workers.medians(tx) == {"studio": 2.0}
