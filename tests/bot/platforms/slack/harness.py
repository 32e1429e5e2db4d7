"""Slack for the contract suite: the real adapter with bolt and Socket Mode, against the emulated Slack."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.platforms.slack import render
from bot.platforms.slack.adapter import Options, SlackPlatform, build
from bot.platforms.slack.forms import WordedForm
from bot.ports import (
    Commanded,
    Incoming,
    Outgoing,
    Pressed,
    Reacted,
    Rendered,
    Submitted,
    Text,
    Typed,
    Upload,
)
from bot.records import ApprovedPicture, Overview
from storage.records import Address, VariantId
from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN, emulator
from tests.bot.platforms.slack.fake.person import Person
from tests.bot.platforms.slack.fake.shim import Shim
from tests.contracts.harness import Seen, heard

TOKENS = {"bot_token": BOT_TOKEN, "app_token": "xapp-test"}
UNHURRIED = {"post_every_s": 0.0, "edit_every_s": 0.0, "react_every_s": 0.0}  # the pace has tests of its own
EMOJI = {"approve": "+1", "reject": "-1", "erase": "wastebasket"}


class FakeHouse:
    """Stands in for the records: whose message it is, and what was asked of it."""

    def __init__(self) -> None:
        self.subjects: dict[tuple[str, str], str] = {}
        self.installed: dict[str, dict[str, str]] = {}
        self.gone: list[str] = []
        self.approved: dict[tuple[str, str], ApprovedPicture] = {}  # by user and variant

    async def subject_of(self, address: Address, ref: str) -> str:
        return self.subjects.get((address.user, ref), "")

    async def approved_picture(self, address: Address, variant: VariantId) -> ApprovedPicture | None:
        return self.approved.get((address.user, variant))

    async def overview(self, address: Address, locale: str) -> Overview:
        return Overview(language="en", standing="I hold nothing.", privacy="What happens to your photos")

    async def left(self, address: Address) -> None:
        self.gone.append(address.user)

    async def workspace_left(self, platform: str, workspace: str) -> None:
        self.gone.append(workspace)
        self.installed.pop(workspace, None)

    async def installation(self, platform: str, workspace: str) -> dict[str, str] | None:
        return self.installed.get(workspace)

    async def install(self, platform: str, workspace: str, installation: dict[str, str]) -> None:
        self.installed[workspace] = installation

    async def half_left(self, platform: str) -> list[str]:
        return []


class SlackHarness:
    def __init__(self, shim: Shim) -> None:
        self.shim = shim
        self.house = FakeHouse()
        self.platform: SlackPlatform = self.build()
        self.people: dict[str, Person] = {}
        self._started: list[SlackPlatform] = []

    def build(self, **changes: object) -> SlackPlatform:
        wanted = {**TOKENS, **UNHURRIED, "api_url": self.shim.api_url}
        return build(Options(**(wanted | changes)), self.house)

    async def person(self, user: str) -> Person:
        """``boss`` is an admin of the workspace, everybody else is not."""
        if user not in self.people:
            emulator = self.shim.emulator
            self.people[user] = await meet(self.shim, emulator.admin() if user == "boss" else emulator.somebody())
        return self.people[user]

    async def address(self, user: str) -> Address:
        person = await self.person(user)
        return Address(platform="slack", workspace=self.shim.team, user=person.id, channel=person.channel)

    async def offer(self, user: str, photo: bytes) -> Upload:
        """Dropped into the chat; taken from what the adapter heard."""
        await (await self.person(user)).drops(photo)
        arrival = await heard(self.platform)
        assert isinstance(arrival.event, Typed)
        return arrival.event.uploads[0]

    async def does(self, user: str, event: Incoming) -> None:
        person = await self.person(user)
        match event:
            case Commanded(name=name, argument=argument):
                await person.command(name, argument)
            case Typed(text=text):
                await person.writes(text)
            case Pressed(action=action):
                await person.presses(action)
            case Submitted(action=action, ticked=ticked, chosen=chosen):
                await person.submits(modal(action, ticked, chosen, person.channel), ticked, dict(chosen))
            case Reacted(emoji=emoji, subject=subject):
                outgoing = Outgoing(text=Text(key="test"), subject=subject, reactions=("👍",))
                shown = Rendered(language="en", text="Picture 1", outgoing=outgoing)
                ref = await self.platform.post(await self.address(user), f"picture {subject}", shown)
                self.house.subjects[person.id, ref] = subject
                await person.reacts(ref, EMOJI[emoji])

    async def sees(self, user: str) -> list[Seen]:
        return await (await self.person(user)).sees()

    async def restart(self) -> SlackPlatform:
        await self.platform.stop()
        self.platform = self.build()
        return self.platform

    async def close(self) -> None:
        await self.platform.stop()


def modal(action: str, ticked: frozenset[str], chosen: tuple[tuple[str, str], ...], channel: str) -> dict:
    form = WordedForm(
        action=action,
        language="en",
        title="Title",
        submit="Done",
        boxes=tuple((name, f"The sentence of {name}", True) for name in sorted(ticked)),
        selects=tuple((name, name, ((value, value),)) for name, value in chosen),
    )
    return render.modal(form, channel)


async def meet(shim: Shim, name: str) -> Person:
    who = await shim.call("auth.test", f"xoxp-{name}")
    opened = await shim.call("conversations.open", BOT_TOKEN, users=who["user_id"])
    return Person(shim=shim, name=name, id=who["user_id"], channel=opened["channel"]["id"])


@asynccontextmanager
async def open_shim() -> AsyncIterator[Shim]:
    shim = Shim(emulator())
    await shim.open()
    try:
        yield shim
    finally:
        await shim.close()


@asynccontextmanager
async def open_harness(tmp_path: Path) -> AsyncIterator[SlackHarness]:
    async with open_shim() as shim:
        harness = SlackHarness(shim)
        yield harness
        await harness.close()
