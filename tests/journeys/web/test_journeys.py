"""People at the playground, in a real browser, with the real bot behind it. The pictures are drawn (see painter)."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

pytestmark = pytest.mark.browser


async def test_from_headshot_to_files(ada, photo) -> None:
    await ada.agrees(photo)
    await ada.asks_for("1. ", "2: ")
    await ada.sees_pictures(2)
    await ada.presses("Approve 1")
    await ada.reads("Picture 1 is yours")
    async with ada.page.expect_download() as download:
        await ada.page.locator(".file").last.click()
    saved = await (await download.value).path()
    assert saved.read_bytes()[:3] == b"\xff\xd8\xff"
