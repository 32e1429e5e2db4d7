"""A killed process loses no job, and every picture is shown exactly once (design §8.9).

Here with workers and bots that stop in the middle; ``tests/faults`` kills the real processes at every failpoint.
"""

from __future__ import annotations

import pytest

from bot.shell.deliver import Delivery
from storage.failpoints import registry
from storage.queue import job_queries, jobs, outbox
from storage.records import JobState, Lane
from tests.bot.shell.parts import LEASE_S
from tests.faults.house import ROOT
from tests.faults.places import ELSEWHERE, PLACES


class Died(BaseException):
    """What no code catches: the end of the process."""


async def states(bench) -> set[JobState]:
    person = await bench.person()
    async with bench.storage.db.read() as tx:
        return {job.state for job in await job_queries.list_(tx, person.id)}


async def a_worker_takes_the_job_and_dies(bench) -> None:
    await bench.consents()
    await bench.sends_photo()
    await bench.does_without_worker()
    assert await jobs.claim(bench.storage, Lane.GENERATE, "dead", LEASE_S) is not None


async def test_the_job_of_a_dead_worker_is_done_by_the_next(bench, clock):
    await a_worker_takes_the_job_and_dies(bench)
    clock.advance(seconds=LEASE_S + 1)
    assert await jobs.reap(bench.storage) == 1
    await bench.settle()
    assert await states(bench) == {JobState.DONE}
    assert [message.picture for message in bench.pictures()] == [b"plain", b"soft", b"light", b"dark"]


async def test_the_sabotage_without_the_reaper_the_job_is_lost(bench, clock):
    await a_worker_takes_the_job_and_dies(bench)
    clock.advance(seconds=LEASE_S + 1)
    await bench.settle()
    assert await states(bench) == {JobState.DONE, JobState.RUNNING}
    assert bench.pictures() == []


async def test_a_bot_that_died_between_showing_and_noting_it_shows_nothing_twice(bench, monkeypatch):
    async def dies(*_):
        raise Died

    await bench.consents()
    await bench.sends_photo()
    await bench.does_without_worker()
    await bench.worker.work()
    noting = outbox.sent
    monkeypatch.setattr(outbox, "sent", dies)
    with pytest.raises(Died):
        await bench.settle()
    monkeypatch.setattr(outbox, "sent", noting)
    reborn = Delivery(bench.shell, bench.shell.platforms["headless"])
    await reborn.recover()
    await bench.settle()
    assert sorted(message.picture for message in bench.pictures()) == [b"dark", b"light", b"plain", b"soft"]


def test_every_failpoint_is_killed_at_by_the_long_suite():
    assert set(registry(ROOT)) == {place.name for place in PLACES} | set(ELSEWHERE)
