"""The real bot on the fake Discord: real conversation, shell, storage, adapter and discord.py, in one process."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from bot.platforms.discord.adapter import Discord, Options, build
from bot.settings import BotSettings
from bot.shell.app import running
from bot.shell.chat_history import ShellChatHistory
from bot.shell.servers import ServerRecords
from bot.shell.shell import Shell
from storage.opening import open_storage
from storage.store import Storage
from tests.bot.platforms.discord.fake.server import Fake
from tests.fakes import settings_in
from tests.journeys.web.painter import Painter


@dataclass(frozen=True, kw_only=True)
class Bot:
    platform: Discord
    storage: Storage
    painter: Painter
    shell: Shell
    told: list[str] = field(default_factory=list)


@asynccontextmanager
async def bot_on(fake: Fake, folder: Path, *, record: Path | None = None, painting: bool = True) -> AsyncIterator[Bot]:
    """Over the same folder again, it is the bot after a restart. ``record``: where its cassette goes. ``painting``: its
    stand-in for a worker is at work.
    """
    async with open_storage(settings_in(folder)) as storage:
        shells: list[Shell] = []
        told: list[str] = []
        settings = Options(token=fake.world.token, cdn=(fake.base,), tell=told.append, record=record)
        platform = build(
            settings,
            ShellChatHistory(lambda: shells[0]),
            ServerRecords(lambda: shells[0], "discord"),
        )
        shells.append(Shell(storage=storage, settings=BotSettings(_env_file=None), platforms={"discord": platform}))
        painter = Painter(storage)
        async with painter.at_work() if painting else nullcontext(), running(shells[0]):
            yield Bot(platform=platform, storage=storage, painter=painter, shell=shells[0], told=told)
