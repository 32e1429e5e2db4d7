"""Carries the outbox to one platform: each row at least once, and exactly once where the platform lets that be known.

    1  the oldest row of each person that is due; a person's rows go out in order
    2  'sending' is committed before the call, so that a crash in between is seen, and so that no other bot takes the
       row while the call lasts (``bot.shell.calling``); needless where a repeated key is never shown twice
    3  the call: post, edit in place, delete, or react
    4  'sent' with the platform's reference, or tried again later, or set aside (``bot.shell.set_aside``)

Rows left 'sending' are looked for on the platform first (``bot.shell.recovery``).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager, nullcontext
from dataclasses import replace
from datetime import timedelta
from itertools import groupby

from bot.ports import DoorClosed, Platform, PostRefused, Reacts, Rendered, Text, TryLater
from bot.shell import payload, present
from bot.shell.calling import CutOff, Time, in_time
from bot.shell.loops import Loop
from bot.shell.recovery import MAYBE_TWICE, Recovery
from bot.shell.set_aside import OF_ITS_OWN, SetAside
from bot.shell.shell import Shell
from storage.errors import StorageError
from storage.failpoints import failpoint
from storage.logs import log
from storage.people import persons
from storage.queue import outbox
from storage.queue.outbox import OutboxRow
from storage.records import Address, Person
from storage.retention import message_deletions
from storage.retention.message_deletions import MessageDeletion

BATCH = 100
POLL_S = 1.0
PEOPLE_AT_ONCE = 8
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 300.0  # after an error of ours or the network's, doubling
GIVE_UP_AFTER = 20  # attempts: about an hour


class Delivery:
    """Carries the outbox of one platform. One per platform and process."""

    def __init__(self, shell: Shell, platform: Platform) -> None:
        self._shell = shell
        self._platform = platform
        self._exact = platform.capabilities.exact_posting
        self._gate = asyncio.Semaphore(PEOPLE_AT_ONCE)
        self._aside = SetAside(shell, platform.name)
        self._recovery = Recovery(shell, platform, self._aside)

    def loop(self) -> Loop:
        return Loop(look=self.carry, wait=lambda: self._shell.storage.waker.wait(outbox.TOPIC, POLL_S))

    async def recover(self) -> None:
        """Settles what a dead process left in the middle of a call. What another bot may be calling for is its own."""
        storage = self._shell.storage
        await self._recovery.run(None if storage.db.is_sqlite else storage.clock.now())

    async def carry(self) -> int:
        """Delivers everything due now; returns how many rows were tried."""
        storage = self._shell.storage
        if not self._exact:
            await self._recovery.run(storage.clock.now())
        async with storage.db.read() as tx:
            due = await outbox.due(tx, self._platform.name, storage.clock.now(), BATCH)
        by_person = sorted(due, key=lambda row: (row.person_id, row.id))
        queues = [list(rows) for _, rows in groupby(by_person, key=lambda row: row.person_id)]
        # Every queue ends before one's error is raised: a row still in a call must not be taken up a second time.
        ended = await asyncio.gather(*(self._in_order(rows) for rows in queues), return_exceptions=True)
        for error in ended:
            if error is not None:
                raise error
        return len(due) + await self.take_back()

    async def take_back(self) -> int:
        """Deletes messages of people who were erased; returns how many were tried."""
        storage = self._shell.storage
        async with storage.db.read() as tx:
            due = await message_deletions.due(storage, tx, self._platform.name, storage.clock.now(), BATCH)
        for deletion in due:
            await self._take_back_one(deletion)
        return len(due)

    async def _take_back_one(self, deletion: MessageDeletion) -> None:
        refused: PostRefused | None = None
        try:
            await self._platform.delete(deletion.address, deletion.ref)
        except PostRefused as said:
            refused = said
        except OSError:
            refused = PostRefused("unreachable", retry_after=_pause_s(deletion.attempts))
        except Exception as defect:
            log.error("deliver.crashed", kind="delete", error=type(defect).__name__)
            refused = PostRefused("defect", retry_after=_pause_s(deletion.attempts))
        failpoint("deliver.taken_back")
        now = self._shell.storage.clock.now()
        async with self._shell.storage.db.write() as tx:
            if refused is None:
                await message_deletions.taken(tx, deletion.id)
            elif refused.retry_after is not None and deletion.attempts < GIVE_UP_AFTER:
                await message_deletions.retry(tx, deletion.id, now + timedelta(seconds=refused.retry_after))
            else:
                await message_deletions.refused(tx, deletion.id, refused.code, now)

    async def _in_order(self, rows: Sequence[OutboxRow]) -> None:
        async with self._gate:
            closed: DoorClosed | None = None
            for row in rows:
                if closed is not None:
                    await self._aside.at_the_door(row, closed)
                    continue
                try:
                    settled = await self._deliver(row)
                except DoorClosed as refused:
                    closed = refused
                    await self._aside.at_the_door(row, refused)
                    continue
                except CutOff:
                    log.warning("deliver.cut_off", kind=row.verb)
                    return  # the row stays 'sending' until its time is over
                if not settled and row.verb != outbox.REACT:
                    return  # what comes after waits, so that nobody reads an answer before its question

    async def _deliver(self, row: OutboxRow) -> bool:
        """True when the row is settled, for good or for bad. Raises ``DoorClosed``, ``CutOff``."""
        # 2 'sending' is committed before the call
        storage, taken_s = self._shell.storage, asyncio.get_running_loop().time()
        if not self._exact:
            async with storage.db.write() as tx:
                if not await outbox.sending(tx, row, storage.clock.now()):
                    return False  # another bot has it: this one led until a moment ago
        failpoint("deliver.before_call")
        # 3 the call
        try:
            async with storage.db.read() as tx:
                person, address = await persons.with_address(storage, tx, row.person_id)
            async with self._in_time(row, taken_s) as time:
                ref = await self._call(row, person, address, time)
        except (DoorClosed, CutOff):
            raise
        except PostRefused as refused:
            return await self._refused(row, refused)
        except OF_ITS_OWN as broken:
            log.error("deliver.failed", kind=row.verb, error=type(broken).__name__)
            await self._aside.for_its_own_cause(row, f"defect.{type(broken).__name__}")
            return True
        except (OSError, StorageError) as broken:
            log.error("deliver.failed", kind=row.verb, error=type(broken).__name__)
            return await self._refused(row, PostRefused("unreachable", retry_after=_pause_s(row.attempts)))
        except Exception as defect:
            log.error("deliver.crashed", kind=row.verb, error=type(defect).__name__)
            await self._aside.for_its_own_cause(row, f"defect.{type(defect).__name__}")
            return True
        failpoint("deliver.after_call")
        # 4 'sent' with the platform's reference
        async with storage.db.write() as tx:
            known = await outbox.sent(tx, row.id, ref)
        failpoint("deliver.sent")
        if not known and ref:
            with contextlib.suppress(PostRefused, OSError):
                await self._platform.delete(address, ref)  # its person was erased meanwhile, or it stands already
        return True

    def _in_time(self, row: OutboxRow, taken_s: float) -> AbstractAsyncContextManager[Time]:
        return nullcontext(Time()) if self._exact else in_time(self._shell.storage, row, taken_s)

    async def _call(self, row: OutboxRow, person: Person, address: Address, time: Time) -> str:
        match row.verb:
            case outbox.POST:
                return await self._show(row, person, address, time)
            case outbox.DELETE:
                await self._take_away(row, address)
                return ""
            case outbox.REACT:
                await self._react(row, address)
                return ""
            case _:
                raise ValueError(row.verb)

    async def _show(self, row: OutboxRow, person: Person, address: Address, time: Time) -> str:
        """Posts, or edits the message that stands in the row's slot. One that cannot be edited any more is replaced."""
        message = await self._message(row, person)
        if message is None:
            raise PostRefused("expired")  # its picture is gone; a caption without it would say nothing
        standing = await self._standing(row)
        if standing:
            try:
                await self._platform.edit(address, standing[-1], message)
            except PostRefused as refused:
                if refused.retry_after is not None:
                    raise
            else:
                return standing[-1]
        time.must_last()
        ref = await self._platform.post(address, row.key, message)
        if standing:
            await self._replaced(row, address, standing)
        return ref

    async def _replaced(self, row: OutboxRow, address: Address, standing: Sequence[str]) -> None:
        """Takes the old wording away, so that nobody reads two. Where that is refused, both stand."""
        for ref in standing:
            with contextlib.suppress(PostRefused, OSError):
                await self._platform.delete(address, ref)
                failpoint("deliver.replaced")
                async with self._shell.storage.db.write() as tx:
                    await outbox.gone(tx, row.person_id, ref)

    async def _message(self, row: OutboxRow, person: Person) -> Rendered | None:
        waiting = payload.decode(row.payload)
        if row.maybe_twice:
            outgoing = replace(waiting.outgoing, lines=(*waiting.outgoing.lines, Text(key=MAYBE_TWICE)))
            waiting = replace(waiting, outgoing=outgoing)
        return await present.render(self._shell, person, waiting)

    async def _take_away(self, row: OutboxRow, address: Address) -> None:
        for ref in await self._standing(row):
            await self._platform.delete(address, ref)
            failpoint("deliver.deleted")
            async with self._shell.storage.db.write() as tx:
                await outbox.gone(tx, row.person_id, ref)

    async def _react(self, row: OutboxRow, address: Address) -> None:
        """Puts reactions on the message that this row names, if it still stands; one set aside may go out yet."""
        async with self._shell.storage.db.read() as tx:
            ref = await outbox.ref_of(tx, row.person_id, str(row.payload["of"]))
        if ref is None:
            raise TryLater("message_set_aside", LONGEST_PAUSE_S)
        if ref and isinstance(self._platform, Reacts):
            await self._platform.react(address, ref, tuple(row.payload["reactions"]))

    async def _standing(self, row: OutboxRow) -> list[str]:
        """References of this person's messages in the row's slot, or about its subject, oldest first."""
        if "ref" in row.payload:
            return [row.payload["ref"]]  # the purge names the very message
        if not row.slot and (row.verb == outbox.POST or not row.subject):
            return []
        async with self._shell.storage.db.read() as tx:
            return await outbox.refs_of(tx, row.person_id, slot=row.slot, subject="" if row.slot else row.subject)

    async def _refused(self, row: OutboxRow, refused: PostRefused) -> bool:
        log.info("deliver.refused", kind=row.verb, code=refused.code)
        worn_out = row.attempts >= GIVE_UP_AFTER and not isinstance(refused, TryLater)
        if refused.retry_after is None or worn_out:
            await self._aside.for_its_own_cause(row, refused.code)
            return True
        storage = self._shell.storage
        async with storage.db.write() as tx:
            if self._exact:
                await outbox.sending(tx, row, storage.clock.now())  # counts the try
            await outbox.retry(tx, row, storage.clock.now() + timedelta(seconds=refused.retry_after))
        return False


def _pause_s(attempts: int) -> float:
    return float(min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2**attempts))
