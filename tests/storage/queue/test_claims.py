"""A claim among many: who meets others tries again, an error is never taken for a job, and a job's times are kept."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from storage import tracing
from storage.db import schema
from storage.errors import ConsentMissing
from storage.queue import jobs, own_line, workers
from storage.queue.lifecycle import turn
from storage.queue.procrastinate_line import Contended
from storage.records import Lane, WorkerInfo
from tests.fakes import PATIENCE_S, check_request, new_person


async def queued(storage):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        return await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="k", now=storage.clock.now())


async def claim(storage):
    async with asyncio.timeout(PATIENCE_S):
        return await jobs.claim(storage, Lane.INSPECT, "w", 30.0)


@pytest.fixture
def line(monkeypatch):
    """The next looks at the line raise what is put in here, the ones after it find what is there."""
    raises: list[Exception] = []
    real = own_line.next_of

    async def next_of(*arguments):
        if raises:
            raise raises.pop()
        return await real(*arguments)

    monkeypatch.setattr(own_line, "next_of", next_of)
    return raises


async def test_who_meets_others_at_the_line_tries_again_and_gets_the_job(storage, line):
    job_id = await queued(storage)
    line.append(Contended())
    claimed = await claim(storage)
    assert claimed is not None
    assert claimed.job.id == job_id


async def test_who_meets_others_time_and_again_gives_way_and_the_job_stays(storage, line):
    job_id = await queued(storage)
    line.extend(Contended() for _ in range(jobs.CONTENDED_TRIES))
    assert await claim(storage) is None
    assert (await claim(storage)).job.id == job_id


async def test_a_refusal_that_concerns_no_job_ends_none_and_is_raised(storage, line):
    job_id = await queued(storage)
    line.append(ConsentMissing())
    with pytest.raises(ConsentMissing):
        await claim(storage)
    assert (await claim(storage)).job.id == job_id


async def started_at(storage) -> datetime | None:
    async with storage.db.read() as tx:
        return (await tx.execute(sa.select(schema.jobs.c.started_at))).scalar_one()


async def test_a_job_began_when_it_was_first_taken_however_often_it_is_taken(storage, clock):
    await queued(storage)
    assert await started_at(storage) is None
    began = clock.advance(seconds=5)
    claimed = await claim(storage)
    assert await started_at(storage) == began
    await jobs.release(storage, claimed)
    clock.advance(seconds=5)
    await claim(storage)
    assert await started_at(storage) == began


async def test_the_trace_of_a_queued_job_says_its_lane(storage):
    exporter = InMemorySpanExporter()
    tracing.start("candid-test", exporter)
    try:
        await queued(storage)
    finally:
        tracing.stop()
    assert [(span.name, dict(span.attributes)) for span in exporter.get_finished_spans()] == [
        ("bot.enqueue", {"lane": "inspect"})
    ]


@pytest.mark.parametrize(("silent_s", "kept"), [(59, {"silent", "new"}), (60, {"new"})])
async def test_the_row_of_a_silent_worker_goes_with_the_next_one_that_speaks(storage, clock, silent_s, kept):
    for name in ("silent", "new"):
        async with storage.db.write() as tx:
            await workers.announce(tx, WorkerInfo(id=name, engines=("studio",), seen_at=clock.now(), models=()))
        clock.advance(timedelta(seconds=silent_s))
    async with storage.db.read() as tx:
        assert set((await tx.execute(sa.select(schema.workers.c.id))).scalars()) == kept


def test_ones_next_job_stands_right_behind_the_last_and_no_further():
    assert [turn(None, None), turn(0, 0), turn(3, 0), turn(3, 9)] == [0, 1, 4, 9]
