"""The last word after ``/forget-me`` reaches the person, whatever died in between, and only once."""

from __future__ import annotations

import asyncio

import pytest

from bot.ports import Commanded, PostRefused, Pressed
from bot.shell import forget_me, unfinished_erasures
from bot.shell.runner import Runner
from storage.errors import DiskFull
from storage.retention import erasure_notices
from storage.retention import forget as saga
from storage.retention.forget import resume_all
from tests.bot.shell.test_receipts import inside


class Killed(BaseException):
    """Nothing catches a SIGKILL."""


async def leaves(bench) -> None:
    await bench.gets_pictures()
    await bench.does(Commanded(name="forget-me"))
    await bench.does(Pressed(action=bench.button("forget.erase")))


async def dies_at(bench, monkeypatch, place: str, at: str) -> None:
    """``/forget-me`` begins and the process ends at the failpoint ``at`` of module ``place``."""

    def die(name: str) -> None:
        if name == at:
            raise Killed

    await bench.gets_pictures()
    person = await bench.person()
    with monkeypatch.context() as crash:
        crash.setattr(f"{place}.failpoint", die)
        with pytest.raises(Killed):
            await forget_me.forget_person(bench.shell, person.id)
    bench.runner = Runner(bench.shell)


async def owed(bench) -> list[erasure_notices.ErasureNotice]:
    async with bench.storage.db.read() as tx:
        return await erasure_notices.pending(bench.storage, tx)


def receipts(bench) -> list[str]:
    files = [file.filename for message in bench.sees() for file in message.attachments]
    return [name for name in files if name.startswith("deletion-receipt")]


async def after_the_restart(bench) -> None:
    await resume_all(bench.storage)
    await bench.delivery.take_back()
    await unfinished_erasures.say_owed(bench.runner, wait_s=0.0)


PLACES = [("storage.retention.forget", f"forget.{step}") for step in ("marked", "key_destroyed", "rows_deleted")]
PLACES += [("bot.shell.forget_me", "forget_me.erased"), ("bot.shell.forget_me", "forget_me.messages_deleted")]


@pytest.mark.long
@pytest.mark.parametrize(("place", "at"), PLACES, ids=[at for _, at in PLACES])
async def test_killed_there_the_person_is_told_after_the_restart(bench, monkeypatch, place, at) -> None:
    monkeypatch.setattr(forget_me, "MESSAGES_S", 0.0)
    await dies_at(bench, monkeypatch, place, at)
    assert receipts(bench) == []
    await after_the_restart(bench)
    assert receipts(bench) == ["deletion-receipt.html"]
    await after_the_restart(bench)
    assert len(receipts(bench)) == 1
    assert await owed(bench) == []


async def test_who_was_told_is_not_told_again(bench) -> None:
    await leaves(bench)
    assert len(receipts(bench)) == 1
    assert await owed(bench) == []


async def test_a_farewell_underway_says_it_itself(bench, monkeypatch) -> None:
    await dies_at(bench, monkeypatch, "bot.shell.forget_me", "forget_me.erased")
    monkeypatch.setattr(bench.runner.after_commit, "is_forgetting", lambda _person_id: True)
    await after_the_restart(bench)
    assert receipts(bench) == []


async def test_a_chat_that_is_down_is_told_later(bench, monkeypatch) -> None:
    await dies_at(bench, monkeypatch, "bot.shell.forget_me", "forget_me.erased")
    platform = bench.shell.platforms["headless"]
    with monkeypatch.context() as down:

        async def post(*_args) -> str:
            raise PostRefused("unreachable", retry_after=1.0)

        down.setattr(platform, "post", post)
        await after_the_restart(bench)
        assert len(await owed(bench)) == 1
    await after_the_restart(bench)
    assert len(receipts(bench)) == 1


async def test_what_is_owed_names_nobody_in_the_rows(bench, monkeypatch) -> None:
    await dies_at(bench, monkeypatch, "bot.shell.forget_me", "forget_me.erased")
    user = bench.room.address("ada").user.encode()
    raw = await asyncio.to_thread(bench.storage.home.database.read_bytes)
    assert len(await owed(bench)) == 1
    assert b'"user"' not in raw
    assert b'"' + user + b'"' not in raw


async def test_the_sabotage_nothing_owed_nobody_told(bench, monkeypatch) -> None:
    async def forgets_to_owe(*_args) -> None:
        pass

    monkeypatch.setattr(erasure_notices, "add", forgets_to_owe)
    await dies_at(bench, monkeypatch, "bot.shell.forget_me", "forget_me.erased")
    await after_the_restart(bench)
    assert receipts(bench) == []


def a_full_disk_stands_in_the_way(monkeypatch, bench) -> None:
    async def full(*_args, **_options) -> bool:
        raise DiskFull

    monkeypatch.setattr(type(bench.storage.db), "checkpoint", full)


async def test_an_erasure_that_was_stopped_half_way_is_ended_while_the_bot_runs(bench, monkeypatch) -> None:
    with monkeypatch.context() as full:
        a_full_disk_stands_in_the_way(full, bench)
        await leaves(bench)
        assert len(await saga.half_done(bench.storage)) == 1
        with pytest.raises(DiskFull):
            await unfinished_erasures.end_half_done(bench.runner)
    await look(bench)
    assert await saga.half_done(bench.storage) == []
    assert receipts(bench) == ["deletion-receipt.html"]


async def look(bench) -> None:
    await unfinished_erasures.loop(bench.runner).look()
    await bench.delivery.take_back()


async def test_the_sabotage_nobody_ends_what_was_stopped(bench, monkeypatch) -> None:
    async def nobody(_storage) -> list[str]:
        return []

    with monkeypatch.context() as full:
        a_full_disk_stands_in_the_way(full, bench)
        await leaves(bench)
    with monkeypatch.context() as broken:
        broken.setattr(unfinished_erasures, "half_done", nobody)
        await look(bench)
        assert len(await saga.half_done(bench.storage)) == 1
    assert receipts(bench) == []


async def test_the_receipt_names_its_scope(bench) -> None:
    await bench.gets_pictures(number="1")
    await bench.does(Commanded(name="forget-me"))
    await bench.does(Pressed(action=bench.button("forget.erase")))
    (told,) = [file for message in bench.sees() for file in message.attachments]
    assert inside(told.data)["scope"] == "headless"
