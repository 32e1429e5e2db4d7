"""Bot and worker killed (SIGKILL) while a page is open: the page finds the bot again, nothing is lost or doubled.

The page is never reloaded. Where nothing came, its person presses once more, as people do.
"""

from __future__ import annotations

import asyncio
import re
import sys

import pytest
import pytest_asyncio
from playwright.async_api import Error as BrowserError
from playwright.async_api import Page, expect

from bot.platforms.web.server import STATIC
from tests.bot.platforms.slack.fake.emulator import free_port
from tests.journeys.killed import PAINTING_S, PORTRAIT, House, step
from tests.journeys.web.browsing import Visitor
from tests.journeys.web.talker import VARIABLE
from tests.journeys.web.test_page_sabotages import Sabotaged

pytestmark = [
    pytest.mark.long, pytest.mark.weights, pytest.mark.browser, pytest.mark.timeout(600),
    pytest.mark.asyncio(loop_scope="session"),
]  # fmt: skip

BOT = (sys.executable, "-m", "tests.journeys.web.talker")
TOKEN = "k" * 43
PRESS_MS = 4000

PLACES = (
    ("bot", "runner.before_save"),  # what was said first
    ("bot", "consent.recorded"),  # the consent is written, the photo still in the page
    ("bot", "keep.fetched"),  # the photo has left the page
    ("bot", "job.enqueued"),  # the looks are chosen
    ("bot and worker", "worker.picture_made"),  # in the middle of the making
    ("bot", "deliver.after_call#8"),  # shown, and not yet noted as shown
)


@pytest_asyncio.fixture(loop_scope="session")
async def person(browser):
    context = await browser.new_context(locale="en-GB", reduced_motion="reduce")
    context.set_default_timeout(PRESS_MS)
    who = Visitor(await context.new_page())
    who.expected = "e"  # the browser logs each try to reach a bot that is gone
    yield who
    await context.close()


@pytest.mark.parametrize(("victim", "place"), PLACES, ids=str)
async def test_a_death_loses_and_doubles_nothing(person, tmp_path, victim, place) -> None:
    await journey(person, tmp_path, victim, place)


async def journey(who: Visitor, folder, victim: str, place: str) -> None:
    port = free_port()
    environment = {VARIABLE: f"{port} {TOKEN}"}
    async with House(folder, environment, victim, place).lived_in(BOT) as house:
        await comes_in(who.page, f"http://127.0.0.1:{port}/#k={TOKEN}")
        await agrees(who.page)
        await gets_two_pictures(who.page)
        await saves(who.page)
        await forgets(who.page, house)
        await house.everybody_is_gone()


async def comes_in(page: Page, url: str) -> None:
    async with asyncio.timeout(60):
        while True:
            try:
                await page.goto(url)
                return await page.wait_for_selector("body[data-state=on]")
            except BrowserError:
                await asyncio.sleep(0.2)


async def pressed(page: Page, name: str | re.Pattern[str]) -> None:
    """The newest enabled button of that name, if there is one."""
    button = page.get_by_role("button", name=name, exact=isinstance(name, str)).and_(page.locator(":enabled")).last
    if await button.count():
        await button.click()


async def agrees(page: Page) -> None:
    consent, looks = page.locator("form:has(.box):not(:has(.done))"), page.locator("form:has(.tiles)")

    async def drop() -> None:
        if not await consent.count():
            await page.locator("#files").set_input_files(PORTRAIT)

    await step(drop, consent.count)

    async def agree() -> None:
        if await consent.count():
            if not await page.locator(".photofield img").count():
                await page.locator("#files").set_input_files(PORTRAIT)
            for box in ("likeness", "processing"):
                await consent.last.locator(f'[name$=".{box}"]').check()
            await pressed(page, "I agree to what I ticked")
        elif await page.get_by_text(re.compile("send it again|send me a photo")).count():
            await page.locator("#files").set_input_files(PORTRAIT)
            await pressed(page, "Send")

    await step(agree, looks.count)


async def gets_two_pictures(page: Page) -> None:
    async def choose() -> None:
        tiles = page.locator("form:has(.tiles):not(:has(.done))")
        if await tiles.count() and not await page.locator(".board").count():
            chosen = page.locator(".tile input:checked:enabled")
            while await chosen.count():
                await chosen.first.uncheck()
            for look in ("Soft studio", "Dark studio"):
                await page.get_by_role("checkbox", name=look, exact=True).last.check()
            await pressed(page, "Make my pictures")

    ready = page.get_by_text("2 pictures are ready")
    await step(choose, ready.count, PAINTING_S)
    await expect(page.locator(".shotcard h3"), "each picture once").to_have_text(["Picture 1", "Picture 2"])
    await expect(ready).to_have_count(1)


async def saves(page: Page) -> None:
    await step(lambda: pressed(page, "Approve 1"), page.locator(".kept").count)
    async with page.expect_download() as download:
        await page.locator(".kept").get_by_role("button", name="Download").click()
    assert (await (await download.value).path()).read_bytes()[:3] == b"\xff\xd8\xff"


async def forgets(page: Page, house: House) -> None:
    async def ask() -> None:
        await page.get_by_role("combobox", name="Message").fill("/forget-me")
        await page.keyboard.press("Enter")

    erase = page.get_by_role("button", name="Erase", exact=True)
    await step(ask, erase.count)

    async def erases() -> None:
        if await house.anybody_is_listened_to():
            await pressed(page, "Erase")

    async def gone() -> bool:
        return (
            bool(await page.get_by_text("Your photos, pictures and answers are erased").count())
            and not await page.locator("figure").count()
        )

    await step(erases, gone)


async def test_sabotage_a_page_that_does_not_come_back_stays_empty(browser, tmp_path, monkeypatch) -> None:
    line = "if (lived) tries = -1;"
    assert line in (STATIC / "link.js").read_text()
    context = await Sabotaged(browser, "link.js", line, "if (lived) return;").new_context(locale="en-GB")
    context.set_default_timeout(PRESS_MS)
    monkeypatch.setattr("tests.journeys.killed.PATIENCE_S", 4.0)
    with pytest.raises(AssertionError):
        await journey(Visitor(await context.new_page()), tmp_path, "bot", "consent.recorded")
    await context.close()
