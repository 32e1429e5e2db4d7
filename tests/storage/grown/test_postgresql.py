"""The same tests on PostgreSQL: consent's locks, ledger, queue and pause, outbox, people, photos, pictures, quotas.

Left out is only what speaks of SQLite itself. Part of the long suite.
"""

from __future__ import annotations

import asyncio
import inspect
import sys

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from storage.consent import lock
from storage.db.database import READERS, Database
from storage.db.schema import SCHEMA_VERSION, metadata
from storage.errors import StorageBusy, UnsafeDatabase
from storage.migrations.upgrade import ensure_schema, upgrade, version_of
from storage.pictures import cases
from storage.pictures.registry import Registry
from storage.queue import job_queries, jobs
from storage.records import Lane
from tests.fakes import PATIENCE_S, new_person, picture_request, say_no, say_yes
from tests.storage.consent import test_ledger, test_lock
from tests.storage.people import test_conversations, test_inbox, test_persons, test_quotas
from tests.storage.pictures import test_cases, test_photos, test_variants
from tests.storage.queue import test_jobs, test_outbox, test_pause, test_workers
from tests.storage.samples import keep_variant

pytestmark = [pytest.mark.long, pytest.mark.timeout(120)]

OF_SQLITE_ITSELF = {
    "test_a_claim_uses_the_partial_index",
    "test_an_address_copied_to_anothers_row_does_not_open",  # writes to the file directly
    "test_neither_user_nor_channel_is_in_the_files",
    "test_sabotage_each_lock_is_what_refuses",  # repeated below: a trigger is dropped in other words
    "test_sabotage_without_the_rule_one_person_takes_every_worker",  # repeated in test_procrastinate.py
}
ON_FOLDERS = {"folders", "tmp_path"}  # a command, or a first start, in folders of its own: always SQLite

for _module in (
    test_cases,
    test_conversations,
    test_inbox,
    test_jobs,
    test_ledger,
    test_lock,
    test_outbox,
    test_persons,
    test_photos,
    test_quotas,
    test_pause,
    test_variants,
    test_workers,
):
    for _name, _test in vars(_module).items():
        mine = _name.startswith("test_") and callable(_test) and _name not in OF_SQLITE_ITSELF
        if mine and not ON_FOLDERS & set(inspect.signature(_test).parameters):
            globals()[_name] = _test


def _context(connection: sa.Connection) -> MigrationContext:
    """Our own tables; procrastinate's are its own (test_procrastinate.py)."""
    ours = {"include_object": lambda _object, name, *_rest: not (name or "").startswith(("procrastinate", "idx_proc"))}
    return MigrationContext.configure(connection, opts=ours)


async def test_made_new_or_upgraded_it_is_what_the_code_says(database_url, storage):
    async with storage.db.read() as tx:
        assert await version_of(tx) == SCHEMA_VERSION
        assert await tx.run_sync(lambda c: compare_metadata(_context(c), metadata)) == []


async def test_the_revisions_lead_to_the_schema_in_the_code(database_url):
    db = Database(database_url)
    await upgrade(db)
    async with db.read() as tx:
        assert await lock.is_on(tx)
        assert await tx.run_sync(lambda c: compare_metadata(_context(c), metadata)) == []
    await db.dispose()


async def test_two_processes_that_start_at_once_make_one_database_here_too(database_url):
    both = [Database(database_url) for _ in range(2)]
    await asyncio.gather(*(ensure_schema(db) for db in both))
    for db in both:
        await db.dispose()


@pytest.mark.parametrize("each", lock.LOCKS, ids=lambda each: each.name)
async def test_sabotage_without_its_lock_the_database_is_not_opened(storage, each):
    async with storage.db.write() as tx:
        await tx.exec_driver_sql(f"DROP TRIGGER {each.name} ON {each.table}")
    with pytest.raises(UnsafeDatabase, match="consent"):
        await ensure_schema(storage.db)


async def test_workers_that_claim_at_once_never_get_the_same_job(storage):
    for n in range(12):
        person = await new_person(storage, f"person {n}")
        async with storage.db.write() as tx:
            now = storage.clock.now()
            await jobs.enqueue(tx, person.id, Lane.GENERATE, picture_request(), key="k", now=now)
    claims = await asyncio.gather(*(jobs.claim(storage, Lane.GENERATE, f"w{n}", 30) for n in range(12)))
    got = [claim.job.id for claim in claims if claim is not None]
    assert len(got) == len(set(got))
    rest = [await jobs.claim(storage, Lane.GENERATE, "w", 30) for _ in range(12 - len(got))]
    assert len(set(got) | {claim.job.id for claim in rest if claim}) == 12


async def test_a_withdrawal_and_a_claim_at_once_never_leave_a_job_running_unasked(storage):
    person = await new_person(storage)
    for n in range(10):
        await say_yes(storage, person.id, {"likeness", "processing"})
        async with storage.db.write() as tx:
            now = storage.clock.now()
            job_id = await jobs.enqueue(tx, person.id, Lane.GENERATE, picture_request(), key=f"{n}", now=now)
        await asyncio.gather(jobs.claim(storage, Lane.GENERATE, "w", 30), say_no(storage, person.id, {"likeness"}))
        async with storage.db.read() as tx:
            job = await job_queries.get(tx, person.id, job_id)
        assert job.state == "cancelled" or job.cancel_requested


async def two_reports_at_once(storage) -> list[cases.Case]:
    """A second report of a picture comes while the first is still being written; every case there is afterwards."""
    person = await new_person(storage)
    await keep_variant(storage, person.id, fingerprint=test_cases.PRINT)
    hits = await Registry().find(storage, test_cases.PRINT)
    async with storage.db.write() as tx:
        await cases.open_(tx, hits, storage.clock.now())
        second = asyncio.create_task(test_cases.report_again(storage))
        await asyncio.wait([second], timeout=1.0)
    await second
    async with storage.db.read() as tx:
        return await cases.list_(tx)


async def test_two_reports_of_one_picture_at_once_make_one_case(storage):
    (case,) = await two_reports_at_once(storage)
    assert (case.state, case.reports, case.pictures) == ("open", 2, 1)


async def test_sabotage_without_the_lock_on_the_picture_they_make_two(storage, monkeypatch):
    monkeypatch.setattr(sa.Select, "with_for_update", lambda query, **_: query)
    assert len(await two_reports_at_once(storage)) == 2


async def goes_ahead_of_a_full_pool(storage) -> None:
    """Turns hold every connection there is for writing; what somebody did is written down all the same."""
    held = asyncio.Event()

    async def turn() -> None:
        async with storage.db.write() as tx:
            await tx.execute(sa.select(1))
            await held.wait()

    turns = [asyncio.create_task(turn()) for _ in range(READERS + 2)]
    try:
        await asyncio.sleep(0)
        async with asyncio.timeout(PATIENCE_S), storage.db.write(ahead=True) as tx:
            await tx.execute(sa.select(1))
    finally:
        held.set()
        await asyncio.gather(*turns)


async def test_what_goes_ahead_waits_for_no_turn(storage):
    await goes_ahead_of_a_full_pool(storage)


async def test_sabotage_one_pool_for_all_is_seen(storage, monkeypatch):
    monkeypatch.setattr(sys.modules[__name__], "PATIENCE_S", 2.0)
    monkeypatch.setattr(storage.db, "_ahead", storage.db._writer)
    with pytest.raises((TimeoutError, StorageBusy)):
        await goes_ahead_of_a_full_pool(storage)
