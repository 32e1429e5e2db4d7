"""The clock forgets people, too: whoever has had nothing here for long enough is erased as by ``/forget-me``.

| who | goes |
|---|---|
| agreed to something | ``CANDID_PERSON_DAYS`` after their last file went, or after their last yes if that was later |
| agreed to nothing: only reported, verified, read /help | at the end of the UTC day on which they came |
| has a picture in a staff directory | when the entry ends; until then only what the entry needs stays |

Nobody goes while they have a file, an open job or an open case, while something they did waits for its answer, or while
their talk is younger than two hours. Nobody
is told; the ledger gets its line. A person who agreed to nothing keeps the bot's messages in their chat: a case number
must outlive the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage import audit, policy
from storage.db import schema
from storage.queue import outbox
from storage.records import JobState, PersonId, Purpose
from storage.retention.erasure_start import begin_by_clock
from storage.retention.forget import forget_all

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

_p, _c, _d = schema.persons.c, schema.consents.c, schema.directory_entries.c
_DIRECTORY_YES = sa.and_(_c.purpose == Purpose.DIRECTORY, _c.withdrawn_at.is_(None))
_STAYS_WITH_ENTRY = frozenset({schema.persons.name, schema.directory_entries.name})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Due:
    person_id: PersonId
    agreed: bool


async def expire(storage: Storage) -> int:
    """Erases everybody whose time is over; returns how many. Raises what ``forget`` raises.

    Whoever has a picture in a directory loses everything but that: their row, that yes and the entry.
    """
    await _end_directory_yes(storage)
    for person_id in await _to_reduce(storage):
        await _reduce(storage, person_id)
    erased = 0
    while due := await _due(storage):
        begun = [each.person_id for each in due if await _begin(storage, each)]
        await forget_all(storage, begun)
        erased += len(begun)
        if len(begun) < len(due):
            return erased  # somebody came back at this moment; the next run looks again
    return erased


async def _begin(storage: Storage, due: _Due) -> bool:
    still = _time_is_over(storage, storage.clock.now())
    return await begin_by_clock(storage, due.person_id, if_still=still, with_messages=due.agreed)


async def _due(storage: Storage) -> list[_Due]:
    query = sa.select(_p.id, _agreed().label("agreed")).where(_time_is_over(storage, storage.clock.now()))
    async with storage.db.read() as tx:
        rows = (await tx.execute(query.order_by(_p.created_at).limit(policy.BATCH))).all()
    return [_Due(person_id=PersonId(row.id), agreed=row.agreed) for row in rows]


# --- whose time is over --------------------------------------------------------------------------------------------


def _time_is_over(storage: Storage, now: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(_rests(storage, now), ~_has(schema.directory_entries))


def _rests(storage: Storage, now: datetime) -> sa.ColumnElement[bool]:
    """A condition on ``persons``: nothing of theirs is held or under way, and the grace is over."""
    jobs, box = schema.jobs.c, schema.outbox.c
    open_job = (jobs.state.in_([JobState.QUEUED, JobState.RUNNING]), jobs.created_at > now - policy.JOB_OPEN)
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    unsaid = (box.state.in_([outbox.PENDING, outbox.SENDING]), box.created_at > now - policy.UNSAID)
    return sa.and_(
        ~_p.erasing,
        ~_has(schema.objects),
        ~_has(schema.jobs, *open_job),
        ~_has(schema.cases),
        ~_has(schema.inbox),
        ~_has(schema.conversations, schema.conversations.c.updated_at > now - policy.TALK_OPEN),
        sa.or_(
            sa.and_(_agreed(), _last_held() <= now - storage.settings.person_grace),
            sa.and_(~_agreed(), _p.created_at < midnight, ~_has(schema.outbox, *unsaid)),
        ),
    )


def _has(table: sa.Table, *which: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(table.c.person_id == _p.id, *which)


def _agreed() -> sa.ColumnElement[bool]:
    """Whether they ever said yes, or had a file."""
    return sa.or_(_has(schema.consents), _p.held_until.is_not(None))


def _last_held() -> sa.ColumnElement[datetime]:
    """The later of: when the last file went, when the last yes was given."""
    given = sa.select(sa.func.max(_c.given_at)).where(_c.person_id == _p.id).scalar_subquery()
    held = sa.func.coalesce(_p.held_until, given)
    return sa.case((given > held, given), else_=held)


# --- a picture in a directory outlives everything else here --------------------------------------------------------


async def _end_directory_yes(storage: Storage) -> None:
    """Without an entry the yes to the directory has ended."""
    none_left = ~sa.exists().where(_d.person_id == _c.person_id)
    async with storage.db.read() as tx:
        if (await tx.execute(sa.select(_c.id).where(_DIRECTORY_YES, none_left).limit(1))).first() is None:
            return
    async with storage.db.write() as tx:
        ended = sa.update(schema.consents).where(_DIRECTORY_YES, none_left)
        await tx.execute(ended.values(withdrawn_at=storage.clock.now()))


async def _to_reduce(storage: Storage) -> list[PersonId]:
    """Whose grace is over, who stand in a directory, and of whom more is here than that needs."""
    more = sa.or_(*(_has(table, *which) for table, which in _beside_the_entry()))
    where = (_rests(storage, storage.clock.now()), _has(schema.directory_entries), more)
    async with storage.db.read() as tx:
        found = (await tx.execute(sa.select(_p.id).where(*where).limit(policy.BATCH))).scalars()
        return [PersonId(person_id) for person_id in found]


async def _reduce(storage: Storage, person_id: PersonId) -> None:
    now = storage.clock.now()
    async with storage.db.write() as tx:
        still = sa.select(_p.id).where(_p.id == person_id, _rests(storage, now), _has(schema.directory_entries))
        if (await tx.execute(still)).first() is None:
            return  # they came back at this moment
        await _delete_beside_the_entry(tx, person_id)
        await audit.add(tx, "person.reduced", now)


async def _delete_beside_the_entry(tx: AsyncConnection, person_id: PersonId) -> None:
    for table, which in _beside_the_entry():
        await tx.execute(sa.delete(table).where(table.c.person_id == person_id, *which))


def _beside_the_entry() -> list[tuple[sa.Table, tuple[sa.ColumnElement[bool], ...]]]:
    """Every table with what a directory entry does not need, also a table added later."""
    tables = [table for table in schema.tables_of_a_person() if table.name not in _STAYS_WITH_ENTRY]
    return [(table, (~_DIRECTORY_YES,) if table is schema.consents else ()) for table in tables]
