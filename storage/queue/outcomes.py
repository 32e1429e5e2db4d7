"""Workers' reports to the bot: one row each, written in the transaction of the result, deleted once handled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.database import note_hint
from storage.db.schema import outcomes
from storage.records import JobId, Outcome, OutcomeKind, PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

TOPIC = "outcomes"


async def add(  # noqa: PLR0917 - the columns, in their order
    tx: AsyncConnection, person_id: PersonId, kind: OutcomeKind, job_id: JobId, subject_id: str, now: datetime
) -> None:
    """``subject_id``: a photo or variant id, or "" for the job itself."""
    new = {"person_id": person_id, "kind": kind, "job_id": job_id, "subject_id": subject_id, "at": now}
    await tx.execute(sa.insert(outcomes).values(new))
    note_hint(tx, TOPIC)


async def pending(tx: AsyncConnection, limit: int) -> list[Outcome]:
    """Oldest first."""
    found = await tx.execute(sa.select(outcomes).order_by(outcomes.c.id).limit(limit))
    return [
        Outcome(
            id=row["id"],
            person_id=PersonId(row["person_id"]),
            kind=OutcomeKind(row["kind"]),
            job_id=JobId(row["job_id"]),
            subject_id=row["subject_id"],
            at=row["at"],
        )
        for row in found.mappings()
    ]


async def waits(tx: AsyncConnection, kind: OutcomeKind, subject_id: str) -> bool:
    """Whether the bot has not heard this report yet; it cannot hear it before ``tx`` ends."""
    untold = sa.select(outcomes.c.id).where(outcomes.c.kind == kind, outcomes.c.subject_id == subject_id)
    return (await tx.execute(untold.with_for_update())).first() is not None


async def handled(tx: AsyncConnection, outcome_id: int) -> bool:
    """Deletes the report. False when it was handled before."""
    return bool((await tx.execute(sa.delete(outcomes).where(outcomes.c.id == outcome_id))).rowcount)
