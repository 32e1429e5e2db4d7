"""What Discord and Slack were told was taken is written down: SIGKILL right after it loses nothing, and nobody repeats.

The bot is a process of its own over the fake Discord or the emulated Slack. Each walk is red with the bot broken by one
line (``tests/journeys/sabotage``): it acknowledges at once; it leaves what is written down where it is, before the turn
or after it.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

import pytest

from tests.bot.platforms.discord.fake.server import fake_discord
from tests.bot.platforms.slack.harness import meet, open_shim
from tests.journeys.discord.visitor import Visitor
from tests.journeys.killed import House
from tests.journeys.sabotage import VARIABLE

pytestmark = pytest.mark.timeout(240)

ROUNDS = 2  # one of each kind that a platform acknowledges
ANSWER_S = 100.0  # a killed bot is started anew, and reaches the platform again
SLACK_WAITS_S = 3.0
ANSWERED = {"status": "This is where we are", "help": "This is what I understand"}
Answers = Callable[..., Awaitable[int]]  # to a word, "status" unless said


class Act(Protocol):
    async def __call__(self, number: int, word: str = "status") -> None: ...


@asynccontextmanager
async def on_discord(folder: Path, broken: str, place: str = "") -> AsyncIterator[tuple[House, Act, Answers]]:
    """A house, what is done in it (it returns once Discord was told), and how many answers are shown."""
    async with fake_discord() as fake:
        ada = Visitor(fake)
        house = House(folder, {"CANDID_TEST_DISCORD": fake.base, VARIABLE: broken}, "bot", place)

        async def act(number: int, word: str = "status") -> None:
            await _until(lambda: fake.gateway.identifies > number)
            await fake.gateway.opened(ANSWER_S)
            asked = ada.world.slash("ada", word, server=number % 2 == 1)
            await asked.answer()

        async def answers(word: str = "status") -> int:
            return sum(ANSWERED[word] in text for text in ada.texts())

        async with house.lived_in((sys.executable, "-m", "tests.journeys.discord.talker"), worker=False):
            yield house, act, answers


@asynccontextmanager
async def on_slack(folder: Path, broken: str, place: str = "") -> AsyncIterator[tuple[House, Act, Answers]]:
    async with open_shim() as shim:
        ada = await meet(shim, shim.emulator.somebody())
        house = House(folder, {"CANDID_SLACK_API_URL": shim.api_url, VARIABLE: broken}, "bot", place)

        async def act(number: int, word: str = "status") -> None:
            async with asyncio.timeout(ANSWER_S):
                while not await said_and_acknowledged(number, word):
                    pass  # Slack repeats an event, and a person a command, that nobody acknowledged

        async def said_and_acknowledged(number: int, word: str) -> bool:
            if number % 2:
                event = {"type": "message", "user": ada.id, "channel": ada.channel, "text": word, "ts": "1.1"}
                envelope = await shim.tell({"event": event})
            else:
                envelope = await ada.command(word)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(shim.acked(envelope), SLACK_WAITS_S)
                return True
            return False

        async def answers(word: str = "status") -> int:
            return sum(ANSWERED[word] in seen.text for seen in await ada.sees())

        async with house.lived_in((sys.executable, "-m", "tests.journeys.slack.talker"), worker=False):
            yield house, act, answers


CHATS = {"discord": on_discord, "slack": on_slack}
LATER = pytest.mark.long  # this walk is made on one platform in `make test`, on the other in the long suite


async def killed_right_after_the_acknowledgement(chat: str, folder: Path, broken: str = "") -> None:
    async with CHATS[chat](folder, broken) as (house, act, answers):
        for number in range(ROUNDS):
            before = await answers()
            await act(number)
            house.kill()
            assert await _comes(answers, before + 1), f"what was done in round {number} was acknowledged and is lost"


async def killed_between_the_row_and_its_turn(chat: str, folder: Path, broken: str = "") -> None:
    """The turn's transaction dies just before its commit. What is said again by Slack alone is the same event."""
    async with CHATS[chat](folder, broken, "runner.before_save") as (house, act, answers):
        asking = asyncio.create_task(act(1 if chat == "slack" else 0))
        try:
            await _until(lambda: house.deaths == 1)
            assert await _comes(answers, 1), "what was written down is lost"
        finally:
            asking.cancel()
            await asyncio.gather(asking, return_exceptions=True)
        house.kill()  # one more start: a row that is left would be taken again
        await act(2, "help")  # its turn comes after all that waited
        assert await _comes(lambda: answers("help"), 1)
        assert await answers() == 1, "what was written down is done twice"


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


@pytest.mark.long
@pytest.mark.parametrize("chat", CHATS)
async def test_what_was_acknowledged_survives_a_kill(chat, tmp_path) -> None:
    await killed_right_after_the_acknowledgement(chat, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("chat", CHATS)
async def test_the_sabotage_an_acknowledgement_ahead_of_the_rows_is_seen(chat, tmp_path) -> None:
    with pytest.raises(AssertionError, match="acknowledged and is lost"):
        await killed_right_after_the_acknowledgement(chat, tmp_path, "acknowledged_ahead")


@pytest.mark.parametrize("chat", ["discord", pytest.param("slack", marks=LATER)])
async def test_what_was_written_down_is_done_once_after_a_kill_before_its_turns_commit(chat, tmp_path) -> None:
    await killed_between_the_row_and_its_turn(chat, tmp_path)


@pytest.mark.long
@pytest.mark.parametrize("chat", CHATS)
@pytest.mark.parametrize(
    ("broken", "seen"), [("left_in_the_inbox", "is lost"), ("taken_and_left", "is done twice")], ids=["left", "twice"]
)
async def test_the_sabotage_a_row_that_stays_is_seen(chat, broken, seen, tmp_path) -> None:
    with pytest.raises(AssertionError, match=seen):
        await killed_between_the_row_and_its_turn(chat, tmp_path, broken)
