"""Step 2 of a purge: files whose time is over go in batches, each unlinked before its rows are deleted.

While the rows of one batch are deleted, the next files are unlinked. A crash leaves rows without bytes, which are still
due, never bytes that a row promises.
"""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage import audit, policy
from storage.db import schema
from storage.failpoints import failpoint
from storage.records import ObjectId, VariantState

if TYPE_CHECKING:
    from storage.store import Storage

LISTED = 20_000  # due files whose ids are read at once

_o = schema.objects.c


async def erase(storage: Storage) -> int:
    """Returns how many files there were. Raises what the store of bytes and the database raise."""
    files = 0
    while True:
        now = storage.clock.now()
        async with storage.db.read() as tx:
            query = sa.select(_o.id).where(_o.expires_at <= now).order_by(_o.expires_at).limit(LISTED)
            # By id: what lies in one folder goes together, and the folder is synced once.
            due = sorted(ObjectId(found) for found in (await tx.execute(query)).scalars())
        if not due:
            return files
        batches = [due[start : start + policy.BATCH] for start in range(0, len(due), policy.BATCH)]
        await _unlink(storage, batches[0])
        for batch, after in zip(batches, [*batches[1:], []], strict=True):
            await asyncio.gather(_unlink(storage, after), _delete_batch(storage, batch, now))
        files += len(due)


async def _unlink(storage: Storage, batch: list[ObjectId]) -> None:
    if batch:
        await storage.vault.unlink(batch)
        failpoint("purge.batch_unlinked")


async def _delete_batch(storage: Storage, batch: list[ObjectId], now: datetime) -> None:
    """The rows of unlinked files; meanwhile the next files are unlinked."""
    async with storage.db.write() as tx:
        v = schema.variants.c
        expired = sa.update(schema.variants).where(v.object_id.in_(batch), v.expires_at <= now)
        await tx.execute(expired.values(state=VariantState.EXPIRED))
        await storage.vault.delete_rows(tx, batch)
        await audit.add(tx, "purge.files", now, amount=len(batch))
    failpoint("purge.batch_deleted")
