"""The line on SQLite: the jobs table itself. ``line.py`` says what each function is for."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.schema import jobs
from storage.queue.job_queries import QUEUED
from storage.records import JobId, Lane, PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

RUNNING: sa.ColumnElement[str] = sa.literal_column(
    "'running'"
)  # written out: only then can SQLite use the partial index


async def join(tx: AsyncConnection, job_id: JobId) -> None:
    """Its row is its place."""


async def has_one(storage: Storage, lane: Lane, engines: Collection[str] | None, worker_id: str) -> bool:
    """A look costs nothing; a write transaction would keep every other writer out."""
    async with storage.db.read() as tx:
        return (await tx.execute(first(lane, engines, worker_id))).first() is not None


async def next_of(
    tx: AsyncConnection,
    lane: Lane,
    engines: Collection[str] | None,
    worker_id: str,
    seat: int | None = None,  # noqa: ARG001 - procrastinate's
) -> JobId | None:
    found = (await tx.execute(first(lane, engines, worker_id))).scalar()
    return None if found is None else JobId(found)


async def back(tx: AsyncConnection, job_id: JobId) -> None:
    """Its row is its place."""


async def leave(tx: AsyncConnection, job_id: JobId) -> None:
    """Its row is its place."""


async def forget(tx: AsyncConnection, person_id: PersonId) -> None:
    """There is nothing beside the jobs."""


def first(lane: Lane, engines: Collection[str] | None, worker_id: str) -> sa.Select[str]:
    """The query for the job that is next for this worker."""
    mine = []
    if lane is not Lane.INSPECT:
        mine = [~_others_work_for(jobs.c.person_id, worker_id)]
        mine += [] if engines is None else [jobs.c.engine.in_(sorted(engines))]
    return (
        sa.select(jobs.c.id)
        .where(QUEUED, jobs.c.lane == lane, *mine)
        .order_by(jobs.c.vt, jobs.c.created_at, jobs.c.id)
        .limit(1)
    )


def _others_work_for(person_id: sa.ColumnElement[str], worker_id: str) -> sa.Exists:
    """Whether another worker makes a picture for this person. A worker itself may open the next job ahead."""
    running = jobs.alias("running")
    theirs = (running.c.state == RUNNING, running.c.lane == Lane.GENERATE, running.c.worker_id != worker_id)
    return sa.exists().where(running.c.person_id == person_id, *theirs)
