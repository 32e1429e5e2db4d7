"""The edges of a purge and a sweep: what is counted, what is kept to the last instant, and who else is at work."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from storage import policy
from storage.logs import KEEP_DAYS
from storage.queue import jobs
from storage.records import Lane
from storage.retention import purge as module
from storage.retention import scheduler
from storage.retention.purge import purge, sweep
from tests.fakes import FakeClock, check_request, keep_photo, new_person
from tests.storage.life import live


class Killed(BaseException):
    pass


def deletions(storage):
    with closing(sqlite3.connect(storage.home.database)) as database:
        return database.execute("SELECT payload FROM outbox WHERE verb = 'delete'").fetchall()


async def test_a_purge_with_nothing_to_do_counts_nothing(storage):
    await purge(storage)
    report = await purge(storage)
    assert (report.ran, report.files, report.rows, report.messages, report.people) == (True, 0, 0, 0, 0)


async def test_killed_once_the_messages_are_queued_the_next_run_queues_none_twice(storage, clock, monkeypatch):
    life = await live(storage)

    def killed(name):
        if name == "purge.messages_queued":
            raise Killed

    clock.set(life.photo.expires_at)
    monkeypatch.setattr(module, "failpoint", killed)
    with pytest.raises(Killed):
        await purge(storage)
    assert len(deletions(storage)) == 1
    monkeypatch.undo()
    assert (await purge(storage)).messages == 0
    assert len(deletions(storage)) == 1


async def test_the_room_that_an_erasure_gave_up_is_reserved_again_by_the_next_purge(storage):
    assert storage.vault.ballast.release()
    await purge(storage)
    kept = (storage.home.data / "ballast").stat()
    assert kept.st_blocks * 512 >= kept.st_size == 16 * 1024 * 1024


def logs_of(storage, *days_ago):
    paths = [storage.home.logs / f"candid-{storage.clock.now() - timedelta(days=n):%Y-%m-%d}.jsonl" for n in days_ago]
    for path in paths:
        path.write_text("{}")
    return paths


async def test_a_log_is_kept_on_its_last_day_and_goes_on_the_next(storage):
    last, over = logs_of(storage, KEEP_DAYS, KEEP_DAYS + 1)
    assert (await sweep(storage)).logs == 1
    assert last.exists()
    assert not over.exists()


async def test_a_log_that_another_process_takes_at_this_instant_stops_no_sweep(storage, monkeypatch):
    (over,) = logs_of(storage, KEEP_DAYS + 1)
    ours = Path.unlink

    def raced(path, **options):
        if path == over:
            os.unlink(path)  # the other's
        ours(path, **options)

    monkeypatch.setattr(Path, "unlink", raced)
    await sweep(storage)
    assert not over.exists()


async def test_a_job_that_no_worker_takes_keeps_its_person_to_the_instant_and_no_longer(storage, clock):
    person = await new_person(storage)
    clock.advance(days=40)
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="k", now=clock.now())
    clock.advance(policy.JOB_OPEN - timedelta(seconds=1))
    assert (await purge(storage)).people == 0
    clock.advance(seconds=1)
    assert (await purge(storage)).people == 1


# --- the next run --------------------------------------------------------------------------------------------------


async def planned(storage, monkeypatch, until_expiry):
    """(The machine's time, the times of the runs planned) when the next file expires in so long."""
    machine = FakeClock(storage.clock.now() + timedelta(days=300))  # storage goes by another clock than the machine
    monkeypatch.setattr(scheduler, "SystemClock", lambda: machine)
    photo = await keep_photo(storage, (await new_person(storage)).id)
    storage.clock.set(photo.expires_at - until_expiry)
    timer = AsyncIOScheduler(timezone=UTC)

    async def work():
        raise AssertionError

    timer.start(paused=True)
    try:
        await scheduler._plan(timer, storage, work)
        return machine.now(), [each.next_run_time for each in timer.get_jobs()]
    finally:
        timer.shutdown(wait=False)


async def test_a_file_that_expires_before_the_regular_run_has_a_run_at_that_instant(storage, monkeypatch):
    now, runs = await planned(storage, monkeypatch, timedelta(seconds=20))
    assert runs == [now + timedelta(seconds=20)]


@pytest.mark.parametrize("until_expiry", [-timedelta(seconds=1), timedelta(), policy.PURGE_EVERY])
async def test_no_run_of_its_own_is_planned_for_what_the_regular_one_meets_or_just_tried(
    storage, monkeypatch, until_expiry
):
    assert (await planned(storage, monkeypatch, until_expiry))[1] == []


async def test_it_purges_on_a_machine_whose_time_zone_nobody_knows(storage, clock, monkeypatch):
    def unknown():
        raise LookupError

    monkeypatch.setattr("apscheduler.schedulers.base.get_localzone", unknown)
    monkeypatch.setattr(scheduler, "next_expiry", stopped := Stop())
    with pytest.raises(Killed):
        await scheduler.serve(storage)
    assert stopped.asked == 1


class Stop:
    """Ends ``serve`` once it runs and looks ahead."""

    asked = 0

    async def __call__(self, _storage):
        self.asked += 1
        raise Killed
