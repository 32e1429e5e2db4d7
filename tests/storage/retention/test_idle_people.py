"""The clock forgets people: when, whom, and what a directory entry keeps here."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from storage import withdrawal
from storage.db import schema
from storage.people import conversations, persons
from storage.pictures import staff_directory
from storage.queue import jobs, outbox
from storage.records import Lane, Purpose
from storage.retention import erasure_start, idle_people
from storage.retention.forget import forget, half_done
from storage.retention.purge import purge
from tests.fakes import MONDAY, address, check_request, keep_photo, new_person, settings_in
from tests.storage.life import live, rows_of, say

DAY = timedelta(days=1)


async def known(storage, person) -> bool:
    async with storage.db.read() as tx:
        return await persons.get(tx, person.id) is not None


async def stranger(storage, user="passer-by"):
    """Somebody who asked something and agreed to nothing, as the runner leaves them."""
    person = await persons.find_or_create(storage, address(user), "en")
    await talk(storage, person)
    return person


async def talk(storage, person) -> None:
    async with storage.db.write() as tx:
        await conversations.save(tx, person.id, 1, {"phase": "idle"}, storage.clock.now())


async def lines(storage) -> list[tuple[str, str]]:
    async with storage.db.read() as tx:
        return [tuple(row) for row in await tx.execute(sa.select(schema.audit.c.action, schema.audit.c.detail))]


# --- whoever agreed to something -----------------------------------------------------------------------------------


async def test_they_go_after_the_grace_and_not_before(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    clock.set(photo.expires_at + 30 * DAY - timedelta(seconds=1))
    assert (await purge(storage)).people == 0
    assert await known(storage, person)
    clock.advance(seconds=1)
    assert (await purge(storage)).people == 1
    assert not await known(storage, person)
    assert ("person.erased", "clock") in await lines(storage)


async def test_the_grace_counts_from_the_files_end_also_when_the_machine_was_off(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    clock.set(photo.expires_at + 30 * DAY)
    await purge(storage)  # one run erases the file and the person
    assert not await known(storage, person)


async def test_a_file_erased_early_starts_the_grace_at_that_moment(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    clock.advance(hours=1)
    erased_at = clock.now()
    await storage.vault.erase(person.id, [photo.object_id])
    clock.set(erased_at + 30 * DAY - timedelta(seconds=1))
    await purge(storage)
    assert await known(storage, person)
    clock.advance(seconds=1)
    await purge(storage)
    assert not await known(storage, person)


async def test_a_yes_without_a_photo_goes_after_the_grace_too(storage, clock):
    person = await new_person(storage)
    clock.advance(30 * DAY - timedelta(seconds=1))
    await purge(storage)
    assert await known(storage, person)
    clock.advance(seconds=1)
    await purge(storage)
    assert not await known(storage, person)


async def test_a_yes_given_anew_counts_from_its_day(storage, clock):
    person = await new_person(storage)
    photo = await keep_photo(storage, person.id)
    await storage.vault.erase(person.id, [photo.object_id])
    clock.advance(20 * DAY)
    async with storage.db.write() as tx:
        await withdrawal.withdraw(tx, person.id, {Purpose.PROCESSING}, clock.now())
    await new_person(storage)  # the same address says yes again
    clock.advance(20 * DAY)
    await purge(storage)
    assert await known(storage, person)
    clock.advance(10 * DAY)
    await purge(storage)
    assert not await known(storage, person)


async def test_nobody_goes_while_something_of_theirs_is_here(storage, clock):
    """A file, an open job, an open talk: each alone keeps the person."""
    with_file, with_job, talking = [await new_person(storage, user) for user in ("file", "job", "talk")]
    clock.advance(40 * DAY)
    await keep_photo(storage, with_file.id)
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, with_job.id, Lane.INSPECT, check_request(), key="k", now=clock.now())
    await talk(storage, talking)
    assert (await purge(storage)).people == 0
    clock.advance(hours=2)
    await purge(storage)
    assert [await known(storage, each) for each in (with_file, with_job, talking)] == [True, True, False]


async def test_a_job_that_no_worker_ever_takes_keeps_nobody_for_ever(storage, clock):
    person = await new_person(storage)
    async with storage.db.write() as tx:
        await jobs.enqueue(tx, person.id, Lane.INSPECT, check_request(), key="k", now=clock.now())
    clock.advance(30 * DAY)
    await purge(storage)
    assert not await known(storage, person)


async def test_an_open_case_keeps_its_owner(storage, clock):
    person = await new_person(storage)
    until = clock.now() + 45 * DAY
    async with storage.db.write() as tx:
        case = {"person_id": person.id, "state": "open", "opened_at": clock.now(), "expires_at": until}
        await tx.execute(sa.insert(schema.cases).values(case))
    clock.advance(40 * DAY)
    await purge(storage)
    assert await known(storage, person)
    clock.set(until)
    await purge(storage)
    assert not await known(storage, person)


async def test_the_days_are_a_setting_with_a_cap(tmp_path):
    assert settings_in(tmp_path).person_grace == 30 * DAY
    assert settings_in(tmp_path, person_days=365).person_grace == 365 * DAY
    for wrong in (0, 366):
        with pytest.raises(ValueError, match="person_days"):
            settings_in(tmp_path, person_days=wrong)


async def test_their_messages_go_from_the_chat_and_nobody_is_told(storage, clock):
    person = await new_person(storage)
    await say(storage, person.id, "m1")
    clock.advance(30 * DAY)
    await purge(storage)
    async with storage.db.read() as tx:
        assert (await tx.execute(sa.select(sa.func.count()).select_from(schema.message_deletions))).scalar_one() == 1
        assert (await tx.execute(sa.select(schema.erasures.c.notice))).scalars().all() == [None]


async def test_many_go_at_once_with_one_new_master_key(storage, clock, monkeypatch):
    for n in range(5):
        await new_person(storage, f"somebody-{n}")
    clock.advance(30 * DAY)
    monkeypatch.setattr(idle_people.policy, "BATCH", 2)
    assert (await purge(storage)).people == 5
    assert await storage.keys.held() == frozenset()


# --- whoever agreed to nothing -------------------------------------------------------------------------------------


async def test_a_passer_by_leaves_no_row_at_the_end_of_the_day(storage, clock):
    person = await stranger(storage)
    await say(storage, person.id, "m1")
    clock.set(clock.now().replace(hour=23, minute=59))
    assert (await purge(storage)).people == 0
    clock.advance(minutes=1)
    assert (await purge(storage)).people == 1
    assert await rows_of(storage, person.id) == {}
    async with storage.db.read() as tx:  # the message with a case number stays in the chat
        assert (await tx.execute(sa.select(schema.message_deletions))).first() is None


async def test_a_passer_by_at_midnight_may_finish_the_talk(storage, clock):
    clock.set(clock.now().replace(hour=23, minute=59))
    person = await stranger(storage)
    clock.advance(minutes=119)
    await purge(storage)
    assert await known(storage, person)
    clock.advance(minutes=1)
    await purge(storage)
    assert not await known(storage, person)


async def test_an_answer_that_waits_is_sent_first_but_not_for_ever(storage, clock):
    person = await stranger(storage)
    async with storage.db.write() as tx:
        await outbox.put(
            tx, person_id=person.id, platform="web", key="answer", verb="post", payload={}, now=clock.now()
        )
    clock.advance(DAY - timedelta(seconds=1))
    await purge(storage)
    assert await known(storage, person)
    clock.advance(seconds=1)
    await purge(storage)
    assert not await known(storage, person)


# --- whoever has a picture in a staff directory --------------------------------------------------------------------


async def reduced(storage, clock):
    life = await live(storage)
    clock.set(life.variant.expires_at + 30 * DAY)
    await purge(storage)
    return life


async def test_while_the_entry_stands_only_what_it_needs_is_kept(storage, clock):
    life = await reduced(storage, clock)
    assert await rows_of(storage, life.person.id) == {"persons": 1, "consents": 1, "directory_entries": 1}
    async with storage.db.read() as tx:
        (kept,) = (await tx.execute(sa.select(schema.consents.c.purpose, schema.consents.c.withdrawn_at))).all()
        assert kept == (Purpose.DIRECTORY, None)
        assert len(await staff_directory.standing(tx, "the staff list", clock.now())) == 1
    assert ("person.reduced", "") in await lines(storage)
    before = len(await lines(storage))
    await purge(storage)
    assert len(await lines(storage)) == before  # nothing is left to reduce


async def test_the_entry_ends_by_itself_and_the_person_with_it(storage, clock):
    life = await reduced(storage, clock)
    clock.set(MONDAY + 90 * DAY)
    await purge(storage)
    assert await rows_of(storage, life.person.id) == {}
    async with storage.db.read() as tx:  # the recipient is still told to remove it
        assert len(await staff_directory.to_remove(tx, "the staff list", clock.now())) == 1


async def test_the_yes_to_the_directory_ends_with_its_entry(storage, clock):
    life = await live(storage)
    async with storage.db.write() as tx:
        await tx.execute(sa.update(schema.directory_entries).values(expires_at=clock.now() + timedelta(hours=1)))
    clock.advance(hours=1)
    await purge(storage)
    async with storage.db.read() as tx:
        living = sa.select(schema.consents.c.purpose).where(schema.consents.c.withdrawn_at.is_(None))
        assert Purpose.DIRECTORY not in (await tx.execute(living)).scalars().all()
    assert await known(storage, life.person)


async def test_a_reduced_person_who_comes_back_is_left_alone_while_they_talk(storage, clock):
    life = await reduced(storage, clock)
    await talk(storage, life.person)
    await purge(storage)
    assert (await rows_of(storage, life.person.id))["conversations"] == 1
    clock.advance(hours=2)
    await purge(storage)
    assert "conversations" not in await rows_of(storage, life.person.id)


async def test_who_is_being_erased_by_the_clock_is_known_from_who_asked(storage, clock):
    """What somebody says meanwhile counts as a new beginning only where they did not ask to be forgotten."""
    asked, idle = await new_person(storage, "asked"), await new_person(storage, "idle")
    assert not await erasure_start.runs_by_clock(storage, idle.id)
    assert await erasure_start.begin_by_clock(storage, idle.id, if_still=sa.true(), with_messages=False)
    await erasure_start.mark(storage, asked.id)
    assert set(await half_done(storage)) == {asked.id, idle.id}
    assert await erasure_start.runs_by_clock(storage, idle.id)
    assert not await erasure_start.runs_by_clock(storage, asked.id)
    await forget(storage, idle.id)
    assert not await erasure_start.runs_by_clock(storage, idle.id)


def test_an_erasure_says_who_began_it_and_what_it_left_by_these_words():
    """An erasure that is under way outlives a version, and so do its counts."""
    assert (erasure_start.BY_CLOCK, erasure_start.LOST, erasure_start.SENT) == (
        "by_clock", "messages_lost", "sent_elsewhere",
    )  # fmt: skip
