"""The bot killed (SIGKILL) between uploading files and posting their message, two steps only on Slack.

The walk is red without its safeguard: the same with the bot broken by one line (``tests/journeys/sabotage``).
"""

from __future__ import annotations

import asyncio
import sys
from types import SimpleNamespace

import pytest

from tests.bot.platforms.slack.fake.emulator import BOT_TOKEN
from tests.bot.platforms.slack.harness import meet
from tests.journeys.killed import House
from tests.journeys.sabotage import VARIABLE
from tests.journeys.slack.conftest import Visitor

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

BOT = (sys.executable, "-m", "tests.journeys.slack.talker")
DEATH_S = 60.0


async def killed(shim, folder, **given: str) -> None:
    """Somebody asks for their data; the bot dies once the file is uploaded, and is started again."""
    ada = Visitor(SimpleNamespace(shim=shim), await meet(shim, shim.emulator.somebody()))
    house = House(folder, {"CANDID_SLACK_API_URL": shim.api_url, **given}, "bot", "slack.files_uploaded")
    async with house.lived_in(BOT, worker=False):
        await ada.person.writes("hi")
        await ada.until("a first answer", ada.person.messages)
        await ada.person.command("my-data")
        async with asyncio.timeout(DEATH_S):
            while not house.deaths:  # noqa: ASYNC110 — another process
                await asyncio.sleep(0.05)
        handed = await ada.sees("Everything I hold about you")
        assert handed.files == ("my-data.zip",)
        (mine,) = [each for each in await ada.person.sees() if each.files]
        assert mine.ref == handed.ref, "handed over once"
        left = (await shim.call("files.list", BOT_TOKEN, count=100))["files"]
        mine = [each for each in left if each["name"] == "my-data.zip" and each["created"]]
        assert len(mine) == 1, "what a dead bot uploaded for it is gone"


async def test_what_a_dead_bot_uploaded_is_gone_and_the_message_comes_once(shim, tmp_path) -> None:
    await killed(shim, tmp_path)


async def test_sabotage_files_that_are_not_looked_for_are_seen(shim, tmp_path) -> None:
    with pytest.raises(AssertionError, match="what a dead bot uploaded"):
        await killed(shim, tmp_path, **{VARIABLE: "files_left_behind"})
