"""Queries on jobs: a person's own, the active ones, and how many come before theirs. Nothing is written here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import json_columns
from storage.db.schema import jobs
from storage.errors import NotFound
from storage.queue.lifecycle import turn
from storage.records import Job, JobId, JobState, Lane, PersonId, Progress

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

# The state is written out, not bound: only then can SQLite use the partial index.
QUEUED = jobs.c.state == sa.literal_column("'queued'")


async def get(tx: AsyncConnection, person_id: PersonId, job_id: JobId) -> Job:
    """Raises ``NotFound``, also for somebody else's job."""
    found = await tx.execute(sa.select(jobs).where(jobs.c.id == job_id, jobs.c.person_id == person_id))
    row = found.mappings().first()
    if row is None:
        raise NotFound
    return job_of(row)


async def list_(tx: AsyncConnection, person_id: PersonId) -> list[Job]:
    """All of this person's jobs, oldest first."""
    mine = sa.select(jobs).where(jobs.c.person_id == person_id).order_by(jobs.c.created_at, jobs.c.id)
    return [job_of(row) for row in (await tx.execute(mine)).mappings()]


async def active(tx: AsyncConnection, lane: Lane) -> list[Job]:
    """Everybody's queued and running jobs of this lane, oldest first; status messages show them."""
    alive = jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING])
    found = await tx.execute(sa.select(jobs).where(alive, jobs.c.lane == lane).order_by(jobs.c.created_at, jobs.c.id))
    return [job_of(row) for row in found.mappings()]


async def waiting(tx: AsyncConnection, lane: Lane) -> int:
    """How many jobs of everybody wait in this lane."""
    found = sa.select(sa.func.count()).select_from(jobs).where(QUEUED, jobs.c.lane == lane)
    return int((await tx.execute(found)).scalar_one())


async def hold_all(tx: AsyncConnection, person_id: PersonId) -> None:
    """Locks this person's jobs until ``tx`` ends: none starts and none ends meanwhile."""
    await tx.execute(sa.select(jobs.c.id).where(jobs.c.person_id == person_id).with_for_update())


async def ahead_of(tx: AsyncConnection, person_id: PersonId, lane: Lane) -> int:
    """How many jobs of others wait before this person's next one, or before one they would queue now."""
    waiting = [QUEUED, jobs.c.lane == lane]
    order = (jobs.c.vt, jobs.c.created_at, jobs.c.id)
    mine = sa.select(*order).where(*waiting, jobs.c.person_id == person_id).order_by(*order).limit(1)
    first = (await tx.execute(mine)).first()
    if first is None:
        before: sa.ColumnElement[bool] = jobs.c.vt <= await next_turn(tx, person_id, lane)
    else:
        before = sa.tuple_(*order) < sa.tuple_(
            sa.bindparam(None, first[0], jobs.c.vt.type),
            sa.bindparam(None, first[1], jobs.c.created_at.type),
            sa.bindparam(None, first[2], jobs.c.id.type),
        )
    others = sa.select(sa.func.count()).select_from(jobs).where(*waiting, jobs.c.person_id != person_id, before)
    return int((await tx.execute(others)).scalar_one())


def job_of(row: sa.RowMapping) -> Job:
    return Job(
        id=JobId(row["id"]),
        person_id=PersonId(row["person_id"]),
        lane=Lane(row["lane"]),
        state=JobState(row["state"]),
        request=json_columns.load_request(row["request"]),
        attempt=row["attempt"],
        progress=json_columns.load(Progress, row["progress"]),
        created_at=row["created_at"],
        started_at=row["started_at"],
        finished_at=row["finished_at"],
        error=row["error"],
        cancel_requested=row["cancel_requested"],
    )


async def next_turn(tx: AsyncConnection, person_id: PersonId, lane: Lane) -> int:
    """The virtual time of a job that this person would queue now; see ``lifecycle.turn``."""
    alive = jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING])
    own = sa.select(sa.func.max(jobs.c.vt)).where(jobs.c.person_id == person_id, jobs.c.lane == lane, alive)
    floor = sa.select(sa.func.min(jobs.c.vt)).where(jobs.c.lane == lane, QUEUED)
    return turn((await tx.execute(own)).scalar(), (await tx.execute(floor)).scalar())
