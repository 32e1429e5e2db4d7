"""Fires due timers: those of the conversation become events, those of the shell start their todo again.

One that fails for a cause of its own is tried again in growing pauses, and holds back no other.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from bot.conversation.events import Event, fired
from bot.shell import todo
from bot.shell.loops import Loop
from bot.shell.runner import Runner
from bot.shell.strikes import OF_EVERYBODY
from storage.failpoints import failpoint
from storage.logs import log
from storage.people import conversations, heard
from storage.people.conversations import Timer

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

BATCH = 100
POLL_S = 1.0


def loop(runner: Runner) -> Loop:
    """Due timers are found within a second."""

    async def look() -> None:
        await fire_due(runner)

    return Loop(look=look, wait=lambda: asyncio.sleep(POLL_S))


async def fire_due(runner: Runner) -> int:
    """Fires every timer due now and returns how many. One that was replaced or cancelled meanwhile does nothing."""
    storage = runner.shell.storage
    async with storage.db.read() as tx:
        due = await conversations.due_timers(tx, storage.clock.now(), BATCH + runner.strikes.resting)
    return sum([await _fired(runner, timer) for timer in due])


async def _fired(runner: Runner, timer: Timer) -> bool:
    key = f"{timer.person_id}.{timer.name}.{timer.subject}"
    if runner.strikes.rests(key):
        return False
    if timer.name.startswith(todo.PREFIX):
        _again(runner, timer)
        return True
    try:
        await _fire(runner, timer)
    except OF_EVERYBODY:
        raise
    except Exception as broken:
        log.error("timer.failed", kind=timer.name, error=type(broken).__name__)
        runner.strikes.failed(key, "A timer", broken)
        return False
    runner.strikes.over(key)
    return True


async def resume(runner: Runner) -> None:
    """At start: every todo that a stopped bot left is started again, erasures first.

    Where other bots may be at work, only erasures, which two may do at once: a photo that another bot is fetching must
    not be called lost. What was left comes when its timer is due, a minute after it was written.
    """
    storage = runner.shell.storage
    async with storage.db.read() as tx:
        written = await conversations.timers_named(tx, todo.PREFIX)
    if not storage.db.is_sqlite:
        written = [timer for timer in written if todo.erases(timer.name)]
    for timer in sorted(written, key=lambda timer: not todo.erases(timer.name)):
        _again(runner, timer)


async def _fire(runner: Runner, timer: Timer) -> None:
    async def cause(tx: AsyncConnection) -> Event | None:
        if not await conversations.timer_done(tx, timer):
            return None
        failpoint("timer.fired")
        if timer.name.startswith(heard.NOTE):
            return None  # a note has faded
        try:
            return fired(timer.name, timer.subject)
        except ValueError:  # written by a version that knew other timers
            log.error("timer.unreadable", kind=timer.name)
            return None

    await runner.turn(timer.person_id, cause)


def _again(runner: Runner, timer: Timer) -> None:
    try:
        runner.after_commit.start([todo.read(timer.person_id, timer.name, timer.subject)])
    except ValueError:
        log.error("todo.unreadable", kind=timer.name)
