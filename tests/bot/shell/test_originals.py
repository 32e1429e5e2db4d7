"""The original as it arrives in the chat: the very bytes that were sent, and their hash beside them."""

from __future__ import annotations

import hashlib

import pytest

from bot.ports import Commanded, Pressed
from bot.shell import timers
from bot.shell.runner import Runner
from storage.people import conversations

PHOTO = b"\xff\xd8\xff\xe1 a photo, with all that its camera wrote into it \xff\xd9"


def originals(bench) -> list:
    return [m for m in bench.sees() if any(a.filename.startswith("original-") for a in m.attachments)]


async def approved(bench) -> None:
    await bench.consents()
    await bench.sends_photo(data=PHOTO)
    await bench.chooses(number="1")
    await bench.votes("approve", bench.pictures()[0])


async def test_it_comes_back_byte_for_byte_with_its_hash(bench) -> None:
    await approved(bench)
    (message,) = originals(bench)
    (file,) = message.attachments
    assert file.data == PHOTO
    assert (file.filename.rpartition(".")[2], file.media_type) == ("jpg", "image/jpeg")
    assert hashlib.sha256(PHOTO).hexdigest() in message.text


async def test_it_comes_once_more_after_a_restart(bench, clock) -> None:
    await approved(bench)
    bench.runner = Runner(bench.shell)  # what a new process begins with
    clock.advance(hours=22, minutes=1)
    await bench.settle()
    again = originals(bench)
    assert [m.attachments[0].data for m in again] == [PHOTO, PHOTO]


async def test_after_forget_me_nothing_comes_and_no_timer_is_left(bench, clock) -> None:
    await approved(bench)
    await bench.does(Commanded(name="forget-me"))
    await bench.does(Pressed(action=bench.button("forget.erase")))
    async with bench.storage.db.read() as tx:
        assert await conversations.timers_named(tx, "original") == []
    clock.advance(hours=22, minutes=1)
    await bench.settle()
    assert originals(bench) == []


async def test_the_sabotage_a_file_that_was_changed_on_its_way_is_seen(bench, monkeypatch) -> None:
    real = bench.storage.vault.read

    async def read(person_id, object_id, **more):
        return (await real(person_id, object_id, **more)).replace(b"camera", b"Camera")

    monkeypatch.setattr(type(bench.storage.vault), "read", lambda _self, *a, **k: read(*a, **k))
    with pytest.raises(AssertionError):
        await test_it_comes_back_byte_for_byte_with_its_hash(bench)


async def test_the_sabotage_timers_that_never_fire_are_seen(bench, clock, monkeypatch) -> None:
    async def none(_runner) -> int:
        return 0

    monkeypatch.setattr(timers, "fire_due", none)
    with pytest.raises(AssertionError):
        await test_it_comes_once_more_after_a_restart(bench, clock)
