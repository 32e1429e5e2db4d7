"""The writes by which a job stops: it goes back into the queue, or it ends and an outcome reports it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.db.database import note_hint
from storage.db.schema import jobs
from storage.queue import outcomes
from storage.queue.line import line_of
from storage.records import JobId, JobState, OutcomeKind, PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

KEPT = timedelta(days=7)  # an ended job's row: ids and codes only

_NOBODY: dict[str, Any] = {"worker_id": None, "lease_until": None}


async def move(tx: AsyncConnection, job_id: JobId, goes: JobState, error: str, now: datetime) -> None:
    """Moves a job that did not succeed to the state ``goes``, which ``lifecycle`` decided; an end is reported."""
    if goes is JobState.QUEUED:
        back = sa.update(jobs).where(jobs.c.id == job_id).values(state=goes, **_NOBODY).returning(jobs.c.lane)
        lane = (await tx.execute(back)).scalar_one()
        await line_of(tx).back(tx, job_id)
        note_hint(tx, f"jobs.{lane}")
        return
    person_id = await end(tx, job_id, goes, now, error=error if goes is JobState.FAILED else "")
    if person_id is not None:
        kind = OutcomeKind.JOB_FAILED if goes is JobState.FAILED else OutcomeKind.JOB_CANCELLED
        await outcomes.add(tx, person_id, kind, job_id, "", now)


async def end(
    tx: AsyncConnection, job_id: JobId, state: JobState, now: datetime, *, error: str = ""
) -> PersonId | None:
    """Ends a queued or running job. Returns its owner, or None when it had ended before."""
    ended = await tx.execute(
        sa.update(jobs)
        .where(jobs.c.id == job_id, jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING]))
        .values(state=state, error=error, finished_at=now, expires_at=now + KEPT, **_NOBODY)
        .returning(jobs.c.person_id)
    )
    found = ended.scalar()
    if found is None:
        return None
    await line_of(tx).leave(tx, job_id)
    return PersonId(found)
