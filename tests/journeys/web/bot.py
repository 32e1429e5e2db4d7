"""The real bot for a journey: real conversation, shell, storage and playground, in one process with the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from bot.platforms.web.adapter import Options, WebPlatform, build
from bot.settings import BotSettings
from bot.shell.app import running
from bot.shell.chat_history import ShellChatHistory
from bot.shell.shell import Shell
from bot.shell.supervise import Supervised
from storage.opening import open_storage
from storage.settings import StorageSettings
from storage.store import Storage
from tests.fakes import settings_in
from tests.journeys.web.painter import Painter


@dataclass(frozen=True, kw_only=True)
class Bot:
    platform: WebPlatform
    storage: Storage
    painter: Painter | None = None

    @property
    def url(self) -> str:
        return self.platform.url


@asynccontextmanager
async def painted_bot(
    folder: Path, *, port: int = 0, token: str = "", engines: tuple[str, ...] = ("studio",)
) -> AsyncIterator[Bot]:
    """``port``, ``token``: of an earlier run, so that an open page finds the bot again; ``engines``: its worker's."""
    async with talking(settings_in(folder), Options(port=port, token=token)) as bot:
        painter = Painter(bot.storage, engines)
        async with painter.at_work():
            yield Bot(platform=bot.platform, storage=bot.storage, painter=painter)


@asynccontextmanager
async def real_bot(folder: Path, *, example: Path | None = None) -> AsyncIterator[Bot]:
    """With the real worker as a child process, as ``candid up`` starts it; needs the pinned model files.

    ``example``: the portrait its page offers, as ``candid up --demo`` does.
    """
    settings = settings_in(folder, cache_dir=StorageSettings(_env_file=None).cache_dir)
    places = {f"CANDID_{name}_DIR": str(getattr(settings, f"{name}_dir")) for name in ("data", "config", "cache")}
    worker = Supervised(environment=places, told=print)
    async with talking(settings, Options(port=0, example=example)) as bot:
        working = asyncio.create_task(worker.run())
        try:
            yield bot
        finally:
            await worker.stop()
            await working


@asynccontextmanager
async def talking(settings: StorageSettings, place: Options) -> AsyncIterator[Bot]:
    """Without any worker."""
    async with open_storage(settings) as storage:
        shells: list[Shell] = []
        secret, remembered_s = storage.keys.derive(b"platform web"), settings.result_retention.total_seconds()
        signing = replace(place, secret=secret, remembered_s=remembered_s)
        platform = build(signing, ShellChatHistory(lambda: shells[0]))
        shells.append(Shell(storage=storage, settings=BotSettings(_env_file=None), platforms={"web": platform}))
        async with running(shells[0]):
            yield Bot(platform=platform, storage=storage)
