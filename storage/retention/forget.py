"""Erases one person. A saga: every step may be repeated, so a killed run is simply begun again at the next start.

    1  mark       no new work is accepted; jobs are cancelled; the messages to delete are remembered
    2  list       the person's random id goes on the erasure list, outside the data folder
    3  key        their key is destroyed: from here on nothing of theirs can be read by anyone
    4  epoch      a new master key wraps everybody else's: from here on older copies of the key ring open nothing
    5  bytes      their files are unlinked (before rows: that needs no room on a full disk)
    6  rows       every table that has rows about a person
    7  pages      what SQLite still holds in its write-ahead log is overwritten
    8  close      a line without content, and the receipt

A program that reads the database all the while (a backup, an open shell) keeps erased pages in the write-ahead log. It
holds no erasure back: the receipt names it, and each purge overwrites the log again.

A step that fails stops the run with its error: ``EraseIncomplete`` or what the disk or database said. It is never
swallowed and never reported as done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from storage.db import schema
from storage.db.driver import patiently
from storage.errors import DiskFull, EraseIncomplete, NotFound, VaultDamaged
from storage.failpoints import failpoint
from storage.ids import new_id
from storage.logs import log
from storage.people import persons
from storage.pictures import staff_directory
from storage.queue import job_queries, jobs, outbox
from storage.records import Address, ObjectId, PersonId
from storage.retention import erasure_notices, key_epochs, message_deletions
from storage.retention.erasure_list import ErasedList
from storage.retention.receipt import ALWAYS_LEFT, DIRECTORY, JOURNAL, KEYS_COPY, MESSAGES, DeletionReceipt

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

Step = Callable[["Storage", PersonId], Awaitable[None]]

_e = schema.erasures.c
_COUNTED = {
    "photos": schema.photos,
    "pictures": schema.variants,
    "files": schema.objects,
    "consents": schema.consents,
    "jobs": schema.jobs,
    "messages": schema.outbox,
}
# Kept with the counts until the receipt is written; ``_EPOCH`` in seconds since 1970.
_LOST, _EPOCH, _COPY, _PAGES = "messages_lost", "epoch_at", "copy_is_old", "pages_are_read"
_JOURNAL_TRIES, _JOURNAL_WAIT_S = 4, 0.25  # what a person waits for a reader to end


async def forget(storage: Storage, person_id: PersonId) -> DeletionReceipt:
    """Erases everything of this person and returns the receipt. Raises ``NotFound`` for nobody.

    Raises ``EraseIncomplete``, ``DiskFull``, ``StorageBusy``: then it is not done, and is resumed at the next start.
    """
    with patiently():
        for name, step in STEPS:
            await _with_room(storage, person_id, step)
            failpoint_after(name)
        return await _close(storage, person_id)


async def resume_all(storage: Storage) -> list[DeletionReceipt]:
    """Before anything is accepted: replays the erasure list over what a backup may have brought back, and ends
    every erasure that a killed process began.
    """
    ids = ErasedList(storage.home).ids()
    for person_id in ids & await storage.keys.held():
        await storage.keys.destroy(person_id)
        log.warning("erasure.replayed", kind="key")
    async with storage.db.read() as tx:
        back = {PersonId(found) for found in (await tx.execute(sa.select(schema.persons.c.id))).scalars()} & ids
    unfinished = frozenset(await half_done(storage))
    if back | unfinished:
        log.warning("erasure.resumed", count=len(back | unfinished))
    return [await forget(storage, person_id) for person_id in sorted(back | unfinished)]


async def half_done(storage: Storage) -> list[PersonId]:
    """Whose erasure was begun and not closed: by a killed process, or one that a reader or a full disk stopped."""
    async with storage.db.read() as tx:
        open_ones = sa.select(_e.erased_person).where(_e.finished_at.is_(None)).order_by(_e.requested_at)
        return [PersonId(found) for found in (await tx.execute(open_ones)).scalars()]


# --- the steps ----------------------------------------------------------------------------------------------------


async def mark(storage: Storage, person_id: PersonId) -> None:
    address = await _address(storage, person_id)
    now = storage.clock.now()
    async with storage.db.write() as tx:
        begun = (await tx.execute(sa.select(_e.id).where(_e.erased_person == person_id))).scalar()
        marked = sa.update(schema.persons).where(schema.persons.c.id == person_id).values(erasing=True)
        found = (await tx.execute(marked)).rowcount
        if begun is not None:
            return  # by a run that was killed: the rest of this transaction was done then
        if not found:
            raise NotFound
        await job_queries.hold_all(tx, person_id)
        await jobs.cancel(tx, person_id, (), now)
        refs, unknown = await _standing(tx, person_id)
        counts = {**await _counts(tx, person_id), _LOST: unknown if address else unknown + len(refs)}
        erasure_id = new_id()
        row = {"id": erasure_id, "erased_person": person_id, "step": "mark", "counts": counts, "requested_at": now}
        await tx.execute(sa.insert(schema.erasures).values(row))
        await staff_directory.owner_leaves(tx, person_id, erasure_id)
        if address is not None:
            await erasure_notices.add(storage, tx, erasure_id, person_id, address)
            await message_deletions.queue(storage, tx, erasure_id=erasure_id, address=address, refs=refs, now=now)


async def put_on_list(storage: Storage, person_id: PersonId) -> None:
    await asyncio.to_thread(ErasedList(storage.home).add, person_id)
    await _note(storage, person_id, "list")


async def destroy_key(storage: Storage, person_id: PersonId) -> None:
    await storage.keys.destroy(person_id)
    await _note(storage, person_id, "key")
    async with storage.db.write() as tx:
        first = sa.update(schema.erasures).where(_e.erased_person == person_id, _e.key_destroyed_at.is_(None))
        await tx.execute(first.values(key_destroyed_at=storage.clock.now()))


async def renew_epoch(storage: Storage, person_id: PersonId) -> None:
    began_at = await key_epochs.renew_if_stale(storage)
    told = {_EPOCH: int(began_at.timestamp()), _COPY: int(not await key_epochs.keep_copy_latest(storage))}
    await _note(storage, person_id, "epoch", told)


async def unlink_bytes(storage: Storage, person_id: PersonId) -> None:
    await storage.vault.unlink(await _objects_of(storage, person_id))
    await _note(storage, person_id, "bytes")


async def delete_rows(storage: Storage, person_id: PersonId) -> None:
    async with storage.db.write() as tx:
        try:
            for table in schema.tables_of_a_person():
                whose = table.c.id if table is schema.persons else table.c.person_id
                await tx.execute(sa.delete(table).where(whose == person_id))
        except IntegrityError as held:
            # A table that the list above forgot still points at the person: the database itself refuses.
            raise EraseIncomplete from held
        await tx.execute(sa.update(schema.erasures).where(_e.erased_person == person_id).values(step="rows"))


async def overwrite_pages(storage: Storage, person_id: PersonId) -> None:
    clean = await storage.db.checkpoint(tries=_JOURNAL_TRIES, wait_s=_JOURNAL_WAIT_S)
    await _note(storage, person_id, "pages", {_PAGES: int(not clean)})


STEPS: tuple[tuple[str, Step], ...] = (
    ("mark", mark),
    ("list", put_on_list),
    ("key", destroy_key),
    ("epoch", renew_epoch),
    ("bytes", unlink_bytes),
    ("rows", delete_rows),
    ("pages", overwrite_pages),
)


def failpoint_after(step: str) -> None:
    match step:
        case "mark":
            failpoint("forget.marked")
        case "list":
            failpoint("forget.listed")
        case "key":
            failpoint("forget.key_destroyed")
        case "epoch":
            failpoint("forget.epoch_renewed")
        case "bytes":
            failpoint("forget.bytes_unlinked")
        case "rows":
            failpoint("forget.rows_deleted")
        case _:
            failpoint("forget.pages_overwritten")


async def _close(storage: Storage, person_id: PersonId) -> DeletionReceipt:
    if person_id in await storage.keys.held():
        raise EraseIncomplete  # never a receipt for what is still there
    now = storage.clock.now()
    async with storage.db.write() as tx:
        closing = sa.update(schema.erasures).where(_e.erased_person == person_id, _e.finished_at.is_(None))
        if (await tx.execute(closing.values(finished_at=now, step="close"))).rowcount:
            await tx.execute(sa.insert(schema.audit).values(at=now, action="person.erased", amount=1))
        receipt = await receipt_of(tx, person_id)
    failpoint("forget.closed")
    log.info("person.erased", left=receipt.messages_waiting)
    return receipt


async def receipt_of(tx: AsyncConnection, person_id: PersonId) -> DeletionReceipt:
    """Of an erasure that was closed."""
    row = (await tx.execute(sa.select(schema.erasures).where(_e.erased_person == person_id))).mappings().one()
    messages_waiting = await message_deletions.waiting(tx, row["id"])
    counts: dict[str, int] = dict(row["counts"])
    lost, epoch_at, old_copy, being_read = (counts.pop(name, 0) for name in (_LOST, _EPOCH, _COPY, _PAGES))
    handed_over = await staff_directory.handed_over_before(tx, row["id"])
    left = [*ALWAYS_LEFT, *([DIRECTORY] if handed_over else [])]
    left += [MESSAGES] if messages_waiting or lost else []
    left += [*([KEYS_COPY] if old_copy else []), *([JOURNAL] if being_read else [])]
    return DeletionReceipt(
        id=row["id"],
        requested_at=row["requested_at"],
        key_destroyed_at=row["key_destroyed_at"],
        finished_at=row["finished_at"],
        copies_useless_from=datetime.fromtimestamp(epoch_at, UTC) if epoch_at else row["finished_at"],
        erased=counts,
        left=tuple(left),
        messages_waiting=messages_waiting,
        messages_lost=lost,
        directory_pictures=handed_over,
    )


# --- around the steps ---------------------------------------------------------------------------------------------


async def _with_room(storage: Storage, person_id: PersonId, step: Step) -> None:
    """On a full disk first the ballast goes, then the person's files (unlinking needs no room), then it is tried
    again: forgetting must work when nothing else does.
    """
    try:
        await step(storage, person_id)
    except DiskFull:
        storage.vault.blobs.release_ballast()
        await storage.vault.unlink(await _objects_of(storage, person_id))
        await step(storage, person_id)


async def _address(storage: Storage, person_id: PersonId) -> Address | None:
    """None once the key is gone: then nobody can say where the messages are."""
    try:
        async with storage.db.read() as tx:
            return await persons.address_of(storage, tx, person_id)
    except (NotFound, VaultDamaged):
        return None


async def _objects_of(storage: Storage, person_id: PersonId) -> list[ObjectId]:
    async with storage.db.read() as tx:
        query = sa.select(schema.objects.c.id).where(schema.objects.c.person_id == person_id)
        return [ObjectId(found) for found in (await tx.execute(query)).scalars()]


async def _counts(tx: AsyncConnection, person_id: PersonId) -> dict[str, int]:
    counts = {}
    for name, table in _COUNTED.items():
        query = sa.select(sa.func.count()).select_from(table).where(table.c.person_id == person_id)
        counts[name] = int((await tx.execute(query)).scalar_one())
    return counts


async def _standing(tx: AsyncConnection, person_id: PersonId) -> tuple[list[str], int]:
    """References of the bot's messages that stand in this person's chat, oldest first; and how many are being posted
    this very moment, so that nobody knows their reference.
    """
    o = schema.outbox.c
    query = sa.select(o.state, o.ref).where(o.person_id == person_id, o.verb == "post").order_by(o.id)
    rows = (await tx.execute(query)).all()
    refs = dict.fromkeys(row.ref for row in rows if row.state == outbox.SENT and row.ref)
    return list(refs), sum(row.state == outbox.SENDING for row in rows)


async def _note(storage: Storage, person_id: PersonId, step: str, told: dict[str, int] | None = None) -> None:
    """What the row says is known to be done. For people who look; a resumed run repeats every step all the same.

    ``told``: what the receipt must say of it.
    """
    async with storage.db.write() as tx:
        values: dict[str, object] = {"step": step}
        if told:
            row = await tx.execute(sa.select(_e.counts).where(_e.erased_person == person_id))
            values["counts"] = {**(row.scalar() or {}), **told}
        await tx.execute(sa.update(schema.erasures).where(_e.erased_person == person_id).values(values))
