"""In the page, nothing stood in for: the label goes on a ring, and /verify knows the file of that picture again."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.journeys.web.screenshots import PATIENCE_MS

pytestmark = [
    pytest.mark.browser,
    pytest.mark.weights,
    pytest.mark.timeout(300),
    pytest.mark.asyncio(loop_scope="session"),
]


@pytest.mark.long
async def test_a_ringed_file_is_handed_over_and_recognised(chooser, tmp_path) -> None:
    await chooser.asks_for("Soft studio", "Navy studio")
    await expect(chooser.pictures().locator("figure img")).to_have_count(2, timeout=PATIENCE_MS)
    await chooser.presses("Approve 1")
    await chooser.presses("On a ring around")
    await chooser.page.get_by_text("The label stands on a ring").wait_for()
    await expect(chooser.pictures().first).to_have_attribute("data-vote", "approve")  # the vote stays
    await expect(chooser.page.locator(".bubble:has(.kept)")).to_have_count(1)
    async with chooser.page.expect_download() as download:
        await chooser.presses("Download")
    path = tmp_path / "ringed.jpg"
    await (await download.value).save_as(path)

    await chooser.types("/verify")
    await chooser.page.get_by_text("Send me the picture you wonder about").wait_for()
    await chooser.picks(path)
    await chooser.presses("Send")
    await chooser.page.get_by_text("This file was made here").wait_for()
    await chooser.page.get_by_text("Hidden mark: yes").wait_for()
