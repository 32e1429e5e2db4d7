"""The bot of ``candid up`` as a process of its own, without its worker child, so that a test can kill either alone.

Prints the address of its page on its first line. Settings come from the environment, as for the command itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
from collections.abc import AsyncIterator

from bot import up
from bot.settings import BotSettings
from storage.settings import StorageSettings
from tests.platform_settings import own_settings


@contextlib.asynccontextmanager
async def _nobody_works(_plan: up.Plan) -> AsyncIterator[None]:
    yield


async def main() -> None:
    up._working = _nobody_works
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    plan = up.Plan(
        bot=BotSettings(_env_file=None),
        platforms=own_settings(web_port=0),
        storage=StorageSettings(_env_file=None),
        tell=lambda line: print(line, flush=True),
        quiet=True,
    )
    await up.serve(plan, stop)


if __name__ == "__main__":
    asyncio.run(main())
