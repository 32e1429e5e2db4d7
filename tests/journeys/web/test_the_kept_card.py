"""An approved picture can be saved without scrolling: on a small phone, in the bot's own words of every language."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from playwright.async_api import Error as BrowserError
from playwright.async_api import Locator, expect

from bot.conversation.effects import Say
from bot.conversation.phases import approval
from bot.platforms.web.server import STATIC
from bot.ports import Rendered
from bot.shell import present
from bot.texts import complete_languages
from tests.bot.conversation.world import reviewing
from tests.journeys.web import stage as props
from tests.journeys.web.test_every_state import put, stage, visitor  # noqa: F401 — a fixture
from tests.journeys.web.test_page_sabotages import Sabotaged, soon  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HEIGHTS = (640, 740)  # px of a phone 360 wide
LEAST = 150  # px: a picture that is smaller shows nobody what they save


def card(language: str) -> Rendered:
    """Of a picture made from the example portrait, since its card has one sentence more than others."""
    world = reviewing(1)
    facts = replace(world.facts, laid_out=True, example=True, language=language)
    (said,) = approval.card(facts, world.variant(1))
    assert isinstance(said, Say)
    message = present.words(said.message, language, "web")
    outgoing = replace(message.outgoing, picture=replace(message.outgoing.picture, width=640, height=800))
    return replace(message, outgoing=outgoing, picture=props.drawn(640, 800))


async def is_whole(seen: Locator) -> None:
    """Between the header and the message box, without anybody scrolling."""
    await expect(seen).to_be_in_viewport(ratio=1)
    box = await seen.bounding_box()
    header = await seen.page.locator(".top").bounding_box()
    composer = await seen.page.locator(".composer").bounding_box()
    assert box["y"] >= header["y"] + header["height"], "under the header"
    assert box["y"] + box["height"] <= composer["y"], "under the message box"


async def the_file_is_at_hand(browser, stage, language: str, height: int) -> None:  # noqa: F811
    shape = {"viewport": {"width": 360, "height": height}, "has_touch": True, "is_mobile": True}
    who = await visitor(browser, stage, device_scale_factor=3, **shape)
    await put(stage, who, props.result(1))
    await who.presses("Approve 1")
    await put(stage, who, card(language))
    await expect(who.page.locator(".previews img")).to_have_count(3)
    await is_whole(who.page.locator('.kept [data-key="save"]'))
    await is_whole(who.page.locator(".kept .frame img"))
    assert (await who.page.locator(".kept .frame img").bounding_box())["height"] >= LEAST
    await expect(who.page.locator(".bubble:has(.kept) > .text > :first-child")).to_be_in_viewport(ratio=1)
    assert await who.page.evaluate("document.documentElement.scrollWidth") <= 360


def each_way() -> list:
    """The longest words and those from right to left each time, the rest in the long suite."""
    short = {("de", 640), ("ar", 640)}
    ways = product(complete_languages(), HEIGHTS)
    return [pytest.param(*way, marks=[] if way in short else pytest.mark.long) for way in ways]


@pytest.mark.parametrize(("language", "height"), each_way())
async def test_the_file_is_at_hand_on_a_small_phone(browser, stage, language, height) -> None:  # noqa: F811
    await the_file_is_at_hand(browser, stage, language, height)


BREAKS = {
    "the picture takes the whole width": ("max-block-size: clamp(10rem", "max-block-size: max(100vw, 10rem"),
    "the button comes after the caption": (".keeping > .actions { order: 1; }", ".keeping > .actions { order: 3; }"),
}


@pytest.mark.long
@pytest.mark.parametrize("broken", BREAKS)
async def test_sabotage_a_file_below_the_fold_is_seen(browser, stage, soon, broken) -> None:  # noqa: F811
    line, instead = BREAKS[broken]
    assert line in (STATIC / "app.css").read_text(), "the line to break is not there any more"
    with pytest.raises((AssertionError, BrowserError)):
        await the_file_is_at_hand(Sabotaged(browser, "app.css", line, instead), stage, "fr", 640)
