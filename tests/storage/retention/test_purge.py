from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage import policy
from storage.db import schema
from storage.db.database import upsert
from storage.errors import DiskFull, NotFound
from storage.pictures import variants
from storage.queue import jobs, outbox
from storage.records import VariantState
from storage.retention import purge as module
from storage.retention.purge import next_expiry, purge, sweep
from tests.fakes import keep_photo, new_person
from tests.storage.life import live, say


class Killed(BaseException):
    pass


def files_of(storage):
    return set(storage.vault.blobs.names())


async def count(storage, table):
    async with storage.db.read() as tx:
        return (await tx.execute(sa.select(sa.func.count()).select_from(table))).scalar_one()


async def deletions(storage):
    async with storage.db.read() as tx:
        o = schema.outbox.c
        return (await tx.execute(sa.select(o.subject, o.payload).where(o.verb == "delete").order_by(o.id))).all()


async def test_what_has_expired_goes_and_nothing_else(storage, clock):
    life = await live(storage)
    clock.set(life.photo.expires_at - timedelta(seconds=1))
    assert (await purge(storage)).files == 0
    clock.set(life.photo.expires_at)
    report = await purge(storage)
    assert report.files == 2  # the photo and its contact sheet
    assert files_of(storage) == {life.variant.object_id}
    assert await count(storage, schema.photos) == 0


async def test_messages_that_showed_an_expired_file_are_queued_for_deletion(storage, clock):
    life = await live(storage)
    clock.set(life.photo.expires_at)
    assert (await purge(storage)).messages == 1
    assert await deletions(storage) == [("", {"ref": "m2"})]  # the contact sheet's; a plain message stays
    clock.set(life.variant.expires_at)
    assert (await purge(storage)).messages == 1
    assert (await deletions(storage))[1] == (life.variant.id, {"ref": "m3"})
    assert (await purge(storage)).messages == 0


async def test_a_message_that_shows_something_else_by_now_stays(storage, clock):
    life = await live(storage)
    async with storage.db.read() as tx:
        sheet = (await tx.execute(sa.select(schema.photos.c.contact_sheet_id))).scalar_one()
    await say(storage, life.person.id, "slot", sheet)
    await say(storage, life.person.id, "slot", "", key="edited")  # the same message, edited to words alone
    clock.set(life.photo.expires_at)
    await purge(storage)
    assert await deletions(storage) == [("", {"ref": "m2"})]


async def test_messages_of_a_picture_that_its_owner_erased_are_deleted_too(storage):
    life = await live(storage)
    await storage.vault.erase(life.person.id, [life.variant.object_id])
    assert (await purge(storage)).messages == 1
    assert await deletions(storage) == [(life.variant.id, {"ref": "m3"})]


async def test_an_expired_picture_is_marked_so_that_a_late_vote_is_answered(storage, clock):
    life = await live(storage)
    clock.set(life.variant.expires_at)
    await purge(storage)
    async with storage.db.read() as tx:
        late = await variants.get(tx, life.person.id, life.variant.id)
    assert late.state is VariantState.EXPIRED
    assert late.object_id is None
    clock.advance(policy.EXPIRED_ROW)
    await purge(storage)
    async with storage.db.read() as tx:
        with pytest.raises(NotFound):
            await variants.get(tx, life.person.id, life.variant.id)


async def test_a_picture_the_person_extended_stays(storage, clock):
    life = await live(storage)
    async with storage.db.write() as tx:
        until = life.variant.expires_at + timedelta(days=30)
        await variants.extend(tx, life.person.id, [life.variant.id], until, clock.now())
    clock.set(life.variant.expires_at)
    await purge(storage)
    assert await storage.vault.read(life.person.id, life.variant.object_id)


async def test_counters_heard_events_and_old_outcomes_go_in_their_time(storage, clock):
    await live(storage)
    clock.advance(days=1)
    await purge(storage)
    for table in (schema.quotas, schema.salts, schema.seen_events):
        assert await count(storage, table) == 0
    assert await count(storage, schema.outcomes) == 1
    clock.advance(policy.OUTCOME_KEPT)
    await purge(storage)
    assert await count(storage, schema.outcomes) == 0


async def test_every_table_that_expires_is_purged(storage, clock):
    """The sabotage is a table that nobody remembered: it is found by its column, not by a list."""
    covered = {table.name for table in schema.metadata.sorted_tables if "expires_at" in table.c}
    assert covered >= {
        "objects",
        "photos",
        "variants",
        "inbox",
        "outbox",
        "jobs",
        "seen_events",
        "quotas",
        "salts",
        "message_deletions",
    }
    life = await live(storage)
    async with storage.db.write() as tx:
        await jobs.cancel(tx, life.person.id, (), clock.now())  # a job's row has a time once it has ended
    clock.advance(days=365)
    await purge(storage)
    for table in schema.metadata.sorted_tables:
        if "expires_at" in table.c and table.name != "outbox":
            assert await count(storage, table) == 0, table.name


async def test_a_finished_erasure_is_forgotten_with_its_last_message(storage, clock):
    from storage.retention.forget import forget

    life = await live(storage)
    await forget(storage, life.person.id)
    clock.advance(policy.RECEIPT_KEPT)
    await purge(storage)
    assert await count(storage, schema.erasures) == 1  # its messages still wait
    clock.advance(policy.MESSAGE_DELETION_KEPT)
    await purge(storage)
    assert await count(storage, schema.erasures) == 0


def in_small_steps(storage, monkeypatch):
    """Bytes of five at once, rows of two in a transaction, and what one transaction would teach is not learnt."""
    monkeypatch.setattr(policy, "BATCH", 2)
    monkeypatch.setattr(policy, "next_batch", lambda *_learnt: 2)
    monkeypatch.setattr(type(storage.vault.blobs), "at_once", 5)


async def eight_due_photos(storage, clock):
    person = await new_person(storage)
    for _ in range(8):
        await keep_photo(storage, person.id)
    clock.advance(days=2)


async def test_more_than_a_batch_is_purged_in_one_run(storage, clock, monkeypatch):
    in_small_steps(storage, monkeypatch)
    await eight_due_photos(storage, clock)
    assert (await purge(storage)).files == 8
    assert files_of(storage) == set()
    assert await count(storage, schema.objects) == 0
    async with storage.db.read() as tx:
        a = schema.audit.c
        lines = (await tx.execute(sa.select(a.amount).where(a.action == "purge.files").order_by(a.id))).scalars().all()
    assert lines == [2, 2, 1, 2, 1]


async def rows_without_bytes_and_bytes_without_rows(storage):
    async with storage.db.read() as tx:
        rows = set((await tx.execute(sa.select(schema.objects.c.id))).scalars())
    return len(rows - files_of(storage)), len(files_of(storage) - rows)


@pytest.mark.parametrize(
    ("place", "passing"),
    [*(("purge.batch_unlinked", n) for n in (1, 2)), *(("purge.batch_deleted", n) for n in (1, 2, 3, 4))],
)
async def test_killed_between_two_steps_no_bytes_are_left_without_a_row(storage, clock, monkeypatch, place, passing):
    in_small_steps(storage, monkeypatch)
    await eight_due_photos(storage, clock)
    passed = []

    def killed(name):
        passed.append(name)
        if passed.count(place) == passing and name == place:
            raise Killed

    monkeypatch.setattr(module.expired_files, "failpoint", killed)
    with pytest.raises(Killed):
        await purge(storage)
    still_due, orphans = await rows_without_bytes_and_bytes_without_rows(storage)
    assert orphans == 0
    assert still_due > 0
    monkeypatch.setattr(module.expired_files, "failpoint", lambda _name: None)
    await purge(storage)
    assert await rows_without_bytes_and_bytes_without_rows(storage) == (0, 0)
    assert files_of(storage) == set()


async def test_the_sabotage_rows_before_their_bytes_are_seen(storage, clock, monkeypatch):
    in_small_steps(storage, monkeypatch)
    await eight_due_photos(storage, clock)

    def killed(name):
        if name == "purge.batch_deleted":
            raise Killed

    async def later(_ids):
        return 0

    monkeypatch.setattr(module.expired_files, "failpoint", killed)
    monkeypatch.setattr(storage.vault, "unlink", later)
    with pytest.raises(Killed):
        await purge(storage)
    assert (await rows_without_bytes_and_bytes_without_rows(storage))[1] > 0


@pytest.mark.parametrize("place", ["purge.batch_unlinked", "purge.batch_deleted", "purge.rows_deleted"])
async def test_killed_anywhere_the_next_run_ends_it(storage, clock, monkeypatch, place):
    life = await live(storage)

    def killed(name):
        if name == place:
            raise Killed

    clock.set(life.photo.expires_at)
    for each in (module, module.expired_files):
        monkeypatch.setattr(each, "failpoint", killed)
    with pytest.raises(Killed):
        await purge(storage)
    monkeypatch.undo()
    await purge(storage)
    assert files_of(storage) == {life.variant.object_id}
    assert await count(storage, schema.photos) == 0


async def test_a_killed_purge_holds_the_lease_no_longer_than_five_minutes(storage, clock):
    life = await live(storage)
    clock.set(life.photo.expires_at)
    async with storage.db.write() as tx:
        held = {"name": "purge", "holder": "0" * 32, "until": clock.now() + policy.LEASE}
        await tx.execute(upsert(tx, schema.leases).values(held))
    assert not (await purge(storage)).ran
    clock.advance(policy.LEASE)
    assert (await purge(storage)).files == 2


async def test_who_finds_another_purge_at_work_reports_that_nothing_was_done(storage, clock):
    life = await live(storage)
    clock.set(life.photo.expires_at)
    async with storage.db.write() as tx:
        held = {"name": "purge", "holder": "0" * 32, "until": clock.now() + policy.LEASE}
        await tx.execute(upsert(tx, schema.leases).values(held))
    report = asdict(await purge(storage))
    done = ("files", "rows", "messages", "people", "late_s")
    assert {name: report[name] for name in done} == dict.fromkeys(done, 0)
    assert len(files_of(storage)) == 3


async def test_a_clock_set_back_erases_nothing_early_and_blocks_no_purge(storage, clock):
    life = await live(storage)
    clock.advance(days=1, hours=1)
    async with storage.db.write() as tx:
        held = {"name": "purge", "holder": "0" * 32, "until": clock.now() + policy.LEASE}
        await tx.execute(upsert(tx, schema.leases).values(held))
    clock.advance(days=-1)
    report = await purge(storage)
    assert report.ran
    assert report.files == 0
    clock.set(life.photo.expires_at)
    assert (await purge(storage)).files == 2


async def test_a_machine_that_was_off_for_days_purges_all_and_says_how_late(storage, clock):
    life = await live(storage)
    clock.set(life.variant.expires_at + timedelta(days=3))
    report = await purge(storage)
    assert report.files == 3
    assert report.late_s > policy.LATE_AFTER.total_seconds()
    assert files_of(storage) == set()
    assert await next_expiry(storage) is None


async def test_on_a_full_disk_the_purge_gives_up_the_ballast(storage, clock, monkeypatch):
    life = await live(storage)
    clock.set(life.photo.expires_at)
    works = module.expired_files.erase
    ballast = storage.home.data / "ballast"
    monkeypatch.setattr(storage.vault.ballast, "fill", lambda: None)

    async def full(storage):
        if ballast.exists():
            raise DiskFull
        return await works(storage)

    monkeypatch.setattr(module.expired_files, "erase", full)
    assert (await purge(storage)).files == 2
    assert not ballast.exists()


async def test_the_sweep_takes_keys_of_nobody_and_old_logs(storage, clock, monkeypatch):
    from storage.records import PersonId
    from storage.vault import keys

    monkeypatch.setattr(keys, "NEWBORN_S", -10)
    person = await new_person(storage)
    await storage.keys.create(PersonId("f" * 32))
    old, young = (storage.home.logs / f"candid-{day}.jsonl" for day in ("2026-02-01", "2026-03-01"))
    old.write_text("{}")
    young.write_text("{}")
    report = await sweep(storage)
    assert (report.keys, report.logs) == (1, 1)
    assert await storage.keys.held() == {person.id}
    assert young.exists()
    assert not old.exists()


async def test_a_message_posted_twice_is_deleted_by_each_reference(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    await say(storage, person.id, "a", photo.object_id)
    await say(storage, person.id, "b", photo.object_id)
    clock.set(photo.expires_at)
    assert (await purge(storage)).messages == 2
    async with storage.db.read() as tx:
        assert len(await outbox.due(tx, "web", clock.now(), 10)) == 2


async def test_the_owners_of_one_batch_get_each_their_own_last_instant(storage, clock):
    """Whose last file went when is what forgets them later; one statement sets it for everybody."""
    people = [await new_person(storage) for _ in range(3)]
    photos = [await keep_photo(storage, person.id, b"bytes") for person in people for _ in range(2)]
    clock.set(photos[-1].expires_at)
    assert (await purge(storage)).files == 6
    p = schema.persons.c
    async with storage.db.read() as tx:
        held = dict((await tx.execute(sa.select(p.id, p.held_until))).all())
    for person in people:
        assert held[person.id] == max(each.expires_at for each in photos if each.person_id == person.id)
