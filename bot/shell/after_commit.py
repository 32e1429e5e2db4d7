"""Does the work that a turn left for after its commit: fetch photos, erase bytes, forget a person.

Each todo starts at once, and again after a restart, until its timer is gone. Each may be done twice without harm.
Fetching a photo:  1 ask the limits, before a byte is read  2 fetch, counting bytes  3 encrypt into a file
                   4 row and check in one transaction
Forgetting:        ``bot.shell.forget_me``
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager
from functools import partial
from typing import TYPE_CHECKING, assert_never
from weakref import WeakValueDictionary

from bot.conversation.events import Event, PhotoNotStored
from bot.ports import PostRefused, Upload
from bot.shell import store, todo, usage_limits, verifying
from bot.shell.cause import Cause
from bot.shell.forget_me import forget_person
from bot.shell.shell import Shell
from bot.shell.strikes import TELL_AT, Strikes
from bot.shell.todo import ErasePhotos, EraseVariant, Forget, KeepPhoto, Todo, VerifyPicture
from storage.consent import ledger
from storage.errors import DiskFull, StorageError
from storage.failpoints import failpoint
from storage.logs import log
from storage.people import conversations, persons
from storage.pictures import photos
from storage.queue import jobs
from storage.records import InspectRequest, Lane, ObjectId, ObjectKind, PersonId, Purpose

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

FETCHES_AT_ONCE = 4  # two times 25 MB in memory for each (research/queue.md E)
VERIFIES_AT_ONCE = 2  # one child with 1 s of processor time each

Turn = Callable[[PersonId, Cause], Awaitable[None]]
Alone = Callable[[PersonId], AbstractAsyncContextManager[None]]


class AfterCommit:
    """``turn`` and ``alone``: those of the ``Runner``."""

    def __init__(self, shell: Shell, *, turn: Turn, alone: Alone, strikes: Strikes) -> None:
        self._shell = shell
        self._turn = turn
        self._alone = alone
        self._strikes = strikes
        self._underway: dict[tuple[str, str, str], asyncio.Task[None]] = {}
        self._failures: dict[tuple[str, str, str], int] = {}  # in a row
        self._verifying = asyncio.Semaphore(VERIFIES_AT_ONCE)
        self._fetching = asyncio.Semaphore(FETCHES_AT_ONCE)
        self._own_turn: WeakValueDictionary[PersonId, asyncio.Lock] = WeakValueDictionary()

    def start(self, todos: Iterable[Todo]) -> None:
        """Returns at once. What is underway already is not started a second time."""
        for each in todos:
            if each.key not in self._underway:
                task = asyncio.create_task(self._do(each), name=each.name)
                self._underway[each.key] = task
                task.add_done_callback(partial(self._over, each.key))

    def _over(self, key: tuple[str, str, str], _task: asyncio.Task[None]) -> None:
        self._underway.pop(key, None)

    def is_forgetting(self, person_id: PersonId) -> bool:
        return Todo(person_id=person_id, work=Forget()).key in self._underway

    async def idle(self) -> None:
        """Waits until nothing is underway."""
        while self._underway:
            await asyncio.gather(*self._underway.values(), return_exceptions=True)

    async def stop(self) -> None:
        """Cancels what is underway. It is stored and starts again next time."""
        for task in self._underway.values():
            task.cancel()
        await asyncio.gather(*self._underway.values(), return_exceptions=True)

    async def _do(self, each: Todo) -> None:
        try:
            match each.work:
                case KeepPhoto():
                    # One after the other for each person: in their order, and never past a limit together.
                    own_turn = self._own_turn.setdefault(each.person_id, asyncio.Lock())
                    async with own_turn, self._fetching:
                        await self._keep(each, each.work)
                case VerifyPicture(upload=upload):
                    async with self._verifying:
                        await self._verify(each, upload)
                case EraseVariant(variant_id=variant_id):
                    await store.erase_variant(self._shell, each.person_id, variant_id)
                    await self._shell.registry.refresh(self._shell.storage)
                    await self._tick_off(each)
                case ErasePhotos(photo_id=photo_id):
                    await store.erase_photos(self._shell, each.person_id, photo_id)
                    await self._tick_off(each)
                case Forget():
                    await forget_person(self._shell, each.person_id)
                case _:
                    assert_never(each.work)
        except Exception as broken:
            # Written down, so tried again by the timers; loud, since an erasure that fails must not go unseen.
            log.error("todo.failed", kind=each.name, error=type(broken).__name__)
            await self._again_soon(each, broken)
        else:
            self._failures.pop(each.key, None)

    async def _again_soon(self, each: Todo, broken: Exception) -> None:
        """Tries again later; a failed erasure within seconds, since what was in its way is usually gone by then.

        A photo that cannot be kept, whatever is wrong with it, is told to its person in the end.
        """
        failures = self._failures[each.key] = self._failures.get(each.key, 0) + 1
        if failures == TELL_AT:
            self._strikes.tell(f"{each.name} fails again and again ({type(broken).__name__}). The rest goes on.")
        pause = todo.pause_after(failures) if todo.erases(each.name) else todo.AGAIN_AFTER
        with contextlib.suppress(StorageError, OSError):  # then the timer stays as it was written
            if isinstance(each.work, KeepPhoto) and failures >= TELL_AT:
                await self._not_stored(each, usage_limits.Refusal(code="not_available"))
                return
            async with self._shell.storage.db.write() as tx:
                await todo.again(tx, each, self._shell.storage.clock.now() + pause)

    async def _tick_off(self, each: Todo) -> None:
        failpoint("todo.erased")
        async with self._shell.storage.db.write() as tx:
            await todo.done(tx, each)

    # --- one picture to verify ------------------------------------------------------------------------------------

    async def _verify(self, each: Todo, upload: Upload | None) -> None:
        """Fetches without consent, since nothing is kept: the bytes end with this call."""
        answer = await verifying.read(self._shell, each.person_id, upload)

        async def cause(tx: AsyncConnection) -> Event | None:
            await todo.done(tx, each)
            return answer

        await self._turn(each.person_id, cause)

    # --- one offered photo ----------------------------------------------------------------------------------------

    async def _keep(self, each: Todo, work: KeepPhoto) -> None:
        person_id = each.person_id
        storage = self._shell.storage
        if work.upload is None:
            await self._not_stored(each, usage_limits.Refusal(code="not_available"))
            return
        # 1 ask the limits, before a byte is read
        async with storage.db.write() as tx:
            refusal = await usage_limits.may_keep(self._shell, tx, person_id, work.upload)
            address = await persons.address_of(storage, tx, person_id)
        if refusal is not None:
            await self._not_stored(each, refusal)
            return
        failpoint("keep.allowed")
        # 2 fetch, counting bytes
        platform = self._shell.platforms[address.platform]
        try:
            data = await platform.fetch(address, work.upload, usage_limits.photo_bytes(platform))
        except PostRefused as refused:
            code = "too_big" if refused.code == "too_big" else "not_available"
            await self._not_stored(each, usage_limits.Refusal(code=code))
            return
        failpoint("keep.fetched")
        # 3 encrypt into a file
        try:
            object_id = await storage.vault.write(person_id, data, ObjectKind.PHOTO)
        except DiskFull:
            await self._not_stored(each, usage_limits.Refusal(code="vault_full"))
            return
        # 4 row and check in one transaction
        await self._store(each, object_id, len(data))

    async def _store(self, each: Todo, object_id: ObjectId, size: int) -> None:
        """Takes no turn: there is nothing to say before the photo's verdict, which is an event of its own."""
        storage = self._shell.storage
        try:
            async with self._alone(each.person_id), storage.db.write() as tx:
                kept = await self._record(tx, each, object_id, size)
        except StorageError as refused:
            # Consent was withdrawn while the photo was on its way.
            log.info("photo.dropped", code=refused.code)
            kept = False
        if not kept:
            await storage.vault.discard(object_id)
            await self._not_stored(each, usage_limits.Refusal(code="not_available"))

    async def _record(self, tx: AsyncConnection, each: Todo, object_id: ObjectId, size: int) -> bool:
        """Writes the photo's row, queues its check and ends the todo. False when the person was erased meanwhile.

        Raises ``ConsentMissing``.
        """
        storage, person_id = self._shell.storage, each.person_id
        await conversations.alone(tx, person_id)
        person = await persons.get(tx, person_id)
        if person is None or person.erasing:
            return False
        now = storage.clock.now()
        terms = (await store.load_state(tx, person_id))[0].terms
        expires_at = now + store.photo_retention(self._shell, terms)
        await storage.vault.record(tx, object_id, person_id, ObjectKind.PHOTO, size, expires_at)
        photo = await photos.add(tx, person_id, object_id, now, expires_at)
        comparison = Purpose.COMPARISON in await ledger.living(tx, person_id)
        request = InspectRequest(
            photo_id=photo.id, comparison=comparison, language=person.language, looks=tuple(sorted(terms.looks))
        )
        await jobs.enqueue(tx, person_id, Lane.INSPECT, request, key=f"inspect:{photo.id}", now=now)
        await todo.done(tx, each)
        failpoint("keep.recorded")
        return True

    async def _not_stored(self, each: Todo, refusal: usage_limits.Refusal) -> None:
        async def cause(tx: AsyncConnection) -> Event | None:
            await todo.done(tx, each)
            return PhotoNotStored(code=refusal.code, again_at=refusal.again_at)

        await self._turn(each.person_id, cause)
