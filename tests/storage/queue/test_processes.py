"""Several real processes on one database: crowded, killed, frozen. Part of the long suite."""

from __future__ import annotations

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
import sqlalchemy as sa

from storage.db.schema import durations
from storage.opening import open_storage
from storage.queue import job_queries, jobs, outcomes
from storage.records import JobState, Lane, OutcomeKind
from storage.store import Storage
from tests.fakes import new_person, picture_request, settings_in

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]


@pytest.fixture
async def real(tmp_path) -> AsyncIterator[Storage]:
    """With the system's clock: other processes share it."""
    async with open_storage(settings_in(tmp_path)) as storage:
        yield storage


@asynccontextmanager
async def child(folder, name: str, what: str, seconds: float) -> AsyncIterator[Process]:
    arguments = [str(folder), name, what, str(seconds)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.storage.queue.child", *arguments, stdout=PIPE
    )
    try:
        assert await heard(process) == ["ready"]
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            process.send_signal(signal.SIGCONT)
        await process.communicate()


async def heard(process: Process) -> list[str]:
    assert process.stdout is not None
    return (await process.stdout.readline()).decode().split()


async def enqueue(storage: Storage, count: int, who: str = "ada"):
    person = await new_person(storage, who)
    async with storage.db.write() as tx:
        now = storage.clock.now()
        for n in range(count):
            await jobs.enqueue(tx, person.id, Lane.GENERATE, picture_request(), key=f"{n}", now=now)
    return person


async def all_of(storage: Storage, person):
    async with storage.db.read() as tx:
        return await job_queries.list_(tx, person.id)


async def until_ended(storage: Storage, person) -> list:
    while True:
        found = await all_of(storage, person)
        if all(job.finished_at for job in found):
            return found
        await storage.waker.wait("outcomes", 0.2)


async def test_three_processes_crowd_one_database_and_none_is_turned_away(real, tmp_path):
    async with child(tmp_path, "a", "hammer", 5) as a, child(tmp_path, "b", "hammer", 5) as b:
        async with child(tmp_path, "c", "hammer", 5) as c:
            said = await asyncio.gather(*(heard(each) for each in (a, b, c)))
            assert [await each.wait() for each in (a, b, c)] == [0, 0, 0]
    wrote = sum(int(count) for _, count in said)
    async with real.db.read() as tx:
        amounts = list((await tx.execute(sa.select(durations.c.seconds).order_by(durations.c.id))).scalars())
    assert amounts == list(range(wrote)), "each transaction saw all before it, and none was lost"


async def test_a_killed_workers_jobs_are_done_by_another_once_each(real, tmp_path):
    """Two people with three jobs each: of one person's pictures one is in work at a time."""
    ada, bob = await enqueue(real, 3, "ada"), await enqueue(real, 3, "bob")
    async with child(tmp_path, "doomed", "work", 60) as doomed:
        assert (await heard(doomed))[0] == "start"
        async with child(tmp_path, "heir", "work", 0.5) as heir:
            assert (await heard(heir))[0] == "start"
            doomed.kill()
            ended = [*await until_ended(real, ada), *await until_ended(real, bob)]
    assert {job.state for job in ended} == {JobState.DONE}
    assert sorted(job.attempt for job in ended) == [1, 1, 1, 1, 1, 2]
    async with real.db.read() as tx:
        told = [each.job_id for each in await outcomes.pending(tx, 99)]
    assert sorted(told) == sorted(job.id for job in ended)


async def test_a_frozen_worker_that_wakes_up_writes_nothing(real, tmp_path):
    person = await enqueue(real, 1)
    async with child(tmp_path, "zombie", "work", 0.5) as zombie:
        assert (await heard(zombie))[0] == "start"
        zombie.send_signal(signal.SIGSTOP)
        async with child(tmp_path, "heir", "work", 0.5):
            (ended,) = await until_ended(real, person)
        zombie.send_signal(signal.SIGCONT)
        assert (await heard(zombie))[0] == "fenced"
    assert (ended.state, ended.attempt) == (JobState.DONE, 2)
    async with real.db.read() as tx:
        assert len(await outcomes.pending(tx, 9)) == 1


async def test_a_job_that_kills_every_worker_fails_and_is_told(real, tmp_path):
    person = await enqueue(real, 1)
    for n in range(3):
        async with child(tmp_path, f"w{n}", "work", 30) as doomed:
            assert (await heard(doomed))[0] == "start"
            doomed.kill()
    while (await all_of(real, person))[0].state is JobState.RUNNING:
        await jobs.reap(real)
        await asyncio.sleep(0.1)
    (ended,) = await all_of(real, person)
    assert (ended.state, ended.error) == (JobState.FAILED, jobs.WORKER_LOST)
    async with real.db.read() as tx:
        assert [each.kind for each in await outcomes.pending(tx, 9)] == [OutcomeKind.JOB_FAILED]
