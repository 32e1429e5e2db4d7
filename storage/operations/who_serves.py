"""Whether somebody has this installation open: before keys or rows are moved or removed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from storage.db.database import Database
from storage.home import Home, home_of
from storage.retention.uninstall import is_running

if TYPE_CHECKING:
    from storage.settings import StorageSettings

LOOKS, LOOK_S = 20, 0.1  # a connection that was just closed is listed for a moment


async def anybody(settings: StorageSettings) -> bool:
    """On this machine, or any other host's connection to the same PostgreSQL."""
    home = home_of(settings)
    if not settings.database_url:
        return is_running(home)
    db = Database(settings.database_url)
    try:
        return await is_served(home, db)
    finally:
        await db.dispose()


async def is_served(home: Home, db: Database) -> bool:
    """Whether a process on this machine, or any other connection to a PostgreSQL, has the installation open."""
    if is_running(home):
        return True
    if db.is_sqlite:
        return False
    await db.dispose()  # so that only one connection is ours
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
        "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    for _ in range(LOOKS):
        async with db.read() as tx:
            if not (await tx.exec_driver_sql(others)).scalar_one():
                return False
        await asyncio.sleep(LOOK_S)
    return True
