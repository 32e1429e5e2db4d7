"""What leaves the page with the person: the file a browser shares, the picture in the clipboard, the date it goes."""

from __future__ import annotations

import json
import re

import pytest
from playwright.async_api import Error as BrowserError
from playwright.async_api import expect

from bot.conversation import understand
from bot.platforms.web.server import STATIC
from tests.journeys.web.browsing import Visitor
from tests.journeys.web.test_page_sabotages import SOON_MS, Sabotaged, soon  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

NAME = re.compile(r"soft-studio-online-profile-[a-z-]*\d{4}-\d\d-\d\d\.jpg")
JPEG = [0xFF, 0xD8]
# A browser that can share: what it was given stands where the test can read it.
SHARES = """
    navigator.canShare = ({ files }) => files.every(file => file.type === "image/jpeg");
    navigator.share = async ({ files, text }) => {
        const [first, second] = new Uint8Array(await files[0].arrayBuffer());
        document.documentElement.dataset.shared = JSON.stringify([files[0].name, text, [first, second]]);
    };
"""
COPIED = """async () => {
    const [item] = await navigator.clipboard.read();
    const bitmap = await createImageBitmap(await item.getType("image/png"));
    return [bitmap.width, bitmap.height];
}"""


async def is_handed_on(browser, bot, photo, *, patience_ms: int = 0) -> None:
    context = await browser.new_context(locale="en-GB", permissions=["clipboard-read", "clipboard-write"])
    try:
        await context.add_init_script(SHARES)
        ada = await Visitor(await context.new_page()).opens(bot.url)
        await ada.agrees(photo)
        await ada.asks_for("Soft studio")
        await ada.sees_pictures(1)
        await ada.presses("Approve 1")
        await ada.reads("I erase my copy on")
        if patience_ms:
            context.set_default_timeout(patience_ms)
        card = ada.page.locator(".bubble:has(.kept)")
        await card.get_by_role("button", name="Share").click()
        await expect(ada.page.locator("html")).to_have_attribute("data-shared", re.compile("."))
        name, text, start = json.loads(await ada.page.locator("html").get_attribute("data-shared"))
        assert NAME.fullmatch(name)
        assert "real photo of me" in text
        assert start == JPEG
        await card.get_by_role("button", name="Copy picture").click()
        await expect(card.get_by_role("button", name="Copied")).to_be_visible()
        assert await ada.page.evaluate(COPIED) == [640, 800]  # of the painted picture
    finally:
        await context.close()


async def test_a_file_is_shared_and_a_picture_copied(browser, bot, photo) -> None:
    await is_handed_on(browser, bot, photo)


async def test_a_command_is_known_in_the_language_of_the_chat(browser, bot) -> None:
    context = await browser.new_context(locale="de-DE")
    try:
        ada = await Visitor(await context.new_page()).opens(bot.url)
        await ada.page.get_by_role("combobox", name="Nachricht").fill("/hilfe")
        await ada.page.keyboard.press("Enter")
        await ada.reads("Das verstehe ich:")
    finally:
        await context.close()


BREAKS = [
    ("kept.js", "share.hidden = !can", "share.hidden = true"),
    ("kept.js", 'text: said?.[1] ?? ""', 'text: ""'),
    ("kept.js", "drawImage(image, 0, 0)", "drawImage(image, 0, 0, 0, 0), (canvas.width = 1)"),
]


@pytest.mark.long
@pytest.mark.parametrize(("file", "line", "instead"), BREAKS, ids=["no share", "no words", "no picture"])
async def test_sabotage_a_broken_line_is_seen(browser, bot, photo, soon, file, line, instead) -> None:  # noqa: F811
    assert line in (STATIC / file).read_text(), "the line to break is not there any more"
    with pytest.raises((AssertionError, BrowserError)):
        await is_handed_on(Sabotaged(browser, file, line, instead), bot, photo, patience_ms=3 * SOON_MS)


async def test_sabotage_commands_in_english_alone_are_seen(browser, bot, soon, monkeypatch) -> None:  # noqa: F811
    monkeypatch.setattr(understand, "_commanded", lambda event, _facts: event)
    with pytest.raises(AssertionError):
        await test_a_command_is_known_in_the_language_of_the_chat(browser, bot)
