from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.journeys.web.bot import Bot, painted_bot, real_bot
from tests.journeys.web.browsing import Visitor, chromium
from tests.journeys.web.screenshots import PATIENCE_MS, portrait
from tests.journeys.web.stage import drawn


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser():
    """One for all: each test has contexts of its own in it."""
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="session")
async def bot(tmp_path: Path) -> AsyncIterator[Bot]:
    async with painted_bot(tmp_path) as bot:
        yield bot


@pytest_asyncio.fixture(loop_scope="session")
async def ada(browser, bot) -> AsyncIterator[Visitor]:
    context = await browser.new_context(locale="en-GB")
    visitor = await Visitor(await context.new_page()).opens(bot.url)
    yield visitor
    await context.close()
    assert visitor.troubles == []


@pytest_asyncio.fixture(loop_scope="session")
async def chooser(browser, tmp_path) -> AsyncIterator[Visitor]:
    """Someone whose real portrait the real worker has accepted, in front of the looks."""
    async with real_bot(tmp_path) as bot:
        context = await browser.new_context(locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        visitor = await Visitor(await context.new_page()).opens(bot.url)
        await visitor.picks(portrait())
        await visitor.reads("Tick only what you agree to")
        await visitor.ticks("I am 18 or older", "Candid may keep my photos")
        await visitor.presses("I agree to what I ticked")
        await visitor.page.get_by_text("Your photo in each look").wait_for()
        yield visitor
        await context.close()
        assert visitor.troubles == []


@pytest.fixture
def photo() -> dict:
    return {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": drawn(900, 1200, "#77705f")}
