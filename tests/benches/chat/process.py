"""One installation in a temporary folder, its bot as a process of its own, and its worker."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from storage.settings import StorageSettings

CHECKOUT = Path(__file__).resolve().parents[3]
MOST_LINE = 2**24  # a minute of figures in one line


@dataclass(slots=True, kw_only=True)
class Bot:
    """``url``: where it can be met, "" when it is not on the web."""

    process: Process
    settings: StorageSettings
    url: str
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, order: Mapping[str, Any]) -> dict[str, Any]:
        """One line in, one line out."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        async with self._asking:
            self.process.stdin.write(json.dumps(order).encode() + b"\n")
            line = await self.process.stdout.readline()
        if not line:
            raise ConnectionError("the bot of the bench has ended")
        answer: dict[str, Any] = json.loads(line)
        return answer

    async def answered_ms(self) -> list[float]:
        """Of every answer since this was last asked."""
        taken: list[float] = (await self.ask({"op": "figures"}))["answered_ms"]
        return taken

    def resident_mb(self) -> float:
        """Resident memory, MB (Linux; 0 elsewhere)."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            return 0.0
        resident = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmRSS:"))
        return int(resident.split()[1]) * 1024 / 1_000_000


@asynccontextmanager
async def talking(name: str, settings: StorageSettings, environment: Mapping[str, str]) -> AsyncIterator[Bot]:
    """The bot of front end ``name`` runs inside the block."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.benches.chat.talker", name,
        stdin=PIPE, stdout=PIPE, limit=MOST_LINE, cwd=CHECKOUT,
        env={**os.environ, **settings.environment(), **environment}, pass_fds=settings.descriptors,
    )  # fmt: skip
    assert process.stdout is not None
    try:
        first = await process.stdout.readline()
        if not first:
            raise ConnectionError("the bot of the bench did not start")
        yield Bot(process=process, settings=settings, url=json.loads(first)["url"])
    finally:
        if process.returncode is None:
            assert process.stdin is not None
            process.stdin.close()
            try:
                await asyncio.wait_for(process.wait(), 30)
            except TimeoutError:
                process.kill()
                await process.wait()
