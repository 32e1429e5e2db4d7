"""The threads that work off the event loop, so that heartbeat and cancel stay alive while pictures are made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from generation.worker.process_tuning import step_aside
from storage.records import Lane

T = TypeVar("T")


CHECKS = 4
"""Most photo checks at once: three may take long while a fourth is served."""


class Threads:
    """At most ``pictures`` jobs that make pictures and ``CHECKS`` photo checks at once; more wait for a free thread.

    Threads and processes started by a thread inherit its priority; picture threads have the lowest.
    """

    def __init__(self, pictures: int) -> None:
        self._pools = {
            Lane.INSPECT: ThreadPoolExecutor(CHECKS, thread_name_prefix="check"),
            Lane.GENERATE: ThreadPoolExecutor(pictures, thread_name_prefix="pictures", initializer=step_aside),
        }

    async def run(self, work: Callable[[], T], lane: Lane) -> T:
        """The result of ``work``, or what it raised. A cancelled wait does not stop the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pools[lane], work)

    def close(self) -> None:
        """Takes no more work, and waits for none."""
        for pool in self._pools.values():
            pool.shutdown(wait=False, cancel_futures=True)
