"""Whether bot or worker is serving now, for `candid doctor --serving` and so for a container's health check.

The worker announces itself in the database. The bot writes a file from its event loop, so a bot that hangs stops doing
it. The file says how each connection to a platform is: a bot that lives and hears nobody is not serving. After the
clock was set back, the bot counts as not serving until its next beat.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
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
DEAF_S = 60.0  # a connection that is away for so long is told and counts as unhealthy
STALE_AFTER = timedelta(seconds=4 * EVERY_S)
WHO = ("bot", "worker")


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """One connection of the bot to a platform. Instants are ISO 8601, "" for never; ``limited``: answers that said
    "slower", None where they are not counted; ``lag_s``: how long the oldest message due there has been waiting.
    """

    platform: str
    name: str
    connected_since: str = ""
    last_event: str = ""
    deaf_s: float = 0.0
    ack_p99_ms: float | None = None
    limited: int | None = None
    lag_s: float = 0.0


def beat(home: Home, connections: Sequence[Connection] = ()) -> None:
    """The bot is serving, and this is how its connections are."""
    file = _file(home)
    beside = file.with_suffix(".next")
    beside.touch(mode=0o600)
    beside.write_text(json.dumps([asdict(each) for each in connections]), encoding="utf-8")
    beside.replace(file)


def connections(home: Home) -> list[Connection]:
    """As the bot has told them last; empty when it has not, or not in words of this version."""
    try:
        return [Connection(**each) for each in json.loads(_file(home).read_text(encoding="utf-8"))]
    except (FileNotFoundError, ValueError, TypeError):
        return []


def stopped(home: Home) -> None:
    _file(home).unlink(missing_ok=True)


def check(who: str, settings: StorageSettings, clock: Clock | None = None) -> Check:
    """``who``: bot or worker."""
    from storage.operations.check import Check  # imported here: only the doctor needs it

    now = clock or SystemClock()
    name = f"Serving: {who}"
    if who != "bot":
        serving = asyncio.run(_worker(settings, now))
        fix = "Start `candid worker`, or `candid up` with its own."
        return Check(name=name, ok=serving, detail="alive" if serving else "no sign of life", fix=fix)
    home = home_of(settings)
    if not _bot(home, now):
        return Check(name=name, ok=False, detail="no sign of life", fix="Start `candid up`.")
    found = connections(home)
    told = "; ".join(("alive", *(_told(each) for each in found)))
    fix = "Look at the platform's own status page and at this machine's way to the internet; the bot keeps trying."
    return Check(name=name, ok=all(each.deaf_s <= DEAF_S for each in found), detail=told, fix=fix)


def _told(each: Connection) -> str:
    since = f"connected since {each.connected_since}" if each.connected_since else f"deaf for {each.deaf_s:.0f} s"
    acks = "" if each.ack_p99_ms is None else f", acknowledges within {each.ack_p99_ms:.0f} ms (p99)"
    heard = f", last event {each.last_event}" if each.last_event else ""
    limited = "" if each.limited is None else f", slowed down {each.limited} times"
    return f"{each.platform} {each.name}: {since}{heard}{acks}, outbox {each.lag_s:.0f} s behind{limited}"


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
