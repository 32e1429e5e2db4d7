"""Makes every screenshot anew, with the real bot, the real worker and the portrait that ``candid up --demo`` offers.

    python -m tests.journeys.web.screenshots FOLDER [desktop|tablet|phone ...]

Beside the journey: who comes back, the page from right to left, and the operator's desk.

All go to FOLDER; of a run with ``desktop``, those that the README shows also replace the committed ones. Origin and
rights of the portrait are in tests/assets/README.md; the person shown endorses nothing here.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page

from bot.platforms.web import adapter
from bot.platforms.web.inbound import address_of
from tests.assets.portraits import DEMO
from tests.bot.platforms.web.test_desk import PASSWORD, desk
from tests.journeys.web import stage as props
from tests.journeys.web.bot import Bot, real_bot
from tests.journeys.web.browsing import Visitor, chromium, user_of
from tests.journeys.web.stage import Stage

SIZES = {"desktop": (1440, 900), "tablet": (768, 1024), "phone": (360, 740)}
COMMITTED = Path(adapter.__file__).parent / "screens"
SHOWN = {"2-consent-desktop-light": "consent", "4-picture-desktop-light": "picture"}
COLUMN = (340, 0, 1100, 900)  # px of a desktop screenshot: the conversation without the empty sides
MAX_BYTES = 200_000  # of each committed file
COLOURS = 256  # of a committed file: a quarter of the bytes, and no difference at the README's size
PATIENCE_MS = 120_000  # a busy machine may take its time; a screenshot is no benchmark


def portrait() -> dict:
    return {"name": "portrait.jpg", "mimeType": "image/jpeg", "buffer": DEMO.read_bytes()}


async def shoot(browser: Browser, bot: Bot, folder: Path, size: str, theme: str) -> None:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    who = await Visitor(page).opens(bot.url)

    async def keep(name: str) -> None:
        await _keep(page, folder, f"{name}-{size}-{theme}")

    await keep("1-welcome")
    await who.presses("Use an example portrait")
    await page.locator(".photofield img").wait_for()
    await keep("2-consent")
    await who.ticks("I am 18 or older", "Candid may keep my photos")
    await who.presses("I agree to what I ticked")
    await page.get_by_text("Your photo in each look").wait_for()
    await page.locator('.shot[style*="background-image"]').first.wait_for()
    await keep("3-looks")
    await who.presses("Make my pictures")
    await who.pictures().nth(2).locator("img").wait_for()
    await page.locator(".board").evaluate("(board) => board.scrollIntoView({ block: 'start' })")
    await keep("4-picture")
    await _up_close(page, keep)
    await who.presses("Approve 1")
    await page.get_by_text("Picture 1 is yours").wait_for()
    await page.locator(".previews img").nth(2).wait_for()
    await keep("6-approved")
    await page.close()
    page = await context.new_page()
    await page.goto(bot.platform.origin)
    await page.get_by_role("heading", name="Welcome back").wait_for()
    await _keep(page, folder, f"7-welcome-back-{size}-{theme}")
    await context.close()


async def _keep(page: Page, folder: Path, name: str, *, whole: bool = False) -> None:
    await page.mouse.move(0, 0)  # no button looks hovered
    await page.wait_for_timeout(400)
    await page.screenshot(path=folder / f"{name}.png", full_page=whole)


async def beside(browser: Browser, folder: Path, size: str, theme: str) -> None:
    """States that no journey holds still, drawn on the stage, and the desk with made-up counts."""
    width, height = SIZES[size]
    shape = {"viewport": {"width": width, "height": height}, "color_scheme": theme, "reduced_motion": "reduce"}
    stage = Stage()
    await stage.platform.start()
    who = await Visitor(await (await browser.new_context(locale="en-GB", **shape)).new_page()).opens(stage.platform.url)
    await who.page.evaluate("document.documentElement.dir = 'rtl'")
    await _keep(who.page, folder, f"8-right-to-left-welcome-{size}-{theme}")
    mirrored = (replace(each, language="ar") for each in (props.looks(), *map(props.result, (1, 2, 3)), props.kept()))
    await stage.put(address_of(await user_of(who.page)), *mirrored)
    await who.page.locator(".previews img").nth(2).wait_for()
    await _keep(who.page, folder, f"8-right-to-left-{size}-{theme}", whole=True)
    await who.page.context.close()
    await stage.platform.stop()
    async with desk() as (visitor, _behind):
        page = await (await browser.new_context(locale="en-GB", **shape)).new_page()
        await page.goto(f"{visitor.platform.origin}/desk")
        await _keep(page, folder, f"9-desk-door-{size}-{theme}")
        await page.get_by_label("Password of the desk").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await page.locator(".bars").wait_for()
        await _keep(page, folder, f"9-desk-{size}-{theme}", whole=True)
        await page.context.close()


async def _up_close(page: Page, keep: Callable) -> None:
    await page.locator(".shotcard .frame").first.click()
    await keep("5-up-close")
    await page.locator("dialog").get_by_role("button", name="Before | after").click()
    await keep("5-before-after")
    await page.locator("dialog").get_by_role("button", name="Side by side").click()
    await keep("5-side-by-side")
    await page.keyboard.press("Escape")


def commit(folder: Path) -> None:
    """Puts those that the README shows where it looks for them. Raises ``ValueError`` for one that is too large."""
    for name, shown in SHOWN.items():
        with Image.open(folder / f"{name}.png") as shot:
            few = shot.convert("RGB").crop(COLUMN).quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=3)
        few.save(folder / f"{shown}.png", optimize=True)
        if (size := (folder / f"{shown}.png").stat().st_size) > MAX_BYTES:
            raise ValueError(f"{shown}.png would have {size:,} bytes; at most {MAX_BYTES:,} are committed.")
        (COMMITTED / f"{shown}.png").write_bytes((folder / f"{shown}.png").read_bytes())


async def main(folder: Path, sizes: list[str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        async with real_bot(Path(home), example=DEMO) as bot, chromium() as browser:
            for size in sizes:
                for theme in ("light", "dark"):
                    await shoot(browser, bot, folder, size, theme)
                    await beside(browser, folder, size, theme)
    if "desktop" in sizes:
        commit(folder)


if __name__ == "__main__":
    wanted = Path(sys.argv[1])
    wanted.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(wanted, sys.argv[2:] or list(SIZES)))
