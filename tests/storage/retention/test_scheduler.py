from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from storage import policy
from storage.errors import EraseIncomplete, StorageBusy
from storage.retention import scheduler
from storage.retention.purge import PurgeReport
from storage.retention.scheduler import serve
from tests.fakes import PATIENCE_S, keep_photo, new_person

OFTEN = timedelta(milliseconds=20)


def stored(storage):
    return [path for path in storage.vault.blobs.folder.rglob("*") if path.is_file()]


async def until(condition):
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - the file system has no event to wait for
            await asyncio.sleep(0.01)


@pytest.fixture
async def serving(storage):
    tasks = []

    async def start(**options):
        ready = asyncio.Event()
        task = asyncio.create_task(serve(storage, ready=ready, **options))
        tasks.append(task)
        waiting = asyncio.create_task(ready.wait())
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        return task

    yield start
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def test_what_is_overdue_at_the_start_is_erased_before_it_is_ready(storage, clock, serving):
    person = await new_person(storage)
    await keep_photo(storage, person.id)
    clock.advance(days=2)
    await serving()
    assert stored(storage) == []


async def test_what_expires_later_is_erased_by_a_regular_run(storage, clock, serving):
    person = await new_person(storage)
    await keep_photo(storage, person.id)
    await serving(every=OFTEN)
    clock.advance(days=2)
    await until(lambda: stored(storage) == [])


async def test_the_next_expiry_has_its_own_run(storage, clock, serving, monkeypatch):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    clock.set(photo.expires_at - timedelta(milliseconds=50))
    runs = []

    async def counted(storage):
        runs.append(storage.clock.now())
        return PurgeReport(ran=True)

    monkeypatch.setattr(scheduler, "purge", counted)
    await serving()  # the regular run is a minute away
    await until(lambda: len(runs) == 2)


async def test_an_erasure_that_fails_ends_it_loudly(serving, monkeypatch):
    task = await serving(every=OFTEN)

    async def broken(_storage):
        raise EraseIncomplete

    monkeypatch.setattr(scheduler, "purge", broken)
    with pytest.raises(EraseIncomplete):
        await asyncio.wait_for(task, PATIENCE_S)


async def test_a_busy_database_only_costs_a_turn(serving, monkeypatch):
    turns = []

    async def busy(_storage):
        turns.append(1)
        if len(turns) == 1:
            raise StorageBusy
        return PurgeReport(ran=True)

    task = await serving(every=OFTEN)
    monkeypatch.setattr(scheduler, "purge", busy)
    await until(lambda: len(turns) >= 2)
    assert not task.done()


def test_every_job_is_late_rather_than_lost_and_never_twice_at_once():
    assert scheduler._KEPT_RUNNING == {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    assert timedelta(minutes=2) >= policy.PURGE_EVERY * 2
