"""From a platform to a turn: written down, acknowledged, taken. Nothing that was acknowledged is lost or done twice.

    1  the person at the address; an unknown one is made known
    2  a row of the inbox, committed ahead of everything that waits at the database; a repeated event ends here
    3  the platform is told, and acknowledges
    4  the turn, of one person in their order: its transaction deletes the row
A process that dies before 2 has acknowledged nothing. One that dies later finds the row at its next start, and takes
the turn then. Of a photo only its reference is in the row: where the platform cannot fetch it by that any more, the
person is asked to send it again.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Coroutine
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

from bot.conversation.events import Event
from bot.ports import Arrival, Reacted
from bot.shell import payload
from bot.shell.cause import Cause
from bot.shell.loops import AGAIN_S, Loop
from bot.shell.runner import Runner
from bot.shell.strikes import OF_EVERYBODY
from bot.shell.todo import AGAIN_AFTER
from storage.errors import NotFound, StorageError, VaultDamaged
from storage.failpoints import failpoint
from storage.logs import log
from storage.people import conversations, heard, inbox, persons
from storage.queue import outbox
from storage.records import Person, PersonId
from storage.retention.erasure_start import runs_by_clock
from storage.store import Storage

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

TURNS_AT_ONCE = 64
MOST_WAITING = 4096  # events written down whose turn is still to come; past this, platforms wait
TRIES = 2  # to write something down that a full disk or a locked database refused
LONGEST_PAUSE_S = 60.0  # between two tries of a turn that they refused
CLOCK_TRIES, CLOCK_LOOK_S = 100, 0.1  # an erasure takes a second or two
LEFT_S = 30.0  # between two looks for what another bot left behind


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One row of the inbox. ``told``: None where it cannot be read; then the person is told that it went wrong."""

    id: int
    person_id: PersonId
    told: payload.Told | None


async def write_down(storage: Storage, arrival: Arrival, language: str) -> Heard | None:
    """The row, committed. None for what was heard before, and for somebody who is being erased as they asked."""
    person = await _met(storage, arrival, arrival.locale or language)
    if person is None:
        return None
    failpoint("hearing.person_found")
    now = storage.clock.now()
    until = arrival.heard_until or now
    told = payload.Told(event=arrival.event, terms=arrival.terms, until=until)
    sealed = await inbox.sealed(storage, person.id, payload.encode_told(told))
    try:
        async with storage.db.write(ahead=True) as tx:
            platform, event_id = arrival.address.platform, arrival.event_id
            number = await inbox.put(tx, person.id, platform=platform, event_id=event_id, event=sealed, now=now)
    except inbox.HeardBefore:
        return None
    if number is None:
        return None
    failpoint("hearing.written")
    return Heard(id=number, person_id=person.id, told=told)


async def take(runner: Runner, row: Heard) -> None:
    """Its turn; nothing where another process took it. Raises what storage raises: then the row stands."""
    if row.told is None:
        await runner.apologise(row.person_id, _gone(row))
    else:
        await runner.turn(row.person_id, _cause(runner.shell.storage, row, row.told), row.told.terms)


async def _met(storage: Storage, arrival: Arrival, language: str) -> Person | None:
    """The person at this address; None for a delivery repeated after /forget-me, which makes nobody known again.

    Whoever the clock erases at this very moment is met anew right after, so that nothing they say is lost.
    """
    address = arrival.address
    person = await persons.met(storage, address)
    if person is None:
        async with storage.db.read() as tx:
            if await conversations.was_seen(tx, address.platform, arrival.event_id):
                return None
        person = await persons.find_or_create(storage, address, language)
    for _ in range(CLOCK_TRIES):
        if not person.erasing or not await runs_by_clock(storage, person.id):
            break
        await asyncio.sleep(CLOCK_LOOK_S)
        person = await persons.find_or_create(storage, address, language)
    return person


def _cause(storage: Storage, row: Heard, told: payload.Told) -> Cause:
    async def cause(tx: AsyncConnection) -> Event | None:
        if not await inbox.done(tx, row.id):
            return None
        if not await _noted(tx, row.person_id, told, storage.clock.now()):
            return None
        await outbox.door_opened(tx, row.person_id, storage.clock.now())  # what waited for them comes first
        failpoint("door.opened")
        return told.event

    return cause


def _gone(row: Heard) -> Cause:
    """Only takes the row away."""

    async def cause(tx: AsyncConnection) -> Event | None:
        await inbox.done(tx, row.id)
        return None

    return cause


async def _noted(tx: AsyncConnection, person_id: PersonId, told: payload.Told, now: datetime) -> bool:
    """That they were heard, and which reactions of theirs stand. False for a reaction that stands already.

    Platforms repeat a reaction under another id, and what is read back after a pause has none.
    """
    await heard.note(tx, person_id, told.until)
    match told.event:
        case Reacted(emoji=vote, subject=subject, added=True, others=others):
            return any([await heard.reacted(tx, person_id, each, subject, now) for each in (vote, *others)])
        case Reacted(emoji=vote, subject=subject):
            await heard.unreacted(tx, person_id, vote, subject)
    return True


class Hearing:
    """For all platforms of one bot."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._storage = runner.shell.storage
        self._in_order: WeakValueDictionary[tuple[str, ...], asyncio.Lock] = WeakValueDictionary()
        self._room = asyncio.Semaphore(MOST_WAITING)
        self._turns = asyncio.Semaphore(TURNS_AT_ONCE)
        self._waiting: dict[PersonId, deque[Heard]] = {}
        self._known: set[int] = set()  # rows whose turn is to come here
        self._tasks: set[asyncio.Task[None]] = set()

    async def listen(self, arrival: Arrival) -> None:
        """Returns once there is room for it; the rest goes on by itself."""
        await self._room.acquire()
        self._go_on(self._hear(arrival))

    async def take_up(self) -> None:
        """What a process that died had written down, before anything new of the same people.

        Where other bots may be at work, what one of them has just heard is left to it for a minute.
        """
        until = self._storage.clock.now()
        await self._take_up(until if self._storage.db.is_sqlite else until - AGAIN_AFTER)

    def loop(self) -> Loop:
        """What another bot left behind is found within two minutes."""

        async def look() -> None:
            await self._take_up(self._storage.clock.now() - AGAIN_AFTER)

        return Loop(look=look, wait=lambda: asyncio.sleep(LEFT_S))

    async def close(self, timeout_s: float) -> None:
        """Waits up to ``timeout_s`` seconds for turns; the rest stands written down for the next start."""
        while self._tasks:
            ended, left = await asyncio.wait(self._tasks, timeout=timeout_s)
            if not ended:
                log.error("hearing.undrained", amount=len(left))
                for task in left:
                    task.cancel()
                await asyncio.gather(*left, return_exceptions=True)

    async def _hear(self, arrival: Arrival) -> None:
        """Tells the platform whether it is written down, also that it was before."""
        who = (arrival.address.platform, arrival.address.workspace, arrival.address.user)
        kept, row = False, None
        try:
            async with self._in_order.setdefault(who, asyncio.Lock()):
                kept, row = await self._written_down(arrival)
                if row is not None:
                    self._wait(row)
        finally:
            if row is None:
                self._room.release()
            if arrival.written is not None:
                arrival.written(kept)

    async def _written_down(self, arrival: Arrival) -> tuple[bool, Heard | None]:
        """Whether it need not be said again, and the row whose turn comes."""
        for left in reversed(range(TRIES)):
            try:
                return True, await write_down(self._storage, arrival, self._runner.shell.settings.language)
            except (StorageError, OSError) as broken:
                log.error("hearing.failed", error=type(broken).__name__, retry=left)
            if left:
                await asyncio.sleep(AGAIN_S)
        return False, None

    async def _take_up(self, until: datetime) -> None:
        async with self._storage.db.read() as tx:
            rows = await inbox.waiting(tx, until, self._known)
        for row in rows:
            told = None
            try:
                told = payload.decode_told(await inbox.opened(self._storage, row.person_id, row.sealed))
            except NotFound:
                continue  # their key is destroyed, and the row goes with the rest
            except (VaultDamaged, ValueError) as unreadable:
                log.error("hearing.unreadable", error=type(unreadable).__name__)
            await self._room.acquire()
            self._wait(Heard(id=row.id, person_id=row.person_id, told=told))
        if rows:
            log.info("hearing.taken_up", amount=len(rows))

    def _wait(self, row: Heard) -> None:
        """Behind what its person did before."""
        self._known.add(row.id)
        if row.person_id in self._waiting:
            self._waiting[row.person_id].append(row)
            return
        self._waiting[row.person_id] = deque([row])
        self._go_on(self._take_all(row.person_id))

    async def _take_all(self, person_id: PersonId) -> None:
        line = self._waiting[person_id]
        try:
            while line:
                async with self._turns:
                    await self._take(line[0])
                self._known.discard(line.popleft().id)
                self._room.release()
        finally:
            del self._waiting[person_id]

    async def _take(self, row: Heard) -> None:
        """Until its turn is over. A full disk or a locked database passes; what is wrong with the row is told."""
        pause = AGAIN_S
        while True:
            try:
                return await take(self._runner, row)
            except OF_EVERYBODY as passing:
                log.error("turn.failed", error=type(passing).__name__)
            except Exception as broken:  # one person's row stops nobody else's
                log.error("turn.given_up", error=type(broken).__name__)
                row = Heard(id=row.id, person_id=row.person_id, told=None)
            await asyncio.sleep(pause)
            pause = min(LONGEST_PAUSE_S, pause * 2)

    def _go_on(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
