"""In the page, nothing stood in for: the label goes on a ring, and /verify knows the file of that picture again."""

from __future__ import annotations

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


async def test_a_ringed_file_is_handed_over_and_recognised(browser, tmp_path) -> None:
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
        await ada.presses("Approve 1")
        await ada.presses("2: on a ring around it")
        await ada.page.get_by_text("The label stands on a ring").wait_for()
        files = ada.page.locator(".file").filter(has_text="headshot-1")
        await expect(files).to_have_count(2)
        async with ada.page.expect_download() as download:
            await files.last.click()
        path = tmp_path / "ringed.jpg"
        await (await download.value).save_as(path)

        await ada.types("/verify")
        await ada.page.get_by_text("Send me the picture you wonder about").wait_for()
        await ada.picks(path)
        await ada.presses("Send")
        await ada.page.get_by_text("I made this file").wait_for()
        await ada.page.get_by_text("Hidden mark: yes").wait_for()
        assert ada.troubles == []
        await context.close()
