"""What an erasure writes about itself, read past the product: its step, what is lost, and which messages it deletes."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
import sqlalchemy as sa

from storage.opening import open_storage
from storage.queue import outbox
from storage.records import PersonId
from storage.retention import erasure_start, key_epochs, message_deletions
from storage.retention import forget as module
from storage.retention.erasure_list import ErasedList
from storage.retention.forget import forget
from tests.fakes import new_person, settings_in
from tests.storage.life import live, say


class Killed(BaseException):
    pass


def read(storage, query):
    with closing(sqlite3.connect(storage.home.database)) as database:
        return database.execute(query).fetchall()


@pytest.mark.many
@pytest.mark.parametrize("after", ["mark", "list", "key", "epoch", "bytes", "rows", "pages"])
async def test_an_erasure_that_was_cut_off_says_how_far_it_came(storage, monkeypatch, after):
    def killed(step):
        if step == after:
            raise Killed

    monkeypatch.setattr(module, "failpoint_after", killed)
    with pytest.raises(Killed):
        await forget(storage, (await live(storage)).person.id)
    assert read(storage, "SELECT step, finished_at FROM erasures") == [(after, None)]


async def test_messages_that_can_be_found_are_not_called_lost(storage):
    receipt = await forget(storage, (await live(storage)).person.id)
    assert (receipt.messages_waiting, receipt.messages_lost) == (3, 0)


async def test_without_the_key_nobody_knows_the_chat_and_every_message_in_it_is_lost(storage):
    life = await live(storage)
    await storage.keys.destroy(life.person.id)
    receipt = await forget(storage, life.person.id)
    assert (receipt.messages_waiting, receipt.messages_lost) == (0, 3)
    assert read(storage, "SELECT count(*) FROM message_deletions") == [(0,)]


async def test_a_message_that_was_deleted_already_is_not_deleted_once_more(storage, clock):
    person = await new_person(storage)
    for ref in ("m1", "m2"):
        await say(storage, person.id, ref)
    async with storage.db.write() as tx:
        await outbox.gone(tx, person.id, "m1")
    assert (await forget(storage, person.id)).messages_waiting == 1
    async with storage.db.read() as tx:
        assert [each.ref for each in await message_deletions.due(storage, tx, "web", clock.now())] == ["m2"]


async def test_whoever_came_back_in_time_is_not_begun_with(storage):
    person = await new_person(storage)
    begun = await erasure_start.begin_by_clock(storage, person.id, if_still=sa.false(), with_messages=True)
    assert begun is False
    assert read(storage, "SELECT erasing FROM persons") == [(0,)]
    assert read(storage, "SELECT count(*) FROM erasures") == [(0,)]


def test_bytes_of_no_alphabet_in_the_erasure_list_hide_no_erased_person(storage_home):
    erased = ErasedList(storage_home)
    erased.add(PersonId("a" * 32))
    with erased.path.open("ab") as file:
        file.write(b"\xff\xfe\x00\x80\n" + b"b" * 32 + b"\n")
    assert erased.ids() == {"a" * 32, "b" * 32}


async def test_a_copy_of_the_keys_that_was_not_written_is_said_to_be_none(tmp_path, clock):
    stick = tmp_path / "stick"
    stick.write_text("not a folder")
    async with open_storage(settings_in(tmp_path, keys_copy_dir=stick), clock) as storage:
        assert await key_epochs.keep_copy_latest(storage) is False
        stick.unlink()
        assert await key_epochs.keep_copy_latest(storage) is True
    assert len(list(stick.iterdir())) == 1
