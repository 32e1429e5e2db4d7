"""Whether bot or worker is serving now, for `candid doctor --serving` and so for a container's health check.

The worker announces itself in the database. The bot touches an empty file from its event loop, so a bot that hangs
stops doing it. After the clock was set back, the bot counts as not serving until its next beat.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from storage.clock import Clock, SystemClock
from storage.db.database import Database, sqlite_url
from storage.errors import StorageError
from storage.home import Home, home_of
from storage.queue import workers

if TYPE_CHECKING:
    from storage.operations.check import Check
    from storage.settings import StorageSettings

EVERY_S = 10.0
STALE_AFTER = timedelta(seconds=4 * EVERY_S)
WHO = ("bot", "worker")


def beat(home: Home) -> None:
    """The bot is serving."""
    _file(home).touch(mode=0o600)


def stopped(home: Home) -> None:
    _file(home).unlink(missing_ok=True)


def check(who: str, settings: StorageSettings, clock: Clock | None = None) -> Check:
    """``who``: bot or worker."""
    from storage.operations.check import Check  # imported here: only the doctor needs it

    now = clock or SystemClock()
    serving = _bot(home_of(settings), now) if who == "bot" else asyncio.run(_worker(settings, now))
    return Check(
        name=f"Serving: {who}",
        ok=serving,
        detail="alive" if serving else "no sign of life",
        fix="Start `candid up`." if who == "bot" else "Start `candid worker`, or `candid up` with its own.",
    )


def _bot(home: Home, clock: Clock) -> bool:
    try:
        at = _file(home).stat().st_mtime
    except FileNotFoundError:
        return False
    return abs(clock.now().timestamp() - at) <= STALE_AFTER.total_seconds()


async def _worker(settings: StorageSettings, clock: Clock) -> bool:
    database = home_of(settings).database
    if not settings.database_url and not database.exists():
        return False  # a check must not create one
    db = Database(settings.database_url or sqlite_url(database))
    try:
        async with db.read() as tx:
            return bool(await workers.alive(tx, clock.now()))
    except StorageError:
        return False
    finally:
        await db.dispose()


def _file(home: Home) -> Path:
    return home.data / "bot.alive"
