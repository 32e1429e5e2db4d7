"""What this platform needs from the records behind it: built by the shell, since no platform touches storage.

Every question starts from an address; what is somebody else's is not there.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from storage.records import Address

Json = dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """For the Home tab: what is held and under way, and the privacy note, in the person's language."""

    language: str
    standing: str
    privacy: str


class House(Protocol):
    async def subject_of(self, address: Address, ref: str) -> str:
        """The variant that this person's message ``ref`` shows; "" when there is none. ``ref`` may be its start."""
        ...

    async def overview(self, address: Address, locale: str) -> Overview: ...

    async def left(self, address: Address) -> None:
        """Their account is gone: everything of theirs is erased."""
        ...

    async def workspace_left(self, platform: str, workspace: str) -> None:
        """The app was taken off: everything of everybody there is erased, and the installation with it."""
        ...

    async def installation(self, platform: str, workspace: str) -> Json | None: ...

    async def install(self, platform: str, workspace: str, installation: Json) -> None: ...

    async def half_left(self, platform: str) -> list[str]:
        """Workspaces whose erasure a stopped process had begun."""
        ...
