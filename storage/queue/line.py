"""Who is next: the one part of the queue in which the two databases differ.

A job is what ``jobs`` says of it, on both: its state, its fence, its strikes. A line only knows the ids of open jobs
and decides whose turn it is. Each of its methods runs in the transaction that changes the job, so both stay equal.

    SQLite        ``own_line.py``: the jobs table itself, in the order of its index
    PostgreSQL    ``procrastinate_line.py``: the tables and functions of procrastinate

On both a person has one job for pictures in work at a time, whatever number of workers is free (another worker does not
begin the second one); photo checks are not held back.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Protocol

from storage.queue import own_line, procrastinate_line
from storage.records import JobId, Lane, PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage


class Line(Protocol):
    async def join(self, tx: AsyncConnection, job_id: JobId) -> None:
        """A job that was just written as queued waits for its turn."""

    async def next_of(
        self, tx: AsyncConnection, lane: Lane, engines: Collection[str] | None, worker_id: str, seat: int | None
    ) -> JobId | None:
        """The job whose turn it is, its row locked; None when none may begin. ``engines``: as in ``jobs.claim``.

        ``seat``: the number under which this worker is known to procrastinate; None on SQLite and outside its loop.
        """

    async def back(self, tx: AsyncConnection, job_id: JobId) -> None:
        """A running job waits again, in its old place."""

    async def leave(self, tx: AsyncConnection, job_id: JobId) -> None:
        """A job has ended."""

    async def forget(self, tx: AsyncConnection, person_id: PersonId) -> None:
        """Before the rows of this person's jobs are deleted: nothing of them stays, whatever they do."""


def line_of(tx: AsyncConnection) -> Line:
    return procrastinate_line if tx.dialect.name == "postgresql" else own_line


async def may_have_one(storage: Storage, lane: Lane, engines: Collection[str] | None, worker_id: str) -> bool:
    """Whether ``next_of`` is worth a write transaction; on PostgreSQL one keeps nobody out."""
    return not storage.db.is_sqlite or await own_line.has_one(storage, lane, engines, worker_id)


async def mend(storage: Storage) -> int:
    """Makes the line equal to the open jobs: after a restore, or when somebody changed it by hand. Returns how many
    places and jobs did not belong together; always 0 on SQLite, where a job's row is its place.
    """
    return 0 if storage.db.is_sqlite else await procrastinate_line.mend(storage)
