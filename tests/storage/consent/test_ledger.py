from __future__ import annotations

import pytest
import sqlalchemy as sa

from storage.consent import ledger
from storage.db.schema import consents
from storage.queue import jobs, outcomes
from storage.records import ConsentSource, JobState, Lane, OutcomeKind, Purpose
from tests.fakes import LOCKED_WITHOUT, check_request, new_person, picture_request, say_no, say_yes


async def enqueue(storage, person, request, key="k"):
    lane = Lane.GENERATE if hasattr(request, "engine") else Lane.INSPECT
    async with storage.db.write() as tx:
        return await jobs.enqueue(tx, person.id, lane, request, key=key, now=storage.clock.now())


async def job(storage, person, job_id):
    async with storage.db.read() as tx:
        return await jobs.get(tx, person.id, job_id)


async def living(storage, person):
    async with storage.db.read() as tx:
        return await ledger.living(tx, person.id)


async def test_each_purpose_is_given_and_taken_back_by_itself(storage):
    person = await new_person(storage, consent={Purpose.LIKENESS, Purpose.PROCESSING, Purpose.COMPARISON})
    await say_no(storage, person.id, {Purpose.COMPARISON})
    assert await living(storage, person) == LOCKED_WITHOUT


async def test_the_history_keeps_what_was_taken_back(storage, clock):
    person = await new_person(storage)
    withdrawn_at = clock.advance(hours=1)
    await say_no(storage, person.id, {Purpose.LIKENESS})
    await say_yes(storage, person.id, {Purpose.LIKENESS})
    async with storage.db.read() as tx:
        likeness = [c for c in await ledger.history(tx, person.id) if c.purpose is Purpose.LIKENESS]
    assert [c.withdrawn_at for c in likeness] == [withdrawn_at, None]


async def test_saying_yes_twice_to_the_same_words_is_one_yes(storage):
    person = await new_person(storage)
    await say_yes(storage, person.id, LOCKED_WITHOUT)
    async with storage.db.read() as tx:
        assert len(await ledger.history(tx, person.id)) == 2


async def test_a_yes_to_new_words_replaces_the_old_yes(storage):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await ledger.give(
            tx,
            person.id,
            {Purpose.LIKENESS},
            wordings={Purpose.LIKENESS: ("1" * 64, "de")},
            source=ConsentSource.PERSON,
            now=storage.clock.now(),
        )
        found = [c for c in await ledger.history(tx, person.id) if c.purpose is Purpose.LIKENESS]
    assert sorted((c.wording_hash[0], c.withdrawn_at is None) for c in found) == [("0", False), ("1", True)]


async def test_the_database_knows_only_one_living_yes_per_purpose(storage):
    person = await new_person(storage)
    row = {
        "id": "another",
        "person_id": person.id,
        "purpose": Purpose.LIKENESS,
        "wording_hash": "",
        "language": "en",
        "source": ConsentSource.PERSON,
        "given_at": storage.clock.now(),
    }
    with pytest.raises(sa.exc.IntegrityError):
        async with storage.db.write() as tx:
            await tx.execute(sa.insert(consents).values(row))


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
    redraw = await enqueue(storage, person, picture_request(engine="diffusion"), "redraw")
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
