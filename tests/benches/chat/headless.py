"""The front end without a network: events go in by the bot's stdin, and people look into the room the same way."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.platforms.headless.adapter import Headless
from bot.platforms.headless.room import Room
from bot.ports import Incoming, Upload
from tests.benches.chat import speech

if TYPE_CHECKING:
    from bot.settings import BotSettings
    from bot.shell.shell import Shell
    from storage.measuring import Report
    from tests.benches.chat.load import Bench
    from tests.benches.chat.process import Bot

LOOK_S = 0.02


class Ordered(Headless):
    """The room of this process, driven from outside."""

    def order(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        user = asked["user"]
        match asked["op"]:
            case "say":
                event = speech.heard(asked["event"], lambda path: self.room.offer(Path(path)))
                self.room.say(user, event)
                return {}
            case "look":
                return {"messages": [speech.seen(shown.message) for shown in self.room.shown(user)]}
            case _:
                self.room.messages.pop(user, None)
                return {}


def platform(_settings: BotSettings, _shell: Callable[[], Shell]) -> Ordered:
    return Ordered(Room())


class Visitor:
    def __init__(self, user: str, bot: Bot) -> None:
        self.user = user
        self._bot = bot
        self._messages: list[dict[str, Any]] = []

    async def say(self, event: Incoming) -> None:
        await self._bot.ask({"op": "say", "user": self.user, "event": speech.said(event)})

    def actions(self) -> list[str]:
        return speech.actions(self._messages)

    def options(self, action: str) -> Mapping[str, tuple[str, ...]]:
        return speech.options(self._messages, action)

    def invited(self) -> bool:
        return speech.invited(self._messages)

    def offer(self, photo: Path) -> Upload:
        return Upload(ref=str(photo), size=photo.stat().st_size)

    def pictures(self) -> int:
        return speech.pictures(self._messages)

    async def until(self, what: str, seen: Callable[[], object], timeout_s: float = 30.0) -> None:
        loop = asyncio.get_running_loop()
        ends = loop.time() + timeout_s
        while not seen():
            if loop.time() > ends:
                raise TimeoutError(f"{what} did not come")
            await asyncio.sleep(LOOK_S)
            self._messages = (await self._bot.ask({"op": "look", "user": self.user}))["messages"]

    async def leave(self) -> None:
        await self._bot.ask({"op": "leave", "user": self.user})


class Rooms:
    environment: Mapping[str, str] = {}

    def __init__(self) -> None:
        self._bot: Bot | None = None
        self._met = 0

    async def meet(self, bot: Bot) -> None:
        self._bot = bot

    async def newcomer(self) -> Visitor:
        assert self._bot is not None
        self._met += 1
        return Visitor(f"bench-{self._met}", self._bot)

    async def measure(self, bench: Bench, report: Report) -> None:
        """Nothing that other front ends do not have."""


@asynccontextmanager
async def front() -> AsyncIterator[Rooms]:
    yield Rooms()
