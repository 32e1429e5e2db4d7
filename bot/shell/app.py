"""The talking side as a whole: everything that runs while a bot is up, started in the order that keeps promises.

    1  what a stopped bot had promised is begun again; the outbox settles what was left in the middle of a call; what
       people did and were told was heard waits first in line
    2  the outbox flows; outcomes of workers, timers, progress and absence are listened to: both in one bot only, where
       several serve one database (``bot.shell.leading``)
    3  the platforms open: only now can anybody say something new

Closing goes the other way round: the platforms hear nothing new, what they had acknowledged is still taken, turns and
what is underway end, then the loops stop.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager

from bot.ports import Platform
from bot.shell import (
    freed_memory,
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
from bot.shell.hearing import Hearing
from bot.shell.leading import Leader
from bot.shell.loops import Loop, kept_going
from bot.shell.runner import Runner
from bot.shell.shell import Shell
from storage.db.leadership import Leadership
from storage.logs import log

CLOSE_S = 5.0
DRAIN_S = 20.0  # for what was heard before a stop; thousands of turns fit, and the rest comes at the next start
SWITCH_S = 0.0005  # Python's own 5 ms is what each database statement would wait for its thread in a busy process


def be_prompt() -> None:
    """For a process that is the bot: the event loop and the database's threads hand over to each other at once."""
    sys.setswitchinterval(SWITCH_S)


@asynccontextmanager
async def running(shell: Shell) -> AsyncIterator[Runner]:
    """The bot is up inside the block. A defect in a loop ends the block, so that the bot never goes on half deaf."""
    runner = Runner(shell)
    hearing = Hearing(runner)
    deliveries = [Delivery(shell, platform) for platform in shell.platforms.values()]
    # 1 what a stopped bot had promised, in the words that workers announced
    async with shell.storage.db.read() as tx:
        await members.learn(tx)

    async def take_over() -> None:
        await timers.resume(runner)
        for delivery in deliveries:
            await delivery.recover()
        await hearing.take_up()

    leadership = Leadership(shell.storage.db, "bot")
    leader = Leader(leadership, take_over)
    # 2 the outbox, and everything that is listened to
    led = (leader.only(each) for each in _led(runner, hearing, deliveries))
    loops = (*led, heartbeat.loop(shell), registry_service.loop(shell), freed_memory.loop())
    # 3 the platforms open
    async with AsyncExitStack() as around, AsyncExitStack() as open_platforms:
        around.push_async_callback(leadership.release)
        await leader.leads()
        await around.enter_async_context(heartbeat.until_the_end(shell))
        await around.enter_async_context(kept_going(*loops))
        open_platforms.push_async_callback(_ended, hearing, runner)
        await open_platforms.enter_async_context(registry_service.door(shell))
        for platform in shell.platforms.values():
            await platform.start()
            await open_platforms.enter_async_context(_listening(hearing, platform))
        yield runner


def _led(runner: Runner, hearing: Hearing, deliveries: Sequence[Delivery]) -> tuple[Loop, ...]:
    return (
        *(delivery.loop() for delivery in deliveries),
        outcomes.loop(runner),
        timers.loop(runner),
        progress.loop(runner.shell),
        worker_watch.loop(runner),
        unfinished_erasures.loop(runner),
        hearing.loop(),
    )


async def _ended(hearing: Hearing, runner: Runner) -> None:
    await hearing.close(DRAIN_S)
    await runner.close(CLOSE_S)


@asynccontextmanager
async def _listening(hearing: Hearing, platform: Platform) -> AsyncIterator[None]:
    """Takes arrivals as they come. At the end it still takes those that wait: the platform said they were heard.

    Turns of different people overlap, those of one person do not.
    """

    async def listen() -> None:
        async for arrival in platform.arrivals():
            await hearing.listen(arrival)

    listening = asyncio.create_task(listen())
    try:
        yield
    finally:
        try:
            await platform.stop()
            await asyncio.wait({listening}, timeout=DRAIN_S)
        finally:
            if not listening.done():
                log.error("inbox.undrained", platform=platform.name)
            listening.cancel()
            await asyncio.gather(listening, return_exceptions=True)
