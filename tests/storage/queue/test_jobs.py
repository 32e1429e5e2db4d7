"""The queue with a real database and a clock that moves when told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage import withdrawal
from storage.db.schema import consents
from storage.db.schema import jobs as jobs_table
from storage.errors import Fenced, NotFound
from storage.queue import job_queries, jobs, outcomes, own_line
from storage.queue.lifecycle import MAX_STRIKES
from storage.records import JobState, Lane, OutcomeKind, Progress, Purpose
from tests.fakes import check_request, new_person, picture_request

LEASE_S = 30.0


async def enqueue(storage, person, key="k", request=None):
    request = request or picture_request()
    lane = Lane.GENERATE if hasattr(request, "engine") else Lane.INSPECT
    async with storage.db.write() as tx:
        return await jobs.enqueue(tx, person.id, lane, request, key=key, now=storage.clock.now())


async def claim(storage, worker="w", lane=Lane.GENERATE):
    return await jobs.claim(storage, lane, worker, LEASE_S)


async def job(storage, person, job_id):
    async with storage.db.read() as tx:
        return await job_queries.get(tx, person.id, job_id)


async def cancel(storage, person, *job_ids):
    async with storage.db.write() as tx:
        await jobs.cancel(tx, person.id, job_ids, storage.clock.now())


async def finish(storage, claimed):
    async with storage.db.write() as tx:
        await jobs.finish(tx, claimed, storage.clock.now())


async def served(storage):
    """Whose turn it was; their job is done then."""
    claimed = await claim(storage)
    await finish(storage, claimed)
    return claimed.job.person_id


async def fail(storage, claimed, *, retry=False):
    async with storage.db.write() as tx:
        await jobs.fail(tx, claimed, "broken", storage.clock.now(), retry=retry)


async def told(storage):
    async with storage.db.read() as tx:
        return [(each.kind, each.job_id) for each in await outcomes.pending(tx, 99)]


# --- queueing ----------------------------------------------------------------------------------------------------


async def test_a_job_comes_out_as_it_went_in(storage):
    person = await new_person(storage, consent=set(Purpose))
    request = picture_request(engine="redraw", comparison=True)
    job_id = await enqueue(storage, person, request=request)
    claimed = await claim(storage)
    assert claimed.job.id == job_id
    assert claimed.job.request == request
    assert (claimed.attempt, claimed.job.state) == (1, JobState.RUNNING)


async def test_the_same_key_is_the_same_job(storage):
    person = await new_person(storage)
    assert await enqueue(storage, person, "same") == await enqueue(storage, person, "same")
    assert await claim(storage)
    assert await claim(storage) is None


async def test_the_same_key_of_another_person_is_another_job(storage):
    first = await enqueue(storage, await new_person(storage, "ada"), "same")
    assert first != await enqueue(storage, await new_person(storage, "bob"), "same")


async def test_a_key_is_remembered_after_the_job_is_done(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person, "same")
    await finish(storage, await claim(storage))
    assert await enqueue(storage, person, "same") == job_id
    assert await claim(storage) is None


async def test_a_job_that_was_rolled_back_never_was(storage):
    person = await new_person(storage)

    async def queue_and_fail() -> None:
        async with storage.db.write() as tx:
            await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="k", now=storage.clock.now())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await queue_and_fail()
    assert await claim(storage, lane=Lane.INSPECT) is None


async def test_a_request_in_the_wrong_lane_is_refused(storage):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        with pytest.raises(ValueError, match="lane"):
            await jobs.enqueue(tx, person.id, Lane.INSPECT, picture_request(), key="k", now=storage.clock.now())


async def test_lanes_never_share(storage):
    person = await new_person(storage)
    await enqueue(storage, person, "picture", picture_request())
    assert await claim(storage, lane=Lane.INSPECT) is None
    await enqueue(storage, person, "check", check_request())
    assert (await claim(storage, lane=Lane.INSPECT)).job.lane is Lane.INSPECT


async def test_anothers_job_is_not_found(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    job_id = await enqueue(storage, ada)
    with pytest.raises(NotFound):
        await job(storage, bob, job_id)
    await cancel(storage, bob, job_id)
    assert (await job(storage, ada, job_id)).state is JobState.QUEUED


# --- fair turns --------------------------------------------------------------------------------------------------


async def test_one_job_each_before_anyones_second(storage, clock):
    ada, bob, eve = [await new_person(storage, name) for name in ("ada", "bob", "eve")]
    for n in range(4):
        await enqueue(storage, ada, f"{n}")
        clock.advance(seconds=1)
    for person in (bob, eve):
        await enqueue(storage, person, "one")
        clock.advance(seconds=1)
    order = [await served(storage) for _ in range(6)]
    assert order == [ada.id, bob.id, eve.id, ada.id, ada.id, ada.id]


async def test_nobody_saves_up_turns_while_away(storage, clock):
    """The floor: who comes late starts where the queue is, not at the beginning of time."""
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    for n in range(6):
        await enqueue(storage, ada, f"{n}")
        clock.advance(seconds=1)
    for _ in range(3):
        await finish(storage, await claim(storage))
    for n in range(3):
        await enqueue(storage, bob, f"{n}")
        clock.advance(seconds=1)
    order = ["ada" if await served(storage) == ada.id else "bob" for _ in range(6)]
    assert order == ["ada", "bob", "ada", "bob", "ada", "bob"]


async def test_sabotage_without_the_virtual_time_one_person_takes_it_all(storage, clock, monkeypatch):
    monkeypatch.setattr(job_queries, "turn", lambda own, floor: 0)
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    for n in range(3):
        await enqueue(storage, ada, f"{n}")
        clock.advance(seconds=1)
    await enqueue(storage, bob)
    order = [await served(storage) for _ in range(4)]
    assert order == [ada.id, ada.id, ada.id, bob.id]


async def begun_at_once(storage, clock) -> list[str]:
    """Whose pictures four free workers begin when one person asked for three and another for one."""
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    for n in range(3):
        await enqueue(storage, ada, f"{n}")
        clock.advance(seconds=1)
    await enqueue(storage, bob)
    begun = [each for each in [await claim(storage, f"w{n}") for n in range(4)] if each]
    names = {ada.id: "ada", bob.id: "bob"}
    return [names[each.job.person_id] for each in begun]


async def test_of_one_persons_pictures_one_job_is_in_work_at_a_time(storage, clock):
    assert await begun_at_once(storage, clock) == ["ada", "bob"]


async def test_when_it_ends_or_comes_back_their_next_turn_comes(storage):
    ada = await new_person(storage, "ada")
    first, second = await enqueue(storage, ada, "1"), await enqueue(storage, ada, "2")
    claimed = await claim(storage, "one")
    assert await claim(storage, "other") is None
    await jobs.release(storage, claimed)
    claimed = await claim(storage, "other")
    assert claimed.job.id == first, "handed back, it has its old place"
    await finish(storage, claimed)
    assert (await claim(storage, "one")).job.id == second


async def test_photos_of_one_person_are_checked_beside_each_other_and_beside_a_picture(storage):
    ada = await new_person(storage, "ada")
    await enqueue(storage, ada, "picture")
    for n in range(2):
        await enqueue(storage, ada, f"photo {n}", check_request())
    assert await claim(storage, "one")
    assert await claim(storage, "two", Lane.INSPECT)
    assert await claim(storage, "three", Lane.INSPECT)


async def test_a_worker_is_handed_only_what_its_engines_make(storage):
    ada = await new_person(storage, "ada", consent=set(Purpose))
    painted = await enqueue(storage, ada, "redraw", picture_request(engine="redraw", comparison=True))
    assert await jobs.claim(storage, Lane.GENERATE, "w", LEASE_S, engines=("studio", "persona")) is None
    assert await jobs.claim(storage, Lane.GENERATE, "w", LEASE_S, engines=()) is None
    claimed = await jobs.claim(storage, Lane.GENERATE, "w", LEASE_S, engines=("studio", "redraw"))
    assert claimed.job.id == painted


async def test_sabotage_without_the_rule_one_person_takes_every_worker(storage, clock, monkeypatch):
    monkeypatch.setattr(own_line, "_others_work_for", lambda person_id, worker_id: sa.false())
    assert await begun_at_once(storage, clock) == ["ada", "bob", "ada", "ada"]


async def test_the_place_in_the_queue_counts_only_others_that_come_first(storage, clock):
    ada, bob, eve = [await new_person(storage, name) for name in ("ada", "bob", "eve")]
    for n in range(3):
        await enqueue(storage, ada, f"{n}")
        clock.advance(seconds=1)
    await enqueue(storage, bob)
    async with storage.db.read() as tx:
        assert await job_queries.ahead_of(tx, ada.id, Lane.GENERATE) == 0
        assert await job_queries.ahead_of(tx, bob.id, Lane.GENERATE) == 1
        assert await job_queries.ahead_of(tx, eve.id, Lane.GENERATE) == 2
        assert await job_queries.ahead_of(tx, eve.id, Lane.INSPECT) == 0


async def test_a_claim_uses_the_partial_index(storage):
    async with storage.db.read() as tx:
        query = str(
            own_line.first(Lane.GENERATE, None, "w").compile(dialect=tx.dialect, compile_kwargs={"literal_binds": True})
        )
        plan = " ".join(row[-1] for row in await tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}"))
    assert "USING INDEX ix_jobs_queue (lane=?)" in plan
    assert "TEMP B-TREE" not in plan


# --- lease and fence ---------------------------------------------------------------------------------------------


async def test_a_lost_workers_job_is_taken_over_and_the_old_worker_writes_nothing(storage, clock):
    person = await new_person(storage)
    await enqueue(storage, person)
    zombie = await claim(storage, "zombie")
    clock.advance(seconds=LEASE_S + 1)
    assert await jobs.reap(storage) == 1
    heir = await claim(storage, "heir")
    assert (heir.job.id, heir.attempt) == (zombie.job.id, 2)
    with pytest.raises(Fenced):
        await finish(storage, zombie)
    with pytest.raises(Fenced):
        await jobs.heartbeat(storage, zombie)
    with pytest.raises(Fenced):
        await jobs.release(storage, zombie)
    with pytest.raises(Fenced):
        await fail(storage, zombie)
    async with storage.db.write() as tx:
        with pytest.raises(Fenced):
            await jobs.hold(tx, zombie)
    await finish(storage, heir)
    assert (await job(storage, person, heir.job.id)).state is JobState.DONE


async def test_a_fenced_workers_whole_transaction_is_undone(storage, clock):
    person = await new_person(storage)
    await enqueue(storage, person)
    zombie = await claim(storage)
    clock.advance(seconds=LEASE_S + 1)
    await jobs.reap(storage)

    async def report_and_finish() -> None:
        async with storage.db.write() as tx:
            await outcomes.add(tx, person.id, OutcomeKind.JOB_DONE, zombie.job.id, "", clock.now())
            await jobs.finish(tx, zombie, clock.now())

    with pytest.raises(Fenced):
        await report_and_finish()
    assert await told(storage) == []


async def test_a_job_in_its_lease_is_left_alone(storage, clock):
    await enqueue(storage, await new_person(storage))
    claimed = await claim(storage)
    clock.advance(seconds=LEASE_S - 1)
    await jobs.heartbeat(storage, claimed)
    clock.advance(seconds=LEASE_S - 1)
    assert await jobs.reap(storage) == 0


@pytest.mark.parametrize("days", [-1, 1])
async def test_a_jumping_clock_costs_at_most_a_retry(storage, clock, days):
    person = await new_person(storage)
    await enqueue(storage, person)
    claimed = await claim(storage)
    clock.advance(days=days)
    if await jobs.reap(storage):
        with pytest.raises(Fenced):
            await finish(storage, claimed)
        claimed = await claim(storage)
    await finish(storage, claimed)
    assert (await job(storage, person, claimed.job.id)).state is JobState.DONE


async def test_a_drained_attempt_is_no_strike_but_still_a_new_fence(storage):
    person = await new_person(storage)
    await enqueue(storage, person)
    seen = set()
    for _ in range(MAX_STRIKES + 2):
        claimed = await claim(storage)
        seen.add(claimed.attempt)
        await jobs.release(storage, claimed)
        with pytest.raises(Fenced):
            await finish(storage, claimed)
    assert len(seen) == MAX_STRIKES + 2
    await finish(storage, await claim(storage))


async def test_a_duplicate_finish_is_fenced(storage):
    await enqueue(storage, await new_person(storage))
    claimed = await claim(storage)
    await finish(storage, claimed)
    with pytest.raises(Fenced):
        await finish(storage, claimed)


# --- going wrong -------------------------------------------------------------------------------------------------


async def test_the_third_crash_fails_the_job_and_is_told(storage, clock):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    for _ in range(MAX_STRIKES):
        assert await told(storage) == []
        await claim(storage)
        clock.advance(seconds=LEASE_S + 1)
        await jobs.reap(storage)
    assert await claim(storage) is None
    ended = await job(storage, person, job_id)
    assert (ended.state, ended.error) == (JobState.FAILED, "worker_lost")
    assert await told(storage) == [(OutcomeKind.JOB_FAILED, job_id)]


async def test_an_error_worth_a_retry_is_retried_twice(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    for _ in range(MAX_STRIKES):
        await fail(storage, await claim(storage), retry=True)
    assert (await job(storage, person, job_id)).state is JobState.FAILED
    assert await told(storage) == [(OutcomeKind.JOB_FAILED, job_id)]


async def test_a_final_error_fails_at_once(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    await fail(storage, await claim(storage))
    ended = await job(storage, person, job_id)
    assert (ended.state, ended.error) == (JobState.FAILED, "broken")
    assert await told(storage) == [(OutcomeKind.JOB_FAILED, job_id)]


async def test_consent_gone_between_queueing_and_start_ends_the_job_and_lets_the_next_one_run(storage, clock):
    """The database's lock refuses the claim; the refused job must neither run nor block the queue."""
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    hers = await enqueue(storage, ada)
    clock.advance(seconds=1)
    his = await enqueue(storage, bob)
    async with storage.db.write() as tx:
        hers_gone = sa.update(consents).where(consents.c.person_id == ada.id)
        await tx.execute(hers_gone.values(withdrawn_at=clock.now()))
    assert (await claim(storage)).job.id == his
    ended = await job(storage, ada, hers)
    assert (ended.state, ended.error) == (JobState.CANCELLED, "consent_missing")
    assert await told(storage) == [(OutcomeKind.JOB_CANCELLED, hers)]


# --- cancelling --------------------------------------------------------------------------------------------------


async def test_a_cancelled_waiting_job_never_starts_and_is_told(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    await cancel(storage, person, job_id)
    assert await claim(storage) is None
    assert await told(storage) == [(OutcomeKind.JOB_CANCELLED, job_id)]


async def test_a_running_job_learns_of_the_cancel_at_its_next_heartbeat(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    claimed = await claim(storage)
    assert not (await jobs.heartbeat(storage, claimed)).cancel
    await cancel(storage, person)
    assert (await jobs.heartbeat(storage, claimed)).cancel
    async with storage.db.write() as tx:
        await jobs.settle_cancelled(tx, claimed, storage.clock.now())
    assert (await job(storage, person, job_id)).state is JobState.CANCELLED


async def test_a_cancelled_job_whose_worker_dies_is_cancelled_and_told(storage, clock):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    await claim(storage)
    await cancel(storage, person, job_id)
    clock.advance(seconds=LEASE_S + 1)
    await jobs.reap(storage)
    assert (await job(storage, person, job_id)).state is JobState.CANCELLED
    assert await told(storage) == [(OutcomeKind.JOB_CANCELLED, job_id)]


async def test_a_cancelled_job_that_is_handed_back_is_not_started_again(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    claimed = await claim(storage)
    await cancel(storage, person, job_id)
    await jobs.release(storage, claimed)
    assert await claim(storage) is None
    assert await told(storage) == [(OutcomeKind.JOB_CANCELLED, job_id)]


async def test_cancelling_twice_or_too_late_changes_nothing(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    await finish(storage, await claim(storage))
    await cancel(storage, person, job_id)
    await cancel(storage, person)
    assert (await job(storage, person, job_id)).state is JobState.DONE
    assert await told(storage) == []


# --- after a withdrawal -------------------------------------------------------------------------------------------


async def stop_without(storage, person, *gone):
    """What follows from taking a yes back; the yes itself is not touched here."""
    async with storage.db.write() as tx:
        await withdrawal.stop_jobs(tx, person.id, gone, storage.clock.now())


async def test_a_job_that_needed_the_yes_ends_and_others_are_left_alone(storage):
    ada, ben = [await new_person(storage, user, consent=set(Purpose)) for user in ("ada", "ben")]
    waiting = await enqueue(storage, ada)
    others = await enqueue(storage, ben)
    await stop_without(storage, ada, Purpose.DIRECTORY)
    assert (await job(storage, ada, waiting)).state is JobState.QUEUED
    await stop_without(storage, ada, Purpose.LIKENESS)
    assert (await job(storage, ada, waiting)).state is JobState.CANCELLED
    assert (await job(storage, ben, others)).state is JobState.QUEUED
    assert await told(storage) == [(OutcomeKind.JOB_CANCELLED, waiting)]


async def test_a_job_that_would_only_have_compared_goes_on_without(storage):
    person = await new_person(storage, consent=set(Purpose))
    compares = await enqueue(storage, person, "one", picture_request(comparison=True))
    other = await enqueue(storage, person, "two", picture_request(comparison=False))
    await stop_without(storage, person, Purpose.DIRECTORY)
    assert (await job(storage, person, compares)).request.comparison
    await stop_without(storage, person, Purpose.COMPARISON)
    for job_id in (compares, other):
        kept = await job(storage, person, job_id)
        assert (kept.state, kept.request.comparison) == (JobState.QUEUED, False)
    async with storage.db.read() as tx:
        assert set((await tx.execute(sa.select(jobs_table.c.comparison))).scalars()) == {False}
    assert await told(storage) == []


# --- progress and expiry -----------------------------------------------------------------------------------------


async def test_progress_is_read_from_the_job(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    claimed = await claim(storage)
    progress = Progress(step="checking", picture=2, pictures=4, fraction=0.5)
    await jobs.heartbeat(storage, claimed, progress)
    await jobs.heartbeat(storage, claimed)
    assert (await job(storage, person, job_id)).progress == progress


async def test_only_an_ended_job_expires(storage, clock):
    person = await new_person(storage)
    await enqueue(storage, person)
    async with storage.db.read() as tx:
        assert (await tx.execute(sa.select(jobs_table.c.expires_at))).scalar() is None
    await finish(storage, await claim(storage))
    async with storage.db.read() as tx:
        assert (await tx.execute(sa.select(jobs_table.c.expires_at))).scalar() == clock.now() + timedelta(days=7)


async def test_a_claim_made_up_by_hand_is_fenced(storage):
    await enqueue(storage, await new_person(storage))
    claimed = await claim(storage)
    with pytest.raises(Fenced):
        await finish(storage, replace(claimed, attempt=claimed.attempt + 1))


async def test_sabotage_a_fence_that_forgets_the_attempt_lets_the_zombie_write(storage, clock, monkeypatch):
    await enqueue(storage, await new_person(storage))
    zombie = await claim(storage)
    clock.advance(seconds=LEASE_S + 1)
    await jobs.reap(storage)
    await claim(storage)
    careless = lambda claim: (jobs_table.c.id == claim.job.id, jobs_table.c.state == JobState.RUNNING)  # noqa: E731
    monkeypatch.setattr(jobs, "_fence", careless)
    await finish(storage, zombie)
