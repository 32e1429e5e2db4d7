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

# Every open job that waits and has no place, in the fair order. "queueing_lock": it waits once at most.
_JOIN = """
SELECT procrastinate_defer_jobs_v1(array_agg(ROW(
    CASE WHEN lane = 'inspect' THEN lane ELSE lane || '.' || engine END,
    '{task}', -LEAST(vt, 2147483647)::integer, CASE WHEN lane = 'inspect' THEN NULL ELSE person_id END,
    id, jsonb_build_object('job', id), NULL
)::procrastinate_job_to_defer_v1 ORDER BY vt, created_at, id))
FROM jobs WHERE state = 'queued' AND {which} HAVING count(*) > 0
"""
_WITHOUT_A_PLACE = (
    "NOT EXISTS (SELECT 1 FROM procrastinate_jobs AS p WHERE p.queueing_lock = jobs.id AND p.status = 'todo')"
)
ONE = sa.text(_JOIN.format(task=TASK, which="id = :job"))
_ALL = sa.text(_JOIN.format(task=TASK, which=_WITHOUT_A_PLACE))

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
# Places of no job, of one in another state, and what somebody cancelled or ended in the engine's own shell.
_ASTRAY = f"""
FROM procrastinate_jobs AS p WHERE p.task_name = '{TASK}' AND NOT EXISTS (
    SELECT 1 FROM jobs WHERE jobs.id = p.queueing_lock
    AND (jobs.state = 'queued' AND p.status = 'todo' OR jobs.state = 'running' AND p.status = 'doing'))
"""  # noqa: S608 - our own constant
DIFFERS = sa.text(
    f"SELECT (SELECT count(*) {_ASTRAY}) + (SELECT count(*) FROM jobs WHERE state = 'queued' AND {_WITHOUT_A_PLACE})"  # noqa: S608
)
_SWEEP = sa.text(f"DELETE {_ASTRAY}")


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
        await tx.execute(_ALL)
    return wrong
