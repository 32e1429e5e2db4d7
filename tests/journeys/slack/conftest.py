"""The whole bot on Slack: real adapter, real conversation, storage and queue; an emulated Slack, a worker that paints
nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from bot.conversation.actions import read
from bot.platforms.slack import forms, render
from bot.platforms.slack.adapter import Options, SlackPlatform, build
from bot.settings import BotSettings
from bot.shell.app import running
from bot.shell.chat_history import ShellChatHistory
from bot.shell.servers import ServerRecords
from bot.shell.shell import Shell
from bot.shell.workspace_records import ShellWorkspaceRecords
from storage.people import persons
from storage.records import Address
from tests.bot.platforms.slack.fake.emulator import OTHER_TEAM
from tests.bot.platforms.slack.fake.person import Person, elements
from tests.bot.platforms.slack.harness import TOKENS, UNHURRIED, meet, open_shim
from tests.bot.shell.parts import PaintlessWorker
from tests.fakes import PATIENCE_S

PHOTO = b"\xff\xd8\xff\xe0 a good photo of Ada"
LOOK_S = 0.03


class Elsewhere:
    """In place of the stand-in: the worker is another process, or another part of the test."""

    async def announce(self) -> None: ...

    async def beat(self) -> None: ...

    async def work(self) -> None: ...


class Town:
    """One bot, one Slack; ``up`` may be left and entered again, as by a restart."""

    def __init__(self, storage, shim) -> None:
        self.storage = storage
        self.shim = shim
        self.worker = PaintlessWorker(storage)
        self.working = True
        self.heard: list[Any] = []
        self.platform: SlackPlatform
        self.shell: Shell

    @asynccontextmanager
    async def up(self, **changes: object):
        wanted = {**TOKENS, **UNHURRIED, "api_url": self.shim.api_url}
        records = ShellWorkspaceRecords(lambda: self.shell)
        decided = ServerRecords(lambda: self.shell, "slack")
        history = ShellChatHistory(lambda: self.shell)
        self.platform = build(Options(**(wanted | changes)), records, servers=decided, history=history)
        self.shell = Shell(
            storage=self.storage,
            settings=BotSettings(
                _env_file=None, operator="Ada", contact="ada@example.org", privacy_url="https://e.org"
            ),
            platforms={"slack": self.platform},
            heard=lambda _person, event: self.heard.append(event),
        )
        async with running(self.shell), self._at_work():
            yield self

    @asynccontextmanager
    async def _at_work(self):
        over = asyncio.Event()
        await self.worker.announce()

        async def work() -> None:
            while not over.is_set():
                await self.worker.beat()
                if self.working:
                    await self.worker.work()
                await asyncio.sleep(LOOK_S)

        task = asyncio.create_task(work())
        try:
            yield
        finally:
            over.set()
            await task

    async def newcomer(self) -> Visitor:
        return Visitor(self, await meet(self.shim, self.shim.emulator.somebody()))

    async def admin(self) -> Visitor:
        return Visitor(self, await meet(self.shim, self.shim.emulator.admin()))

    def elsewhere(self, visitor: Visitor) -> Visitor:
        """The same user id in the other workspace: somebody else."""
        return Visitor(self, replace(visitor.person, team=OTHER_TEAM))


class Visitor:
    """A person with the patience to wait for what they expect to see."""

    def __init__(self, town: Town, person: Person) -> None:
        self.town = town
        self.person = person

    async def known(self):
        address = Address(
            platform="slack", workspace=self.person.team, user=self.person.id, channel=self.person.channel
        )
        return await persons.find(self.town.storage, address)

    async def until(self, what: str, done: Callable[[], Any]) -> Any:
        loop = asyncio.get_running_loop()
        ends = loop.time() + PATIENCE_S
        while True:
            found = done()
            found = await found if asyncio.iscoroutine(found) else found
            if found:
                return found
            assert loop.time() < ends, f"{what} did not come: {[seen.text for seen in await self.person.sees()]}"
            await asyncio.sleep(LOOK_S)

    async def sees(self, words: str):
        async def there():
            return next((seen for seen in await self.person.sees() if words in seen.text), None)

        return await self.until(repr(words), there)

    async def button(self, verb: str, skip: int = 0) -> str:
        """The action of the newest button with this verb."""

        async def there() -> str | None:
            found = [
                element["value"]
                for message in await self.person.messages()
                for element in elements(message)
                if str(element.get("action_id", "")).startswith((render.DO, render.SUBMIT))
                and read(element.get("value", "")).verb == verb
            ]
            return found[skip] if len(found) > skip else None

        return await self.until(f"the button {verb}", there)

    async def presses(self, verb: str) -> None:
        await self.person.presses(await self.button(verb))

    async def modal(self):
        """The newest modal this person was shown."""
        before = len(self.modals())

        async def there():
            return self.modals()[-1] if len(self.modals()) >= max(before, 1) else None

        return await self.until("a modal", there)

    def modals(self):
        mine = [call for call in self.town.shim.made("views.open") if call.answer["ok"]]
        return [c.body["view"] for c in mine if self.person.channel in c.body["view"]["private_metadata"]]

    async def consents(self, *, files=(), begun: bool = False) -> None:
        """``begun``: what the picture is for has been asked."""
        if not begun:
            await self.person.command("headshot")
        await self.presses("purpose.profile")
        await self.presses("consent.show")
        view = await self.modal()
        await self.person.submits(view, frozenset({"likeness", "processing"}), files=files)

    async def gets_pictures(self, number: str = "4"):
        await self.consents()
        await self.sees("Now send me a photo")
        await self.person.drops(PHOTO)
        await self.person.picks(await self.button("look.choose"), {"look": "plain", "number": number})
        await self.sees("picture is ready" if number == "1" else f"{number} pictures are ready")
        return await self.pictures()

    async def files(self) -> dict[str, bytes]:
        """Everything that was handed over, as this person's own token gets it."""
        found: dict[str, bytes] = {}
        for message in await self.person.messages():
            found |= await self.person.files(message)
        return found

    async def pictures(self):
        """Messages that show a picture to vote on, oldest first."""
        found = []
        for message in reversed(await self.person.messages()):
            votes = [e for e in elements(message) if str(e.get("value", "")).startswith("vote.approve:")]
            if votes and any(block["type"] == "image" for block in message["blocks"]):
                found.append(message)
        return found


@pytest.fixture
async def shim():
    async with open_shim() as opened:
        yield opened


@pytest.fixture
async def stopped_town(storage, shim):
    """Nobody is up yet."""
    return Town(storage, shim)


@pytest.fixture
async def town(stopped_town):
    async with AsyncExitStack() as stack:
        yield await stack.enter_async_context(stopped_town.up())


def packed(message) -> list[forms.WordedForm]:
    return [
        forms.unpack(e["value"]) for e in elements(message) if str(e.get("action_id", "")).startswith(f"{render.FORM} ")
    ]
