"""The line on PostgreSQL: procrastinate (MIT) decides whose turn it is. ``line.py`` says what each function is for.

    queue       the lane, for pictures lane and engine: "inspect", "generate.studio"
    priority    minus the virtual time (``lifecycle.turn``), so the fair order is the engine's order
    lock        the person, for pictures: one of theirs in work at a time; photo checks have none
    args        the job's id, and nothing else

Its own functions are called in our transaction: a job and its place in the line are written, handed out, handed back
and ended together or not at all. A row goes when its job ends, so finished jobs cost nothing and nothing is left of
whoever is erased.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.leadership import alone
from storage.db.schema import jobs
from storage.errors import StorageBusy
from storage.records import JobId, JobState, Lane, PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

TASK = "candid.job"

# Waiting jobs get their places, in the fair order. "queueing_lock": a job waits once at most.
_JOIN = f"""
SELECT procrastinate_defer_jobs_v1(array_agg(ROW(
    CASE WHEN lane = 'inspect' THEN lane ELSE lane || '.' || engine END,
    '{TASK}', -LEAST(vt, 2147483647)::integer, CASE WHEN lane = 'inspect' THEN NULL ELSE person_id END,
    id, jsonb_build_object('job', id), NULL
)::procrastinate_job_to_defer_v1 ORDER BY vt, created_at, id))
FROM jobs WHERE state = 'queued' AND %s HAVING count(*) > 0
"""  # noqa: S608 - our own constants, here and below
ONE = sa.text(_JOIN % "id = :job")

_FETCH = sa.text(
    "SELECT id, args ->> 'job' AS job "
    "FROM procrastinate_fetch_job_v2(CAST(:queues AS varchar[]), CAST(:seat AS bigint))"
)
_QUEUES = sa.text("SELECT DISTINCT queue_name FROM procrastinate_jobs WHERE status = 'todo' AND queue_name LIKE :lane")
_BACK = sa.text(
    "SELECT procrastinate_retry_job_v2(id, NULL, NULL, NULL, NULL) FROM procrastinate_jobs "
    "WHERE queueing_lock = :job AND status = 'doing'"
)
# Two queries in one: each uses a small index.
_LEAVE = sa.text(
    "SELECT procrastinate_finish_job_v1(id, 'succeeded', true) FROM ("
    "SELECT id FROM procrastinate_jobs WHERE queueing_lock = :job AND status = 'todo' UNION ALL "
    "SELECT id FROM procrastinate_jobs WHERE queueing_lock = :job AND status = 'doing') AS places"
)
_FORGET = sa.text(
    "DELETE FROM procrastinate_jobs AS p USING jobs WHERE jobs.id = p.queueing_lock AND jobs.person_id = :person"
)
# Open jobs beside their places, whole: places of no job or of one in another state (somebody used the engine's own
# shell), and waiting jobs without a place. A full join is done in one way, whatever the planner believes of the tables.
_ASTRAY = f"""
FROM (SELECT id, state FROM jobs WHERE state = 'queued'
    UNION ALL SELECT id, state FROM jobs WHERE state = 'running') AS j
FULL JOIN (SELECT id, queueing_lock, status FROM procrastinate_jobs WHERE task_name = '{TASK}') AS p
    ON p.queueing_lock = j.id
WHERE (j.id IS NULL OR p.id IS NULL AND j.state = 'queued'
    OR p.id IS NOT NULL AND (j.state, p.status) NOT IN (('queued', 'todo'), ('running', 'doing')))
"""  # noqa: S608
DIFFERS = sa.text(f"SELECT count(*) {_ASTRAY}")
_SWEEP = sa.text(f"DELETE FROM procrastinate_jobs WHERE id = ANY(ARRAY(SELECT p.id {_ASTRAY}))")  # noqa: S608
_REST = sa.text(_JOIN % f"id = ANY(ARRAY(SELECT j.id {_ASTRAY}))")


class Contended(StorageBusy):
    """Somebody else is just changing the job whose turn it is."""


async def join(tx: AsyncConnection, job_id: JobId) -> None:
    await tx.execute(ONE, {"job": job_id})


async def next_of(
    tx: AsyncConnection,
    lane: Lane,
    engines: Collection[str] | None,
    worker_id: str,  # noqa: ARG001 - the lock is the engine's own
    seat: int | None = None,
) -> JobId | None:
    """Raises ``Contended``: then ``tx`` must be rolled back. Whoever changes a job holds its row and then its place;
    here it is the other way round, and waiting for each other would end in a deadlock.
    """
    queues = await _queues(tx, lane, engines)
    while queues:
        place = (await tx.execute(_FETCH, {"queues": queues, "seat": seat})).one()
        if place.id is None:
            return None
        waits = sa.select(jobs.c.id).where(jobs.c.id == place.job, jobs.c.state == JobState.QUEUED)
        if (await tx.execute(waits.with_for_update(skip_locked=True))).first() is not None:
            return JobId(place.job)
        if (await tx.execute(waits)).first() is not None:
            raise Contended
        await tx.execute(_LEAVE, {"job": place.job})  # of no job that waits: ``mend`` says how that comes
    return None


async def _queues(tx: AsyncConnection, lane: Lane, engines: Collection[str] | None) -> list[str]:
    if lane is Lane.INSPECT:
        return [lane.value]
    if engines is not None:
        return [f"{lane}.{engine}" for engine in sorted(engines)]
    return list((await tx.execute(_QUEUES, {"lane": f"{lane}.%"})).scalars())


async def back(tx: AsyncConnection, job_id: JobId) -> None:
    if not (await tx.execute(_BACK, {"job": job_id})).all():
        await join(tx, job_id)


async def leave(tx: AsyncConnection, job_id: JobId) -> None:
    await tx.execute(_LEAVE, {"job": job_id})


async def forget(tx: AsyncConnection, person_id: PersonId) -> None:
    await tx.execute(_FORGET, {"person": person_id})


async def mend(storage: Storage) -> int:
    async with storage.db.read() as tx:
        if not await differs(tx):
            return 0
    async with storage.db.write() as tx:
        return await mend_in(tx)


async def differs(tx: AsyncConnection) -> int:
    """How many places and waiting jobs do not belong together."""
    return int((await tx.execute(DIFFERS)).scalar_one())


async def mend_in(tx: AsyncConnection) -> int:
    """As ``mend``, in a transaction of the caller."""
    await alone(tx, "line")
    wrong = await differs(tx)
    if wrong:
        await tx.execute(_SWEEP)
        await tx.execute(_REST)
    return wrong
