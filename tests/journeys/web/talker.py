"""The bot with its page as a process of its own, so that a test can kill it: ``candid up`` but for its worker.

Settings come from the environment. ``CANDID_TEST_WEB`` is "PORT TOKEN": the journey's own, so that an open page finds
the bot again after a restart.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal

from bot import up
from bot.platforms.web import adapter
from bot.settings import BotSettings
from storage.settings import StorageSettings
from tests.platform_settings import own_settings

VARIABLE = "CANDID_TEST_WEB"


@contextlib.asynccontextmanager
async def _nobody_works(_plan: up.Plan):
    yield


def _with_token(token: str):
    real = adapter.Options

    def settings(**given):
        return real(**given, token=token)

    return settings


async def main() -> None:
    port, token = os.environ[VARIABLE].split()
    up._working = _nobody_works
    adapter.Options = _with_token(token)
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    plan = up.Plan(
        bot=BotSettings(_env_file=None),
        platforms=own_settings(web=True, web_port=int(port)),
        storage=StorageSettings(_env_file=None),
        tell=lambda line: print(line, flush=True),
        quiet=True,
    )
    await up.serve(plan, stop)


if __name__ == "__main__":
    asyncio.run(main())
