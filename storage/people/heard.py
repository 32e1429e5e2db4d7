"""When a person was last heard, and which of their reactions stand: what no chat platform tells a bot afterwards.

Kept as timers that nobody hears. They hold codes and random ids, fade as late as the message they are about, and go
with their person.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.database import upsert
from storage.db.schema import conversations, persons, timers
from storage.people.conversations import cancel_timer, set_timer
from storage.policy import RESULT_DAYS_CAP
from storage.records import PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

KEPT = timedelta(days=RESULT_DAYS_CAP + 1)  # longer than the picture that a reaction stands under
NOTE = "heard."  # what the names of these timers begin with
AT = f"{NOTE}at"
REACTION = f"{NOTE}reaction."  # then the code of the reaction; the timer's subject is what it stands under


@dataclass(frozen=True, slots=True, kw_only=True)
class Recent:
    """``at``: when they were last heard; where that was not noted, their last turn."""

    person_id: PersonId
    at: datetime


async def note(tx: AsyncConnection, person_id: PersonId, until: datetime) -> None:
    """What the person did until then was heard. An earlier instant changes nothing."""
    due_at = until + KEPT
    new = upsert(tx, timers).values(person_id=person_id, name=AT, subject="", due_at=due_at)
    same = ["person_id", "name", "subject"]
    await tx.execute(
        new.on_conflict_do_update(index_elements=same, set_={"due_at": due_at}, where=timers.c.due_at < due_at)
    )


async def reacted(tx: AsyncConnection, person_id: PersonId, code: str, subject: str, now: datetime) -> bool:
    """A reaction stands under the subject. False where that was noted before."""
    known = _reactions(person_id).where(timers.c.name == REACTION + code, timers.c.subject == subject)
    if (await tx.execute(known)).first() is not None:
        return False
    await set_timer(tx, person_id, REACTION + code, subject, now + KEPT)
    return True


async def unreacted(tx: AsyncConnection, person_id: PersonId, code: str, subject: str) -> None:
    await cancel_timer(tx, person_id, REACTION + code, subject)


async def reactions(tx: AsyncConnection, person_id: PersonId) -> dict[str, frozenset[str]]:
    """Codes of the reactions that stand, by what they stand under."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for row in await tx.execute(_reactions(person_id)):
        found[row.subject].add(row.name.removeprefix(REACTION))
    return {subject: frozenset(codes) for subject, codes in found.items()}


async def recent(tx: AsyncConnection, platform: str, since: datetime, limit: int) -> list[Recent]:
    """Those with a turn ``since``, the latest first; nobody who is being erased."""
    noted = sa.and_(timers.c.person_id == conversations.c.person_id, timers.c.name == AT)
    query = (
        sa.select(conversations.c.person_id, conversations.c.updated_at, timers.c.due_at)
        .join(persons, persons.c.id == conversations.c.person_id)
        .outerjoin(timers, noted)
        .where(persons.c.platform == platform, ~persons.c.erasing, conversations.c.updated_at >= since)
        .order_by(conversations.c.updated_at.desc())
        .limit(limit)
    )
    return [
        Recent(person_id=PersonId(row.person_id), at=row.updated_at if row.due_at is None else row.due_at - KEPT)
        for row in await tx.execute(query)
    ]


def _reactions(person_id: PersonId) -> sa.Select[tuple[str, str]]:
    mine = timers.c.name.startswith(REACTION, autoescape=True)
    return sa.select(timers.c.name, timers.c.subject).where(timers.c.person_id == person_id, mine)
