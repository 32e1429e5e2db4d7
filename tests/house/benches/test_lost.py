"""The scale bench counts who is lost: nobody who is only late, and everybody who waits for nothing."""

from __future__ import annotations

import asyncio

from bot.ports import Commanded
from tests.benches.scale.lost import lost
from tests.benches.scale.standin import StandIn


async def late_and_forgotten(storage) -> list[str]:
    """One is answered long after the others fell silent, one never. Nobody has acknowledged the first one's words."""
    people = StandIn()
    people.say("ada", Commanded(name="help"))

    async def late() -> None:
        await asyncio.sleep(0.5)
        people._open.clear()

    walks = [asyncio.create_task(late()), asyncio.create_task(asyncio.Event().wait())]
    return await lost(people, storage, walks, rest_s=0.02)


async def test_who_waits_for_nothing_is_lost_and_who_is_late_is_not(storage) -> None:
    assert len(await late_and_forgotten(storage)) == 1


async def test_sabotage_without_a_look_at_what_is_unacknowledged_who_is_late_is_lost(storage, monkeypatch) -> None:
    monkeypatch.setattr(StandIn, "waiting", 0)
    assert len(await late_and_forgotten(storage)) == 2


async def test_a_walk_that_breaks_is_lost(storage) -> None:
    async def broken() -> None:
        raise ValueError("no such button")

    assert await lost(StandIn(), storage, [asyncio.create_task(broken())]) == ["ValueError('no such button')"]
