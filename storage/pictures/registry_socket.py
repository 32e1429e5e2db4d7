"""A line between the process that holds the registry and one on the same machine that may ask it: a unix socket.

So that the public page knows a picture again without keys, rows or data folder of its own: it sends a fingerprint and
is told a level. The socket lies in a folder only this user may enter; one JSON object each way, then it closes.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from storage.logs import log
from storage.wake import meeting_place

NAME = "registry.line"
LONGEST = 1024  # bytes of a question or an answer
PATIENCE_S = 3.0

Json = dict[str, Any]
Answering = Callable[[Json], Awaitable[Json]]


@asynccontextmanager
async def answering(data: Path, answer: Answering) -> AsyncIterator[None]:
    """Questions are answered inside the block. ``answer`` is given whatever was written to it."""
    path = meeting_place(data) / NAME
    path.unlink(missing_ok=True)  # of a process that was killed

    async def heard(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(PATIENCE_S):
                question = json.loads(await reader.readline())
                told = await answer(question) if isinstance(question, dict) else {}
                writer.write(json.dumps(told).encode() + b"\n")
                await writer.drain()
        except (ValueError, OSError, TimeoutError) as wrong:
            log.warning("registry.line_broke", error=type(wrong).__name__)
        finally:
            writer.close()

    server = await asyncio.start_unix_server(heard, path, limit=LONGEST)
    path.chmod(0o600)
    try:
        yield
    finally:
        server.close()
        path.unlink(missing_ok=True)


async def ask(data: Path, question: Json) -> Json | None:
    """None where nobody answers: no bot runs on this machine, or not now."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            reader, writer = await asyncio.open_unix_connection(meeting_place(data) / NAME, limit=LONGEST)
            try:
                writer.write(json.dumps(question).encode() + b"\n")
                answer = json.loads(await reader.readline())
            finally:
                writer.close()
    except (OSError, ValueError, TimeoutError):
        return None
    return answer if isinstance(answer, dict) else None
