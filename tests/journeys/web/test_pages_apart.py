"""Pages beside the playground: receipts and the page that reads marks. Everybody can use them, also on a phone."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, Page, expect

from bot.shell import receipts
from generation.disclosure import page as verify_page
from generation.disclosure.c2pa import Anchors
from storage.serving.server import HttpServer
from tests.journeys.web.browsing import Visitor
from tests.journeys.web.test_every_state import grave_findings

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = {"width": 360, "height": 640}
LONG = pytest.mark.long


async def is_for_everybody(page: Page) -> None:
    await page.set_viewport_size(PHONE)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await expect(page.locator("h1")).to_have_count(1)
    assert await grave_findings(page) == []


async def opened(who: Visitor) -> Page:
    """The newest receipt, in a tab where axe may run: in its own no script does (``test_receipts``)."""
    address = await who.page.locator("a.file").last.get_attribute("href")
    receipt = await who.page.evaluate("address => fetch(address).then(answer => answer.text())", address)
    page = await who.page.context.new_page()
    await page.set_content(receipt)
    return page


async def receipts_are_for_everybody(browser: Browser, bot, photo: dict, language: str) -> None:
    context = await browser.new_context(locale=language)
    try:
        who = await Visitor(await context.new_page()).opens(bot.url)
        await who.picks(photo)
        for box in ("likeness", "processing"):
            await who.page.locator(f'.box [name$=".{box}"]').check()
        await who.page.locator('form:has(.box) [data-key="submit"]').click()
        await expect(who.page.locator("a.file")).to_have_count(1)
        await is_for_everybody(await opened(who))
        await who.page.locator("#say").fill("/forget-me")
        await who.page.keyboard.press("Enter")
        await who.page.locator('[data-key^="forget.erase"]').click()
        await expect(who.page.locator(".message")).to_have_count(1)
        await is_for_everybody(await opened(who))
    finally:
        await context.close()


@pytest.mark.parametrize("language", ["en-GB", pytest.param("ar", marks=LONG), pytest.param("hi", marks=LONG)])
async def test_receipts_are_for_everybody(browser, bot, photo, language) -> None:
    await receipts_are_for_everybody(browser, bot, photo, language)


@LONG
async def test_sabotage_a_receipt_in_pale_grey_is_seen(browser, bot, photo, monkeypatch) -> None:
    assert "color:#1b1b1b" in receipts._STYLE, "the colour to break is not there any more"
    monkeypatch.setattr(receipts, "_STYLE", receipts._STYLE.replace("color:#1b1b1b", "color:#bbb"))
    with pytest.raises(AssertionError, match="color-contrast"):
        await receipts_are_for_everybody(browser, bot, photo, "en-GB")


async def the_page_that_reads_marks(browser: Browser, theme: str, language: str) -> None:
    served = HttpServer(verify_page.Page(Anchors()).app(), stop_wait_s=0.2)
    await served.start("127.0.0.1", 0)
    context = await browser.new_context(color_scheme=theme, locale=language)
    try:
        page = await context.new_page()
        await page.goto(f"http://127.0.0.1:{served.port}/")
        await is_for_everybody(page)
        await page.locator("[type=file]").set_input_files({"name": "a.txt", "mimeType": "image/jpeg", "buffer": b"no"})
        await page.locator("button").first.click()
        await expect(page.locator("[type=file]")).to_have_count(0)  # the answer
        await is_for_everybody(page)
    finally:
        await context.close()
        await served.stop()


@pytest.mark.parametrize(("theme", "language"), [("dark", "en-GB"), pytest.param("light", "ar", marks=LONG)])
async def test_the_page_that_reads_marks_is_for_everybody(browser, theme, language) -> None:
    await the_page_that_reads_marks(browser, theme, language)


@LONG
async def test_sabotage_a_page_without_its_dark_colours_is_seen(browser, monkeypatch) -> None:
    assert "color:#f2f3f5" in verify_page.STYLE, "the colour to break is not there any more"
    monkeypatch.setattr(verify_page, "STYLE", verify_page.STYLE.replace("color:#f2f3f5", "color:#3a3b3e"))
    with pytest.raises(AssertionError, match="color-contrast"):
        await the_page_that_reads_marks(browser, "dark", "en-GB")
