"""The system's Chromium, driven by Playwright, and what the journeys ask of a page."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from playwright.async_api import Browser, Locator, Page, async_playwright, expect

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
PATIENCE_MS = 30_000  # what is not there by then will not come, on a busy machine either
expect.set_options(timeout=PATIENCE_MS)  # here and in `patience` only: it holds for every test that comes after
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    "--disable-features=LocalNetworkAccessChecks",  # a page handed out by a test comes, for Chromium, from nowhere
]  # fmt: skip


@contextmanager
def patience(ms: int) -> Iterator[None]:
    """Within it ``expect`` waits this long, and as long as before after it."""
    expect.set_options(timeout=ms)
    try:
        yield
    finally:
        expect.set_options(timeout=PATIENCE_MS)


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        try:
            yield browser
        finally:
            await browser.close()


async def user_of(page: Page) -> str:
    """The person this tab is, as the bot names them."""
    from bot.platforms.web import gate

    return gate.user_of(await page.evaluate("sessionStorage.getItem('candid.tab')"))


class Visitor:
    """A person at the page, who finds things by what they read."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.troubles: list[str] = []
        self.expected = ""  # part of an error that the browser logs and that is the point of the test
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda line: self._logged(line.type, line.text))

    def _logged(self, kind: str, text: str) -> None:
        if kind == "error" and not (self.expected and self.expected in text):
            self.troubles.append(text)

    async def opens(self, url: str) -> Visitor:
        await self.page.goto(url)
        await self.is_connected()
        return self

    async def is_connected(self) -> None:
        await self.page.wait_for_selector("body[data-state=on]")

    async def presses(self, name: str) -> None:
        """The latest button of that name."""
        await self.page.get_by_role("button", name=name, exact=True).last.click()

    async def types(self, text: str) -> None:
        await self.page.get_by_role("combobox", name="Message").fill(text)
        await self.page.keyboard.press("Enter")

    async def reads(self, text: str) -> None:
        await expect(self.page.locator(".bot").filter(has_text=text).last).to_be_visible()

    async def ticks(self, *labels: str) -> None:
        for label in labels:
            await self.page.get_by_role("checkbox", name=label).last.check()

    async def picks(self, photo: Path | dict) -> None:
        await self.page.locator("#files").set_input_files(photo)

    async def chooses(self, *options: str) -> None:
        for option in options:
            await self.page.get_by_role("radio", name=re.compile(f"^{re.escape(option)}")).last.check()

    async def wants(self, *looks: str) -> None:
        """These looks and no others, by their names."""
        chosen = self.page.locator(".tile input:checked:enabled")
        while await chosen.count():
            await chosen.first.uncheck()
        for look in looks:
            await self.page.get_by_role("checkbox", name=look, exact=True).last.check()

    def pictures(self) -> Locator:
        """Finished pictures: those that can be voted on."""
        return self.page.locator(".shotcard")

    async def sees_pictures(self, count: int) -> None:
        await expect(self.pictures()).to_have_count(count)
        await expect(self.pictures().locator("figure img")).to_have_count(count)

    async def agrees(self, photo: Path | dict) -> None:
        """From a photo on the empty page to one's own face in the looks: two ticks and one press."""
        await self.picks(photo)
        await self.reads("Tick only what you agree to")
        await self.ticks("I am 18 or older", "Candid may keep my photos")
        await self.presses("I agree to what I ticked")
        await self.reads("Your photo in each look")

    async def asks_for(self, *looks: str) -> None:
        await self.wants(*looks)
        await self.presses("Make my pictures")
