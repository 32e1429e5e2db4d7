"""Erases one person. Every step can be repeated, so a run that was killed is begun again at the next start.

    1  mark       no new work is accepted; jobs are cancelled; messages to delete are queued
    2  list       the person's random id goes on the erasure list, outside the data folder
    3  key        their key is destroyed: from now on nobody can read anything of theirs
    4  epoch      a new master key, and new keys above theirs: older copies of the key ring cannot be decrypted any more
    5  bytes      their files are unlinked (before rows: unlinking needs no room on a full disk)
    6  rows       their rows are deleted from every table
    7  pages      SQLite's write-ahead log is overwritten
    8  close      an audit line without content, and the receipt

A program that keeps reading the database (a backup, an open shell) keeps erased pages in the write-ahead log. The
erasure still ends; the receipt names the log, and each purge overwrites it again.

A step that fails stops the run with its error: ``EraseIncomplete``, or one of the disk or the database. It is never
swallowed and never reported as done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from storage import audit
from storage.db import schema
from storage.errors import DiskFull, EraseIncomplete
from storage.failpoints import failpoint
from storage.logs import log
from storage.pictures import staff_directory
from storage.queue.line import line_of
from storage.records import ObjectId, PersonId
from storage.retention import key_epochs, message_deletions, receipt
from storage.retention.erasure_list import ErasedList
from storage.retention.erasure_notices import TELLING
from storage.retention.erasure_start import BY_CLOCK, LOST, SENT, mark
from storage.retention.receipt import DeletionReceipt

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from storage.store import Storage

Step = Callable[["Storage", PersonId], Awaitable[None]]

_e = schema.erasures.c
# Stored among the counts until the receipt is written; ``_EPOCH`` is in seconds since 1970.
_EPOCH, _COPY, _PAGES, _LEDGER = "epoch_at", "copy_is_old", "pages_are_read", "ledger_line"
_VOLUME = "keys_are_shared"
_JOURNAL_TRIES, _JOURNAL_WAIT_S = 4, 0.25  # a person waits this long for readers to finish


async def forget(storage: Storage, person_id: PersonId) -> DeletionReceipt:
    """Erases everything of this person and returns the receipt. Raises ``NotFound`` for an unknown person.

    Raises ``EraseIncomplete``, ``DiskFull``, ``StorageBusy``: then it is unfinished and resumes at the next start.
    """
    (receipt,) = await forget_all(storage, [person_id])
    return receipt


async def forget_all(storage: Storage, person_ids: Sequence[PersonId]) -> list[DeletionReceipt]:
    """``forget`` for several: each step for everybody, so that one new master key does for all of them."""
    for name, step in STEPS:
        for person_id in person_ids:
            await _with_room(storage, person_id, step)
            failpoint_after(name)
    return [await _close(storage, person_id) for person_id in person_ids]


async def resume_all(storage: Storage) -> list[DeletionReceipt]:
    """Run it before anything is accepted. It erases again whoever a restored backup brought back, and finishes every
    erasure that a killed process began.
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
    """The people whose erasure was begun and not closed, because the process was killed or a step failed."""
    async with storage.db.read() as tx:
        open_ones = sa.select(_e.erased_person).where(_e.finished_at.is_(None)).order_by(_e.requested_at)
        return [PersonId(found) for found in (await tx.execute(open_ones)).scalars()]


# --- the steps ----------------------------------------------------------------------------------------------------


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
    began_at = await key_epochs.renew_if_erased(storage)
    told = {_EPOCH: int(began_at.timestamp()), _COPY: int(not await key_epochs.keep_copy_latest(storage))}
    await _note(storage, person_id, "epoch", told)


async def unlink_bytes(storage: Storage, person_id: PersonId) -> None:
    await storage.vault.unlink(await _objects_of(storage, person_id))
    await _note(storage, person_id, "bytes")


async def delete_rows(storage: Storage, person_id: PersonId) -> None:
    async with storage.db.write() as tx:
        try:
            await line_of(tx).forget(tx, person_id)
            for table in schema.tables_of_a_person():
                whose = table.c.id if table is schema.persons else table.c.person_id
                await tx.execute(sa.delete(table).where(whose == person_id))
        except IntegrityError as held:
            # A table that the loop missed still refers to the person: the database itself refuses.
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
    if await storage.keys.has(person_id):
        raise EraseIncomplete  # no receipt while the key still exists
    now = storage.clock.now()
    async with storage.db.write() as tx:
        closing = sa.update(schema.erasures).where(_e.erased_person == person_id, _e.finished_at.is_(None))
        if (await tx.execute(closing.values(finished_at=now, step="close"))).rowcount:
            counts = (await tx.execute(sa.select(_e.counts).where(_e.erased_person == person_id))).scalar_one()
            line = await audit.add(tx, "person.erased", now, detail="clock" if counts.get(BY_CLOCK) else "")
            told = {**counts, _LEDGER: line.number, _VOLUME: int(storage.home.shared_keys is not None)}
            await tx.execute(sa.update(schema.erasures).where(_e.erased_person == person_id).values(counts=told))
        given = await receipt_of(tx, person_id)
    failpoint("forget.closed")
    log.info("person.erased", left=given.messages_waiting)
    return given


async def receipt_of(tx: AsyncConnection, person_id: PersonId) -> DeletionReceipt:
    """The receipt of an erasure that was closed."""
    row = (await tx.execute(sa.select(schema.erasures).where(_e.erased_person == person_id))).mappings().one()
    messages_waiting = await message_deletions.waiting(tx, row["id"])
    counts: dict[str, int] = dict(row["counts"])
    lost, epoch_at, old_copy, being_read = (counts.pop(name, 0) for name in (LOST, _EPOCH, _COPY, _PAGES))
    for name in (BY_CLOCK, TELLING):
        counts.pop(name, None)
    line, shared_keys, elsewhere = (counts.pop(name, 0) for name in (_LEDGER, _VOLUME, SENT))
    handed_over = await staff_directory.handed_over_before(tx, row["id"])
    may_remain = {
        receipt.DIRECTORY: handed_over,
        receipt.MESSAGES: messages_waiting or lost,
        receipt.KEYS_COPY: old_copy,
        receipt.JOURNAL: being_read,
        receipt.KEYS_VOLUME: shared_keys,
        receipt.ELSEWHERE: elsewhere,
    }
    left = (*receipt.ALWAYS_LEFT, *(code for code, remains in may_remain.items() if remains))
    return DeletionReceipt(
        id=row["id"],
        requested_at=row["requested_at"],
        key_destroyed_at=row["key_destroyed_at"],
        finished_at=row["finished_at"],
        copies_useless_from=datetime.fromtimestamp(epoch_at, UTC) if epoch_at else row["finished_at"],
        erased=counts,
        left=left,
        messages_waiting=messages_waiting,
        messages_lost=lost,
        directory_pictures=handed_over,
        ledger_line=line,
        ledger_hash=await audit.hash_of(tx, line),
    )


# --- around the steps ---------------------------------------------------------------------------------------------


async def _with_room(storage: Storage, person_id: PersonId, step: Step) -> None:
    """On a full disk deletes the ballast and the person's files, which needs no room, and tries the step again:
    forgetting must work when nothing else does.
    """
    try:
        await step(storage, person_id)
    except DiskFull:
        storage.vault.ballast.release()
        await storage.vault.unlink(await _objects_of(storage, person_id))
        await step(storage, person_id)


async def _objects_of(storage: Storage, person_id: PersonId) -> list[ObjectId]:
    async with storage.db.read() as tx:
        query = sa.select(schema.objects.c.id).where(schema.objects.c.person_id == person_id)
        return [ObjectId(found) for found in (await tx.execute(query)).scalars()]


async def _note(storage: Storage, person_id: PersonId, step: str, told: dict[str, int] | None = None) -> None:
    """Stores which step is done. This is information only: a resumed run repeats every step.

    ``told``: facts for the receipt.
    """
    async with storage.db.write() as tx:
        values: dict[str, object] = {"step": step}
        if told:
            # Another process may do the same erasure, or have taken the telling: neither may be overwritten.
            row = await tx.execute(sa.select(_e.counts).where(_e.erased_person == person_id).with_for_update())
            values["counts"] = {**(row.scalar() or {}), **told}
        await tx.execute(sa.update(schema.erasures).where(_e.erased_person == person_id).values(values))
