"""Opens one installation: folders, keys, database at its newest schema, what was left half done. Closes it again.

The order matters: keys before rows (a database without its master key is refused, not half used), the schema before
any query, unfinished erasures before anything is accepted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.clock import Clock, SystemClock
from storage.db.database import Database, sqlite_url
from storage.home import Home, home_of
from storage.operations.process_privacy import keep_memory_private
from storage.queue.wake import Waker

if TYPE_CHECKING:
    from storage.settings import StorageSettings
    from storage.vault.keys import Keys
    from storage.vault.vault import Vault


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """Everything a process holds of one installation; handed down, never global."""

    home: Home
    settings: StorageSettings
    clock: Clock
    db: Database
    keys: Keys
    vault: Vault
    waker: Waker


@asynccontextmanager
async def open_storage(settings: StorageSettings, clock: Clock | None = None) -> AsyncIterator[Storage]:
    """Raises ``MasterKeyMissing``, ``SchemaTooNew``, ``UnsafeDatabase``, ``DiskFull``."""
    from storage.db.migrations.upgrade import ensure_schema
    from storage.retention.forget import resume_all
    from storage.vault.keys import open_keys
    from storage.vault.vault import Vault

    keep_memory_private()
    clock = clock or SystemClock()
    home = home_of(settings)
    home.create()
    async with AsyncExitStack() as closing:
        keys = await open_keys(home)
        closing.push_async_callback(keys.close)
        waker = Waker.open(home.data)
        closing.callback(waker.close)
        if not settings.database_url:
            home.make_database_private()
        db = Database(settings.database_url or sqlite_url(home.database), hint=waker.hint)
        closing.push_async_callback(db.dispose)
        await ensure_schema(db)
        vault = Vault(home=home, settings=settings, clock=clock, db=db, keys=keys)
        storage = Storage(home=home, settings=settings, clock=clock, db=db, keys=keys, vault=vault, waker=waker)
        await vault.sweep()
        await resume_all(storage)
        yield storage
