"""Step 2 of a purge: files whose time is over. The bytes of many go first, then their rows, a few at a time.

    list     due files in the order in which they came, so that rows of neighbours lie on the same pages
    bytes    unlinked, and their folders synced once for the whole part of the list (``Blobs.erase_all``)
    rows     deleted in short transactions; how many fit in one is measured, so no write of the bot waits long

While the rows of one part are deleted, the bytes of the next are unlinked. A crash leaves rows without bytes, which are
still due, never bytes that a row promises.
"""

from __future__ import annotations

import asyncio
import time
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage import audit, policy
from storage.db import schema
from storage.db.database import among
from storage.failpoints import failpoint
from storage.ids import in_parts
from storage.records import ObjectId, VariantState

if TYPE_CHECKING:
    from storage.store import Storage

LISTED = 100_000  # due files whose ids are held at once: some 10 MB
TAKEN_AT_ONCE = 2000  # of them, so that the bot does not wait for all

_o = schema.objects.c


async def erase(storage: Storage) -> int:
    """Returns how many files there were. Raises what the store of bytes and the database raise."""
    files, size, due = 0, policy.BATCH, await _due(storage)
    if not due:
        return 0
    async with storage.db.roomy():
        while due:
            parts = in_parts(due, storage.vault.blobs.at_once)
            await _unlink(storage, parts[0])
            for part, after in zip(parts, [*parts[1:], []], strict=True):
                _, size = await asyncio.gather(_unlink(storage, after), _delete_rows(storage, part, size))
            files += len(due)
            due = await _due(storage)
    return files


async def _due(storage: Storage) -> list[ObjectId]:
    due: list[ObjectId] = []
    async with storage.db.read() as tx:
        query = sa.select(_o.id).where(_o.expires_at <= storage.clock.now()).order_by(_o.expires_at).limit(LISTED)
        for some in (await tx.execute(query)).scalars().partitions(TAKEN_AT_ONCE):
            due += map(ObjectId, some)
            await asyncio.sleep(0)
    return due


async def _unlink(storage: Storage, part: list[ObjectId]) -> None:
    if part:
        await storage.vault.unlink(part)
        failpoint("purge.batch_unlinked")


async def _delete_rows(storage: Storage, part: list[ObjectId], size: int) -> int:
    """The rows of unlinked files. ``size``: of the first transaction; returns what the last one taught."""
    done = 0
    while done < len(part):
        batch = part[done : done + size]
        rows_s, commit_s = await _delete_batch(storage, batch, storage.clock.now())
        size = policy.next_batch(len(batch), rows_s, commit_s)
        done += len(batch)
    return size


async def _delete_batch(storage: Storage, batch: list[ObjectId], now: datetime) -> tuple[float, float]:
    """Returns the seconds that the rows took and those until the end of the commit."""
    async with storage.db.write() as tx:
        v = schema.variants.c
        expired = sa.update(schema.variants).where(among(tx, v.object_id, batch), v.expires_at <= now)
        await tx.execute(expired.values(state=VariantState.EXPIRED))
        began = time.perf_counter()
        await storage.vault.delete_rows(tx, batch)
        rows_s = time.perf_counter() - began
        await audit.add(tx, "purge.files", now, amount=len(batch))
        written = time.perf_counter()
    commit_s = time.perf_counter() - written
    failpoint("purge.batch_deleted")
    return rows_s, commit_s
