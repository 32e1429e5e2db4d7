"""SIGKILL while a platform refuses: what was set aside stays so, is told of once, and goes out again by hand."""

from __future__ import annotations

import asyncio
import signal

import pytest
import sqlalchemy as sa

from bot.shell.set_aside import TOLD
from storage.db import schema
from tests.faults.house import House
from tests.faults.places import PLACES, Place
from tests.faults.talker import REFUSES

pytestmark = [pytest.mark.long, pytest.mark.weights, pytest.mark.timeout(240)]

REFUSING = [place for place in PLACES if place.stage == "refusing"]
ASKED = ("about", "privacy")


@pytest.fixture
def house(tmp_path) -> House:
    return House(tmp_path)


@pytest.mark.parametrize("place", REFUSING, ids=str)
async def test_killed_there_nothing_is_told_twice_and_everything_can_be_sent_again(house: House, place: Place) -> None:
    bot = await house.start("bot", place.failpoint, **{REFUSES: "1"})
    asking = asyncio.create_task(_ask(house))
    assert await bot.wait() == -signal.SIGKILL
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await house.start("bot", **{REFUSES: "1"})
    await _ask(house)
    assert await _states(house) == {"held": len(ASKED)}
    assert len(_tellings(house)) == 1
    await house.stop()
    assert await house.command("outbox", "retry") == 0
    await house.start("bot")
    await house.quiet()
    assert "held" not in await _states(house)
    assert len(house.page.messages) == len(ASKED) + len(_tellings(house))
    await house.stop(how=signal.SIGKILL)


async def _ask(house: House) -> None:
    for command in ASKED:
        await house.says(command, kind="text", text=f"/{command}")


async def _states(house: House) -> dict[str, int]:
    """Of the messages that were asked for."""
    box = schema.outbox.c
    query = sa.select(box.state, sa.func.count()).where(box.slot != TOLD).group_by(box.state)
    return {row[0]: row[1] for row in await house.ask(query)}


def _tellings(house: House) -> list[object]:
    return [message for message in house.page.messages.values() if "did not go through" in str(message)]
