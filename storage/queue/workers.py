"""The living workers, what they can make, and how long jobs took: the only source of the times people are told."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import json_columns
from storage.db.database import upsert
from storage.db.schema import durations, workers
from storage.records import ModelCard, WorkerInfo

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

SILENT_AFTER = timedelta(seconds=60)
MEASURED = 25  # a median is taken over this many latest runs of each kind


async def announce(tx: AsyncConnection, worker: WorkerInfo) -> None:
    """Stores a worker's sign of life, and deletes silent workers."""
    await tx.execute(sa.delete(workers).where(workers.c.expires_at <= worker.seen_at))
    news = {
        "engines": list(worker.engines),
        "models": json_columns.dump_all(worker.models),
        "seen_at": worker.seen_at,
        "expires_at": worker.seen_at + SILENT_AFTER,
    }
    new = upsert(tx, workers).values(id=worker.id, **news)
    await tx.execute(new.on_conflict_do_update(index_elements=["id"], set_=news))


async def alive(tx: AsyncConnection, now: datetime) -> list[WorkerInfo]:
    """The workers that announced themselves within the last 60 s."""
    found = await tx.execute(sa.select(workers).where(workers.c.expires_at > now).order_by(workers.c.id))
    return [
        WorkerInfo(
            id=row["id"],
            engines=tuple(row["engines"]),
            seen_at=row["seen_at"],
            models=json_columns.load_all(ModelCard, row["models"]),
        )
        for row in found.mappings()
    ]


async def gone(tx: AsyncConnection, worker_id: str) -> None:
    await tx.execute(sa.delete(workers).where(workers.c.id == worker_id))


async def record_duration(tx: AsyncConnection, what: str, seconds: float, now: datetime) -> None:
    """``what``: an engine's name (seconds per picture) or "inspect". No person is stored with it."""
    await tx.execute(sa.insert(durations).values(what=what, seconds=seconds, at=now))
    latest = sa.select(durations.c.id).where(durations.c.what == what).order_by(durations.c.id.desc()).limit(MEASURED)
    await tx.execute(sa.delete(durations).where(durations.c.what == what, durations.c.id.not_in(latest)))


async def medians(tx: AsyncConnection) -> dict[str, float]:
    """Median seconds per ``what``; absent when it never ran here."""
    found: dict[str, list[float]] = {}
    for what, seconds in await tx.execute(sa.select(durations.c.what, durations.c.seconds)):
        found.setdefault(what, []).append(seconds)
    return {what: median(runs) for what, runs in found.items()}
