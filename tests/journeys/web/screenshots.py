"""Makes the README's screenshots anew, with the real bot, the real worker and a public-domain portrait.

    python -m tests.journeys.web.screenshots FOLDER [desktop|tablet|phone ...]

Origin and rights of the portrait are in tests/assets/README.md; the person shown endorses nothing here.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from playwright.async_api import Browser, Page

from tests.journeys.web.bot import Bot, real_bot
from tests.journeys.web.browsing import Visitor, chromium

SIZES = {"desktop": (1440, 900), "tablet": (768, 1024), "phone": (360, 740)}
PORTRAIT = Path(__file__).parents[2] / "assets" / "portraits" / "obama-senate.jpg"
PATIENCE_MS = 120_000  # a busy machine may take its time; a screenshot is no benchmark


def portrait() -> dict:
    return {"name": "portrait.jpg", "mimeType": "image/jpeg", "buffer": PORTRAIT.read_bytes()}


async def shoot(browser: Browser, bot: Bot, folder: Path, size: str, theme: str) -> None:
    width, height = SIZES[size]
    context = await browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=theme, locale="en-GB", reduced_motion="reduce"
    )
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    who = await Visitor(page).opens(bot.url)

    async def keep(name: str) -> None:
        await page.wait_for_timeout(400)
        await page.screenshot(path=folder / f"{name}-{size}-{theme}.png")

    await keep("1-welcome")
    await who.picks(portrait())
    await page.locator(".photofield img").wait_for()
    await keep("2-consent")
    await who.ticks("I am 18 or older", "Candid may keep my photos")
    await who.presses("I agree to what I ticked")
    await page.get_by_text("Your photo in each look").wait_for()
    await page.locator('.shot[style*="background-image"]').first.wait_for()
    await keep("3-looks")
    await who.presses("Make my pictures")
    await who.pictures().nth(2).locator("img").wait_for()
    await keep("4-picture")
    await _up_close(page, keep)
    await who.presses("Approve 1")
    await page.get_by_text("Picture 1 is yours").wait_for()
    await page.locator(".previews img").nth(2).wait_for()
    await keep("6-approved")
    await context.close()


async def _up_close(page: Page, keep) -> None:
    await page.locator(".shotcard .frame").first.click()
    await keep("5-up-close")
    await page.locator("dialog").get_by_role("button", name="Before | after").click()
    await keep("5-before-after")
    await page.locator("dialog").get_by_role("button", name="Side by side").click()
    await keep("5-side-by-side")
    await page.keyboard.press("Escape")


async def main(folder: Path, sizes: list[str]) -> None:
    with tempfile.TemporaryDirectory() as home:
        async with real_bot(Path(home)) as bot, chromium() as browser:
            for size in sizes:
                for theme in ("light", "dark"):
                    await shoot(browser, bot, folder, size, theme)


if __name__ == "__main__":
    wanted = Path(sys.argv[1])
    wanted.mkdir(parents=True, exist_ok=True)
    asyncio.run(main(wanted, sys.argv[2:] or list(SIZES)))
