from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.journeys.web.bot import Bot, painted_bot
from tests.journeys.web.browsing import Visitor, chromium
from tests.journeys.web.stage import drawn


@pytest.fixture
async def browser():
    async with chromium() as browser:
        yield browser


@pytest.fixture
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with painted_bot(tmp_path) as bot:
        yield bot


@pytest.fixture
async def ada(browser, bot) -> AsyncIterator[Visitor]:
    visitor = await Visitor(await (await browser.new_context(locale="en-GB")).new_page()).opens(bot.url)
    yield visitor
    assert visitor.troubles == []


@pytest.fixture
def photo() -> dict:
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": drawn(900, 1200, "#77705f")}
