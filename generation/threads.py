"""The threads that work off the event loop, so that heartbeat and cancel stay alive while pictures are made."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Threads:
    """At most ``count`` pieces of work at once; more wait for a free thread."""

    def __init__(self, count: int) -> None:
        self._pool = ThreadPoolExecutor(count, thread_name_prefix="lane")

    async def run(self, work: Callable[[], T]) -> T:
        """The result of ``work``, or what it raised. A cancelled wait does not stop the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, work)

    def close(self) -> None:
        """Takes no more work, and waits for none."""
        self._pool.shutdown(wait=False, cancel_futures=True)
