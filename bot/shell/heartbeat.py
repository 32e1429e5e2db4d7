"""The bot's sign of life, given from its event loop: one that hangs gives none. It says how each connection is.

A connection that is away for a minute is told to the operator: a bot that nobody reaches looks alive from inside.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from datetime import datetime

from bot.abilities import LineHealth, TellsHealth
from bot.shell.loops import Loop
from bot.shell.shell import Shell
from bot.shell.strikes import Strikes
from storage.operations import heartbeat
from storage.operations.heartbeat import DEAF_S, Connection
from storage.queue import outbox


def loop(shell: Shell) -> Loop:
    strikes = Strikes(shell.notice)

    async def beat() -> None:
        found = await connections(shell)
        heartbeat.beat(shell.storage.home, found)
        for each in found:
            if each.deaf_s > DEAF_S:
                strikes.tell(f"{each.platform} ({each.name}) has heard nothing for over a minute; it keeps trying.")

    return Loop(look=beat, wait=lambda: asyncio.sleep(heartbeat.EVERY_S))


async def connections(shell: Shell) -> list[Connection]:
    async with shell.storage.db.read() as tx:
        lag = await outbox.lag(tx, shell.storage.clock.now())
    return [
        _connection(name, line, lag.get(name, 0.0))
        for name, platform in shell.platforms.items()
        if isinstance(platform, TellsHealth)
        for line in platform.health()
    ]


def _connection(platform: str, line: LineHealth, lag_s: float) -> Connection:
    told = asdict(line) | {name: _iso(getattr(line, name)) for name in ("connected_since", "last_event")}
    return Connection(platform=platform, lag_s=lag_s, **told)


def _iso(at: datetime | None) -> str:
    return at.isoformat(timespec="seconds") if at is not None else ""


@asynccontextmanager
async def until_the_end(shell: Shell) -> AsyncIterator[None]:
    """A bot that stopped says so at once."""
    try:
        yield
    finally:
        heartbeat.stopped(shell.storage.home)
