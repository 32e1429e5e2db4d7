"""Discord for the contract suite: the real adapter and a stock discord.py client against the fake on loopback.

When it closes, every request that was made is judged by Discord's official schema.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.platforms.discord.adapter import Discord, Options, build
from bot.platforms.discord.inbound import address_of
from bot.ports import (
    Box,
    Commanded,
    Form,
    Incoming,
    Outgoing,
    Pressed,
    Reacted,
    Rendered,
    Select,
    Submitted,
    Text,
    Typed,
    Upload,
)
from storage.records import Address
from tests.bot.platforms.discord.fake.schema import judge
from tests.bot.platforms.discord.fake.server import Fake, fake_discord
from tests.bot.platforms.discord.fake.world import labels
from tests.contracts.harness import Seen, heard

EMOJI = {"approve": "👍", "reject": "👎", "erase": "🗑️"}


class DiscordHarness:
    def __init__(self, fake: Fake) -> None:
        self.fake = fake
        self.told: list[str] = []
        self.platform = self._platform()
        self._others: list[Discord] = []

    def _platform(self) -> Discord:
        settings = Options(token=self.fake.world.token, cdn=(self.fake.base,), tell=self.told.append)
        return build(settings)

    async def address(self, user: str) -> Address:
        person = self.fake.world.person(user)
        return address_of(int(person.id), person.channel)

    async def offer(self, user: str, photo: bytes) -> Upload:
        """Said in a DM; taken from what the adapter heard."""
        self.fake.world.say(user, "", (photo,))
        arrival = await heard(self.platform)
        assert isinstance(arrival.event, Typed)
        return arrival.event.uploads[0]

    async def does(self, user: str, event: Incoming) -> None:
        world = self.fake.world
        match event:
            case Commanded(name=name):
                world.slash(user, name)
            case Typed(text=text):
                world.say(user, text)
            case Pressed(action=action):
                world.click(user, await self._post(user, Outgoing(buttons=(_button(action),))), f"c:{action}")
            case Submitted():
                await self._submit(user, event)
            case Reacted(emoji=emoji, subject=subject, added=added):
                message = await self._post(user, Outgoing(subject=subject))
                world.react(user, message["id"], EMOJI[emoji], added=added)

    async def _submit(self, user: str, event: Submitted) -> None:
        form = Form(
            action=event.action,
            title=Text(key="t"),
            submit=Text(key="s"),
            boxes=tuple(Box(name=name, label=Text(key="b")) for name in event.ticked),
            selects=tuple(
                Select(name=name, label=Text(key="n"), options=((value, Text(key="o")),))
                for name, value in event.chosen
            ),
        )
        message = await self._post(user, Outgoing(form=form))
        modal = await self.fake.world.click(user, message, f"f:{event.action}").answer()
        self.fake.world.submit(user, modal["data"], ticked=event.ticked, chosen=dict(event.chosen), message=message)

    async def _post(self, user: str, outgoing: Outgoing) -> dict[str, Any]:
        words = Rendered(language="en", text="Please.", outgoing=outgoing)
        ref = await self.platform.post(await self.address(user), "for-an-act", words)
        return next(message for message in self.fake.world.shown(user) if message["id"] == ref)

    async def sees(self, user: str) -> list[Seen]:
        return [await self._seen(user, message) for message in self.fake.world.shown(user)]

    async def _seen(self, user: str, message: dict[str, Any]) -> Seen:
        pictures = [each for each in message["attachments"] if "description" in each]
        return Seen(
            ref=message["id"],
            text=message["content"],
            caption=message["content"].rpartition("\n\n")[2],
            alt=pictures[0]["description"] if pictures else "",
            labels=(*labels(message), *await self._boxes(user, message)),
            has_picture=bool(pictures),
            files=tuple(each["filename"] for each in message["attachments"] if each not in pictures),
        )

    async def _boxes(self, user: str, message: dict[str, Any]) -> list[str]:
        """What the form of a message shows once it is opened, without its number in front."""
        found = []
        for custom_id in [part["custom_id"] for row in message["components"] for part in row["components"]]:
            if custom_id.startswith("f:"):
                modal = await self.fake.world.click(user, message, custom_id).answer()
                options = [o for c in modal["data"]["components"] if c["type"] == 18 for o in c["component"]["options"]]
                found += [option["label"].partition(" ")[2] for option in options]
        return found

    async def restart(self) -> Discord:
        await self.platform.stop()
        other = self._platform()
        self._others.append(other)
        return other

    async def close(self) -> None:
        for other in self._others:
            await other.stop()


def _button(action: str) -> Any:
    from bot.ports import Button

    return Button(action=action, label=Text(key="b"))


@asynccontextmanager
async def open_harness(tmp_path: Path) -> AsyncIterator[DiscordHarness]:
    async with fake_discord() as fake:
        harness = DiscordHarness(fake)
        try:
            yield harness
        finally:
            await harness.close()
        assert not (problems := judge().problems(fake.rest.requests)), problems[:5]
