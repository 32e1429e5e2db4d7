"""A unix socket by which another process on this machine asks the process that holds the registry.

The public verification page uses it: it sends a fingerprint and gets a level, and needs no keys, rows or data folder.
The socket lies in a folder that only this user may enter. A connection carries one JSON object each way.
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
    """Answers questions while the block runs. ``answer`` gets any JSON object that was sent; it must check it."""
    path = meeting_place(data) / NAME
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.unlink(missing_ok=True)  # left by a killed process

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
    """The answer, or None when no bot answers on this machine."""
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
