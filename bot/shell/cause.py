"""What makes a turn happen: found and marked as heard in the turn's own transaction, so heard exactly once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, TypeAlias

from bot.conversation.events import Event

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

Cause: TypeAlias = "Callable[[AsyncConnection], Awaitable[Event | None]]"
"""Returns the event to hear, or None when there is nothing (left) to hear."""


def just(event: Event) -> Cause:
    """A cause that is always news."""

    async def cause(_tx: AsyncConnection) -> Event | None:
        return event

    return cause
