"""All three engines that a serving engine paints, at the playground.

The machine is named before the yes and sent what the yes says; its picture is judged, labelled and shown.
"""

from __future__ import annotations

import os

import pytest

from bot.platforms.web.adapter import Options
from tests.assets import portraits
from tests.fakes import settings_in
from tests.journeys import painted, pool
from tests.journeys.web.bot import talking
from tests.journeys.web.browsing import Visitor

pytestmark = [
    pytest.mark.browser,
    pytest.mark.weights,
    pytest.mark.long,
    pytest.mark.timeout(600),
    pytest.mark.asyncio(loop_scope="session"),
]

PATIENCE_MS = 120_000
WAYS = {
    "background": ("Keep me, let a model paint the background", ("A model on localhost paints the wall behind me",)),
    "redraw": ("Let a model redraw me", ("A model on localhost may redraw me", "Candid may compare the faces")),
}


async def newcomer(browser, url: str) -> Visitor:
    context = await browser.new_context(locale="en-GB", viewport={"width": 900, "height": 1400})
    context.set_default_timeout(PATIENCE_MS)
    return await Visitor(await context.new_page()).opens(url)


async def seen(visitor: Visitor, count: int) -> None:
    await visitor.pictures().nth(count - 1).locator("figure img").wait_for(timeout=PATIENCE_MS)
    await visitor.sees_pictures(count)


async def keeps_a_screenshot(visitor: Visitor, name: str) -> None:
    """For people who want to see it."""
    if folder := os.environ.get("CANDID_SCREENSHOTS"):
        await visitor.page.screenshot(path=f"{folder}/pool-{name}.png", full_page=True)


async def test_a_wall_a_redrawing_and_a_set_of_made_up_people_come_from_the_pool(
    browser, tmp_path, monkeypatch
) -> None:
    with pool.serving() as engine:
        async with (
            talking(settings_in(tmp_path), Options(port=0)) as bot,
            pool.working(bot.storage, engine, monkeypatch),
        ):
            await painted.announced(bot.storage)
            for way in painted.EACH:
                await painted_one(await newcomer(browser, bot.url), way)
            assert pool.sent(engine) == [("generations", 0), ("edits", 1)]  # for a wall words are enough
            await made_up(await newcomer(browser, bot.url))
            assert pool.sent(engine)[2:] == [("generations", 0)] * 2


async def painted_one(ada: Visitor, way: painted.Painted) -> None:
    chosen, boxes = WAYS[way.engine]
    await ada.picks(portraits.path("ardern-2022"))
    await ada.presses(chosen)
    await ada.ticks("I am 18 or older", "Candid may keep my photos", *boxes)
    await keeps_a_screenshot(ada, f"{way.engine}-consent")
    await ada.presses("I agree to what I ticked")
    await ada.page.get_by_text("Your photo in each look").wait_for()
    await ada.chooses("1 picture")
    await ada.presses("Make my pictures")
    await seen(ada, 1)
    await ada.reads(way.label)
    await keeps_a_screenshot(ada, way.engine)
    assert ada.troubles == []


async def made_up(ada: Visitor) -> None:
    await ada.presses("Start without a photo")
    await ada.presses("A made-up person")
    await ada.presses("An advert")
    await ada.ticks("I am 18 or older. I will not say")
    await ada.presses("I agree to what I ticked")
    await ada.reads("Who shall it be?")
    await ada.chooses("Light", "2")
    for left_to_chance in ("age", "presents", "detail"):
        await ada.page.locator(f'input[name$=".{left_to_chance}"][value="drawn"]').check()
    await ada.presses("Make them up")
    await seen(ada, 3)
    await ada.reads("The contact sheet: every picture of this set on one")
    await keeps_a_screenshot(ada, "persona")
    await ada.presses("Approve 3")
    await ada.reads("Not for: a profile, a CV")
    assert ada.troubles == []
