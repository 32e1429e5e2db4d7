"""Drives the headless platform for the contract suite."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.platforms.headless.adapter import Headless
from bot.platforms.headless.room import Room
from bot.ports import Incoming, Platform, Upload
from storage.records import Address
from tests.contracts.harness import Seen


class HeadlessHarness:
    def __init__(self) -> None:
        self.room = Room()
        self.platform: Platform = Headless(self.room)

    async def address(self, user: str) -> Address:
        return self.room.address(user)

    async def offer(self, user: str, photo: bytes) -> Upload:
        return self.room.offer(photo)

    async def does(self, user: str, event: Incoming) -> None:
        self.room.say(user, event)

    async def sees(self, user: str) -> list[Seen]:
        return [
            Seen(
                ref=shown.ref,
                text=shown.message.text,
                caption=shown.message.caption,
                alt=shown.message.alt,
                labels=tuple(shown.message.labels.values()),
                has_picture=shown.message.picture is not None,
                files=tuple(file.filename for file in shown.message.attachments),
            )
            for shown in self.room.shown(user)
        ]

    async def restart(self) -> Platform:
        self.platform = Headless(self.room)
        return self.platform


@asynccontextmanager
async def open_harness(tmp_path: Path) -> AsyncIterator[HeadlessHarness]:
    yield HeadlessHarness()
