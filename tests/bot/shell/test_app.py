"""The bot as a whole is stopped: whoever was told that they were heard is heard."""

from __future__ import annotations

from bot.ports import Arrival, Commanded
from bot.shell import app
from bot.shell.app import TURNS_AT_ONCE, running
from bot.shell.runner import Runner
from storage.errors import DiskFull, StorageBusy
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


async def told_of(storage, room, monkeypatch, *failures: Exception) -> tuple[list[bool], list]:
    """What the sender of one event is told, and what was heard, where the first turns fail."""
    monkeypatch.setattr(app, "AGAIN_S", 0.0)
    failing = iter(failures)

    class Failing(Runner):
        async def arrive(self, arrival):
            if (failure := next(failing, None)) is not None:
                raise failure
            await super().arrive(arrival)

    monkeypatch.setattr(app, "Runner", Failing)
    heard, told = [], []
    async with running(shell_of(storage, room, heard=lambda _person, event: heard.append(event))):
        said = Arrival(
            address=room.address("ada"), event_id="once", event=Commanded(name="status"), written=told.append
        )
        room.inbox.put(said)
    return told, heard


async def test_who_waits_for_it_is_told_once_the_turn_is_written_down(storage, room, monkeypatch) -> None:
    told, heard = await told_of(storage, room, monkeypatch)
    assert (told, len(heard)) == ([True], 1)


async def test_a_database_that_was_locked_once_is_tried_again(storage, room, monkeypatch) -> None:
    told, heard = await told_of(storage, room, monkeypatch, StorageBusy())
    assert (told, len(heard)) == ([True], 1)


async def test_what_could_not_be_written_down_is_told_so_that_it_is_said_again(storage, room, monkeypatch) -> None:
    told, heard = await told_of(storage, room, monkeypatch, DiskFull(), DiskFull())
    assert (told, heard) == ([False], [])
