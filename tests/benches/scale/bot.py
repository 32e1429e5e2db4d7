"""A bot of the scale bench: the whole talking side, with a stand-in for a chat service behind a socket.

    python -m tests.benches.scale.bot SOCKET

It prints a line once it is up and runs until its stdin ends. The stand-in (``standin.py``) is a service like Slack: it
delivers an event again until it is acknowledged, and posts what it is told, also twice.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from bot.ports import Arrival, Capabilities, PostRefused, Rendered, Upload
from bot.settings import BotSettings
from bot.shell.app import be_prompt, running
from bot.shell.inbox import Inbox
from bot.shell.shell import Shell
from storage import heap, logs
from storage.home import home_of
from storage.opening import open_storage
from storage.records import Address
from storage.retention import scheduler
from storage.settings import StorageSettings
from tests.benches.chat import speech

Json = dict[str, Any]
PLATFORM = "headless"
MOST_LINE = 2**24


class Line:
    """A ``Platform`` on one connection to the stand-in."""

    name = PLATFORM
    capabilities = Capabilities(edit_interval_s=1.0)

    def __init__(self, socket: str) -> None:
        self._socket, self._inbox = socket, Inbox()
        self._numbers = itertools.count()
        self._asked: dict[int, asyncio.Future[Json]] = {}
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None

    def arrivals(self) -> AsyncIterator[Arrival]:
        return self._inbox.arrivals()

    async def start(self) -> None:
        reader, self._writer = await asyncio.open_unix_connection(self._socket, limit=MOST_LINE)
        self._reading = asyncio.create_task(self._read(reader))

    async def stop(self) -> None:
        self._inbox.close()

    async def close(self) -> None:
        if self._writer is not None:
            self._writer.close()
        if self._reading is not None:
            self._reading.cancel()

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            said = json.loads(line)
            if "event" in said:
                self._hear(said)
            else:
                self._asked.pop(said["n"]).set_result(said)
        for each in self._asked.values():
            each.cancel()

    def _hear(self, said: Json) -> None:
        event = speech.heard(said["event"], lambda path: Upload(ref=path, size=Path(path).stat().st_size))
        user, event_id = said["user"], said["id"]

        def written(kept: bool) -> None:
            self._send({"acknowledged" if kept else "refused": event_id})

        address = Address(platform=PLATFORM, workspace="", user=user, channel=user)
        self._inbox.put(Arrival(address=address, event_id=event_id, event=event, locale="en", written=written))

    def _send(self, said: Json) -> None:
        assert self._writer is not None
        self._writer.write(json.dumps(said).encode() + b"\n")

    async def _ask(self, call: str, address: Address, **said: Any) -> Json:
        number = next(self._numbers)
        answer = self._asked[number] = asyncio.get_running_loop().create_future()
        self._send({"call": call, "n": number, "user": address.user, **said})
        said_back: Json = await answer
        return said_back

    async def fetch(self, _address: Address, upload: Upload, _limit_bytes: int) -> bytes:
        return await asyncio.to_thread(Path(upload.ref).read_bytes)

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        return str((await self._ask("post", address, key=key, message=speech.seen(message)))["ref"])

    async def edit(self, address: Address, ref: str, message: Rendered) -> None:
        if not (await self._ask("edit", address, ref=ref, message=speech.seen(message)))["found"]:
            raise PostRefused("message_gone")

    async def delete(self, address: Address, ref: str) -> None:
        await self._ask("delete", address, ref=ref)

    async def find(self, address: Address, key: str) -> str | None:
        ref: str | None = (await self._ask("find", address, key=key))["ref"]
        return ref


async def main(socket: str) -> None:
    be_prompt()
    settings = StorageSettings()
    logs.configure(home_of(settings), quiet=True)
    async with open_storage(settings) as storage:
        line = Line(socket)
        shell = Shell(storage=storage, settings=BotSettings(), platforms={PLATFORM: line})
        purging = asyncio.create_task(scheduler.serve(storage))
        async with running(shell):
            heap.leave_alone_what_stands()
            print("up", flush=True)
            await _stdin_ends()
        await line.close()
        purging.cancel()
        await asyncio.gather(purging, return_exceptions=True)


async def _stdin_ends() -> None:
    end = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(end), sys.stdin)
    await end.read()


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(main(sys.argv[1]))
