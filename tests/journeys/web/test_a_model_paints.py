"""Both engines that paint, at the playground: chosen, agreed to box by box, labelled; painted anew in another light."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys import painted
from tests.journeys.web.bot import painted_bot
from tests.journeys.web.browsing import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

WAYS = {
    "background": ("Keep me, let a model paint the background", ("A model on the machine",)),
    "redraw": ("Let a model redraw me", ("A model may redraw me", "Candid may compare the faces")),
}


@pytest.mark.parametrize("way", painted.EACH, ids=lambda way: way.engine)
async def test_from_the_choice_to_a_picture_that_says_what_a_model_painted(browser, tmp_path, photo, way) -> None:
    chosen, boxes = WAYS[way.engine]
    async with painted_bot(tmp_path, engines=painted.ENGINES) as bot:
        await painted.announced(bot.storage)
        context = await browser.new_context(locale="en-GB", viewport={"width": 900, "height": 1400})
        ada = await Visitor(await context.new_page()).opens(bot.url)
        await ada.picks(photo)
        await ada.presses(chosen)
        await ada.ticks("I am 18 or older", "Candid may keep my photos", *boxes)
        await ada.presses("I agree to what I ticked")
        await ada.reads("Your photo in each look")
        await ada.chooses("1 picture")
        await ada.presses("Make my pictures")
        await ada.sees_pictures(1)
        await ada.reads(way.label)
        await ada.pictures().locator("summary").click()
        await ada.presses("Other light")
        await ada.presses("A bit darker")
        await ada.sees_pictures(2)
        await expect(ada.pictures().filter(has_text=way.label)).to_have_count(2)
        await context.close()
        assert ada.troubles == []
