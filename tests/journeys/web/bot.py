"""The real bot for a journey: real conversation, shell, storage and playground, in one process with the test."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.platforms import web
from bot.ports import Rendered
from bot.settings import BotSettings
from bot.shell.app import running
from bot.shell.recall import Memory
from bot.shell.shell import Shell
from storage.store import Storage, open_storage
from tests.fakes import settings_in
from tests.journeys.web.painter import Painter


@dataclass(frozen=True, kw_only=True)
class Bot:
    platform: web.WebPlatform
    storage: Storage
    painter: Painter

    @property
    def url(self) -> str:
        return self.platform.url


@asynccontextmanager
async def painted_bot(folder: Path, *, port: int = 0, token: str = "") -> AsyncIterator[Bot]:
    """``port`` and ``token``: those of an earlier run, so that an open page finds the bot again."""
    async with open_storage(settings_in(folder)) as storage:
        shells: list[Shell] = []
        settings = web.Settings(port=port, token=token)
        platform = web.build(settings, Memory(lambda: shells[0], standing))
        shells.append(Shell(storage=storage, settings=BotSettings(_env_file=None), platforms={"web": platform}))
        painter = Painter(storage)
        async with running(shells[0]), painter.at_work():
            yield Bot(platform=platform, storage=storage, painter=painter)


def standing(ref: str, message: Rendered) -> web.Standing:
    return web.Standing(ref=ref, message=message)
