"""The bot on the emulated Slack as a process of its own, so that a test can kill it: ``candid up`` but for its worker.

Settings come from the environment, where Slack is with them.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal

from bot import up
from bot.settings import BotSettings
from storage.settings import StorageSettings
from tests.bot.platforms.slack.harness import TOKENS
from tests.journeys import sabotage
from tests.platform_settings import own_settings


@contextlib.asynccontextmanager
async def _nobody_works(_plan: up.Plan):
    yield


async def main() -> None:
    up._working = _nobody_works
    sabotage.commit()
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
    plan = up.Plan(
        bot=BotSettings(
            _env_file=None, operator="Ada", contact="ada@example.org", privacy_url="https://example.org"
        ),
        platforms=own_settings(web=False, **{f"slack_{name}": token for name, token in TOKENS.items()}),
        storage=StorageSettings(_env_file=None),
        tell=lambda line: print(line, flush=True),
        quiet=True,
    )  # fmt: skip
    await up.serve(plan, stop)


if __name__ == "__main__":
    asyncio.run(main())
