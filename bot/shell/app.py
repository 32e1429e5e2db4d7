"""The talking side as a whole: everything that runs while a bot is up, started in the order that keeps promises.

    1  what a stopped bot had promised is begun again; the outbox settles what was left in the middle of a call
    2  the outbox flows; outcomes of workers, timers, progress and absence are listened to: both in one bot only, where
       several serve one database (``bot.shell.leading``)
    3  the platforms open: only now can anybody say something new

Closing goes the other way round: the platforms hear nothing new, what they had acknowledged is still taken, turns and
what is underway end, then the loops stop.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.ports import Arrival, Platform
from bot.shell import (
    heartbeat,
    members,
    outcomes,
    progress,
    registry_service,
    timers,
    unfinished_erasures,
    worker_watch,
)
from bot.shell.deliver import Delivery
from bot.shell.leading import Leader
from bot.shell.loops import AGAIN_S, kept_going
from bot.shell.runner import Runner
from bot.shell.shell import Shell
from storage.db.leadership import Leadership
from storage.errors import StorageError
from storage.logs import log

TURNS_AT_ONCE = 64
TRIES = 2  # of a turn that a full disk or a locked database refused
CLOSE_S = 5.0
DRAIN_S = 20.0  # for what was acknowledged before a stop; thousands of turns fit
SWITCH_S = 0.0005  # Python's own 5 ms is what each database statement would wait for its thread in a busy process


def be_prompt() -> None:
    """For a process that is the bot: the event loop and the database's threads hand over to each other at once."""
    sys.setswitchinterval(SWITCH_S)


@asynccontextmanager
async def running(shell: Shell) -> AsyncIterator[Runner]:
    """The bot is up inside the block. A defect in a loop ends the block, so that the bot never goes on half deaf."""
    runner = Runner(shell)
    deliveries = [Delivery(shell, platform) for platform in shell.platforms.values()]
    # 1 what a stopped bot had promised, in the words that workers announced
    async with shell.storage.db.read() as tx:
        await members.learn(tx)

    async def take_over() -> None:
        await timers.resume(runner)
        for delivery in deliveries:
            await delivery.recover()

    leadership = Leadership(shell.storage.db, "bot")
    leader = Leader(leadership, take_over)
    # 2 the outbox, and everything that is listened to
    led = (
        *(delivery.loop() for delivery in deliveries),
        outcomes.loop(runner),
        timers.loop(runner),
        progress.loop(shell),
        worker_watch.loop(runner),
        unfinished_erasures.loop(runner),
    )
    loops = (*(leader.only(loop) for loop in led), heartbeat.loop(shell), registry_service.loop(shell))
    # 3 the platforms open
    async with AsyncExitStack() as around, AsyncExitStack() as open_platforms:
        around.push_async_callback(leadership.release)
        await leader.leads()
        await around.enter_async_context(heartbeat.until_the_end(shell))
        await around.enter_async_context(kept_going(*loops))
        open_platforms.push_async_callback(runner.close, CLOSE_S)
        await open_platforms.enter_async_context(registry_service.door(shell))
        for platform in shell.platforms.values():
            await platform.start()
            await open_platforms.enter_async_context(_listening(runner, platform))
        yield runner


@asynccontextmanager
async def _listening(runner: Runner, platform: Platform) -> AsyncIterator[None]:
    """Takes arrivals as they come. At the end it still takes those that wait, since they were acknowledged.

    Turns of different people overlap, those of one person do not.
    """
    gate = asyncio.Semaphore(TURNS_AT_ONCE)
    turns: set[asyncio.Task[None]] = set()

    async def take(arrival: Arrival) -> None:
        kept = False
        try:
            kept = await _written_down(runner, arrival)
        finally:
            gate.release()
            if arrival.written is not None:
                arrival.written(kept)

    async def listen() -> None:
        async for arrival in platform.arrivals():
            await gate.acquire()
            turn = asyncio.create_task(take(arrival))
            turns.add(turn)
            turn.add_done_callback(turns.discard)

    listening = asyncio.create_task(listen())
    try:
        yield
    finally:
        await _drained(platform, listening)
        await asyncio.gather(*turns, return_exceptions=True)


async def _written_down(runner: Runner, arrival: Arrival) -> bool:
    """Takes the turn, once more if need be: nothing of a failed turn is kept, and few platforms say it again."""
    for left in reversed(range(TRIES)):
        try:
            await runner.arrive(arrival)
        except (StorageError, OSError) as broken:
            log.error("turn.failed", error=type(broken).__name__, retry=left)
        else:
            return True
        if left:
            await asyncio.sleep(AGAIN_S)
    return False


async def _drained(platform: Platform, listening: asyncio.Task[None]) -> None:
    """The platform hears nothing new; what it had acknowledged is still taken."""
    try:
        await platform.stop()
        await asyncio.wait({listening}, timeout=DRAIN_S)
    finally:
        if not listening.done():
            log.error("inbox.undrained", platform=platform.name)
        listening.cancel()
        await asyncio.gather(listening, return_exceptions=True)
