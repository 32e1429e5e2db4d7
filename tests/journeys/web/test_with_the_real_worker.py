"""The happy path with nothing stood in for: real conversation, storage, worker child, models, and a real portrait."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.web.bot import real_bot
from tests.journeys.web.browsing import Visitor
from tests.journeys.web.screenshots import PATIENCE_MS, portrait

pytestmark = [
    pytest.mark.browser,
    pytest.mark.weights,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="module"),
]


async def test_a_portrait_becomes_labelled_pictures_and_a_file_to_keep(browser, tmp_path) -> None:
    async with real_bot(tmp_path) as bot:
        context = await browser.new_context(locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        ada = await Visitor(await context.new_page()).opens(bot.url)
        await ada.presses("Make a headshot")
        await ada.presses("Online profile")
        await ada.presses("Yes, show me the choices")
        await ada.ticks("I am 18 or older", "Candid may keep my photos")
        await ada.picks(portrait())
        await ada.presses("I agree to what I ticked")
        await ada.page.get_by_text("Pick a look").wait_for()
        await ada.asks_for("1. ", "2: ")
        await expect(ada.pictures().locator("figure img")).to_have_count(2, timeout=PATIENCE_MS)
        await expect(ada.pictures().first.locator("figcaption")).to_contain_text("AI BACKGROUND")
        # once the pictures are there nothing speaks of making them any more
        await ada.reads("Your 2 pictures are ready")
        await expect(ada.page.locator(".bot").filter(has_text=re.compile(r"Picture \d of 2: "))).to_have_count(0)
        await ada.presses("Approve 1")
        async with ada.page.expect_download() as download:
            await ada.page.locator(".file").filter(has_text="headshot-1").click()
        saved = (await (await download.value).path()).read_bytes()
        assert saved.startswith(b"\xff\xd8\xff")
        assert ada.troubles == []
        await context.close()
