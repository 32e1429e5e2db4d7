"""What Discord and Slack were told was taken is written down: SIGKILL right after it loses nothing, and nobody repeats.

The bot is a process of its own over the fake Discord or the emulated Slack. Each walk is red with the bot broken by one
line: it acknowledges at once, as it did before (``tests/journeys/sabotage``).
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.platforms.discord.fake.server import fake_discord
from tests.bot.platforms.slack.harness import meet, open_shim
from tests.journeys.discord.visitor import Visitor
from tests.journeys.killed import House
from tests.journeys.sabotage import VARIABLE

pytestmark = pytest.mark.timeout(240)

ROUNDS = 2  # one of each kind that a platform acknowledges
ANSWER_S = 60.0  # a killed bot is started anew, and reaches the platform again
SLACK_WAITS_S = 3.0
STANDING = "This is where we are"
Act = Callable[[int], Awaitable[None]]
Answers = Callable[[], Awaitable[int]]


@asynccontextmanager
async def on_discord(folder: Path, broken: str) -> AsyncIterator[tuple[House, Act, Answers]]:
    """A house, what is done in it (it returns once Discord was told), and how many answers are shown."""
    async with fake_discord() as fake:
        ada = Visitor(fake)
        house = House(folder, {"CANDID_TEST_DISCORD": fake.base, VARIABLE: broken}, "", "")

        async def act(number: int) -> None:
            await _until(lambda: fake.gateway.identifies > number)
            await fake.gateway.opened(ANSWER_S)
            asked = ada.world.slash("ada", "status", server=number % 2 == 1)
            await asked.answer()

        async def answers() -> int:
            return sum(STANDING in text for text in ada.texts())

        async with house.lived_in((sys.executable, "-m", "tests.journeys.discord.talker"), worker=False):
            yield house, act, answers


@asynccontextmanager
async def on_slack(folder: Path, broken: str) -> AsyncIterator[tuple[House, Act, Answers]]:
    async with open_shim() as shim:
        ada = await meet(shim, shim.emulator.somebody())
        house = House(folder, {"CANDID_SLACK_API_URL": shim.api_url, VARIABLE: broken}, "", "")

        async def act(number: int) -> None:
            async with asyncio.timeout(ANSWER_S):
                while not await said_and_acknowledged(number):
                    pass  # Slack repeats an event, and a person a command, that nobody acknowledged

        async def said_and_acknowledged(number: int) -> bool:
            if number % 2:
                event = {"type": "message", "user": ada.id, "channel": ada.channel, "text": "status", "ts": "1.1"}
                envelope = await shim.tell({"event": event})
            else:
                envelope = await ada.command("status")
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(shim.acked(envelope), SLACK_WAITS_S)
                return True
            return False

        async def answers() -> int:
            return sum(STANDING in seen.text for seen in await ada.sees())

        async with house.lived_in((sys.executable, "-m", "tests.journeys.slack.talker"), worker=False):
            yield house, act, answers


CHATS = {"discord": on_discord, "slack": on_slack}


async def killed_right_after_the_acknowledgement(chat: str, folder: Path, broken: str = "") -> None:
    async with CHATS[chat](folder, broken) as (house, act, answers):
        for number in range(ROUNDS):
            before = await answers()
            await act(number)
            house.kill()
            assert await _comes(answers, before + 1), f"what was done in round {number} was acknowledged and is lost"


async def _until(seen: Callable[[], bool]) -> None:
    """Until a bot of this round is there: what is sent to a dead one's connection is lost on the way."""
    async with asyncio.timeout(ANSWER_S):
        while not seen():  # noqa: ASYNC110 — another process
            await asyncio.sleep(0.02)


async def _comes(answers: Answers, many: int) -> bool:
    try:
        async with asyncio.timeout(ANSWER_S):
            while await answers() < many:  # noqa: ASYNC110 — another process
                await asyncio.sleep(0.1)
    except TimeoutError:
        return False
    return True


@pytest.mark.parametrize("chat", CHATS)
async def test_what_was_acknowledged_survives_a_kill(chat, tmp_path) -> None:
    await killed_right_after_the_acknowledgement(chat, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("chat", CHATS)
async def test_the_sabotage_an_acknowledgement_ahead_of_the_rows_is_seen(chat, tmp_path) -> None:
    with pytest.raises(AssertionError, match="acknowledged and is lost"):
        await killed_right_after_the_acknowledgement(chat, tmp_path, "acknowledged_ahead")
