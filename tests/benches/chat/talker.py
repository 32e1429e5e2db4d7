"""The bot as a process of its own, with a stopwatch before its front end: ``python -m tests.benches.chat.talker NAME``.

Settings come from the environment. It says ``{"url": …}`` once it is up, then answers each line of stdin with one line:

    {"op": "figures"}    the milliseconds of every answer since the last time it was asked, and how many events came
    {"op": "say", …}     for a front end without a network: hands the event to it (``tests.benches.chat.headless``)

An answer's time runs from the event's leaving the front end to the return of the call that shows the first message,
less what a stand-in for a chat service says it took itself for that call (``tests.benches.chat.acks``).
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import sys
import time
from array import array
from collections.abc import AsyncIterator, Sequence
from typing import Any

from bot.ports import Arrival, Platform, Reacts, Rendered, Upload
from bot.settings import BotSettings
from bot.shell.app import be_prompt, running
from bot.shell.shell import Shell
from storage import heap, logs
from storage.home import home_of
from storage.opening import open_storage
from storage.records import Address
from storage.retention import scheduler
from storage.settings import StorageSettings
from tests.benches.chat import front
from tests.benches.chat.acks import take_elsewhere_ms


class Stopwatch:
    """A ``Platform`` around another. An event's time starts before it waits for its turn."""

    def __init__(self, inner: Platform) -> None:
        self.inner = inner
        self.name = inner.name
        self.capabilities = inner.capabilities
        self.events = 0
        self.answered_ms = array("d")
        self._heard: dict[str, float] = {}

    async def arrivals(self) -> AsyncIterator[Arrival]:
        waiting: asyncio.Queue[Arrival | None] = asyncio.Queue()

        async def stamp() -> None:
            async for arrival in self.inner.arrivals():
                self.events += 1
                self._heard.setdefault(arrival.address.user, time.perf_counter())
                waiting.put_nowait(arrival)
            waiting.put_nowait(None)

        stamping = asyncio.create_task(stamp())
        try:
            while (arrival := await waiting.get()) is not None:
                yield arrival
        finally:
            stamping.cancel()

    async def start(self) -> None:
        await self.inner.start()

    async def stop(self) -> None:
        await self.inner.stop()

    async def fetch(self, address: Address, upload: Upload, limit_bytes: int) -> bytes:
        return await self.inner.fetch(address, upload, limit_bytes)

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        take_elsewhere_ms()
        ref = await self.inner.post(address, key, message)
        self._answered(address, take_elsewhere_ms())
        return ref

    async def react(self, address: Address, ref: str, reactions: Sequence[str]) -> None:
        assert isinstance(self.inner, Reacts)
        await self.inner.react(address, ref, reactions)

    async def edit(self, address: Address, ref: str, message: Rendered) -> None:
        await self.inner.edit(address, ref, message)

    async def delete(self, address: Address, ref: str) -> None:
        await self.inner.delete(address, ref)

    async def find(self, address: Address, key: str) -> str | None:
        return await self.inner.find(address, key)

    def _answered(self, address: Address, elsewhere_ms: float) -> None:
        heard = self._heard.pop(address.user, None)
        if heard is not None:
            self.answered_ms.append((time.perf_counter() - heard) * 1000 - elsewhere_ms)

    def figures(self) -> dict[str, Any]:
        taken, self.answered_ms = self.answered_ms, array("d")
        return {"answered_ms": list(taken), "events": self.events}


async def main(name: str) -> None:
    be_prompt()
    settings = StorageSettings()
    logs.configure(home_of(settings), quiet=True)
    async with open_storage(settings) as storage:
        shells: list[Shell] = []
        watch = Stopwatch(front.load(name).platform(BotSettings(), lambda: shells[0]))
        shells.append(Shell(storage=storage, settings=BotSettings(), platforms={watch.name: watch}))
        purging = asyncio.create_task(scheduler.serve(storage))
        async with running(shells[0]):
            heap.leave_alone_what_stands()
            _tell({"url": getattr(watch.inner, "url", "")})
            await _listen(watch)
        purging.cancel()
        await asyncio.gather(purging, return_exceptions=True)


async def _listen(watch: Stopwatch) -> None:
    """Until stdin ends."""
    lines = asyncio.StreamReader(limit=2**20)
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        asked = json.loads(line)
        match asked["op"]:
            case "figures":
                _tell(watch.figures())
            case _:
                _tell(watch.inner.order(asked))  # type: ignore[attr-defined]  # a front end made for this bench


def _tell(answer: dict[str, Any]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(sys.argv[1]))
