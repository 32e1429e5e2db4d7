"""The bot as a whole is stopped: whoever was told that they were heard is heard."""

from __future__ import annotations

from bot.ports import Commanded
from bot.shell import app
from bot.shell.app import running
from bot.shell.hearing import TURNS_AT_ONCE
from tests.bot.shell.parts import shell_of

MANY = TURNS_AT_ONCE + 16


async def heard_by_a_bot_that_stops(storage, room) -> int:
    """Many people say something, all of it acknowledged, and none of it is taken when the bot is stopped."""
    heard: list = []
    shell = shell_of(storage, room, heard=lambda _person, event: heard.append(event))
    async with running(shell):
        for number in range(MANY):
            room.say(f"person-{number}", Commanded(name="status"))
    return len(heard)


async def test_a_stop_takes_everything_that_was_acknowledged(storage, room) -> None:
    assert await heard_by_a_bot_that_stops(storage, room) == MANY


async def test_a_stop_that_leaves_the_inbox_as_it_is_is_seen(storage, room, monkeypatch) -> None:
    monkeypatch.setattr(app, "DRAIN_S", 0.0)
    assert await heard_by_a_bot_that_stops(storage, room) < MANY


async def test_after_a_stop_nothing_more_is_taken_in(storage, room) -> None:
    async with running(shell_of(storage, room)):
        pass
    room.say("ada", Commanded(name="status"))
    assert room.inbox.take() is None
