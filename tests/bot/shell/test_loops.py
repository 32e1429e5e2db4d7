"""Loops go on through what passes, stop between two looks, and let a defect out."""

from __future__ import annotations

import asyncio

import pytest

from bot.shell import loops
from bot.shell.app import running
from bot.shell.loops import Loop, kept_going
from storage.errors import StorageBusy


async def forever() -> None:
    await asyncio.Event().wait()


async def test_a_look_that_was_begun_ends_before_the_loop_stops() -> None:
    began, ended = asyncio.Event(), []

    async def look() -> None:
        began.set()
        await asyncio.sleep(0.02)
        ended.append(True)

    async with kept_going(Loop(look=look, wait=forever)):
        await began.wait()
    assert ended == [True]


async def test_a_locked_database_is_tried_again(monkeypatch) -> None:
    monkeypatch.setattr(loops, "AGAIN_S", 0.0)
    looks = 0
    again = asyncio.Event()

    async def look() -> None:
        nonlocal looks
        looks += 1
        if looks == 1:
            raise StorageBusy
        again.set()

    async with kept_going(Loop(look=look, wait=forever)):
        await again.wait()


async def test_a_defect_ends_the_block_with_its_own_error() -> None:
    async def look() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        async with kept_going(Loop(look=look, wait=forever)):
            await forever()


async def test_what_the_block_raises_stays_as_it_is() -> None:
    with pytest.raises(KeyError):
        async with kept_going(Loop(look=asyncio.Event().wait, wait=forever)):
            raise KeyError


async def test_a_running_bot_answers_and_closes_with_its_turns_done(bench) -> None:
    from bot.ports import Commanded

    async with running(bench.shell):
        bench.room.say("ada", Commanded(name="headshot"))
        assert await bench.room.until(lambda: bool(bench.sees()), 20)
        bench.room.say("ben", Commanded(name="headshot"))
        assert await bench.room.until(lambda: bool(bench.sees("ben")), 20)
