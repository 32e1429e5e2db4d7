"""What causes a turn: an event, marked as heard in the turn's own transaction, so it is heard exactly once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from bot.conversation.events import Event

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

Cause: TypeAlias = "Callable[[AsyncConnection], Awaitable[Event | None]]"
"""Returns the event to hear, or None when there is none, or none any more."""


def just(event: Event) -> Cause:
    """A cause that always returns this event."""

    async def cause(_tx: AsyncConnection) -> Event | None:
        return event

    return cause
