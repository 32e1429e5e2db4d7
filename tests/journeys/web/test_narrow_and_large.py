"""The whole way from the empty page to the saved file on a phone with touch, and at 200 % zoom.

Nobody scrolls in these: what comes next has to be in sight by itself.
"""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Error as BrowserError
from playwright.async_api import Locator, Page, expect

from bot.platforms.web.server import STATIC
from tests.journeys.web.browsing import Visitor
from tests.journeys.web.test_page_sabotages import SOON_MS, Sabotaged, soon  # noqa: F401 — a fixture
from tests.journeys.web.test_the_kept_card import is_whole

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = {"viewport": {"width": 360, "height": 640}, "has_touch": True, "is_mobile": True, "device_scale_factor": 3}
ZOOMED = {"viewport": {"width": 720, "height": 450}, "device_scale_factor": 2}  # 1440 by 900 at 200 %
FIRST_LINE = 20  # px
TO_SAVE = re.compile(r"soft-studio-online-profile-[a-z-]*\d{4}-\d\d-\d\d\.jpg")


async def fits(page: Page) -> None:
    wide = await page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1], "the page scrolls sideways"


async def in_sight(seen: Locator) -> None:
    """At least its first line is between the header and the message box, without anybody scrolling."""
    await expect(seen).to_be_visible()
    await expect(seen).to_be_in_viewport()
    box = await seen.bounding_box()
    top = await seen.page.locator(".top").bounding_box()
    composer = await seen.page.locator(".composer").bounding_box()
    assert box["y"] >= top["y"] + top["height"] - 2, "under the header"
    assert box["y"] + FIRST_LINE <= composer["y"], "under the message box"


async def to_the_file(who: Visitor, photo: dict, *, touch: bool) -> None:
    page = who.page

    async def press(control: Locator) -> None:
        await (control.tap() if touch else control.click())

    async with page.expect_file_chooser() as chooser:
        await press(page.get_by_role("button", name="Choose a photo"))
    await (await chooser.value).set_files(photo)
    await in_sight(page.locator(".photofield img"))
    await fits(page)
    for label in ("I am 18 or older", "Candid may keep my photos"):
        await press(page.get_by_role("checkbox", name=label))
    await press(page.get_by_role("button", name="I agree to what I ticked"))
    await in_sight(page.get_by_text("Your photo in each look"))
    await in_sight(page.locator(".tile").first)
    await fits(page)
    for look in ("Navy studio", "Grey canvas"):
        await press(page.get_by_role("checkbox", name=look, exact=True))
    await press(page.get_by_role("button", name="Make my pictures"))
    await who.sees_pictures(1)
    await in_sight(page.locator(".shotcard h3"))
    await fits(page)
    await press(page.locator(".shotcard .frame"))
    await press(page.locator("dialog").get_by_role("button", name="Before | after"))
    await expect(page.get_by_role("slider")).to_be_in_viewport()
    await press(page.locator("dialog").get_by_role("button", name="Close"))
    await press(page.get_by_role("button", name="Approve 1"))
    await in_sight(page.get_by_text("Picture 1 is yours"))
    await fits(page)
    save = page.locator(".kept").get_by_role("button", name="Download")
    await is_whole(save)
    async with page.expect_download() as download:
        await press(save)
    assert TO_SAVE.fullmatch((await download.value).suggested_filename)
    assert who.troubles == []


async def journey(browser, bot, photo, shape: dict) -> None:
    context = await browser.new_context(locale="en-GB", reduced_motion="reduce", **shape)
    try:
        who = await Visitor(await context.new_page()).opens(bot.url)
        await to_the_file(who, photo, touch="has_touch" in shape)
    finally:
        await context.close()


@pytest.mark.parametrize("shape", [PHONE, ZOOMED], ids=["phone", "200%"])
async def test_from_the_empty_page_to_the_saved_file(browser, bot, photo, shape) -> None:
    await journey(browser, bot, photo, shape)


BREAKS = [
    (PHONE, "transcript.js", "performance.now() - this.moved < BY_HAND_MS", "true"),
    (
        PHONE,
        "app.css",
        "grid-template-columns: auto minmax(0, 1fr); align-items: center",
        "grid-template-columns: 30rem 1fr",
    ),
    (PHONE, "kept.js", "picture.filename)),", '"picture.jpg")),'),
    (ZOOMED, "app.css", "grid-template-columns: minmax(0, 18rem) minmax(0, 1fr)", "grid-template-columns: 60rem 20rem"),
]


@pytest.mark.long
@pytest.mark.parametrize(("shape", "file", "line", "instead"), BREAKS, ids=["follow", "wide", "name", "zoom"])
async def test_sabotage_a_broken_line_ends_the_way(browser, bot, photo, soon, shape, file, line, instead) -> None:  # noqa: F811
    assert line in (STATIC / file).read_text(), "the line to break is not there any more"
    with pytest.raises((AssertionError, BrowserError)):
        await journey(Sabotaged(browser, file, line, instead, patience_ms=3 * SOON_MS), bot, photo, shape)
