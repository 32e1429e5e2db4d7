"""What a withdrawn consent ends: the jobs that needed it and the pictures in a directory, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.consent import ledger, rules
from storage.db import json_columns
from storage.db.database import note_hint
from storage.db.schema import directory_entries, jobs
from storage.queue import job_queries
from storage.queue.jobs import CANCEL, cancel, columns_for_lock
from storage.records import JobId, JobState, PersonId, Purpose

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection


async def withdraw(tx: AsyncConnection, person_id: PersonId, purposes: Collection[Purpose], now: datetime) -> None:
    """Closes each consent and ends the work that needs it; ``consent/rules.py`` says what needs which.

    Without ``comparison`` a job that can do without it goes on and compares no faces. Without ``directory`` every
    picture of this person leaves the directory, and ``staff_directory.to_remove`` lists what was handed over.
    """
    # Jobs are locked before consents, as a claim does it: the other order can deadlock on PostgreSQL.
    await job_queries.hold_all(tx, person_id)
    await ledger.close(tx, person_id, purposes, now)
    if Purpose.DIRECTORY in purposes:
        await tx.execute(sa.delete(directory_entries).where(directory_entries.c.person_id == person_id))
    await stop_jobs(tx, person_id, purposes, now)


async def stop_jobs(tx: AsyncConnection, person_id: PersonId, gone: Collection[Purpose], now: datetime) -> None:
    """Cancels the jobs that need a withdrawn purpose; one that can do without ``comparison`` goes on without it."""
    living = jobs.c.state.in_([JobState.QUEUED, JobState.RUNNING])
    found = await tx.execute(sa.select(jobs).where(jobs.c.person_id == person_id, living))
    unlawful = []
    for row in found.mappings().all():
        request = json_columns.load_request(row["request"])
        if rules.needed_without_choice(request) & set(gone):
            unlawful.append(JobId(row["id"]))
        elif Purpose.COMPARISON in gone and request.comparison:
            without = rules.without_comparison(request)
            changed = {"request": json_columns.dump_request(without), **columns_for_lock(without)}
            await tx.execute(sa.update(jobs).where(jobs.c.id == row["id"]).values(changed))
            note_hint(tx, CANCEL)
    if unlawful:
        await cancel(tx, person_id, unlawful, now)
