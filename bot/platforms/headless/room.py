"""The chat in memory: what a person would see and what they have said.

It stands for the server of other platforms. It outlives the adapter, so a restarted bot finds the same chat.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.ports import Arrival, Incoming, Rendered, Upload
from bot.shell.inbox import Inbox
from storage.records import Address


@dataclass(slots=True, kw_only=True)
class Shown:
    """One message of the bot as it stands now. ``versions`` counts the post and its edits."""

    ref: str
    key: str
    message: Rendered
    versions: int = 1
    deleted: bool = False


@dataclass(slots=True)
class Room:
    """One chat per user name. Messages keep their order; a deleted one stays listed as deleted, without content."""

    messages: dict[str, list[Shown]] = field(default_factory=dict)
    offered: dict[str, bytes | Path] = field(default_factory=dict)
    inbox: Inbox = field(default_factory=Inbox)
    fetched: list[str] = field(default_factory=list)  # refs of uploads whose bytes were read, in order
    _said: int = 0
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    def address(self, user: str) -> Address:
        return Address(platform="headless", workspace="", user=user, channel=user)

    def offer(self, photo: bytes | Path) -> Upload:
        """Holds a photo out. Its bytes are read only when the bot fetches them."""
        ref = f"offer-{len(self.offered) + 1}"
        self.offered[ref] = photo
        size = photo.stat().st_size if isinstance(photo, Path) else len(photo)
        return Upload(ref=ref, size=size)

    def say(self, user: str, event: Incoming, *, event_id: str = "", locale: str = "en") -> Arrival:
        """A person says or presses something. The same ``event_id`` twice is a repeated delivery."""
        self._said += 1
        arrival = Arrival(
            address=self.address(user), event_id=event_id or f"event-{self._said}", event=event, locale=locale
        )
        self.inbox.put(arrival)
        return arrival

    def shown(self, user: str) -> list[Shown]:
        """What this person sees now, oldest first."""
        return [message for message in self.messages.get(user, []) if not message.deleted]

    def touched(self) -> None:
        """Wakes whoever waits for something new to see."""
        self._changed.set()

    async def until(self, seen: Callable[[], bool], timeout_s: float) -> bool:
        """Waits until ``seen()``; False when the time is over first."""
        try:
            async with asyncio.timeout(timeout_s):
                while not seen():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            return seen()
        return True
