"""What a platform may be able to do beyond ``bot.ports.Platform``. The shell asks with ``isinstance``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable

from storage.records import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class LineHealth:
    """One connection to a platform. ``deaf_s``: seconds without it, 0 while it stands; ``ack_p99_ms``: of the latest
    acknowledgements, None before there was one; ``limited``: answers that said "slower", None where nobody counts.
    """

    name: str  # "shard 0", or whatever the platform calls it
    connected_since: datetime | None = None
    last_event: datetime | None = None
    deaf_s: float = 0.0
    ack_p99_ms: float | None = None
    limited: int | None = None


@runtime_checkable
class TellsHealth(Protocol):
    """A platform with connections that can break."""

    def health(self) -> tuple[LineHealth, ...]: ...


@runtime_checkable
class FindsUnknown(Protocol):
    """A platform whose history does not tell which outbox row a message was posted for; ``find`` is not asked there."""

    async def unknown(self, address: Address, since: datetime, known: frozenset[str]) -> str | None:
        """The bot's message in this chat that is not ``known`` and was made ``since``; None when there is none.

        Raises ``PostRefused`` where that cannot be told.
        """
        ...


@runtime_checkable
class FindsTheirs(Protocol):
    """A platform on which the person's own messages stay, and can be pointed to."""

    async def theirs(self, address: Address) -> tuple[str, ...]:
        """Links to the latest of them, photos first; kept nowhere. Raises ``PostRefused``."""
        ...
