"""The person's own choices with the real worker: a light beside the light as taken, and an area kept as theirs."""

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


async def test_a_picture_is_made_again_in_another_light_and_with_what_is_mine(browser, tmp_path) -> None:
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
        await ada.asks_for("1. ", "1: ")
        await expect(ada.pictures().locator("figure img")).to_have_count(1, timeout=PATIENCE_MS)
        await ada.presses("Other light")
        await ada.presses("A bit brighter")
        await expect(ada.pictures().locator("figure img")).to_have_count(2, timeout=PATIENCE_MS)
        await expect(ada.pictures().last).to_contain_text("Light: brighter, as you chose.")
        await expect(ada.pictures().last).to_contain_text("Picture 1 is the same in the light as taken.")
        await expect(ada.pictures().last.locator('[data-key="compare"]')).to_be_visible()
        await ada.presses("Something of mine is missing")
        await ada.chooses("Right of the head")
        await ada.presses("Make it again")
        await expect(ada.pictures().locator("figure img")).to_have_count(3, timeout=PATIENCE_MS)
        await expect(ada.pictures().last).to_contain_text("part you named")
        await expect(ada.pictures().last).to_contain_text("Light: brighter, as you chose.")
        assert ada.troubles == []
        await context.close()
