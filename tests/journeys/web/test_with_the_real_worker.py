"""The happy path with nothing stood in for: real conversation, storage, worker child, models, and a real portrait."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import expect

from tests.journeys.web.screenshots import PATIENCE_MS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.weights,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="session"),
]


async def test_a_portrait_becomes_labelled_pictures_and_a_file_to_keep(chooser) -> None:
    await chooser.asks_for("Soft studio", "Navy studio")
    await expect(chooser.pictures().locator("figure img")).to_have_count(2, timeout=PATIENCE_MS)
    await expect(chooser.pictures().first.locator("figcaption")).to_contain_text("BACKGROUND REPLACED")
    # once the pictures are there nothing speaks of making them any more
    await chooser.reads("Your 2 pictures are ready")
    await expect(chooser.page.locator(".bot").filter(has_text=re.compile(r"Picture \d of 2: "))).to_have_count(0)
    await chooser.presses("Approve 1")
    async with chooser.page.expect_download() as download:
        await chooser.presses("Download")
    saved = (await (await download.value).path()).read_bytes()
    assert saved.startswith(b"\xff\xd8\xff")
