"""What a platform may ask the records behind the bot. The shell answers; no platform reaches the tables itself.

Every question about a person starts from their address. What is somebody else's, erased or expired is not there.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.ports import Rendered
from storage.operations.check import Check
from storage.records import Address, ObjectId, VariantId

Installation = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A message that was posted and not deleted, in its latest wording. ``message.picture`` may be None."""

    ref: str
    message: Rendered


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """What is held and under way, and the privacy note, in the person's language."""

    language: str
    standing: str
    privacy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingPicture:
    """A picture that can be voted on. ``refs``: the messages about it; ``vote``: the one that counts, "" for none.

    ``reactions``: the votes that the person's reactions were last heard to say.
    """

    subject: str
    refs: frozenset[str]
    vote: str
    reactions: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenChat:
    """A chat with somebody who may go on. ``heard_at``: when they were last heard."""

    address: Address
    heard_at: datetime
    pictures: tuple[StandingPicture, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovedPicture:
    """The sealed file as it is handed over. ``filename``: its ending says its kind."""

    filename: str
    data: bytes = field(repr=False)


class OpenChats(Protocol):
    """For a platform that does not tell again what happened while nobody listened."""

    def open_chats(self, platform: str) -> AsyncIterator[OpenChat]:
        """Chats in which something may have been said meanwhile, the latest first, as far as they were heard by now."""
        ...


class ChatHistory(OpenChats, Protocol):
    """For a platform that keeps no messages of its own."""

    async def standing(self, address: Address) -> Sequence[Standing]:
        """The messages of one person, oldest first; empty for a person nobody knows."""
        ...

    async def message(self, address: Address, ref: str) -> Rendered | None:
        """One standing message of this person's chat, in words; None when it is not there, or not theirs."""
        ...

    async def picture(self, address: Address, object_id: ObjectId) -> bytes | None:
        """The decrypted bytes; None when they are not this person's, erased or past their expiry."""
        ...

    async def photo_expected(self) -> None:
        """Somebody is asked for a photo, not told whom: who checks photos gets ready. May be lost."""
        ...


class WorkspaceRecords(Protocol):
    """For a platform that people reach through a workspace which installed the app."""

    async def subject_of(self, address: Address, ref: str) -> str:
        """The variant that this person's message ``ref`` shows; "" when there is none. ``ref`` may be its start."""
        ...

    async def approved_picture(self, address: Address, variant: VariantId) -> ApprovedPicture | None:
        """None unless it is this person's, approved, neither erased nor expired, and not on hold."""
        ...

    async def overview(self, address: Address, locale: str) -> Overview: ...

    async def left(self, address: Address) -> None:
        """Their account is gone: everything of theirs is erased."""
        ...

    async def workspace_left(self, platform: str, workspace: str) -> None:
        """The app was taken off: everything of everybody there is erased, and the installation with it."""
        ...

    async def installation(self, platform: str, workspace: str) -> Installation | None: ...

    async def install(self, platform: str, workspace: str, installation: Installation) -> None: ...

    async def half_left(self, platform: str) -> list[str]:
        """Workspaces whose erasure a stopped process had begun."""
        ...


Counts = tuple[tuple[str, int | None], ...]
"""(day or code, count); a count of one to four is None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting. ``value``: as text; of a secret "set" or "not set". ``source``: environment | .env | default."""

    name: str
    value: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskCase:
    """``state``: open | released | erased. Counts are None from one to four; instants are text, in UTC."""

    number: int
    state: str
    reports: int | None
    pictures: int | None
    opened: str
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskView:
    """What the operator's desk shows. ``now``: (name, what it is in English, its value or None for one to four);
    ``paused_until``: "" while pictures are made.
    """

    now: tuple[tuple[str, str, str | None], ...]
    days: Counts
    withheld: Counts
    refused: Counts
    cases: tuple[DeskCase, ...]
    paused_until: str
    quiet_hours: str


class Desk(Protocol):
    """For a page of the operator's own. Nothing of it names or shows a person; each act leaves an audit line."""

    async def view(self) -> DeskView: ...

    async def pause(self, how_long: str) -> None:
        """No pictures for "30m", "2h" or "1d". Raises ``ValueError``."""
        ...

    async def resume(self) -> None: ...

    async def settle(self, number: int, *, erase: bool) -> None:
        """Raises ``NotFound`` when there is no such open case."""
        ...

    def settings(self) -> list[Setting]: ...

    async def doctor(self) -> list[Check]:
        """What `candid doctor` says now; takes seconds."""
        ...
