"""What a person did, written down before it is acknowledged and before it is answered.

A row lives from then until the transaction of its turn, which deletes it: what was acknowledged is done once, whenever
the process dies. It is sealed with the person's key, so erasing the key erases it. What the platform needs to answer at
once (a token of minutes, the address of a file) is no part of it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.columns import Instant
from storage.db.schema import inbox, persons
from storage.people import conversations
from storage.policy import UNTAKEN_KEPT
from storage.records import PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

_DOMAIN = "inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """``id`` grows: of one person, the lower one came first."""

    id: int
    person_id: PersonId
    sealed: bytes


async def sealed(storage: Storage, person_id: PersonId, event: bytes) -> bytes:
    """For ``put``. Raises ``NotFound`` once the person's key is destroyed."""
    return await storage.keys.seal(person_id, _DOMAIN, event)


async def opened(storage: Storage, person_id: PersonId, event: bytes) -> bytes:
    """Raises ``NotFound`` once the person's key is destroyed, ``VaultDamaged`` when it does not open."""
    return await storage.keys.unseal(person_id, _DOMAIN, event)


class HeardBefore(Exception):
    """An event with this id was written down before."""


async def put(
    tx: AsyncConnection, person_id: PersonId, *, platform: str, event_id: str, event: bytes, now: datetime
) -> int | None:
    """Returns the row's number, good once ``tx`` commits; None where the person is gone or being erased.

    Raises ``HeardBefore``, which undoes what ``tx`` did for it.
    """
    there = sa.select(
        persons.c.id, sa.literal(event), sa.literal(now, Instant), sa.literal(now + UNTAKEN_KEPT, Instant)
    ).where(persons.c.id == person_id, ~persons.c.erasing)
    columns = ["person_id", "event", "heard_at", "expires_at"]
    new = sa.insert(inbox).from_select(columns, there).returning(inbox.c.id)
    number: int | None = (await tx.execute(new)).scalar()
    if number is not None and await conversations.seen(tx, platform, event_id, now):
        raise HeardBefore
    return number


async def done(tx: AsyncConnection, number: int) -> bool:
    """Deletes the row. False when its turn was taken before, by this process or another."""
    return bool((await tx.execute(sa.delete(inbox).where(inbox.c.id == number))).rowcount)


async def waiting(tx: AsyncConnection, before: datetime, known: Collection[int] = ()) -> list[Waiting]:
    """Every row heard until ``before`` but those ``known``, in the order in which they came."""
    query = sa.select(inbox).where(inbox.c.heard_at <= before).order_by(inbox.c.id)
    rows = (await tx.execute(query)).all()
    return [
        Waiting(id=row.id, person_id=PersonId(row.person_id), sealed=row.event) for row in rows if row.id not in known
    ]
