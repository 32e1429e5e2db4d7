"""A full disk, a clock that jumps, a platform that repeats and shuffles: told, survived, and done once.

In one process, on the workbench of the shell's tests: the disk, the clock and the platform are what is broken here.
"""

from __future__ import annotations

import errno
import random

import pytest
import sqlalchemy as sa

from bot.ports import Commanded, Pressed, Submitted, Typed
from storage.db import schema
from storage.errors import DiskFull, Fenced
from storage.pictures import photos, variants
from storage.queue import job_queries, jobs
from storage.records import JobState, Lane
from storage.retention.purge import purge
from storage.vault import files
from tests.bot.shell.conftest import bench, room, worker
from tests.bot.shell.parts import GOOD_PHOTO, LEASE_S
from tests.fakes import keep_photo, new_person, picture_request

__all__ = ["bench", "room", "worker"]  # fixtures

pytestmark = pytest.mark.long


# --- disk -----------------------------------------------------------------------------------------------------------


def full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def keys(bench) -> list[str]:
    return [message.outgoing.text.key for message in bench.sees() if message.outgoing.text]


async def test_a_photo_for_which_there_is_no_room_is_told_at_once_and_leaves_nothing(bench, monkeypatch):
    await bench.consents()
    with monkeypatch.context() as broken:
        broken.setattr(files, "_write_all", full)
        await bench.sends_photo()
    assert "not-stored-vault_full" in keys(bench)
    assert [path for path in bench.storage.vault.blobs.folder.rglob("*") if path.is_file()] == []
    await bench.sends_photo()  # room again: it goes on where it was
    assert bench.form("look.choose")


async def test_the_sabotage_a_shell_that_lets_a_full_disk_pass_in_silence_is_seen(bench, monkeypatch):
    from bot.shell import after_commit

    class Another(Exception):
        pass

    await bench.consents()
    monkeypatch.setattr(after_commit, "DiskFull", Another)
    monkeypatch.setattr(files, "_write_all", full)
    bench.room.say("ada", Typed(text="", uploads=(bench.room.offer(GOOD_PHOTO),)))
    await bench.settle()
    assert "not-stored-vault_full" not in keys(bench)


async def test_on_a_full_disk_everything_can_still_be_forgotten(bench, monkeypatch):
    """The database refuses as well, once; the vault writes nothing any more."""
    await bench.gets_pictures()
    real, refused = bench.storage.db.write, []

    def full_once():
        if not refused:
            refused.append(True)
            raise DiskFull
        return real()

    monkeypatch.setattr(files, "_write_all", lambda handle, data: full() if len(data) > 100 else _write(handle, data))
    await bench.does(Commanded(name="forget-me"))
    await bench.does(Pressed(action=bench.button("forget.erase")))
    assert await bench.person() is None
    assert any(file.filename == "deletion-receipt.html" for each in bench.sees() for file in each.attachments)


def _write(handle, data) -> None:
    import os

    os.write(handle, data)


# --- clock ----------------------------------------------------------------------------------------------------------

JUMPS = [{"hours": 1}, {"hours": -1}, {"days": 1}, {"days": -1}]


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_a_jump_of_the_clock_costs_at_most_an_early_second_try(storage, clock, jump):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.GENERATE, picture_request(), key="1", now=clock.now())
    first = await jobs.claim(storage, Lane.GENERATE, "first", LEASE_S)
    clock.advance(**jump)
    await jobs.reap(storage)
    second = await jobs.claim(storage, Lane.GENERATE, "second", LEASE_S)
    if second is None:  # the clock went back: the first goes on undisturbed
        await jobs.heartbeat(storage, first)
        winner = first
    else:
        with pytest.raises(Fenced):
            await jobs.heartbeat(storage, first)
        winner = second
    async with storage.db.write() as tx:
        await jobs.finish(tx, winner, clock.now())
        (job,) = await job_queries.list_(tx, person.id)
    assert job.state is JobState.DONE


@pytest.mark.parametrize("jump", JUMPS, ids=str)
async def test_the_purge_erases_nothing_before_its_hour_whatever_the_clock_did_in_between(storage, clock, jump):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    clock.advance(**jump)
    early = clock.now() < photo.expires_at
    await purge(storage)
    async with storage.db.read() as tx:
        rows = (await tx.execute(sa.select(schema.photos.c.id).where(schema.photos.c.id == photo.id))).all()
        yes = (await tx.execute(sa.select(schema.consents.c.id))).all()
        held = await photos.list_(tx, person.id, clock.now())
    assert bool(rows) is early is bool(held)
    assert len(yes) == 2, "a consent does not run out with a clock"


# --- a platform that repeats and shuffles -----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(5))
async def test_repeated_and_late_events_ask_for_one_job_and_post_each_picture_once(bench, seed):
    """Every event comes twice; the second time at any later moment, in any order."""
    chance = random.Random(seed)
    late: list[tuple[object, str]] = []

    async def twice(event) -> None:
        event_id = f"event-{len(late)}-of-{seed}"
        late.append((event, event_id))
        await bench.does(event, event_id=event_id)
        for again, its_id in chance.sample(late, k=chance.randint(0, len(late))):
            bench.room.say("ada", again, event_id=its_id)
        await bench.settle()

    await twice(Commanded(name="headshot"))
    await twice(Pressed(action=bench.button("purpose.profile")))
    await twice(Pressed(action=bench.button("consent.show")))
    await twice(Submitted(action=bench.form("consent.give"), ticked=frozenset({"likeness", "processing"})))
    await twice(Typed(text="", uploads=(bench.room.offer(GOOD_PHOTO),)))
    await twice(Submitted(action=bench.form("look.choose"), chosen=(("look", "plain"), ("number", "4"))))
    chance.shuffle(late)
    for event, event_id in late:
        bench.room.say("ada", event, event_id=event_id)
    await bench.settle()
    person = await bench.person()
    async with bench.storage.db.read() as tx:
        asked = await job_queries.list_(tx, person.id)
        made = await variants.list_(tx, person.id, bench.storage.clock.now())
    assert sorted(job.lane for job in asked) == [Lane.GENERATE, Lane.INSPECT]
    assert [message.outgoing.subject for message in bench.pictures()] == [each.id for each in made]
    assert len(made) == 4
    assert len(bench.room.fetched) == 1


async def test_the_sabotage_without_the_memory_of_events_a_repeated_one_is_heard_twice(bench, monkeypatch):
    from storage.people import conversations

    async def never_heard(*_):
        return False

    monkeypatch.setattr(conversations, "seen", never_heard)
    await bench.consents()
    event = Typed(text="", uploads=(bench.room.offer(GOOD_PHOTO),))
    await bench.does(event, event_id="same")
    await bench.does(event, event_id="same")
    assert len(bench.room.fetched) == 2
