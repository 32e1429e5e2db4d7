from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.bot.platforms.discord.fake.schema import judge
from tests.bot.platforms.discord.fake.server import Fake, fake_discord
from tests.journeys.discord.bot import Bot, bot_on
from tests.journeys.discord.visitor import Visitor
from tests.journeys.web.stage import drawn


@pytest.fixture
async def fake() -> AsyncIterator[Fake]:
    """When it closes, every request of the journey is judged by Discord's official schema."""
    async with fake_discord() as opened:
        yield opened
    assert not (problems := judge().problems(opened.rest.requests)), problems[:5]


@pytest.fixture
async def bot(fake: Fake, tmp_path: Path) -> AsyncIterator[Bot]:
    async with bot_on(fake, tmp_path) as up:
        yield up


@pytest.fixture
def ada(fake: Fake) -> Visitor:
    return Visitor(fake)


@pytest.fixture(scope="session")
def photo() -> bytes:
    return drawn(600, 800)
