"""One turn of a conversation, from an event to its effects. Nothing else steps the machine or changes a person's state.

    1  one person at a time: their lock, in this process and on the database for every other bot
    2  begin the transaction; drop an event that was heard before
    3  load the state and the facts
    4  step: the pure conversation decides
    5  write down what it decided: messages, jobs, consents, timers, and what must be done after the commit
    6  save the state and commit, all at once or not at all
    7  do what could not be done inside a transaction: fetch photos, erase bytes, forget

A crash before 6 leaves nothing behind, and the event is heard again where the platform repeats it. A crash after 6
loses nothing: what step 7 does is stored as timers of the shell (``bot.shell.todo``).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.conversation import machine
from bot.conversation.effects import Effect
from bot.conversation.events import Event
from bot.ports import Arrival, Outgoing, Reacted, Text
from bot.shell import store
from bot.shell.after_commit import AfterCommit
from bot.shell.cause import Cause
from bot.shell.perform import Later, perform, say
from bot.shell.shell import Shell
from bot.shell.strikes import Strikes
from bot.shell.todo import Todo
from bot.terms import Terms
from storage.errors import StorageError
from storage.failpoints import failpoint
from storage.logs import log
from storage.people import conversations, heard, persons
from storage.queue import outbox
from storage.records import Address, Person, PersonId
from storage.retention.erasure_start import runs_by_clock

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

SORRY = "went-wrong"
CLOCK_TRIES, CLOCK_LOOK_S = 100, 0.1  # an erasure takes a second or two
MOST_STEPS = 20  # a turn that feeds itself more events than this is a defect, not a conversation


class Runner:
    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.strikes = Strikes(shell.notice)
        self.after_commit = AfterCommit(shell, turn=self.turn, alone=self._alone, strikes=self.strikes)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def arrive(self, arrival: Arrival) -> None:
        """Hears something a person did. Events of one person are taken in the order in which they arrived."""
        address = arrival.address
        storage = self.shell.storage
        async with self._alone(f"{address.platform}/{address.workspace}/{address.user}"):
            async with storage.db.read() as tx:
                if await conversations.was_seen(tx, address.platform, arrival.event_id):
                    return  # before the next line: a repeated delivery after /forget-me must not create the person
            person = await self._met(address, arrival.locale or self.shell.settings.language)
            failpoint("runner.person_found")

            async def cause(tx: AsyncConnection) -> Event | None:
                now = storage.clock.now()
                if await conversations.seen(tx, address.platform, arrival.event_id, now):
                    return None
                if not await _noted(tx, person.id, arrival, now):
                    return None
                await outbox.door_opened(tx, person.id, now)  # what waited for them comes first
                failpoint("door.opened")
                return arrival.event

            await self.turn(person.id, cause, arrival.terms)

    async def _met(self, address: Address, language: str) -> Person:
        """The person at this address. Whoever the clock erases at this very moment is met anew right after, so that
        nothing they say is lost.
        """
        person = await persons.find_or_create(self.shell.storage, address, language)
        for _ in range(CLOCK_TRIES):
            if not person.erasing or not await runs_by_clock(self.shell.storage, person.id):
                break
            await asyncio.sleep(CLOCK_LOOK_S)
            person = await persons.find_or_create(self.shell.storage, address, language)
        return person

    async def turn(self, person_id: PersonId, cause: Cause, terms: Terms | None = None) -> None:
        """All seven steps for the event that ``cause`` returns, if any. ``terms``: hold from this turn on."""
        # 1 one person at a time
        async with self._alone(person_id):
            try:
                todos, happened = await self._take(person_id, cause, terms)
            except (StorageError, OSError):
                raise
            except Exception as defect:
                # One person's broken turn must neither silence them nor stop everybody else.
                log.error("turn.crashed", error=type(defect).__name__)
                await self._apologise(person_id, cause)
                return
        for event in happened:
            self.shell.heard(person_id, event)
        # 7 what could not be done inside a transaction
        self.after_commit.start(todos)

    async def _take(self, person_id: PersonId, cause: Cause, terms: Terms | None) -> tuple[list[Todo], list[Event]]:
        storage = self.shell.storage
        todos: list[Todo] = []
        happened: list[Event] = []
        # 2 begin; drop what was heard before
        async with storage.db.write() as tx:
            await conversations.alone(tx, person_id)
            person = await persons.get(tx, person_id)
            if person is None or person.erasing:
                return [], []
            event = await cause(tx)
            if event is None:
                return [], []
            # 3 load the state and the facts
            now = storage.clock.now()
            state, unreadable = await store.load_state(tx, person_id)
            state = state if terms is None else replace(state, terms=terms)
            events: deque[Event] = deque([*unreadable, event])
            for _ in range(MOST_STEPS):
                if not events:
                    break
                facts = await store.load_facts(self.shell, tx, person, now, state.terms)
                # 4 step
                happened.append(events.popleft())
                state, effects = machine.step(state, happened[-1], facts, now)
                # 5 write down what it decided
                later = await self._write_down(tx, person_id, effects)
                events.extend(later.events)
                todos.extend(later.todos)
            else:
                raise RuntimeError("a conversation turn does not end")
            failpoint("runner.before_save")
            # 6 save the state and commit, all at once or not at all
            await store.save_state(tx, person_id, state, now)
        failpoint("runner.after_commit")
        log.info("turn.done", kind=type(event).__name__)
        return todos, happened

    async def _apologise(self, person_id: PersonId, cause: Cause) -> None:
        """Marks the event as heard, so that it cannot break the next start as well, and tells the person."""
        async with self.shell.storage.db.write() as tx:
            await cause(tx)
            await say(self.shell, tx, person_id, Outgoing(text=Text(key=SORRY)))

    async def _write_down(self, tx: AsyncConnection, person_id: PersonId, effects: tuple[Effect, ...]) -> Later:
        later = Later()
        for effect in effects:
            later = later + await perform(self.shell, tx, person_id, effect)
        return later

    async def close(self, timeout_s: float) -> None:
        """Waits up to ``timeout_s`` seconds for work after commits; the rest goes on at the next start."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self.after_commit.idle()
        await self.after_commit.stop()

    def _alone(self, who: str) -> AbstractAsyncContextManager[None]:
        lock = self._locks.get(who)
        if lock is None:
            lock = self._locks[who] = asyncio.Lock()
        return lock


async def _noted(tx: AsyncConnection, person_id: PersonId, arrival: Arrival, now: datetime) -> bool:
    """That they were heard, and which reactions of theirs stand. False for a reaction that stands already.

    Platforms repeat a reaction under another id, and what is read back after a pause has none.
    """
    await heard.note(tx, person_id, arrival.heard_until or now)
    match arrival.event:
        case Reacted(emoji=vote, subject=subject, added=True):
            return await heard.reacted(tx, person_id, vote, subject, now)
        case Reacted(emoji=vote, subject=subject):
            await heard.unreacted(tx, person_id, vote, subject)
    return True
