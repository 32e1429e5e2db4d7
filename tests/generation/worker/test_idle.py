"""An idle engine gives its memory back once, and the next job finds it willing again."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace

import pytest

from generation.worker import process as working_module
from generation.worker.idle import Idle
from generation.worker.process import Worker
from storage.records import JobState
from storage.store import Storage
from tests.fakes import PATIENCE_S, new_person
from tests.generation import bare
from tests.generation.worker.test_process import Brush, ask, brush, job_in

__all__ = ["brush"]


class Heavy:
    name = "studio"

    def __init__(self) -> None:
        self.unloaded = asyncio.Event()
        self.times = 0

    def unload(self) -> None:
        self.times += 1
        self._loop.call_soon_threadsafe(self.unloaded.set)

    def in_loop(self) -> Heavy:
        self._loop = asyncio.get_running_loop()
        return self


async def run_a_job(
    storage: Storage, brush: Brush, engine: object, after_s: float
) -> tuple[Worker, asyncio.Task[None]]:
    person = await new_person(storage)
    brush.go.set()
    job_id = await ask(storage, person.id)
    tools = bare.tools(engine=engine)
    worker = Worker(storage, tools, engines=("studio",), models=(), unload_after_s=after_s)
    running = asyncio.create_task(worker.run())
    await job_in(storage, person.id, job_id, JobState.DONE)
    return worker, running


@pytest.mark.long
async def test_an_idle_engine_gives_its_memory_back(storage: Storage, brush: Brush) -> None:
    engine = Heavy().in_loop()
    worker, running = await run_a_job(storage, brush, engine, after_s=0.001)
    await asyncio.wait_for(engine.unloaded.wait(), PATIENCE_S)
    worker.stop()
    await running
    assert engine.times == 1


@pytest.mark.long
async def test_an_engine_that_cannot_unload_is_left_alone(storage: Storage, brush: Brush) -> None:
    worker, running = await run_a_job(storage, brush, SimpleNamespace(name="studio"), after_s=0.001)
    worker.stop()
    await running


@pytest.mark.long
async def test_a_worker_that_forgets_to_look_is_seen(
    storage: Storage, brush: Brush, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_module.Worker, "_unload_if_idle", lambda _self: asyncio.sleep(0))
    engine = Heavy().in_loop()
    worker, running = await run_a_job(storage, brush, engine, after_s=0.001)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(engine.unloaded.wait(), 0.3)
    worker.stop()
    await running


def test_idle_time_counts_from_the_last_job_and_is_told_once() -> None:
    idle = Idle(after_s=600)
    assert not idle.due(10_000), "nothing was loaded yet"
    idle.worked(100)
    assert not idle.due(699)
    assert idle.due(700)
    assert not idle.due(701), "told once"
    idle.worked(800)
    idle.worked(1_000)
    assert not idle.due(1_500), "a later job starts the time anew"
    assert idle.due(1_600)


def test_zero_minutes_keep_it_loaded() -> None:
    idle = Idle(after_s=0)
    idle.worked(0)
    assert not idle.due(1e9)
