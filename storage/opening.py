"""Opens one installation: folders, keys, database at its newest schema, unfinished erasures. Closes it again.

The order matters. Keys come before rows: a database without its master key is refused. The schema comes before any
query. Unfinished erasures are ended before anything is accepted.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.clock import Clock, SystemClock
from storage.db import notifying, schema
from storage.db.database import Database, sqlite_url
from storage.errors import KeyRingForeign
from storage.home import Home, home_of
from storage.migrations.upgrade import ensure_schema
from storage.retention.erasure_list import ErasedList
from storage.retention.forget import resume_all
from storage.store import Storage
from storage.vault.keys import Keys, open_keys
from storage.vault.process_privacy import keep_memory_private
from storage.vault.vault import Vault
from storage.wake import Waker

if TYPE_CHECKING:
    from storage.settings import StorageSettings

READ_FIRST = 200  # how many people's keys are looked for


@asynccontextmanager
async def open_storage(settings: StorageSettings, clock: Clock | None = None) -> AsyncIterator[Storage]:
    """The installation is open inside the block.

    Raises ``MasterKeyMissing``, ``KeyRingMissing``, ``KeyRingForeign``, ``SchemaTooNew``, ``UnsafeDatabase``,
    ``DiskFull``, ``StoreKeepsErased``, ``StoreUnreachable``, ``ExtraMissing``.
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
        db = _database(settings, home, waker)
        closing.push_async_callback(db.dispose)
        await ensure_schema(db)
        await _refuse_foreign_keys(home, db, keys)
        vault = Vault(home=home, settings=settings, clock=clock, db=db, keys=keys)
        storage = Storage(home=home, settings=settings, clock=clock, db=db, keys=keys, vault=vault, waker=waker)
        await vault.refuse_keeping()
        await vault.sweep()
        await resume_all(storage)
        if not db.is_sqlite:
            await closing.enter_async_context(notifying.listening(settings.database_url, waker.heard))
        yield storage


def _database(settings: StorageSettings, home: Home, waker: Waker) -> Database:
    """On PostgreSQL the database itself tells every process of a hint, this one too."""
    if settings.database_url:
        return Database(settings.database_url, hint=waker.heard)
    return Database(sqlite_url(home.database), hint=waker.hint)


async def _refuse_foreign_keys(home: Home, db: Database, keys: Keys) -> None:
    """Raises ``KeyRingForeign`` when nobody in the database has a key: the daily sweep would destroy the keys of people
    it does not know. Who was erased and came back with an old backup needs none.
    """
    async with db.read() as tx:
        p = schema.persons.c
        known = set((await tx.execute(sa.select(p.id).where(~p.erasing).limit(READ_FIRST))).scalars())
    known -= ErasedList(home).ids()
    if known and not known & await keys.held():
        raise KeyRingForeign
