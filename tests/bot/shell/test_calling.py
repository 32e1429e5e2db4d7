"""While a call lasts the row is one bot's, whoever leads meanwhile; what is late is cut off and looked for."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.platforms.headless.limits import CAPABILITIES
from bot.ports import Commanded, Outgoing, Text
from bot.shell import calling
from bot.shell.calling import CutOff, Time, in_time
from bot.shell.deliver import Delivery
from bot.shell.perform import say
from storage.errors import StorageBusy
from storage.ids import new_id
from storage.queue import outbox

SOON_S = 0.02


class Chat:
    """In place of a platform's calls: a repeated key stands twice. ``pauses``: before the first post arrives."""

    def __init__(self, platform) -> None:
        self.posted: list[str] = []
        self.refs: dict[str, str] = {}
        self.called, self.pauses, self.answers = asyncio.Event(), asyncio.Event(), asyncio.Event()
        self._post = platform.post
        self.pauses.set()
        self.answers.set()
        platform.capabilities = replace(CAPABILITIES, exact_posting=False)
        platform.post, platform.find = self.post, self.find

    async def post(self, address, key, message) -> str:
        if not self.called.is_set():
            self.called.set()
            await self.pauses.wait()
        self.posted.append(message.outgoing.text.key)
        self.refs[key] = await self._post(address, new_id(), message)
        await self.answers.wait()
        return self.refs[key]

    async def find(self, _address, key) -> str | None:
        return self.refs.get(key)


@pytest.fixture
async def chat(bench) -> Chat:
    await bench.does(Commanded(name="headshot"))
    return Chat(bench.shell.platforms["headless"])


def bot_of(bench) -> Delivery:
    return Delivery(bench.shell, bench.shell.platforms["headless"])


async def says(bench, *keys: str) -> None:
    person = await bench.person()
    async with bench.storage.db.write() as tx:
        for key in keys:
            await say(bench.shell, tx, person.id, Outgoing(text=Text(key=key)))


async def handed_over_in_the_call(bench, chat) -> list[str]:
    """The first bot's post is on its way while the next one leads; then it arrives."""
    await says(bench, "went-wrong")
    chat.pauses.clear()
    first = asyncio.create_task(bot_of(bench).carry())
    await chat.called.wait()
    await bot_of(bench).carry()
    chat.pauses.set()
    await first
    await bot_of(bench).carry()
    return chat.posted


async def test_who_leads_next_leaves_a_call_alone_that_is_still_on_its_way(bench, chat) -> None:
    assert await handed_over_in_the_call(bench, chat) == ["went-wrong"]


async def test_the_sabotage_a_row_without_a_time_of_its_own_is_posted_twice(bench, chat, monkeypatch) -> None:
    monkeypatch.setattr(outbox, "CALL_LASTS", timedelta())
    assert await handed_over_in_the_call(bench, chat) == ["went-wrong", "went-wrong"]


async def cut_off(bench, chat, clock, monkeypatch) -> list[str]:
    """The answer never comes; the row is looked for once its time is over."""
    await says(bench, "went-wrong", "status-done")
    with monkeypatch.context() as slow:
        slow.setattr(calling, "CUT_AFTER_S", SOON_S)
        await bot_of(bench).carry()
    await bot_of(bench).carry()
    assert len(chat.posted) <= 1, "its time is not over yet"
    clock.advance(seconds=outbox.CALL_LASTS.total_seconds())
    chat.pauses.set()
    chat.answers.set()
    while await bot_of(bench).carry():
        pass
    return chat.posted


async def test_a_post_that_arrived_and_was_cut_off_is_found(bench, chat, clock, monkeypatch) -> None:
    chat.answers.clear()
    assert await cut_off(bench, chat, clock, monkeypatch) == ["went-wrong", "status-done"]


async def test_a_post_that_was_cut_off_before_it_arrived_is_made_once_more(bench, chat, clock, monkeypatch) -> None:
    chat.pauses.clear()
    assert await cut_off(bench, chat, clock, monkeypatch) == ["went-wrong", "status-done"]


async def test_a_bot_that_slept_between_taking_a_row_and_the_call_does_not_call(bench, chat, monkeypatch) -> None:
    await says(bench, "went-wrong")
    monkeypatch.setattr(calling, "CUT_AFTER_S", -1.0)
    await bot_of(bench).carry()
    assert chat.posted == []
    Time().must_last()
    with pytest.raises(CutOff):
        Time(asyncio.get_running_loop().time()).must_last()


async def test_a_post_whose_arrival_could_not_be_written_down_is_found_while_the_bot_runs(
    bench, chat, clock, monkeypatch
) -> None:
    """Neither a restart nor another bot is needed, and what comes after it goes out."""

    async def busy(*_args) -> bool:
        raise StorageBusy

    await says(bench, "went-wrong", "status-done")
    bot = bot_of(bench)
    with monkeypatch.context() as broken:
        broken.setattr(outbox, "sent", busy)
        with pytest.raises(StorageBusy):
            await bot.carry()
    await bot.carry()
    clock.advance(seconds=outbox.CALL_LASTS.total_seconds())
    while await bot.carry():
        pass
    assert chat.posted == ["went-wrong", "status-done"]


# --- the time itself -----------------------------------------------------------------------------------------------


@pytest.fixture
async def row(bench, chat):
    await says(bench, "went-wrong")
    async with bench.storage.db.write() as tx:
        (row,) = await outbox.due(tx, "headless", bench.storage.clock.now(), 10)
        assert await outbox.sending(tx, row, bench.storage.clock.now())
    return row


async def test_a_call_that_takes_long_keeps_its_row(bench, row, clock, monkeypatch) -> None:
    renewed = asyncio.Queue()
    renew = outbox.still_sending

    async def watched(*asked) -> bool:
        renewed.put_nowait(await renew(*asked))
        return True

    monkeypatch.setattr(calling, "RENEW_EVERY_S", SOON_S)
    monkeypatch.setattr(outbox, "still_sending", watched)
    began_s = asyncio.get_running_loop().time()
    async with in_time(bench.storage, row, began_s) as time:
        for _ in range(3):
            clock.advance(seconds=0.6 * outbox.CALL_LASTS.total_seconds())
            assert await renewed.get()
        assert await renewed.get()
    assert time.until_s > began_s + calling.CUT_AFTER_S
    async with bench.storage.db.read() as tx:
        assert await outbox.stuck(tx, "headless", clock.now()) == []


@pytest.mark.parametrize("why", ["another has it", "the database is away"])
async def test_a_call_whose_row_cannot_be_renewed_is_cut_off(bench, row, monkeypatch, why) -> None:
    async def fails(*_asked) -> bool:
        if why == "the database is away":
            raise StorageBusy
        return False

    monkeypatch.setattr(calling, "RENEW_EVERY_S", SOON_S)
    monkeypatch.setattr(calling, "CUT_AFTER_S", 5 * SOON_S if why == "the database is away" else 60.0)
    monkeypatch.setattr(outbox, "still_sending", fails)
    with pytest.raises(CutOff):
        async with in_time(bench.storage, row, asyncio.get_running_loop().time()):
            await asyncio.Event().wait()


async def test_the_sabotage_a_call_that_is_not_renewed_is_another_s_after_its_time(bench, row, clock) -> None:
    with suppress(CutOff):
        async with in_time(bench.storage, row, asyncio.get_running_loop().time()):
            clock.advance(seconds=outbox.CALL_LASTS.total_seconds())
            async with bench.storage.db.read() as tx:
                assert len(await outbox.stuck(tx, "headless", clock.now())) == 1


async def test_a_line_that_gave_up_by_itself_is_told_as_that(bench, row) -> None:
    with pytest.raises(TimeoutError):
        async with in_time(bench.storage, row, asyncio.get_running_loop().time()):
            raise TimeoutError
