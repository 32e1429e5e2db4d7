"""Waits until an installation has nothing left to show or to make."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import schema

if TYPE_CHECKING:
    from storage.store import Storage


async def quiet(storage: Storage, patience_s: float = 120.0, look_s: float = 0.1) -> None:
    """Raises ``TimeoutError`` after ``patience_s`` seconds."""
    async with asyncio.timeout(patience_s):
        while not await at_rest(storage):  # noqa: ASYNC110 - another process
            await asyncio.sleep(look_s)


async def at_rest(storage: Storage) -> bool:
    """Whether nothing is left to show or to make at this moment."""
    box, job = schema.outbox.c, schema.jobs.c
    waiting = sa.union_all(
        sa.select(box.id).where(box.state.in_(["pending", "sending"])),
        sa.select(sa.literal(0)).where(job.state.in_(["queued", "running"])).select_from(schema.jobs),
        sa.select(sa.literal(0)).select_from(schema.outcomes),
    ).limit(1)
    async with storage.db.read() as tx:
        return (await tx.execute(waiting)).first() is None
