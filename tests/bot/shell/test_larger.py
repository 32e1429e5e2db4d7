"""The larger file for real: queue, quota, fence, vault and outbox; only the pixels are not real."""

from __future__ import annotations

import pytest

from bot.ports import Pressed
from generation.errors import CannotRelabel
from storage.errors import Fenced, NotFound
from storage.people import quotas
from storage.pictures import variants
from storage.queue import jobs, outcomes
from storage.records import Lane, OutcomeKind, VariantState
from storage.retention.purge import purge
from tests.bot.shell.conftest import Bench
from tests.bot.shell.parts import PaintlessWorker


@pytest.fixture
async def worker(storage) -> PaintlessWorker:
    worker = PaintlessWorker(storage, roomy=True)
    await worker.announce()
    return worker


async def first(bench):
    person = await bench.person()
    async with bench.storage.db.read() as tx:
        return (await variants.list_(tx, person.id, bench.storage.clock.now()))[0]


def files(bench) -> list[bytes]:
    return [
        part.data for message in bench.sees() for part in message.attachments if part.filename[-3:] in ("jpg", "png")
    ]


async def test_approving_hands_over_the_large_file_and_nothing_else(bench):
    await bench.gets_pictures()
    before = await first(bench)
    await bench.votes("approve", bench.pictures()[0])
    after = await first(bench)
    assert files(bench) == [b"plain  en large"]
    assert (after.width, after.edits.crop.width, after.state) == (1024, 1024, VariantState.APPROVED)
    assert after.expires_at == before.expires_at
    await purge(bench.storage)
    with pytest.raises(NotFound):
        await bench.storage.vault.read(before.person_id, before.object_id)


async def test_a_bot_that_restarts_while_it_is_made_still_hands_it_over_once(bench, room):
    await bench.gets_pictures()
    room.say("ada", Pressed(action=bench.button("vote.approve")))
    await bench.settle(working=False)
    again = Bench(bench.storage, room, bench.worker)
    await again.settle()
    assert files(again) == [b"dark  en large"]


async def test_a_moved_label_keeps_the_size_and_another_kind_of_file_too(bench, clock):
    await bench.gets_pictures()
    await bench.votes("approve", bench.pictures()[0])
    clock.advance(seconds=1)
    await bench.does(Pressed(action=bench.button("label.ring")))
    clock.advance(seconds=1)
    await bench.does(Pressed(action=bench.button("file.png")))
    after = await first(bench)
    assert (after.width, after.media_type, after.state) == (1024, "image/png", VariantState.APPROVED)
    assert files(bench)[-1] == b"plain ring en large"


async def test_when_the_worker_cannot_the_file_comes_as_it_is(bench, monkeypatch):
    await bench.gets_pictures()
    before = await first(bench)

    async def refuses(claim, request):
        async with bench.storage.db.write() as tx:
            now = bench.storage.clock.now()
            await jobs.fail(tx, claim, CannotRelabel(code="larger_not_possible").code, now, retry=False)

    monkeypatch.setattr(bench.worker, "_paint", refuses)
    await bench.votes("approve", bench.pictures()[0])
    assert files(bench) == [b"plain"]
    assert (await first(bench)).object_id == before.object_id


async def test_a_spent_day_gives_the_file_as_it_is(bench):
    await bench.gets_pictures()
    person = await bench.person()
    async with bench.storage.db.write() as tx:
        now = bench.storage.clock.now()
        while (await quotas.spend(tx, bench.storage, person.id, "label", 40, now)).ok:
            pass
    await bench.votes("approve", bench.pictures()[0])
    assert files(bench) == [b"plain"]


async def test_a_worker_that_lost_its_lease_replaces_nothing(bench, room):
    await bench.gets_pictures()
    room.say("ada", Pressed(action=bench.button("vote.approve")))
    await bench.settle(working=False)
    stale = await jobs.claim(bench.storage, Lane.GENERATE, "dead", -1.0)
    assert stale is not None
    await jobs.reap(bench.storage)
    await bench.settle()
    assert files(bench) == [b"dark  en large"]
    with pytest.raises(Fenced):
        await bench.worker._do(stale)


async def test_a_cancelled_one_gives_the_file_as_it_is(bench, room):
    await bench.gets_pictures()
    room.say("ada", Pressed(action=bench.button("vote.approve")))
    await bench.settle(working=False)
    claim = await jobs.claim(bench.storage, Lane.GENERATE, "mine", 30.0)
    async with bench.storage.db.write() as tx:
        now = bench.storage.clock.now()
        await jobs.settle_cancelled(tx, claim, now)
        await outcomes.add(tx, claim.job.person_id, OutcomeKind.JOB_CANCELLED, claim.job.id, "", now)
    await bench.settle()
    assert files(bench) == [b"dark"]
