"""``candid up`` with Slack switched on says whether Slack is reached, and does not end where it is not."""

from __future__ import annotations

import asyncio

from bot.up import Plan, serve
from tests.bot.platforms.slack.fake.emulator import free_port
from tests.bot.platforms.slack.harness import open_shim
from tests.bot.platforms.slack.test_checks import settings
from tests.fakes import PATIENCE_S, settings_in


async def first_line(bot, folder) -> str:
    told: asyncio.Queue[str] = asyncio.Queue()
    stop = asyncio.Event()
    plan = Plan(bot=bot, storage=settings_in(folder), tell=told.put_nowait, quiet=True, worker=False)
    serving = asyncio.create_task(serve(plan, stop))
    line = await asyncio.wait_for(told.get(), PATIENCE_S)
    stop.set()
    await serving
    return line


async def test_it_is_up_on_slack(tmp_path) -> None:
    async with open_shim() as shim:
        assert await first_line(settings(shim, web=False), tmp_path) == "Candid is up on slack."


async def test_a_slack_that_is_away_is_not_called_up(tmp_path) -> None:
    async with open_shim() as shim:
        nowhere = settings(shim, web=False, slack_api_url=f"http://127.0.0.1:{free_port()}/api/")
        assert "slack is not reached yet" in await first_line(nowhere, tmp_path)
