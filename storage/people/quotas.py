"""Daily limits, counted without storing whom they count.

A counter's name is a keyed hash of person and purpose, salted by the day. It outlives ``/forget-me``, so forgetting is
no way around a limit. The salt and every counter are deleted when the UTC day ends.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage.db.database import upsert
from storage.db.schema import persons, quotas, salts
from storage.errors import NotFound
from storage.records import PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage


@dataclass(frozen=True, slots=True, kw_only=True)
class Spent:
    """``again_at``: when the limit starts anew; None when ``ok``."""

    ok: bool
    again_at: datetime | None = None


async def spend(  # noqa: PLR0917 - the seam agreed with the bot
    tx: AsyncConnection, storage: Storage, person_id: PersonId, what: str, limit: int, now: datetime
) -> Spent:
    """Counts one ``what`` ("check", "job") for today, unless ``limit`` is reached already."""
    ends = _end_of_day(now)
    await tx.execute(sa.delete(quotas).where(quotas.c.expires_at <= now))
    await tx.execute(sa.delete(salts).where(salts.c.expires_at <= now))
    counter = await _counter(tx, storage, person_id, what, now)
    spent = (await tx.execute(sa.select(quotas.c.spent).where(quotas.c.quota_hash == counter))).scalar() or 0
    if spent >= limit:
        return Spent(ok=False, again_at=ends)
    new = upsert(tx, quotas).values(quota_hash=counter, spent=1, expires_at=ends)
    one_more = {"spent": quotas.c.spent + 1}
    await tx.execute(new.on_conflict_do_update(index_elements=["quota_hash"], set_=one_more))
    return Spent(ok=True)


async def _counter(tx: AsyncConnection, storage: Storage, person_id: PersonId, what: str, now: datetime) -> str:
    lookup = (await tx.execute(sa.select(persons.c.lookup).where(persons.c.id == person_id))).scalar()
    if lookup is None:
        raise NotFound
    day = now.date().isoformat()
    new = upsert(tx, salts).values(day=day, salt=secrets.token_bytes(32), expires_at=_end_of_day(now))
    await tx.execute(new.on_conflict_do_nothing())
    salt = (await tx.execute(sa.select(salts.c.salt).where(salts.c.day == day))).scalar_one()
    key = storage.keys.derive(b"quota") + salt
    return hmac.new(key, f"{lookup}|{what}".encode(), hashlib.sha256).hexdigest()


def _end_of_day(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
