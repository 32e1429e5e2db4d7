"""The adapter of the headless front end."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.platforms.headless import inbound, outbound
from bot.platforms.headless.limits import CAPABILITIES
from bot.platforms.headless.room import Room
from bot.ports import Arrival, Capabilities, Rendered, Upload
from storage.records import Address

__all__ = ["Headless", "Room", "build"]


class Headless:
    """A ``Platform`` over a ``Room``."""

    name = "headless"

    def __init__(self, room: Room, capabilities: Capabilities = CAPABILITIES) -> None:
        self.room = room
        self.capabilities = capabilities

    async def start(self) -> None:
        """Nothing to connect to."""
        self.room.inbox.open()

    async def stop(self) -> None:
        self.room.inbox.close()

    def arrivals(self) -> AsyncIterator[Arrival]:
        return self.room.inbox.arrivals()

    async def fetch(self, address: Address, upload: Upload, limit_bytes: int) -> bytes:  # noqa: ARG002 — one room, one disk
        return await inbound.fetch(self.room, upload, limit_bytes)

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        return outbound.post(self.room, address, key, message)

    async def edit(self, address: Address, ref: str, message: Rendered) -> None:
        outbound.edit(self.room, address, ref, message)

    async def delete(self, address: Address, ref: str) -> None:
        outbound.delete(self.room, address, ref)

    async def find(self, address: Address, key: str) -> str | None:
        return outbound.find(self.room, address, key)


def build(room: Room | None = None) -> Headless:
    """A headless platform over the given room, or over a new one."""
    return Headless(room or Room())
