"""The conversation's rows: its state, its timers, and the events it has handled."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from storage.db import leadership
from storage.db.database import upsert
from storage.db.schema import conversations, seen_events, timers
from storage.records import PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

# A chat platform repeats an event that it thinks was lost, within minutes to an hour.
EVENT_KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timer:
    person_id: PersonId
    name: str
    subject: str
    due_at: datetime


async def alone(tx: AsyncConnection, person_id: PersonId) -> None:
    """Until ``tx`` ends no other bot takes a turn of this person. Call it first in the transaction."""
    await leadership.alone(tx, f"conversation {person_id}")


async def load(tx: AsyncConnection, person_id: PersonId) -> tuple[int, dict[str, Any]] | None:
    """(schema version, state) as stored, or None."""
    found = await tx.execute(
        sa.select(conversations.c.schema_version, conversations.c.state).where(conversations.c.person_id == person_id)
    )
    row = found.first()
    return None if row is None else (row.schema_version, row.state)


async def save(tx: AsyncConnection, person_id: PersonId, version: int, state: dict[str, Any], now: datetime) -> None:
    news = {"schema_version": version, "state": state, "updated_at": now}
    new = upsert(tx, conversations).values(person_id=person_id, **news)
    await tx.execute(new.on_conflict_do_update(index_elements=["person_id"], set_=news))


async def seen(tx: AsyncConnection, platform: str, event_id: str, now: datetime) -> bool:
    """True when this event was handled before; otherwise it counts as handled once ``tx`` commits.

    Only a hash is kept, for 24 h: an event's id can contain a person's.
    """
    event_hash = _event_hash(platform, event_id)
    new = upsert(tx, seen_events).values(event_hash=event_hash, expires_at=now + EVENT_KEPT)
    return (await tx.execute(new.on_conflict_do_nothing().returning(seen_events.c.event_hash))).first() is None


async def was_seen(tx: AsyncConnection, platform: str, event_id: str) -> bool:
    """Whether the event was handled before; changes nothing."""
    same = seen_events.c.event_hash == _event_hash(platform, event_id)
    return (await tx.execute(sa.select(seen_events.c.event_hash).where(same))).first() is not None


def _event_hash(platform: str, event_id: str) -> str:
    return hashlib.sha256(f"{platform}\0{event_id}".encode()).hexdigest()


async def set_timer(tx: AsyncConnection, person_id: PersonId, name: str, subject: str, due_at: datetime) -> None:
    """Sets a timer; it replaces one of the same name and subject."""
    new = upsert(tx, timers).values(person_id=person_id, name=name, subject=subject, due_at=due_at)
    same = ["person_id", "name", "subject"]
    await tx.execute(new.on_conflict_do_update(index_elements=same, set_={"due_at": due_at}))


async def move_timer(tx: AsyncConnection, person_id: PersonId, name: str, subject: str, due_at: datetime) -> None:
    """Changes when a timer is due; does nothing when there is none."""
    await tx.execute(sa.update(timers).where(*_timer(person_id, name, subject)).values(due_at=due_at))


async def cancel_timer(tx: AsyncConnection, person_id: PersonId, name: str, subject: str = "") -> None:
    await tx.execute(sa.delete(timers).where(*_timer(person_id, name, subject)))


async def due_timers(tx: AsyncConnection, now: datetime, limit: int = 100) -> list[Timer]:
    """Due at ``now`` or earlier, the most overdue first."""
    due = sa.select(timers).where(timers.c.due_at <= now).order_by(timers.c.due_at).limit(limit)
    return [_timer_of(row) for row in (await tx.execute(due)).mappings()]


async def timers_named(tx: AsyncConnection, prefix: str) -> list[Timer]:
    """Every timer whose name starts with ``prefix``, due or not, the earliest first."""
    query = sa.select(timers).where(timers.c.name.startswith(prefix, autoescape=True)).order_by(timers.c.due_at)
    return [_timer_of(row) for row in (await tx.execute(query)).mappings()]


async def timer_done(tx: AsyncConnection, timer: Timer) -> bool:
    """Deletes the timer. False when it was replaced or cancelled meanwhile: then it must not fire."""
    same = (*_timer(timer.person_id, timer.name, timer.subject), timers.c.due_at == timer.due_at)
    return bool((await tx.execute(sa.delete(timers).where(*same))).rowcount)


def _timer_of(row: sa.RowMapping) -> Timer:
    return Timer(person_id=PersonId(row["person_id"]), name=row["name"], subject=row["subject"], due_at=row["due_at"])


def _timer(person_id: PersonId, name: str, subject: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (timers.c.person_id == person_id, timers.c.name == name, timers.c.subject == subject)
