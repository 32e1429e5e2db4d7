"""``candid up`` with Slack switched on says whether Slack is reached, and does not end where it is not."""

from __future__ import annotations

import asyncio

from bot.settings import BotSettings
from bot.up import Plan, serve
from tests.bot.platforms.slack.fake.emulator import free_port
from tests.bot.platforms.slack.harness import open_shim
from tests.bot.platforms.slack.test_checks import settings
from tests.fakes import settings_in

HONEST = {"operator": "Ada", "contact": "ada@example.org", "privacy_url": "https://e.org"}


async def first_line(own, folder) -> str:
    told: asyncio.Queue[str] = asyncio.Queue()
    stop = asyncio.Event()
    plan = Plan(
        bot=BotSettings(_env_file=None, **HONEST),
        platforms={"slack": own},
        storage=settings_in(folder),
        tell=told.put_nowait,
        quiet=True,
        worker=False,
    )
    serving = asyncio.create_task(serve(plan, stop))
    line = await asyncio.wait_for(told.get(), 20)
    stop.set()
    await serving
    return line


async def test_it_is_up_on_slack(tmp_path) -> None:
    async with open_shim() as shim:
        assert await first_line(settings(shim), tmp_path) == "Candid is up on Slack."


async def test_a_slack_that_is_away_is_not_called_up(tmp_path) -> None:
    async with open_shim() as shim:
        nowhere = settings(shim, slack_api_url=f"http://127.0.0.1:{free_port()}/api/")
        assert "Slack is not reached yet" in await first_line(nowhere, tmp_path)
