from __future__ import annotations

import asyncio
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from tests.faults import walks
from tests.faults.house import House

Stages = dict[str, House]  # between two stages, nothing running


@pytest.fixture(scope="session")
def snapshots(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    """Before each stage, by its name: the whole journey is walked once, and every death starts from a copy."""
    return asyncio.run(_whole_journey(tmp_path_factory.mktemp("journey")))


async def _whole_journey(base: Path) -> Stages:
    house = House(base / "house")
    house.folder.mkdir()
    try:
        return await _walked(house, base)
    finally:
        await house.stop(how=signal.SIGKILL)


async def _walked(house: House, base: Path) -> Stages:
    taken: Stages = {}

    async def take(*names: str) -> None:
        await house.stop()
        copied = house.copied(base / names[0])
        taken.update(dict.fromkeys(names, copied))

    await house.start("bot")  # keys and tables exist from now on
    await take("opening")
    await house.start("bot")
    await walks.opening(house)
    await take("photo")
    await house.start("bot")
    await house.start("worker")
    await walks.photo(house)
    await take("pictures", "reaping")
    await house.start("bot")
    await house.start("worker")
    await walks.pictures(house, number=3)
    await take("votes", "labelling", "giving", "exporting", "withdrawing", "leaving", "purge", "rotate-key")
    return taken


@pytest.fixture
async def moved_in(snapshots: Stages, tmp_path: Path) -> AsyncIterator[Callable[[str], House]]:
    """``moved_in("photo")`` is a house of its own just before that stage."""
    houses: list[House] = []

    def move_in(stage: str) -> House:
        houses.append(snapshots[stage].copied(tmp_path))
        return houses[-1]

    yield move_in
    for house in houses:
        await house.stop(how=signal.SIGKILL)
