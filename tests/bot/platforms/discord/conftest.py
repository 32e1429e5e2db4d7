from __future__ import annotations

from pathlib import Path

import pytest

from tests.bot.platforms.discord.harness import DiscordHarness, open_harness


@pytest.fixture
async def discord(tmp_path: Path):
    """The adapter on the fake; every request it makes is judged by Discord's official schema."""
    async with open_harness(tmp_path) as harness:
        await harness.platform.start()
        yield harness
        await harness.platform.stop()


@pytest.fixture
def world(discord: DiscordHarness):
    return discord.fake.world
