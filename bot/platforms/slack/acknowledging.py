"""When Slack gets its answer: as soon as a listener acknowledges, and not before.

Bolt's own way is to acknowledge events before any listener runs. With ``process_before_response`` it waits for the
listener instead; what a listener does after its acknowledgement goes on by itself.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, cast

from slack_bolt.async_app import AsyncAck
from slack_bolt.response import BoltResponse

from storage.logs import log

Json = dict[str, Any]
Listener = Callable[[AsyncAck, Json], Coroutine[Any, Any, None]]


class NotWrittenDown(Exception):
    """What a person did is not written down, or not yet. It is not acknowledged."""


class Acknowledging:
    """``heard``: called with each event. ``took``: how many seconds each acknowledgement took."""

    def __init__(self, heard: Callable[[Json], None], took: Callable[[float], None]) -> None:
        self._heard = heard
        self._took = took
        self._underway: set[asyncio.Task[Any]] = set()

    def counted(self, listener: Listener) -> Callable[[AsyncAck, Json], Awaitable[None]]:
        """What it raises before it acknowledges, bolt answers with an error; what it raises later is logged."""

        async def counted(ack: AsyncAck, body: Json) -> None:
            self._heard(body)
            acknowledged = asyncio.Event()
            task = self.beside(listener(self._timed(ack, acknowledged), body))
            waiting = asyncio.create_task(acknowledged.wait())
            await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            if not acknowledged.is_set():
                task.result()

        return counted

    def beside(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Goes on by itself; a stop waits for it."""
        task = asyncio.create_task(work)
        self._underway.add(task)
        task.add_done_callback(self._ended)
        return task

    async def drained(self, wait_s: float) -> None:
        """Waits for what is underway, so that no erasure is cut in the middle and no database left open."""
        if self._underway:
            await asyncio.wait(self._underway, timeout=wait_s)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._underway.discard(task)
        if not task.cancelled() and (broken := task.exception()) is not None:
            log.error("slack.listener_failed", error=type(broken).__name__)

    def _timed(self, ack: AsyncAck, acknowledged: asyncio.Event) -> AsyncAck:
        async def timed(*given: object, **named: object) -> BoltResponse:
            began = time.monotonic()
            taken = await ack(*given, **named)  # type: ignore[arg-type]  # handed on as they came
            self._took(time.monotonic() - began)
            acknowledged.set()
            return taken

        return cast("AsyncAck", timed)
