"""The bot's sign of life, given from its event loop: one that hangs gives none."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.shell.loops import Loop
from bot.shell.shell import Shell
from storage.operations import heartbeat


def loop(shell: Shell) -> Loop:
    async def beat() -> None:
        heartbeat.beat(shell.storage.home)

    return Loop(look=beat, wait=lambda: asyncio.sleep(heartbeat.EVERY_S))


@asynccontextmanager
async def until_the_end(shell: Shell) -> AsyncIterator[None]:
    """A bot that stopped says so at once."""
    try:
        yield
    finally:
        heartbeat.stopped(shell.storage.home)
