"""The bot on the fake Discord as a process of its own, so that a test can kill it: ``candid up`` but for its worker.

Settings come from the environment; ``CANDID_TEST_DISCORD`` is where the fake is. Prints a line once it is up.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal

from bot import up
from bot.platforms.discord import adapter
from bot.settings import BotSettings
from storage.settings import StorageSettings
from tests.bot.platforms.discord.fake.server import pointed_at
from tests.journeys import sabotage
from tests.platform_settings import own_settings


@contextlib.asynccontextmanager
async def _nobody_works(_plan: up.Plan):
    yield


def _at(base: str):
    real = adapter.Options

    def settings(**given):
        return real(**given, cdn=(base,))

    return settings


async def main() -> None:
    base = os.environ["CANDID_TEST_DISCORD"]
    up._working = _nobody_works
    adapter.Options = _at(base)  # photos are fetched from the fake
    sabotage.commit()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    plan = up.Plan(
        bot=BotSettings(
            _env_file=None, operator="Ada", contact="ada@example.org", privacy_url="https://example.org"
        ),
        platforms=own_settings(web=False, discord_token="a-good-token"),
        storage=StorageSettings(_env_file=None),
        tell=lambda line: print(line, flush=True),
        quiet=True,
    )  # fmt: skip
    with pointed_at(base):
        await up.serve(plan, stop)


if __name__ == "__main__":
    asyncio.run(main())
