"""Erases expired data. A query finds what is due, so a machine that was off erases it at its next start.

    1  lease      one run at a time; two at once would be harmless
    2  bytes      expired files in batches: unlinked first, rows second; pictures are marked expired
    3  messages   deletions of the bot's messages whose picture is gone are queued
    4  rows       every other row past its ``expires_at``, and rows of finished work
    5  people     whoever has had nothing here for the grace is erased (``idle_people.py``)
    6  pages      SQLite's write-ahead log is overwritten
    7  epoch      a new master key after a destroyed key or a day; the operator's copy of the keys is renewed

The next run repairs a crash anywhere: files without a row are orphans (``sweep``), rows without bytes are still due.
``sweep`` runs at start and daily. It removes what has no expiry: orphans, half-written files, keys of nobody, old logs.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import sqlalchemy as sa

from storage import policy
from storage.consent import wordings
from storage.db import schema
from storage.db.database import upsert
from storage.db.driver import patiently
from storage.db.leadership import leading
from storage.errors import DiskFull
from storage.failpoints import failpoint
from storage.ids import new_id
from storage.logs import KEEP_DAYS, log
from storage.queue import outbox
from storage.retention import expired_files, idle_people, key_epochs

if TYPE_CHECKING:
    from storage.store import Storage

LEASE = "purge"
# Not for step 4: step 2 deletes objects and photos; a picture's row stays a while to answer a late vote.
_OWN_STEP = frozenset({"objects", "photos", "variants"})

_GONE = "gone:"  # key of a queued deletion, followed by the message's reference
KEY_LENGTH = 200  # of the outbox

_o = schema.objects.c


@dataclass(frozen=True, slots=True, kw_only=True)
class PurgeReport:
    """``ran``: False when another process held the lease. ``people``: how many were erased. ``late_s``: seconds by
    which the earliest expiry was late.
    """

    ran: bool
    files: int = 0
    rows: int = 0
    messages: int = 0
    people: int = 0
    late_s: float = 0.0
    clean: bool = True  # whether the write-ahead log was overwritten; if not, the next run does it


@dataclass(frozen=True, slots=True, kw_only=True)
class SweepReport:
    orphans: int
    unfinished: int
    keys: int
    logs: int


async def purge(storage: Storage) -> PurgeReport:
    """Raises ``StorageBusy``, ``OSError``, and ``DiskFull`` even without the ballast: then it is unfinished."""
    with patiently():
        try:
            return await _purge(storage)
        except DiskFull:
            if not storage.vault.ballast.release():
                raise
            return await _purge(storage)


async def next_expiry(storage: Storage) -> datetime | None:
    """When the next file expires; None when there is none."""
    async with storage.db.read() as tx:
        query = sa.select(_o.expires_at).order_by(_o.expires_at).limit(1)
        return (await tx.execute(query)).scalar()


async def sweep(storage: Storage) -> SweepReport:
    """Removes what has no expiry. It is cheap enough for every start."""
    keys = 0
    with patiently():
        everybody = await _everybody(storage)
    for person_id in await storage.keys.of_nobody(everybody):
        keys += await storage.keys.destroy(person_id)
    failpoint("sweep.keys_dropped")
    unfinished = await storage.vault.sweep_and_count()
    report = SweepReport(
        orphans=await storage.vault.sweep_orphans(), unfinished=unfinished, keys=keys, logs=_drop_old_logs(storage)
    )
    swept = report.orphans + report.unfinished + report.keys + report.logs
    if swept:
        log.info("storage.swept", count=swept)
    return report


async def _purge(storage: Storage) -> PurgeReport:
    # 1 lease
    async with _alone(storage) as mine:
        return await _erase_what_is_due(storage) if mine else PurgeReport(ran=False)


async def _erase_what_is_due(storage: Storage) -> PurgeReport:
    failpoint("purge.leased")
    late = policy.late_by(await next_expiry(storage), storage.clock.now())
    if late > policy.LATE_AFTER:
        log.warning("purge.late", seconds=round(late.total_seconds()))
    files = await expired_files.erase(storage)
    messages = await _queue_message_deletions(storage)
    rows = await _expire_rows(storage)
    # 5 people
    people = await idle_people.expire(storage)
    # 6 pages
    clean = await storage.db.checkpoint()
    failpoint("purge.checkpointed")
    # 7 epoch
    await key_epochs.renew_if_stale(storage)
    await key_epochs.keep_copy_latest(storage)
    storage.vault.ballast.fill()
    if files or rows or people or not clean:
        log.info("purge.done", count=files, amount=rows, state="clean" if clean else "busy")
    return PurgeReport(
        ran=True,
        files=files,
        rows=rows,
        messages=messages,
        people=people,
        late_s=late.total_seconds(),
        clean=clean,
    )


# --- 1 lease ------------------------------------------------------------------------------------------------------


@asynccontextmanager
async def _alone(storage: Storage) -> AsyncIterator[bool]:
    """PostgreSQL's own lock ends with its holder; a row with an end is SQLite's way."""
    if not storage.db.is_sqlite:
        async with leading(storage.db, LEASE) as mine:
            yield mine
        return
    holder = new_id()
    try:
        yield await _take_lease(storage, holder)
    finally:
        await _drop_lease(storage, holder)


async def _take_lease(storage: Storage, holder: str) -> bool:
    now = storage.clock.now()
    held = schema.leases.c
    async with storage.db.write() as tx:
        row = (await tx.execute(sa.select(held.holder, held.until).where(held.name == LEASE))).first()
        hold = None if row is None else policy.Hold(holder=row.holder, until=row.until)
        if not policy.may_take(hold, holder, now):
            return False
        mine = {"holder": holder, "until": now + policy.LEASE}
        take = upsert(tx, schema.leases).values(name=LEASE, **mine)
        await tx.execute(take.on_conflict_do_update(index_elements=["name"], set_=mine))
    return True


async def _drop_lease(storage: Storage, holder: str) -> None:
    with suppress(DiskFull):  # it runs out by itself
        async with storage.db.write() as tx:
            mine = (schema.leases.c.name == LEASE, schema.leases.c.holder == holder)
            await tx.execute(sa.delete(schema.leases).where(*mine))


# --- 3 messages ---------------------------------------------------------------------------------------------------


async def _queue_message_deletions(storage: Storage) -> int:
    """Queues the deletion of the bot's messages whose picture is gone, for any reason; returns how many.

    What a message shows now counts: an edited one may show another picture or none.
    """
    box, later, queued = schema.outbox.c, schema.outbox.alias().c, schema.outbox.alias().c
    shown = box.payload["outgoing"]["picture"]["object_id"].as_string()
    edited = sa.exists().where(
        later.person_id == box.person_id, later.ref == box.ref, later.id > box.id, later.state == outbox.SENT
    )
    known = sa.exists().where(queued.person_id == box.person_id, queued.key == _key(box.ref))
    query = (
        sa.select(box.person_id, box.platform, box.ref, box.subject)
        .where(box.state == outbox.SENT, box.verb == outbox.POST, box.ref != "", shown.is_not(None))
        .where(shown.not_in(sa.select(_o.id)), ~edited, ~known)
        .order_by(box.id)
        .limit(policy.BATCH)
    )
    async with storage.db.read() as tx:
        if (await tx.execute(query.limit(1))).first() is None:
            return 0
    async with storage.db.write() as tx:
        rows = (await tx.execute(query)).all()
        for row in rows:
            await outbox.put(
                tx,
                person_id=row.person_id,
                platform=row.platform,
                key=f"{_GONE}{row.ref}"[:KEY_LENGTH],
                verb=outbox.DELETE,
                subject=row.subject,
                payload={"ref": row.ref},
                now=storage.clock.now(),
            )
    failpoint("purge.messages_queued")
    return len(rows)


def _key(ref: sa.ColumnElement[str]) -> sa.ColumnElement[str]:
    return sa.func.substr(sa.literal(_GONE).op("||")(ref), 1, KEY_LENGTH)


# --- 4 rows -------------------------------------------------------------------------------------------------------


async def _expire_rows(storage: Storage) -> int:
    now = storage.clock.now()
    erased = 0
    for table in schema.metadata.sorted_tables:
        if "expires_at" in table.c and table.name not in _OWN_STEP:
            erased += await _delete(storage, table, table.c.expires_at <= now)
    v, e = schema.variants.c, schema.erasures.c
    erased += await _delete(storage, schema.variants, v.expires_at <= now - policy.EXPIRED_ROW, v.object_id.is_(None))
    erased += await _delete(storage, schema.outcomes, schema.outcomes.c.at <= now - policy.OUTCOME_KEPT)
    waiting = sa.exists().where(schema.message_deletions.c.erasure_id == e.id)
    erased += await _delete(storage, schema.erasures, e.finished_at <= now - policy.RECEIPT_KEPT, ~waiting)
    erased += await _delete(storage, schema.wordings, wordings.unused())
    failpoint("purge.rows_deleted")
    return erased


async def _delete(storage: Storage, table: sa.Table, *which: sa.ColumnElement[bool]) -> int:
    """In batches, each in its own transaction, so the bot's writes run in between."""
    key = next(iter(table.primary_key))
    erased = 0
    while True:
        async with storage.db.read() as tx:
            if (await tx.execute(sa.select(key).where(*which).limit(1))).first() is None:
                return erased
        async with storage.db.write() as tx:
            batch = sa.select(key).where(*which).limit(policy.BATCH)
            erased += (await tx.execute(sa.delete(table).where(key.in_(batch)))).rowcount


# --- sweeping -----------------------------------------------------------------------------------------------------


async def _everybody(storage: Storage) -> frozenset[str]:
    async with storage.db.read() as tx:
        return frozenset((await tx.execute(sa.select(schema.persons.c.id))).scalars())


def _drop_old_logs(storage: Storage) -> int:
    oldest = f"candid-{storage.clock.now() - timedelta(days=KEEP_DAYS):%Y-%m-%d}.jsonl"
    old = [path for path in storage.home.logs.glob("candid-*.jsonl") if path.name < oldest]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
