"""A label moved for real: queue, fence, vault and outbox; only the pixels are not real."""

from __future__ import annotations

import pytest

from bot.ports import Pressed
from generation.errors import CannotRelabel
from storage.errors import NotFound
from storage.people import quotas
from storage.pictures import variants
from storage.queue import jobs
from storage.records import Lane
from storage.retention.purge import purge
from tests.bot.shell.conftest import Bench


async def approved(bench):
    await bench.gets_pictures()
    await bench.votes("approve", bench.pictures()[0])
    return await bench.person()


async def first(bench, person):
    async with bench.storage.db.read() as tx:
        return (await variants.list_(tx, person.id, bench.storage.clock.now()))[0]


async def test_the_new_file_takes_the_place_of_the_old_and_the_purge_erases_that(bench):
    person = await approved(bench)
    before = await first(bench, person)
    await bench.does(Pressed(action=bench.button("label.ring")))
    after = await first(bench, person)
    assert await bench.storage.vault.read(person.id, after.object_id) == b"plain ring en"
    assert (after.state, after.expires_at, after.width) == (before.state, before.expires_at, 600)
    handed = [part.data for message in bench.sees() for part in message.attachments]
    assert b"plain ring en" in handed
    await purge(bench.storage)
    with pytest.raises(NotFound):
        await bench.storage.vault.read(person.id, before.object_id)
    assert await bench.storage.vault.read(person.id, after.object_id) == b"plain ring en"


async def test_a_bot_that_restarts_in_between_still_hands_the_new_file_over(bench, room):
    await approved(bench)
    room.say("ada", Pressed(action=bench.button("label.corner")))
    await bench.settle(working=False)
    again = Bench(bench.storage, room, bench.worker)
    await again.settle()
    assert [part.data for message in again.sees() for part in message.attachments if b"corner" in part.data] == [
        b"plain corner en"
    ]


async def test_a_worker_that_lost_its_lease_replaces_nothing(bench, room):
    person = await approved(bench)
    before = await first(bench, person)
    room.say("ada", Pressed(action=bench.button("label.ring")))
    await bench.settle(working=False)
    stale = await jobs.claim(bench.storage, Lane.GENERATE, "dead", -1.0)
    assert stale is not None
    await jobs.reap(bench.storage)
    await bench.settle()
    after = await first(bench, person)
    assert after.object_id != before.object_id
    with pytest.raises(Exception, match=r".*"):
        await bench.worker._do(stale)
    assert await first(bench, person) == after


async def test_a_picture_that_came_out_different_is_not_put_in_its_place(bench, monkeypatch):
    person = await approved(bench)
    before = await first(bench, person)

    async def another(*_):
        raise CannotRelabel(code="label_other_picture")

    monkeypatch.setattr("generation.worker.results.replace_picture", another)
    with pytest.raises(CannotRelabel):
        await bench.does(Pressed(action=bench.button("label.ring")))
    assert await first(bench, person) == before


async def test_labels_have_a_daily_limit_of_their_own(bench):
    person = await approved(bench)
    async with bench.storage.db.write() as tx:
        now = bench.storage.clock.now()
        while (await quotas.spend(tx, bench.storage, person.id, "label", 40, now)).ok:
            pass
    await bench.does(Pressed(action=bench.button("label.ring")))
    assert not [m for m in bench.sees() if m.attachments and b"ring" in m.attachments[0].data]
    assert any("again" in m.text.lower() or "tomorrow" in m.text.lower() for m in bench.sees()[-3:])
