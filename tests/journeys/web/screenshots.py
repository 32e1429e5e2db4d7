"""Makes every screenshot anew, with the real bot, the real worker and the portrait that ``candid up --demo`` offers.

    python -m tests.journeys.web.screenshots FOLDER [desktop|tablet|phone ...]

The journey up to who comes back, and the operator's desk, each in English and from right to left.

All go to FOLDER; of a run with ``desktop``, those that the README shows also replace the committed ones. Origin and
rights of the portrait are in tests/assets/README.md; the person shown endorses nothing here.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable
from itertools import product
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, Page

from bot.platforms.web import adapter
from tests.assets.portraits import DEMO
from tests.bot.platforms.web.test_desk import PASSWORD, desk
from tests.journeys.web.bot import Bot, real_bot
from tests.journeys.web.browsing import Visitor, chromium

SIZES = {"desktop": (1440, 900), "tablet": (768, 1024), "phone": (360, 740)}
ENGLISH = "en-GB"
LANGUAGES = (ENGLISH, "ar")
COMMITTED = Path(adapter.__file__).parent / "screens"
SHOWN = {"2-consent-desktop-light": "consent", "4-picture-desktop-light": "picture"}
COLUMN = (340, 0, 1100, 900)  # px of a desktop screenshot: the conversation without the empty sides
MAX_BYTES = 250_000  # of each committed file
PATIENCE_MS = 120_000  # a busy machine may take its time; a screenshot is no benchmark


def portrait() -> dict:
    return {"name": "portrait.jpg", "mimeType": "image/jpeg", "buffer": DEMO.read_bytes()}


async def shoot(browser: Browser, bot: Bot, folder: Path, size: str, theme: str, language: str) -> None:
    """One journey, found by what the page is made of: its words are of ``language``."""
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale=language, reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await Visitor(page).opens(bot.url)
    kind = f"{size}-{theme}" if language == ENGLISH else f"{language}-{size}-{theme}"

    async def keep(name: str) -> None:
        await _keep(page, folder, f"{name}-{kind}")

    await keep("1-welcome")
    await page.locator("#first-example").click()
    await page.locator(".photofield img").wait_for()
    await keep("2-consent")
    for box in ("likeness", "processing"):
        await page.locator(f'.box [name$=".{box}"]').check()
    await page.locator('form:has(.box) [data-key="submit"]').click()
    await page.locator('.shot[style*="background-image"]').first.wait_for()
    await keep("3-looks")
    await page.locator('form:has(.tiles) [data-key="submit"]').click()
    await page.locator(".shotcard img").nth(2).wait_for()
    await page.locator(".board").evaluate("(board) => board.scrollIntoView({ block: 'start' })")
    await keep("4-picture")
    await _up_close(page, keep)
    await page.locator(".votes .approve").first.click()
    await page.locator(".previews img").nth(2).wait_for()
    await keep("6-approved")
    await page.close()
    page = await context.new_page()
    await page.goto(bot.platform.origin)
    await page.locator("#back").wait_for()
    await _keep(page, folder, f"7-welcome-back-{kind}")
    await context.close()


async def _keep(page: Page, folder: Path, name: str, *, whole: bool = False) -> None:
    await page.mouse.move(0, 0)  # no button looks hovered
    await page.wait_for_timeout(400)
    await page.screenshot(path=folder / f"{name}.png", full_page=whole)


async def at_the_desk(browser: Browser, folder: Path, size: str, theme: str, language: str) -> None:
    """With made-up counts."""
    width, height = SIZES[size]
    kind = f"{size}-{theme}" if language == ENGLISH else f"{language}-{size}-{theme}"
    async with desk() as (visitor, _behind):
        context = await browser.new_context(
            viewport={"width": width, "height": height}, color_scheme=theme, locale=language
        )
        page = await context.new_page()
        await page.goto(f"{visitor.platform.origin}/desk")
        await _keep(page, folder, f"9-desk-door-{kind}")
        await page.locator("[name=password]").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await page.locator(".bars").wait_for()
        await _keep(page, folder, f"9-desk-{kind}", whole=True)
        await page.goto(f"{visitor.platform.origin}/desk/doctor")
        await _keep(page, folder, f"9-desk-doctor-{kind}")
        await context.close()


async def _up_close(page: Page, keep: Callable) -> None:
    await page.locator(".shotcard .frame").first.click()
    await keep("5-up-close")
    compare, side, _full = await page.locator("dialog .head .plain").all()
    await compare.click()
    await keep("5-before-after")
    await side.click()
    await keep("5-side-by-side")
    await page.keyboard.press("Escape")


def commit(folder: Path) -> None:
    """Puts those that the README shows where it looks for them. Raises ``ValueError`` for one that is too large."""
    for name, shown in SHOWN.items():
        with Image.open(folder / f"{name}.png") as shot:
            column = shot.convert("RGB").crop(COLUMN)  # in all its colours: a palette draws bands into a backdrop
        column.save(folder / f"{shown}.png", optimize=True)
        if (size := (folder / f"{shown}.png").stat().st_size) > MAX_BYTES:
            raise ValueError(f"{shown}.png would have {size:,} bytes; at most {MAX_BYTES:,} are committed.")
        (COMMITTED / f"{shown}.png").write_bytes((folder / f"{shown}.png").read_bytes())


async def main(folder: Path, sizes: list[str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        async with real_bot(Path(home), example=DEMO) as bot, chromium() as browser:
            for size in sizes:
                for theme, language in product(("light", "dark"), LANGUAGES):
                    await shoot(browser, bot, folder, size, theme, language)
                    await at_the_desk(browser, folder, size, theme, language)
    if "desktop" in sizes:
        commit(folder)


if __name__ == "__main__":
    wanted = Path(sys.argv[1])
    wanted.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(wanted, sys.argv[2:] or list(SIZES)))
