"""Somebody is being asked for a photo: the networks are ready before it comes. Without one they rest again."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from functools import partial

from generation.errors import GenerationError
from generation.vision import networks
from generation.worker.idle import Idle
from generation.worker.process_tuning import give_back_memory
from generation.worker.threads import Threads
from storage.queue import expected
from storage.queue.slot import woken
from storage.records import Lane
from storage.store import Storage

WAIT_S = 60.0  # from asking somebody until the networks rest again


async def expect_photos(storage: Storage, threads: Threads, stopping: asyncio.Event, busy: Callable[[], bool]) -> None:
    """Until ``stopping``. ``busy``: whether a job is in work; it readies what it needs itself, and at its end the
    networks rest.
    """
    ready = Idle(after_s=WAIT_S)
    while not stopping.is_set():
        if await woken(storage, expected.PHOTO, stopping):
            with contextlib.suppress(GenerationError):  # the photo's check says what is wrong with a network
                await threads.run(partial(networks.ready, busy), Lane.INSPECT)
            ready.worked(time.monotonic())
        elif ready.due(time.monotonic()) and not busy():
            await threads.run(networks.rest, Lane.INSPECT)
            await threads.run(give_back_memory, Lane.INSPECT)
