"""The bot killed (SIGKILL) on the ways that only Discord has: answers only one person sees, a door that opens, parts.

Each walk is red without its safeguard: the same walk with the bot broken by one line (``tests/journeys/sabotage``).
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.journeys.discord.visitor import Visitor
from tests.journeys.killed import House
from tests.journeys.sabotage import SMALL, VARIABLE
from tests.journeys.web.stage import drawn

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]

BOT = (sys.executable, "-m", "tests.journeys.discord.talker")
AGAIN = "You may have seen this message before"
PRIVACY, STATUS = "What happens to your photos", "nothing is under way"
DEATH_S, SEEN_S = 60.0, 20.0
Walk = Callable[[Any, Visitor, House], Awaitable[None]]


async def killed(fake: Any, folder: Any, place: str, walk: Walk, **given: str) -> None:
    """``walk`` with a bot that dies at ``place`` once and is started again."""
    house = House(folder, {"CANDID_TEST_DISCORD": fake.base, **given}, "bot", place)
    async with house.lived_in(BOT, worker=False):
        await fake.gateway.opened(60)
        await walk(fake, Visitor(fake), house)


async def died(fake: Any, house: House) -> None:
    """And was started again."""
    async with asyncio.timeout(DEATH_S):
        while not house.deaths:  # noqa: ASYNC110 — another process
            await asyncio.sleep(0.05)
    identified = fake.gateway.identifies
    await fake.world.until(lambda: fake.gateway.identifies > identified, DEATH_S)
    await fake.gateway.opened(DEATH_S)


def here(*asked: Any) -> list[str]:
    """Everything that was shown where somebody asked in a server."""
    return [message["content"] for each in asked for message in each.followups]


async def an_answer_only_they_see(fake: Any, ada: Visitor, house: House) -> None:
    fake.world.person("ada").dms_open = False
    first = ada.world.slash("ada", "privacy", server=True)
    await died(fake, house)
    (shown,) = here(first)
    second = ada.world.slash("ada", "status", server=True)
    await ada.until(lambda: len(here(second)) >= 2, SEEN_S)
    again, status = here(second)
    assert shown in again, "what may have been lost comes, before what was asked later"
    assert AGAIN in again, "and says that it may be a repetition"
    assert AGAIN not in status


async def a_door_that_opens(fake: Any, ada: Visitor, house: House) -> None:
    ada.world.say("ada", "hi")
    await ada.until(ada.texts, SEEN_S)
    fake.world.person("ada").dms_open, fake.world.token_s = False, -1.0  # nor does where they asked last any longer
    await ada.command("privacy", server=True)
    await ada.until(lambda: fake.rest.statuses[401], SEEN_S)
    fake.world.person("ada").dms_open, fake.world.token_s = True, 900.0
    ada.world.say("ada", "status")
    await died(fake, house)
    ada.world.say("ada", "status")
    await ada.until(lambda: any(STATUS in text for text in ada.texts()), SEEN_S)
    order = [name for text in ada.texts() for name in (PRIVACY, STATUS) if name in text]
    assert order[:2] == [PRIVACY, STATUS], "what waited comes, once, and first"
    assert order.count(PRIVACY) == 1


async def several_parts(fake: Any, ada: Visitor, house: House) -> None:
    await ada.agrees((drawn(600, 800), drawn(640, 800)))
    await ada.until(lambda: len(fake.world.fetched) == 2, SEEN_S)
    await ada.command("my-data")
    await died(fake, house)
    await ada.until(lambda: len(parts(ada)) >= 2, SEEN_S)
    ada.world.say("ada", "status")  # what is asked next comes after all of it
    await ada.until(lambda: any("This is where we are" in text for text in ada.texts()), SEEN_S)
    names = parts(ada)
    assert len(names) == len(set(names)), "each part once"
    assert {name.partition("-of-")[2] for name in names} == {f"{len(names)}.zip"}, "all of them"


def parts(ada: Visitor) -> list[str]:
    return [name for name in ada.files() if "-of-" in name]


async def test_an_answer_only_they_see_comes_again_and_says_so(fake, tmp_path) -> None:
    await killed(fake, tmp_path, "discord.answer_shown", an_answer_only_they_see)


@pytest.mark.parametrize(
    ("broken", "seen"), [("nothing_recovered", "it did not come"), ("said_again_as_if_new", "may be a repetition")]
)
async def test_sabotage_an_answer_that_was_lost_or_repeated_in_silence_is_seen(fake, tmp_path, broken, seen) -> None:
    with pytest.raises(AssertionError, match=seen):
        await killed(fake, tmp_path, "discord.answer_shown", an_answer_only_they_see, **{VARIABLE: broken})


async def test_what_waited_at_the_door_comes_once_and_first(fake, tmp_path) -> None:
    await killed(fake, tmp_path, "door.opened#3", a_door_that_opens)


async def test_sabotage_what_waits_for_good_is_seen(fake, tmp_path) -> None:
    with pytest.raises(AssertionError, match="what waited comes"):
        await killed(fake, tmp_path, "door.opened#3", a_door_that_opens, **{VARIABLE: "door_stays_shut"})


async def test_of_several_parts_each_comes_once(fake, tmp_path) -> None:
    await killed(fake, tmp_path, "discord.part_posted", several_parts, **{SMALL: "30000"})


@pytest.mark.parametrize(
    ("broken", "seen"), [("another_nonce", "each part once"), ("a_half_is_a_whole", "it did not come")]
)
async def test_sabotage_a_part_that_is_doubled_or_lost_is_seen(fake, tmp_path, broken, seen) -> None:
    with pytest.raises(AssertionError, match=seen):
        await killed(fake, tmp_path, "discord.part_posted", several_parts, **{SMALL: "30000", VARIABLE: broken})
