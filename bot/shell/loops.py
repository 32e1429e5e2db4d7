"""Loops that run while the bot is up: look, do what is due, wait for a hint or a poll, look again.

They are stopped between two looks, never in the middle of one: a transaction that was begun ends. A full disk or a
locked database passes and is tried again; a defect comes out of the block that the loops run in.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from storage.errors import StorageError
from storage.logs import log

AGAIN_S = 1.0  # after a full disk or a locked database
LONGEST_LOOK_S = 5.0  # a look that takes longer when everything stops is cancelled after all


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """``look`` returns whether to look again at once; ``wait`` returns when it is time for the next look."""

    look: Callable[[], Awaitable[object]]
    wait: Callable[[], Awaitable[object]]


@asynccontextmanager
async def kept_going(*loops: Loop) -> AsyncIterator[None]:
    """The loops run inside the block. What a defect in one raises comes out of the block."""
    stop = asyncio.Event()
    owner = asyncio.current_task()
    failures: list[BaseException] = []

    def ended(task: asyncio.Task[None]) -> None:
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            log.error("loop.ended", error=type(failure).__name__)
            failures.append(failure)
            if owner is not None:
                owner.cancel()

    tasks = [asyncio.create_task(_run(loop, stop)) for loop in loops]
    for task in tasks:
        task.add_done_callback(ended)
    try:
        yield
    except asyncio.CancelledError:
        if failures:
            raise failures[0] from None
        raise
    finally:
        stop.set()
        await asyncio.wait(tasks, timeout=LONGEST_LOOK_S)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _run(loop: Loop, stop: asyncio.Event) -> None:
    while not stop.is_set():
        try:
            if not await loop.look():
                await _either(loop.wait(), stop)
        except (StorageError, OSError) as passing:
            log.error("loop.again", error=type(passing).__name__)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), AGAIN_S)


async def _either(wait: Awaitable[object], stop: asyncio.Event) -> None:
    tasks = [asyncio.ensure_future(wait), asyncio.ensure_future(stop.wait())]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
