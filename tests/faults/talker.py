"""The bot of ``candid up`` as a process of its own, without its worker child, so that a test can kill either alone.

Prints the address of its page on its first line. Settings come from the environment, as for the command itself. With
``CANDID_TEST_REFUSES`` its page is a platform that takes no message, but for the one that tells of it, and no edit.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator

from bot import up
from bot.settings import BotSettings
from storage.settings import StorageSettings
from tests.platform_settings import own_settings


@contextlib.asynccontextmanager
async def _nobody_works(_plan: up.Plan) -> AsyncIterator[None]:
    yield


REFUSES = "CANDID_TEST_REFUSES"


def _refuse() -> None:
    from bot.platforms.web.adapter import WebPlatform
    from bot.ports import PostRefused
    from bot.shell.set_aside import TOLD

    post = WebPlatform.post

    async def only_the_telling(self, address, key, message):
        if message.outgoing.slot != TOLD:
            raise PostRefused("invalid")
        return await post(self, address, key, message)

    async def never(*_args):
        raise PostRefused("too_many_edits")

    WebPlatform.post, WebPlatform.edit = only_the_telling, never


async def main() -> None:
    if os.environ.get(REFUSES):
        _refuse()
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
