"""How an erasure begins: the person is marked, their jobs end, and the bot's messages to delete are queued.

The steps after it are in ``forget.py``. What is stored here makes them resumable.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db import schema
from storage.errors import NotFound, VaultDamaged
from storage.ids import new_id
from storage.people import persons
from storage.pictures import staff_directory
from storage.queue import job_queries, jobs, outbox
from storage.records import Address, PersonId
from storage.retention import erasure_notices, message_deletions

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

# Stored among the counts until the erasure is closed.
LOST, BY_CLOCK, SENT = "messages_lost", "by_clock", "sent_elsewhere"

_e = schema.erasures.c
COUNTED = {
    "photos": schema.photos,
    "pictures": schema.variants,
    "files": schema.objects,
    "consents": schema.consents,
    "jobs": schema.jobs,
    "messages": schema.outbox,
}


async def mark(storage: Storage, person_id: PersonId) -> None:
    address = await _address(storage, person_id)
    async with storage.db.write() as tx:
        begun = (await tx.execute(sa.select(_e.id).where(_e.erased_person == person_id))).scalar()
        marked = sa.update(schema.persons).where(schema.persons.c.id == person_id).values(erasing=True)
        found = (await tx.execute(marked)).rowcount
        if begun is not None:
            return  # an earlier run committed the rest of this transaction
        if not found:
            raise NotFound
        erasure_id = await _begin(storage, tx, person_id, address)
        if address is not None:
            await erasure_notices.add(storage, tx, erasure_id, person_id, address)


async def begin_by_clock(
    storage: Storage, person_id: PersonId, *, if_still: sa.ColumnElement[bool], with_messages: bool
) -> bool:
    """Marks a person whose time is over; ``forget_all`` does the rest. Nobody is told.

    False when ``if_still``, a condition on their row, no longer holds: then nothing was changed.
    ``with_messages``: whether the bot's messages in their chat are deleted as well.
    """
    address = await _address(storage, person_id) if with_messages else None
    async with storage.db.write() as tx:
        holds = sa.select(schema.persons.c.id).where(schema.persons.c.id == person_id, if_still)
        if (await tx.execute(holds)).first() is None:
            return False
        await tx.execute(sa.update(schema.persons).where(schema.persons.c.id == person_id).values(erasing=True))
        await _begin(storage, tx, person_id, address, {BY_CLOCK: 1})
    return True


async def runs_by_clock(storage: Storage, person_id: PersonId) -> bool:
    """Whether this person is being erased at this moment because their time was over, not because they asked."""
    async with storage.db.read() as tx:
        open_one = sa.select(_e.counts).where(_e.erased_person == person_id, _e.finished_at.is_(None))
        counts = (await tx.execute(open_one)).scalar()
    return counts is not None and bool(counts.get(BY_CLOCK))


async def _begin(
    storage: Storage,
    tx: AsyncConnection,
    person_id: PersonId,
    address: Address | None,
    told: Mapping[str, int] = MappingProxyType({}),
) -> str:
    """The erasure's row, the end of its jobs, the messages to delete; returns the erasure's id."""
    now = storage.clock.now()
    await job_queries.hold_all(tx, person_id)
    await jobs.cancel(tx, person_id, (), now)
    refs, unknown = await _standing(tx, person_id)
    counts = {
        **await _counts(tx, person_id),
        **told,
        LOST: unknown if address else unknown + len(refs),
        SENT: int(await _is_elsewhere(tx, person_id, now)),
    }
    erasure_id = new_id()
    row = {"id": erasure_id, "erased_person": person_id, "step": "mark", "counts": counts, "requested_at": now}
    await tx.execute(sa.insert(schema.erasures).values(row))
    await staff_directory.owner_leaves(tx, person_id, erasure_id)
    if address is not None:
        await message_deletions.queue(storage, tx, erasure_id=erasure_id, address=address, refs=refs, now=now)
    return erasure_id


# --- what is found before anything goes ----------------------------------------------------------------------------


async def _address(storage: Storage, person_id: PersonId) -> Address | None:
    """None once the key is destroyed: then nobody can tell where the messages are."""
    try:
        async with storage.db.read() as tx:
            return await persons.address_of(storage, tx, person_id)
    except (NotFound, VaultDamaged):
        return None


async def _counts(tx: AsyncConnection, person_id: PersonId) -> dict[str, int]:
    counts = {}
    for name, table in COUNTED.items():
        query = sa.select(sa.func.count()).select_from(table).where(table.c.person_id == person_id)
        counts[name] = int((await tx.execute(query)).scalar_one())
    return counts


async def _is_elsewhere(tx: AsyncConnection, person_id: PersonId, now: datetime) -> bool:
    """Whether another machine was sent a photo of theirs to redraw, and its hours are not over."""
    p = schema.persons.c
    kept = sa.select(p.id).where(p.id == person_id, p.elsewhere_until > now)
    return (await tx.execute(kept)).first() is not None


async def _standing(tx: AsyncConnection, person_id: PersonId) -> tuple[list[str], int]:
    """(References of the bot's messages that stand in this person's chat, oldest first; how many are being posted now
    and have no reference yet.)
    """
    o = schema.outbox.c
    query = sa.select(o.state, o.ref).where(o.person_id == person_id, o.verb == outbox.POST).order_by(o.id)
    rows = (await tx.execute(query)).all()
    refs = dict.fromkeys(row.ref for row in rows if row.state == outbox.SENT and row.ref)
    return list(refs), sum(row.state == outbox.SENDING for row in rows)
