"""The line on PostgreSQL: procrastinate's rows beside our jobs, always equal to them. Part of the long suite.

What a queue must do on both databases stands in ``tests/storage/queue/test_jobs.py``. The oracle here is the engine's
own table, read with plain SQL.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

from storage.consent import ledger
from storage.db.database import Database
from storage.errors import ExtraMissing, Fenced, SchemaTooNew, StorageError
from storage.migrations.upgrade import ensure_schema
from storage.operations import queue_check
from storage.queue import job_queries, jobs, line, procrastinate_line, procrastinate_schema, procrastinate_worker
from storage.queue.lifecycle import MAX_STRIKES
from storage.queue.serving import serve
from storage.queue.slot import Slot
from storage.records import JobState, Lane, Purpose
from storage.retention.forget import forget
from tests.fakes import PATIENCE_S, check_request, new_person, picture_request, say_no
from tests.storage.queue.test_jobs import begun_at_once, cancel, claim, enqueue, fail, finish, job

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]


async def places(storage) -> list[dict]:
    async with storage.db.read() as tx:
        found = await tx.exec_driver_sql("SELECT * FROM procrastinate_jobs ORDER BY id")
        return [dict(row) for row in found.mappings()]


async def statuses(storage) -> list[str]:
    return [place["status"] for place in await places(storage)]


async def by_hand(storage, statement: str) -> None:
    async with storage.db.write() as tx:
        await tx.exec_driver_sql(statement)


# --- what a place holds ----------------------------------------------------------------------------------------------


async def test_a_place_is_an_id_in_the_queue_of_its_lane_and_engine(storage, clock):
    ada = await new_person(storage, "ada")
    pictures = [await enqueue(storage, ada, f"{n}") for n in range(2)]
    check = await enqueue(storage, ada, "photo", check_request())
    first, second, third = await places(storage)
    assert [each["args"] for each in (first, second, third)] == [{"job": n} for n in (*pictures, check)]
    assert [each["queue_name"] for each in (first, second, third)] == ["generate.studio", "generate.studio", "inspect"]
    assert [each["lock"] for each in (first, second, third)] == [ada.id, ada.id, None]
    assert first["priority"] > second["priority"], "the second of one person comes later"


async def test_what_is_rolled_back_has_no_place(storage):
    person = await new_person(storage)

    async def rolled_back():
        async with storage.db.write() as tx:
            await jobs.enqueue(tx, person.id, Lane.GENERATE, picture_request(), key="k", now=storage.clock.now())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await rolled_back()
    assert await places(storage) == []


async def test_the_same_key_has_one_place(storage):
    person = await new_person(storage)
    for _ in range(2):
        await enqueue(storage, person, "same")
    assert await statuses(storage) == ["todo"]


@pytest.mark.parametrize("end", ["done", "failed", "cancelled", "cancelled while it runs", "out of strikes"])
async def test_whatever_ends_a_job_its_place_goes_in_the_same_moment(storage, clock, end):
    person = await new_person(storage)
    await enqueue(storage, person)
    if end == "cancelled":
        await cancel(storage, person)
    elif end == "out of strikes":
        for _ in range(MAX_STRIKES):
            await claim(storage)
            clock.advance(seconds=60)
            await jobs.reap(storage)
    else:
        claimed = await claim(storage)
        assert await statuses(storage) == ["doing"]
        if end == "cancelled while it runs":
            await cancel(storage, person)
            await jobs.release(storage, claimed)
        else:
            await (finish(storage, claimed) if end == "done" else fail(storage, claimed))
    assert await places(storage) == []


async def test_a_claim_that_is_refused_leaves_no_place_taken(storage):
    """Consent is gone though the job still waits: the engine's row and ours are undone together, then both end."""
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    await by_hand(storage, "UPDATE consents SET withdrawn_at = given_at")
    assert await claim(storage) is None
    assert (await job(storage, person, job_id)).state is JobState.CANCELLED
    assert await places(storage) == []


async def test_a_frozen_worker_that_wakes_ends_nothing_of_the_next_ones(storage, clock):
    person = await new_person(storage)
    await enqueue(storage, person)
    zombie = await claim(storage, "zombie")
    clock.advance(seconds=60)
    assert await jobs.reap(storage) == 1
    assert await statuses(storage) == ["todo"], "the reaper handed it back"
    heir = await claim(storage, "heir")
    with pytest.raises(Fenced):
        await finish(storage, zombie)
    assert await statuses(storage) == ["doing"]
    await finish(storage, heir)


async def test_of_an_erased_person_no_row_of_the_engine_names_them_even_while_their_job_runs(storage):
    ada = await new_person(storage, "ada")
    await enqueue(storage, ada, "runs")
    assert await claim(storage)
    await enqueue(storage, ada, "waits")
    await forget(storage, ada.id)
    assert await places(storage) == []
    async with storage.db.read() as tx:
        assert (await tx.exec_driver_sql("SELECT count(*) FROM procrastinate_events")).scalar_one() == 0


async def test_sabotage_a_forgotten_place_is_seen_by_that_check(storage, monkeypatch):
    async def nothing(tx, person_id):
        return None

    monkeypatch.setattr(procrastinate_line, "forget", nothing)
    with pytest.raises(AssertionError):
        await test_of_an_erased_person_no_row_of_the_engine_names_them_even_while_their_job_runs(storage)


async def test_sabotage_without_the_lock_one_person_takes_every_worker(storage, clock, monkeypatch):
    unlocked = str(procrastinate_line.ONE).replace("ELSE person_id END", "ELSE NULL END")
    assert unlocked != str(procrastinate_line.ONE)
    monkeypatch.setattr(procrastinate_line, "ONE", sa.text(unlocked))
    assert await begun_at_once(storage, clock) == ["ada", "bob", "ada", "ada"]


async def test_sabotage_without_the_priority_the_order_is_not_fair(storage, clock, monkeypatch):
    from tests.storage.queue.test_jobs import test_one_job_each_before_anyones_second

    flat = str(procrastinate_line.ONE).replace("-LEAST(vt, 2147483647)::integer", "0")
    assert flat != str(procrastinate_line.ONE)
    monkeypatch.setattr(procrastinate_line, "ONE", sa.text(flat.replace("ELSE person_id END", "ELSE NULL END")))
    with pytest.raises(AssertionError):
        await test_one_job_each_before_anyones_second(storage, clock)


async def test_cancels_and_claims_at_once_wait_for_nobody_for_ever(storage):
    """They take the two rows in opposite order. Each job ends cancelled or running, and none blocks the others."""
    person = await new_person(storage)
    for n in range(20):
        job_id = await enqueue(storage, person, f"{n}")
        claimed, _ = await asyncio.gather(claim(storage), cancel(storage, person, job_id))
        now = await job(storage, person, job_id)
        assert now.state is JobState.CANCELLED or (claimed and now.cancel_requested)
        with suppress(Fenced):  # cancelled in the moment in which it began
            if claimed:
                await finish(storage, claimed)
    assert await places(storage) == []


# --- the line and the jobs stay equal --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "harm",
    [
        "DELETE FROM procrastinate_jobs",
        "UPDATE procrastinate_jobs SET status = 'cancelled' WHERE status = 'todo'",
        "UPDATE procrastinate_jobs SET status = 'doing' WHERE status = 'todo'",
        "UPDATE procrastinate_jobs SET queueing_lock = 'none ' || id WHERE status = 'todo'",
    ],
)
async def test_what_somebody_did_by_hand_the_next_worker_mends(storage, clock, harm):
    people = [await new_person(storage, name) for name in ("ada", "bob", "eve")]
    await enqueue(storage, people[0])
    running = await claim(storage)
    waiting = []
    for person in people[1:]:
        clock.advance(seconds=1)
        waiting.append(await enqueue(storage, person))
    await by_hand(storage, harm)
    assert not queue_check.queue(url_of(storage)).ok, "the doctor sees it"
    await jobs.reap(storage)
    assert queue_check.queue(url_of(storage)).ok
    assert [(await claim(storage)).job.id for _ in waiting] == waiting
    await finish(storage, running)


def url_of(storage) -> str:
    return storage.db.url if isinstance(storage.db.url, str) else storage.db.url.render_as_string(hide_password=False)


async def test_a_place_of_no_job_holds_nobody_up(storage):
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    await enqueue(storage, ada)
    waits = await enqueue(storage, bob)
    await by_hand(
        storage, "UPDATE procrastinate_jobs SET queueing_lock = 'none', args = '{\"job\": \"none\"}' WHERE id = 1"
    )
    assert (await claim(storage)).job.id == waits


async def test_beside_an_older_process_that_knows_no_line_nothing_is_lost_or_begun_twice(storage):
    """It writes and takes rows of ``jobs`` alone. What it queued is handed out, what it took is not, and then goes."""
    ada, bob = await new_person(storage, "ada"), await new_person(storage, "bob")
    queued_there, taken_there = await enqueue(storage, ada), await enqueue(storage, bob)
    no_place = f"DELETE FROM procrastinate_jobs WHERE queueing_lock = '{queued_there}'"  # noqa: S608
    taken = "state = 'running', attempt = 1, strikes = 1, lease_until = 9000000000000000"
    for statement in (no_place, f"UPDATE jobs SET {taken} WHERE id = '{taken_there}'"):  # noqa: S608
        await by_hand(storage, statement)
    await jobs.reap(storage)
    claimed = await claim(storage)
    assert claimed.job.id == queued_there
    assert await claim(storage, "other") is None
    await finish(storage, claimed)
    await by_hand(storage, "UPDATE jobs SET state = 'done' WHERE state = 'running'")
    await jobs.reap(storage)
    assert await places(storage) == []


async def test_nothing_to_mend_writes_nothing(storage):
    await enqueue(storage, await new_person(storage))
    assert await claim(storage)
    assert await line.mend(storage) == 0


async def test_the_doctor_names_what_is_missing_and_another_version(storage):
    assert queue_check.queue(url_of(storage)).detail.startswith("procrastinate 3.")
    await by_hand(storage, "ALTER TABLE procrastinate_jobs DISABLE TRIGGER procrastinate_trigger_delete_jobs_v1")
    assert "procrastinate_trigger_delete_jobs_v1" in queue_check.queue(url_of(storage)).detail
    await by_hand(storage, "COMMENT ON TABLE procrastinate_jobs IS 'procrastinate 3.2.0'")
    assert "3.2.0" in queue_check.queue(url_of(storage)).detail


def test_a_database_that_is_away_is_told_as_such():
    assert not queue_check.queue("postgresql+psycopg://nobody@/none?host=/nowhere").ok


async def test_the_shell_of_the_engine_shows_the_line(storage, tmp_path):
    await enqueue(storage, await new_person(storage))
    words = ["-m", "procrastinate", "--app", "storage.operations.queue_shell.app", "shell", "list_queues"]
    ours = {"CANDID_DATABASE_URL": url_of(storage), "CANDID_DATA_DIR": str(tmp_path / "elsewhere")}
    told = await asyncio.to_thread(
        subprocess.run, [sys.executable, *words], env={**os.environ, **ours}, capture_output=True, text=True
    )
    assert "generate.studio: 1 jobs" in told.stdout, told.stderr


# --- its tables ------------------------------------------------------------------------------------------------------

CATALOGUE = """
SELECT 'function', proname::text, md5(prosrc) FROM pg_proc WHERE proname LIKE 'procrastinate%%'
UNION SELECT 'column', table_name || '.' || column_name, data_type FROM information_schema.columns
    WHERE table_name LIKE 'procrastinate%%'
UNION SELECT 'index', indexname::text, indexdef FROM pg_indexes WHERE tablename LIKE 'procrastinate%%'
UNION SELECT 'trigger', tgname::text, '' FROM pg_trigger WHERE tgname LIKE 'procrastinate%%'
"""


async def catalogue(db) -> set[tuple[str, ...]]:
    async with db.read() as tx:
        return {tuple(row) for row in await tx.exec_driver_sql(CATALOGUE)}


async def test_tables_of_an_older_version_are_brought_to_this_one_and_jobs_find_their_places(storage):
    """Built by procrastinate's own steps up to 3.2, as an installation of that time has them."""
    from procrastinate.schema import SchemaManager

    new = await catalogue(storage.db)
    job_id = await enqueue(storage, await new_person(storage))
    steps = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))  # noqa: ASYNC240
    old = [path for path in steps if path.name < "03.03"]
    async with storage.db.write() as tx:
        await procrastinate_schema.remove(tx)
    for path in old:
        async with storage.db.write() as tx:
            await tx.exec_driver_sql(path.read_text(), execution_options={"no_parameters": True})
    await by_hand(storage, "COMMENT ON TABLE procrastinate_jobs IS 'procrastinate 3.2.0'")
    functions = {row for row in new if row[0] in {"function", "column", "trigger"}}
    assert not functions <= await catalogue(storage.db)
    await ensure_schema(storage.db)
    assert functions <= await catalogue(storage.db)
    assert (await claim(storage)).job.id == job_id


async def test_tables_of_a_newer_version_are_refused_and_left_alone(storage):
    await by_hand(storage, "COMMENT ON TABLE procrastinate_jobs IS 'procrastinate 99.0.0'")
    with pytest.raises(SchemaTooNew, match=r"99\.0\.0"):
        await ensure_schema(storage.db)


async def test_removed_nothing_of_it_is_left(storage):
    async with storage.db.write() as tx:
        await procrastinate_schema.remove(tx)
    assert await catalogue(storage.db) == set()


async def test_without_the_library_a_start_says_what_to_install(database_url, monkeypatch):
    from importlib import metadata

    def absent(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", absent)
    db = Database(database_url)
    try:
        with pytest.raises(ExtraMissing, match=r"-e '\.\[grown\]'"):
            await ensure_schema(db)
    finally:
        await db.dispose()


# --- procrastinate's loop --------------------------------------------------------------------------------------------


class Hands:
    """A slot that ends each job at once; ``resting`` stands for a pause."""

    def __init__(self, storage, lane=Lane.GENERATE):
        self.storage, self.done, self.stopping = storage, [], asyncio.Event()
        self.resting, self.looked, self.holds = False, 0, asyncio.Event()
        self.holds.set()
        self.slot = Slot(
            lane=lane,
            worker_id="w",
            lease_s=30,
            engines=("studio",),
            stopping=self.stopping,
            rests=self.rests,
            idle=self.idle,
            take=self.take,
        )

    async def rests(self):
        return self.resting

    async def idle(self):
        self.looked += 1

    async def take(self, claimed):
        await self.holds.wait()
        await finish(self.storage, claimed)
        self.done.append(claimed.job.id)

    async def until(self, happens):
        async with asyncio.timeout(PATIENCE_S):
            while not happens():  # noqa: ASYNC110
                await asyncio.sleep(0.01)


async def workers_known(storage) -> int:
    async with storage.db.read() as tx:
        return (await tx.exec_driver_sql("SELECT count(*) FROM procrastinate_workers")).scalar_one()


async def test_its_loop_is_woken_by_our_hint_and_ends_when_told(storage, monkeypatch):
    monkeypatch.setattr(procrastinate_worker, "POLL_S", 3600.0)  # of its own polling; a hint alone can wake it
    hands = Hands(storage)
    serving = asyncio.create_task(serve(storage, hands.slot))
    await hands.until(lambda: hands.looked)
    assert await workers_known(storage) == 1
    person = await new_person(storage)
    ids = []
    for n in range(3):
        ids.append(await enqueue(storage, person, f"{n}"))
        await hands.until(lambda: hands.done == ids)
    hands.stopping.set()
    async with asyncio.timeout(PATIENCE_S):
        await serving
    assert await workers_known(storage) == 0


async def test_told_to_stop_it_ends_what_it_has_in_hand_and_begins_nothing(storage):
    hands = Hands(storage)
    hands.holds.clear()
    serving = asyncio.create_task(serve(storage, hands.slot))
    first = await enqueue(storage, await new_person(storage, "ada"))
    await enqueue(storage, await new_person(storage, "bob"))

    async with asyncio.timeout(PATIENCE_S):
        while "doing" not in await statuses(storage):  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    hands.stopping.set()
    hands.holds.set()
    async with asyncio.timeout(PATIENCE_S):
        await serving
    assert hands.done == [first]
    assert await statuses(storage) == ["todo"]


async def test_in_a_pause_nothing_is_begun(storage):
    hands = Hands(storage)
    hands.resting = True
    serving = asyncio.create_task(serve(storage, hands.slot))
    job_id = await enqueue(storage, await new_person(storage))
    await hands.until(lambda: hands.looked >= 2)
    assert await statuses(storage) == ["todo"]
    hands.resting = False
    await hands.until(lambda: hands.done == [job_id])
    hands.stopping.set()
    await serving


async def test_an_error_of_the_database_ends_the_loop_and_is_raised(storage):
    hands = Hands(storage)
    serving = asyncio.create_task(serve(storage, hands.slot))
    await hands.until(lambda: hands.looked)
    await by_hand(storage, "ALTER FUNCTION procrastinate_fetch_job_v2 RENAME TO gone")
    with pytest.raises((StorageError, sa.exc.DBAPIError)):
        async with asyncio.timeout(PATIENCE_S):
            await serving


async def test_the_loop_writes_no_end_of_its_own(storage):
    """Sabotage of the library's habit: its loop would end a job by its number, whoever has it now."""
    hands = Hands(storage)

    async def leaves_it(claimed):
        hands.done.append(claimed.job.id)

    object.__setattr__(hands.slot, "take", leaves_it)
    serving = asyncio.create_task(serve(storage, hands.slot))
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    await hands.until(lambda: hands.done == [job_id])
    hands.stopping.set()
    await serving
    assert await statuses(storage) == ["doing"]
    assert (await job(storage, person, job_id)).state is JobState.RUNNING


async def test_a_consent_withdrawn_while_it_waits_takes_its_place_away(storage):
    person = await new_person(storage)
    job_id = await enqueue(storage, person)
    await say_no(storage, person.id, {Purpose.LIKENESS})
    assert await places(storage) == []
    async with storage.db.read() as tx:
        assert Purpose.LIKENESS not in await ledger.living(tx, person.id)
        assert (await job_queries.get(tx, person.id, job_id)).state is JobState.CANCELLED
