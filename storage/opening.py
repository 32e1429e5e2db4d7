"""Opens one installation: folders, keys, database at its newest schema, unfinished erasures. Closes it again.

The order matters. Keys come before rows: a database without its master key is refused. The schema comes before any
query. Unfinished erasures are ended before anything is accepted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from storage.clock import Clock, SystemClock
from storage.db.database import Database, sqlite_url
from storage.home import home_of
from storage.migrations.upgrade import ensure_schema
from storage.retention.forget import resume_all
from storage.store import Storage
from storage.vault.keys import open_keys
from storage.vault.process_privacy import keep_memory_private
from storage.vault.vault import Vault
from storage.wake import Waker

if TYPE_CHECKING:
    from storage.settings import StorageSettings


@asynccontextmanager
async def open_storage(settings: StorageSettings, clock: Clock | None = None) -> AsyncIterator[Storage]:
    """The installation is open inside the block.

    Raises ``MasterKeyMissing``, ``KeyRingMissing``, ``SchemaTooNew``, ``UnsafeDatabase``, ``DiskFull``.
    """
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
