"""A worker's loop: one claim after the other, news as soon as there is some, an end as soon as it is asked for."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from storage.queue import job_queries, jobs, outcomes
from storage.queue.serving import serve
from storage.queue.slot import Slot, woken
from storage.records import JobState, Lane, OutcomeKind
from tests.fakes import check_request, new_person, picture_request

AT_ONCE_S = 20.0  # far more than anything here takes, and an end to a loop that never ends
TOPIC = "jobs.generate"


class Worker:
    """Takes what it is handed and finishes it; stops itself after so many."""

    def __init__(self, storage, most: int, *, rests: bool = False) -> None:
        self.storage, self.most, self.resting = storage, most, rests
        self.taken: list[str] = []
        self.idled, self.found_nothing = 0, asyncio.Event()
        self.slot = Slot(
            lane=Lane.GENERATE, worker_id="w", lease_s=30.0, engines=("studio",), stopping=asyncio.Event(),
            rests=self.rests, idle=self.idle, take=self.take,
        )  # fmt: skip

    async def rests(self) -> bool:
        return self.resting

    async def idle(self) -> None:
        self.idled += 1
        self.found_nothing.set()
        if self.resting:
            self.slot.stopping.set()

    async def take(self, claim) -> None:
        self.taken.append(claim.job.id)
        async with self.storage.db.write() as tx:
            await jobs.finish(tx, claim, self.storage.clock.now())
        if len(self.taken) == self.most:
            self.slot.stopping.set()


async def queued(storage, person, number):
    async with storage.db.write() as tx:
        now = storage.clock.now()
        return await jobs.enqueue(tx, person.id, Lane.GENERATE, picture_request(), key=f"k{number}", now=now)


@pytest.fixture
async def person(storage):
    return await new_person(storage)


async def test_jobs_are_handed_over_one_after_the_other_until_it_is_told_to_stop(storage, person):
    given = [await queued(storage, person, number) for number in range(3)]
    worker = Worker(storage, most=2)
    async with asyncio.timeout(AT_ONCE_S):
        await serve(storage, worker.slot)
    assert worker.taken == given[:2]
    async with storage.db.read() as tx:
        states = [(await job_queries.get(tx, person.id, each)).state for each in given]
    assert states == [JobState.DONE, JobState.DONE, JobState.QUEUED]


async def test_a_job_that_comes_while_it_waits_is_taken(storage, person):
    worker = Worker(storage, most=1)
    loop = asyncio.create_task(serve(storage, worker.slot))
    async with asyncio.timeout(AT_ONCE_S):
        await worker.found_nothing.wait()
    job = await queued(storage, person, 1)
    async with asyncio.timeout(AT_ONCE_S):
        await loop
    assert worker.taken == [job]


async def test_who_rests_is_handed_nothing(storage, person):
    await queued(storage, person, 1)
    worker = Worker(storage, most=1, rests=True)
    async with asyncio.timeout(AT_ONCE_S):
        await serve(storage, worker.slot)
    assert (worker.taken, worker.idled) == ([], 1)


class Never:
    """Stands for a waker whose hint never comes, however long somebody waits."""

    def __init__(self) -> None:
        self.cancelled = False

    async def wait(self, _topic, _timeout_s):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise


async def test_who_waits_for_news_ends_at_once_when_told_to_stop_and_leaves_nothing_behind(storage):
    never, stopping = Never(), asyncio.Event()
    waiting = asyncio.create_task(woken(replace(storage, waker=never), TOPIC, stopping))
    await asyncio.sleep(0)
    stopping.set()
    async with asyncio.timeout(AT_ONCE_S):
        assert await waiting is False
    assert never.cancelled


async def test_a_hint_is_news_and_the_end_of_the_wait_is_none(storage, monkeypatch):
    stopping, before = asyncio.Event(), asyncio.all_tasks()
    storage.waker.hint(TOPIC)
    async with asyncio.timeout(AT_ONCE_S):
        assert await woken(storage, TOPIC, stopping) is True
    monkeypatch.setattr("storage.queue.slot.POLL_S", 0.01)
    async with asyncio.timeout(AT_ONCE_S):
        assert await woken(storage, TOPIC, stopping) is False
    assert asyncio.all_tasks() == before


async def test_how_many_wait_is_counted_in_each_lane_by_itself(storage, person):
    await queued(storage, person, 1)
    await queued(storage, person, 2)
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="c", now=storage.clock.now())
    await jobs.claim(storage, Lane.GENERATE, "w", 30.0)
    await queued(storage, person, 3)
    async with storage.db.read() as tx:
        assert [await job_queries.waiting(tx, lane) for lane in (Lane.GENERATE, Lane.INSPECT)] == [2, 1]


async def test_a_report_is_handled_once(storage, person):
    job = await queued(storage, person, 1)
    async with storage.db.write() as tx:
        await outcomes.add(tx, person.id, OutcomeKind.JOB_DONE, job, "", storage.clock.now())
        (report,) = await outcomes.pending(tx, 10)
        assert [await outcomes.handled(tx, report.id) for _ in range(2)] == [True, False]
