from __future__ import annotations

import asyncio
import errno
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import OperationalError

from storage.db import schema
from storage.errors import DiskFull, EraseIncomplete, NotFound
from storage.opening import open_storage
from storage.people import persons
from storage.queue import jobs
from storage.records import Lane, PersonId
from storage.retention import forget as module
from storage.retention import message_deletions
from storage.retention.erasure_list import ErasedList
from storage.retention.forget import forget, resume_all
from storage.retention.purge import purge
from tests.fakes import address, check_request, new_person, settings_in
from tests.storage.life import live, rows_of, say
from tests.storage.objects import holds


class Killed(BaseException):
    pass


async def whole_audit(storage):
    async with storage.db.read() as tx:
        return (await tx.execute(sa.select(schema.audit.c.action, schema.audit.c.detail, schema.audit.c.amount))).all()


async def test_a_forgotten_person_leaves_no_row_no_file_and_no_key(storage):
    ada, bob = await live(storage, "ada-lovelace"), await live(storage, "bob-unrelated")
    before = await rows_of(storage, bob.person.id)
    assert len(await rows_of(storage, ada.person.id)) >= 10
    receipt = await forget(storage, ada.person.id)
    assert await rows_of(storage, ada.person.id) == {}
    assert ada.person.id not in await storage.keys.held()
    assert not holds(storage, ada.photo.object_id)
    assert await persons.find(storage, address("ada-lovelace")) is None
    assert receipt.erased["photos"] == 1
    assert await rows_of(storage, bob.person.id) == before
    assert await storage.vault.read(bob.person.id, bob.photo.object_id)


async def test_the_receipt_says_what_is_left_and_names_nobody(storage):
    life = await live(storage)
    receipt = await forget(storage, life.person.id)
    told = ("audit_lines", "erasure_list", "quota_hashes", "event_hashes", "directory_picture", "message_ids")
    assert receipt.left == told
    assert receipt.messages_waiting == 3
    assert life.person.id.encode() not in receipt.as_json()
    assert await whole_audit(storage) == [("person.erased", "", 1)]


async def test_the_messages_of_a_forgotten_person_are_deleted_and_then_forgotten(storage, clock):
    life = await live(storage)
    receipt = await forget(storage, life.person.id)
    async with storage.db.read() as tx:
        due = await message_deletions.due(storage, tx, "web", clock.now())
    assert [each.ref for each in due] == ["m1", "m2", "m3"]
    assert {each.address.channel for each in due} == {life.markers["channel"].decode()}
    async with storage.db.write() as tx:
        await message_deletions.taken(tx, due[0].id)
        await message_deletions.retry(tx, due[1].id, clock.now().replace(year=2027))
        await message_deletions.refused(tx, due[2].id, "forbidden", clock.now())
    async with storage.db.read() as tx:
        assert await message_deletions.due(storage, tx, "web", clock.now()) == []
        assert await message_deletions.waiting(tx, receipt.id) == 1
    assert ("message_deletion.refused", "forbidden", 1) in await whole_audit(storage)


async def test_a_message_on_its_way_at_that_moment_is_named_as_lost(storage):
    person = await new_person(storage)
    await say(storage, person.id, "m1")
    async with storage.db.write() as tx:
        await tx.execute(sa.update(schema.outbox).values(state="sending", ref=""))
    receipt = await forget(storage, person.id)
    assert receipt.messages_lost == 1
    assert "message_ids" in receipt.left


async def test_forgetting_twice_gives_the_same_receipt_and_nobody_cannot_be_forgotten(storage):
    person = await new_person(storage)
    first = await forget(storage, person.id)
    assert await forget(storage, person.id) == first
    assert await whole_audit(storage) == [("person.erased", "", 1)]
    with pytest.raises(NotFound):
        await forget(storage, PersonId("0" * 32))


async def test_a_running_job_of_a_forgotten_person_is_fenced(storage):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="k", now=storage.clock.now())
    claim = await jobs.claim(storage, Lane.INSPECT, "worker", 30)
    await forget(storage, person.id)
    with pytest.raises(jobs.Fenced):
        await jobs.heartbeat(storage, claim)


async def test_who_comes_back_after_forgetting_is_somebody_new(storage):
    before = await new_person(storage, "ada")
    await forget(storage, before.id)
    after = await new_person(storage, "ada")
    assert after.id != before.id
    assert await resume_all(storage) == []
    assert await persons.find(storage, address("ada")) is not None


# --- killed, refused, full ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", [name for name, _ in module.STEPS])
async def test_killed_after_any_step_the_next_start_ends_it(settings, clock, monkeypatch, after):
    def killed(step):
        if step == after:
            raise Killed

    async with open_storage(settings, clock) as storage:
        life = await live(storage)
        monkeypatch.setattr(module, "failpoint_after", killed)
        with pytest.raises(Killed):
            await forget(storage, life.person.id)
    monkeypatch.undo()
    async with open_storage(settings, clock) as storage:
        assert await rows_of(storage, life.person.id) == {}
        assert life.person.id not in await storage.keys.held()
        assert not holds(storage, life.photo.object_id)
        async with storage.db.read() as tx:
            assert len(await message_deletions.due(storage, tx, "web", clock.now())) == 3
        assert await whole_audit(storage) == [("person.erased", "", 1)]


async def test_an_erasure_that_fails_is_loud_and_not_reported_as_done(storage, monkeypatch):
    life = await live(storage)
    forgotten = tuple(table for table in schema.tables_of_a_person() if table.name != "timers")
    monkeypatch.setattr(schema, "tables_of_a_person", lambda: forgotten)  # the sabotage: one table forgotten
    with pytest.raises(EraseIncomplete):
        await forget(storage, life.person.id)
    assert await whole_audit(storage) == []
    monkeypatch.undo()
    assert len(await resume_all(storage)) == 1
    assert await rows_of(storage, life.person.id) == {}


async def test_a_program_that_reads_all_the_while_holds_no_erasure_back_and_is_named(storage, settings):
    """Someone's open shell on the database: the erasure ends, the receipt names it, a purge mends it."""
    life = await live(storage)

    def left_in_raw_bytes():
        """Whether the erased photo's id still stands in the database or its journal."""
        files = storage.home.data.glob(f"{storage.home.database.name}*")
        return any(life.photo.id.encode() in file.read_bytes() for file in files)

    with closing(sqlite3.connect(storage.home.database, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM persons").fetchone()
        async with asyncio.timeout(20):  # far longer than it takes; it took 66 s until 2026-11-29, and then failed
            receipt = await forget(storage, life.person.id)
        assert "journal" in receipt.left
        assert left_in_raw_bytes()
        assert not (await purge(storage)).clean
        reader.execute("COMMIT")
    assert (await purge(storage)).clean
    assert not left_in_raw_bytes()
    assert await rows_of(storage, life.person.id) == {}
    assert "journal" not in (await forget(storage, (await new_person(storage, "bob")).id)).left


@pytest.mark.many
@pytest.mark.parametrize("step", range(len(module.STEPS)))
async def test_on_a_full_disk_forgetting_gives_up_the_ballast_and_works(storage, monkeypatch, step):
    life = await live(storage)
    ballast = storage.home.data / "ballast"
    name, works = module.STEPS[step]

    async def full_while_the_ballast_is_there(storage, person_id):
        if ballast.exists():
            raise DiskFull
        await works(storage, person_id)

    steps = [*module.STEPS]
    steps[step] = (name, full_while_the_ballast_is_there)
    monkeypatch.setattr(module, "STEPS", tuple(steps))
    await forget(storage, life.person.id)
    assert not ballast.exists()
    assert await rows_of(storage, life.person.id) == {}


async def test_on_a_disk_that_stays_full_the_bytes_go_first(storage, monkeypatch):
    life = await live(storage)

    async def full(_storage, _person_id):
        raise DiskFull

    monkeypatch.setattr(module, "STEPS", (("mark", full),))
    with pytest.raises(DiskFull):
        await forget(storage, life.person.id)
    assert not holds(storage, life.photo.object_id)


async def test_sqlites_own_full_is_met_with_the_ballast(storage, monkeypatch):
    life = await live(storage)
    real = sa.ext.asyncio.AsyncConnection.execute
    ballast = storage.home.data / "ballast"

    async def execute(self, statement, *args, **kwargs):
        if ballast.exists() and isinstance(statement, sa.Delete):
            import sqlite3

            raise OperationalError("DELETE", {}, sqlite3.OperationalError("database or disk is full"))
        return await real(self, statement, *args, **kwargs)

    monkeypatch.setattr(sa.ext.asyncio.AsyncConnection, "execute", execute)
    await forget(storage, life.person.id)
    assert await rows_of(storage, life.person.id) == {}


# --- the erasure list -------------------------------------------------------------------------------------------------


def test_the_erasure_list_passes_over_torn_lines_and_holds_each_once(storage_home):
    erased = ErasedList(storage_home)
    assert erased.ids() == frozenset()
    erased.add(PersonId("a" * 32))
    with erased.path.open("a") as file:
        file.write("b" * 10)
    erased.add(PersonId("c" * 32))
    erased.add(PersonId("c" * 32))
    assert erased.ids() == {"a" * 32, "c" * 32}
    assert erased.path.read_text().count("c" * 32) == 1
    assert erased.path.stat().st_mode & 0o777 == 0o600


def test_a_full_disk_under_the_list_is_typed(storage_home, monkeypatch):
    from storage.vault import files

    def full(*_args):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "write", full)
    with pytest.raises(DiskFull):
        ErasedList(storage_home).add(PersonId("a" * 32))


async def test_a_receipt_says_that_the_keys_lay_on_a_volume_that_hosts_share(tmp_path, clock):
    left = {}
    for name, volume in (("alone", None), ("shared", tmp_path / "volume")):
        async with open_storage(settings_in(tmp_path / name, keys_dir=volume), clock) as storage:
            left[name] = (await forget(storage, (await live(storage)).person.id)).left
    assert "keys_volume" in left["shared"]
    assert left["alone"] == tuple(each for each in left["shared"] if each != "keys_volume")


@pytest.mark.parametrize(("after", "told"), [(None, False), (23, True), (24, False)])
async def test_a_receipt_says_that_another_machine_may_keep_a_photo_it_was_sent(storage, clock, after, told):
    """``after``: hours since it was sent, to be kept for 24; None: it was sent none."""
    person = (await live(storage)).person
    if after is not None:
        async with storage.db.write() as tx:
            for hours in (24, 1):  # a shorter time, later, takes nothing back
                await persons.note_elsewhere(tx, person.id, clock.now() + timedelta(hours=hours))
        clock.advance(hours=after)
    assert ("painted_elsewhere" in (await forget(storage, person.id)).left) is told


async def test_after_each_step_of_an_erasure_there_is_a_place_to_be_killed_at(storage, monkeypatch):
    """The fault suite kills at each name; the names stand here in the order in which an erasure passes them."""
    passed = []
    monkeypatch.setattr(module, "failpoint", passed.append)
    await forget(storage, (await new_person(storage)).id)
    assert passed == [
        "forget.marked", "forget.listed", "forget.key_destroyed", "forget.epoch_renewed", "forget.bytes_unlinked",
        "forget.rows_deleted", "forget.pages_overwritten", "forget.closed",
    ]  # fmt: skip
