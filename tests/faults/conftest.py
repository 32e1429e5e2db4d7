from __future__ import annotations

import asyncio
import shutil
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.faults import walks
from tests.faults.house import House

Stages = dict[str, "Snapshot"]


@dataclass(frozen=True)
class Snapshot:
    """An installation between two stages, nothing running: its folder, its person, and what they have said."""

    folder: Path
    secret: str
    said: dict[str, dict[str, Any]] = field(default_factory=dict)

    def again(self, folder: Path) -> House:
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        return House(folder, secret=self.secret, said={step: dict(body) for step, body in self.said.items()})


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
        copied = base / names[0]
        shutil.copytree(house.folder, copied)
        said = {step: dict(body) for step, body in house.said.items()}
        taken.update({name: Snapshot(copied, house.secret, said) for name in names})

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
        houses.append(snapshots[stage].again(tmp_path))
        return houses[-1]

    yield move_in
    for house in houses:
        await house.stop(how=signal.SIGKILL)
