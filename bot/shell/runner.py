"""One turn of a conversation, from an event to its effects. Nothing else steps the machine or changes a person's state.

    1  one person at a time: their lock, in this process and on the database for every other bot
    2  begin the transaction; take the event, and drop one that was taken before
    3  load the state and the facts
    4  step: the pure conversation decides
    5  write down what it decided: messages, jobs, consents, timers, and what must be done after the commit
    6  save the state and commit, all at once or not at all
    7  do what could not be done inside a transaction: fetch photos, erase bytes, forget

A crash before 6 leaves nothing behind, and what caused the turn stands: what a person did as a row of the inbox
(``bot.shell.hearing``), the rest as timers and outcomes. A crash after 6 loses nothing: what step 7 does is stored as
timers of the shell (``bot.shell.todo``).
"""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import TYPE_CHECKING
from weakref import WeakValueDictionary

from bot.conversation import machine
from bot.conversation.effects import Effect
from bot.conversation.events import Event
from bot.ports import Outgoing, Text
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
from storage.people import conversations, persons
from storage.records import PersonId

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

SORRY = "went-wrong"
MOST_STEPS = 20  # a turn that feeds itself more events than this is a defect, not a conversation


class Runner:
    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        self.strikes = Strikes(shell.notice)
        self.after_commit = AfterCommit(shell, turn=self.turn, alone=self._alone, strikes=self.strikes)
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

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
                await self.apologise(person_id, cause)
                return
        for event in happened:
            self.shell.heard(person_id, event)
        # 7 what could not be done inside a transaction
        self.after_commit.start(todos)

    async def _take(self, person_id: PersonId, cause: Cause, terms: Terms | None) -> tuple[list[Todo], list[Event]]:
        storage = self.shell.storage
        todos: list[Todo] = []
        happened: list[Event] = []
        # 2 begin; drop what was taken before
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

    async def apologise(self, person_id: PersonId, cause: Cause) -> None:
        """Ends what caused the turn, so that it cannot break the next start as well, and tells the person."""
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
