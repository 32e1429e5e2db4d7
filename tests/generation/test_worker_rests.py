"""A pause holds pictures that were not begun, and nothing else. The pipeline is a stand-in; queue and rows are real."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from generation import pipeline
from generation.worker.process import Worker
from storage.errors import Expired
from storage.queue import jobs, pause
from storage.records import InspectRequest, JobState, Lane
from storage.store import Storage
from tests.fakes import PATIENCE_S, FakeClock, keep_photo, new_person
from tests.generation.worker.test_process import Brush, ask, brush, job_in, working

__all__ = ["brush"]

LOOKS_ROUND_S = 1.5  # longer than a worker takes to look again by itself


async def pause_for(storage: Storage, **length: int) -> None:
    async with storage.db.write() as tx:
        await pause.pause(tx, storage.clock.now() + timedelta(**length))


async def test_no_picture_is_begun_in_a_pause_and_it_ends_by_itself(
    storage: Storage, clock: FakeClock, brush: Brush
) -> None:
    await pause_for(storage, hours=2)
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    brush.go.set()
    for _restarted in range(2):
        async with working(storage):
            await asyncio.sleep(LOOKS_ROUND_S)
    await job_in(storage, person.id, job_id, JobState.QUEUED)
    assert not brush.started.is_set()
    async with working(storage):
        clock.advance(hours=2)
        await job_in(storage, person.id, job_id, JobState.DONE)


async def test_pictures_go_on_when_the_operator_ends_the_pause(storage: Storage, brush: Brush) -> None:
    await pause_for(storage, hours=2)
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    brush.go.set()
    async with working(storage):
        async with storage.db.write() as tx:
            await pause.resume(tx)
        await job_in(storage, person.id, job_id, JobState.DONE)


async def test_a_set_in_work_is_finished(storage: Storage, brush: Brush) -> None:
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    async with working(storage):
        await asyncio.to_thread(brush.started.wait, PATIENCE_S)
        await pause_for(storage, hours=2)
        brush.go.set()
        await job_in(storage, person.id, job_id, JobState.DONE)


async def test_photos_are_checked_in_a_pause(storage: Storage, monkeypatch: pytest.MonkeyPatch) -> None:
    checked = asyncio.Event()
    loop = asyncio.get_running_loop()

    def check_photo(*_args: object, **_options: object) -> None:
        loop.call_soon_threadsafe(checked.set)
        raise Expired

    monkeypatch.setattr(pipeline, "check_photo", check_photo)
    await pause_for(storage, hours=2)
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    request = InspectRequest(photo_id=photo.id, comparison=False, language="en")
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.INSPECT, request, key="photo", now=storage.clock.now())
    async with working(storage), asyncio.timeout(PATIENCE_S):
        await checked.wait()


# --- sabotages ----------------------------------------------------------------------------------------------------


async def test_the_sabotage_a_worker_that_does_not_look_whether_it_rests_paints(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_worker: Worker) -> bool:
        return False

    monkeypatch.setattr(Worker, "_rests", never)
    await pause_for(storage, hours=2)
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    brush.go.set()
    async with working(storage):
        await job_in(storage, person.id, job_id, JobState.DONE)


async def test_the_sabotage_a_pause_that_ends_what_is_in_work_is_seen(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    beat = jobs.heartbeat

    async def beat_or_end(*arguments: Any) -> jobs.Pulse:
        pulse = await beat(*arguments)
        async with storage.db.read() as tx:
            rests = await pause.until(tx, storage.clock.now(), "") is not None
        return replace(pulse, cancel=pulse.cancel or rests)

    monkeypatch.setattr(jobs, "heartbeat", beat_or_end)
    person = await new_person(storage)
    job_id = await ask(storage, person.id)
    async with working(storage) as worker:
        await asyncio.to_thread(brush.started.wait, PATIENCE_S)
        await pause_for(storage, hours=2)
        for running in worker._jobs:
            running.changed.set()
        await job_in(storage, person.id, job_id, JobState.CANCELLED)


async def test_the_sabotage_a_pause_of_every_lane_checks_no_photo(
    storage: Storage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nothing(*_arguments: object, **_named: object) -> None:
        return None

    monkeypatch.setattr(jobs, "claim", nothing)
    monkeypatch.setattr("tests.generation.test_worker_rests.PATIENCE_S", LOOKS_ROUND_S)
    with pytest.raises(TimeoutError):
        await test_photos_are_checked_in_a_pause(storage, monkeypatch)
