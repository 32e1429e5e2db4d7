from __future__ import annotations

import pytest

from storage.queue import job_queries, jobs, outcomes
from storage.records import JobState, Lane, OutcomeKind, Purpose
from tests.fakes import LOCKED_WITHOUT, check_request, new_person, picture_request, say_no


async def enqueue(storage, person, request, key="k"):
    lane = Lane.GENERATE if hasattr(request, "engine") else Lane.INSPECT
    async with storage.db.write() as tx:
        return await jobs.enqueue(tx, person.id, lane, request, key=key, now=storage.clock.now())


async def job(storage, person, job_id):
    async with storage.db.read() as tx:
        return await job_queries.get(tx, person.id, job_id)


@pytest.mark.parametrize("purpose", sorted(LOCKED_WITHOUT))
async def test_taking_back_what_everything_needs_ends_what_waits_and_asks_what_runs_to_stop(storage, purpose):
    person = await new_person(storage)
    running = await enqueue(storage, person, check_request(), "running")
    assert await jobs.claim(storage, Lane.INSPECT, "w", 30)
    waiting = await enqueue(storage, person, picture_request(), "waiting")
    await say_no(storage, person.id, {purpose})
    assert (await job(storage, person, waiting)).state is JobState.CANCELLED
    assert (await job(storage, person, running)).cancel_requested
    async with storage.db.read() as tx:
        told = [(each.kind, each.job_id) for each in await outcomes.pending(tx, 9)]
    assert told == [(OutcomeKind.JOB_CANCELLED, waiting)]


async def test_taking_back_the_comparison_stops_only_redrawing(storage):
    person = await new_person(storage, consent=set(Purpose))
    studio = await enqueue(storage, person, picture_request(comparison=True), "studio")
    check = await enqueue(storage, person, check_request(comparison=True), "check")
    redraw = await enqueue(storage, person, picture_request(engine="redraw"), "redraw")
    await say_no(storage, person.id, {Purpose.COMPARISON})
    assert (await job(storage, person, redraw)).state is JobState.CANCELLED
    for job_id in (studio, check):
        kept = await job(storage, person, job_id)
        assert (kept.state, kept.request.comparison) == (JobState.QUEUED, False)
    assert await jobs.claim(storage, Lane.GENERATE, "w", 30)
    assert await jobs.claim(storage, Lane.INSPECT, "w", 30)


async def test_a_running_job_hears_that_it_may_not_compare_any_more(storage):
    person = await new_person(storage, consent=set(Purpose))
    await enqueue(storage, person, picture_request(comparison=True))
    claim = await jobs.claim(storage, Lane.GENERATE, "w", 30)
    assert (await jobs.heartbeat(storage, claim)).comparison
    await say_no(storage, person.id, {Purpose.COMPARISON})
    pulse = await jobs.heartbeat(storage, claim)
    assert (pulse.cancel, pulse.comparison) == (False, False)
