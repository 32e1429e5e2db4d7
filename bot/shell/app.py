"""The talking side as a whole: everything that runs while a bot is up, started in the order that keeps promises.

    1  what a stopped bot had promised is begun again
    2  the outbox settles what was left in the middle of a call, then flows
    3  outcomes of workers, timers, progress and absence are listened to
    4  the platforms open: only now can anybody say something new

Closing goes the other way round: no new words, then what is underway ends, then the loops stop.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from bot.ports import Arrival, Platform
from bot.shell import absence, outcomes, progress, timers
from bot.shell.deliver import Delivery
from bot.shell.runner import Runner
from bot.shell.shell import Shell
from storage.errors import StorageError
from storage.logs import log

TURNS_AT_ONCE = 64
CLOSE_S = 5.0
PAUSE_S = 1.0  # after a full disk or a locked database, before a loop tries again


@asynccontextmanager
async def running(shell: Shell) -> AsyncIterator[Runner]:
    """The bot is up inside the block. A loop that ends by a defect ends the block: never half deaf in silence."""
    runner = Runner(shell)
    # 1 what a stopped bot had promised
    await timers.resume(runner)
    # 2 the outbox, 3 everything that is listened to
    async with _kept_going(
        *(Delivery(shell, platform).run for platform in shell.platforms.values()),
        lambda: outcomes.listen(runner),
        lambda: timers.tick(runner),
        lambda: progress.follow(shell),
        lambda: absence.watch(runner),
    ):
        # 4 the platforms open
        for platform in shell.platforms.values():
            await platform.start()
        async with _kept_going(*(_listener(runner, platform) for platform in shell.platforms.values())):
            try:
                yield runner
            finally:
                for platform in shell.platforms.values():
                    await platform.stop()
        await runner.close(CLOSE_S)


@asynccontextmanager
async def _kept_going(*loops: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """The loops run inside the block. What they raise comes out of it; what the block raises stays as it is."""
    owner = asyncio.current_task()
    failures: list[BaseException] = []

    def ended(task: asyncio.Task[None]) -> None:
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            log.error("loop.ended", error=type(failure).__name__)
            failures.append(failure)
            if owner is not None:
                owner.cancel()

    tasks = [asyncio.create_task(_stubborn(loop)) for loop in loops]
    for task in tasks:
        task.add_done_callback(ended)
    try:
        yield
    except asyncio.CancelledError:
        if failures:
            raise failures[0] from None
        raise
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _stubborn(loop: Callable[[], Awaitable[None]]) -> None:
    """A full disk or a locked database passes; a defect does not."""
    while True:
        try:
            await loop()
        except (StorageError, OSError) as passing:
            log.error("loop.again", error=type(passing).__name__)
            await asyncio.sleep(PAUSE_S)


def _listener(runner: Runner, platform: Platform) -> Callable[[], Awaitable[None]]:
    return lambda: listen(runner, platform)


async def listen(runner: Runner, platform: Platform) -> None:
    """Takes arrivals as they come; turns of different people overlap, those of one person do not."""
    gate = asyncio.Semaphore(TURNS_AT_ONCE)
    turns: set[asyncio.Task[None]] = set()

    async def take(arrival: Arrival) -> None:
        try:
            await runner.arrive(arrival)
        except (StorageError, OSError) as broken:
            log.error("turn.failed", error=type(broken).__name__)
        finally:
            gate.release()

    async for arrival in platform.arrivals():
        await gate.acquire()
        turn = asyncio.create_task(take(arrival))
        turns.add(turn)
        turn.add_done_callback(turns.discard)
