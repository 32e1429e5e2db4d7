"""The queue of the bot's messages to delete after an erasure.

Address and reference of a message are encrypted with a house key, since the person's own key is destroyed. A row is
deleted once the platform has deleted the message or refused for good. The receipt says how many were waiting.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage import audit
from storage.db import schema
from storage.db.database import note_hint
from storage.policy import MESSAGE_DELETION_KEPT
from storage.queue.outbox import TOPIC
from storage.records import Address

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

_DOMAIN = "message_deletion"
_d = schema.message_deletions.c


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageDeletion:
    """One message to delete. ``attempts``: how often it was tried."""

    id: int
    platform: str
    address: Address
    ref: str
    attempts: int


async def queue(
    storage: Storage, tx: AsyncConnection, *, erasure_id: str, address: Address, refs: Iterable[str], now: datetime
) -> int:
    """Queues the messages ``refs`` in the chat of ``address``; returns how many."""
    targets = [{"address": asdict(address), "ref": ref} for ref in refs]
    rows = [
        {
            "erasure_id": erasure_id,
            "platform": address.platform,
            "target": storage.keys.seal_for_house(_DOMAIN, json.dumps(target).encode()),
            "not_before": now,
            "expires_at": now + MESSAGE_DELETION_KEPT,
        }
        for target in targets
    ]
    if rows:
        await tx.execute(sa.insert(schema.message_deletions), rows)
        note_hint(tx, TOPIC)
    return len(rows)


async def due(
    storage: Storage, tx: AsyncConnection, platform: str, now: datetime, limit: int = 100
) -> list[MessageDeletion]:
    """The messages of one platform to delete now, oldest first."""
    query = sa.select(_d.id, _d.platform, _d.target, _d.attempts).where(_d.platform == platform, _d.not_before <= now)
    found: list[MessageDeletion] = []
    for row in (await tx.execute(query.order_by(_d.id).limit(limit))).all():
        target = json.loads(storage.keys.unseal_for_house(_DOMAIN, row.target))
        address = Address(**target["address"])
        found.append(
            MessageDeletion(id=row.id, platform=row.platform, address=address, ref=target["ref"], attempts=row.attempts)
        )
    return found


async def taken(tx: AsyncConnection, deletion_id: int) -> None:
    """The message is deleted, or was gone already: deletes its row."""
    await tx.execute(sa.delete(schema.message_deletions).where(_d.id == deletion_id))


async def retry(tx: AsyncConnection, deletion_id: int, not_before: datetime) -> None:
    """Tries again at ``not_before``."""
    values = {"not_before": not_before, "attempts": _d.attempts + 1}
    await tx.execute(sa.update(schema.message_deletions).where(_d.id == deletion_id).values(values))


async def refused(tx: AsyncConnection, deletion_id: int, code: str, now: datetime) -> None:
    """The platform refused for good: deletes the row; an audit line without content says that a message stands."""
    await taken(tx, deletion_id)
    await audit.add(tx, "message_deletion.refused", now, detail=code)


async def waiting(tx: AsyncConnection, erasure_id: str) -> int:
    """How many messages of one erasure are still to be deleted."""
    query = sa.select(sa.func.count()).select_from(schema.message_deletions).where(_d.erasure_id == erasure_id)
    return int((await tx.execute(query)).scalar_one())
