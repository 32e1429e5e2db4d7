"""The person's own choices with the real worker: a light beside the light as taken, and an area kept as theirs."""

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
async def test_a_picture_is_made_again_in_another_light_and_with_what_is_mine(chooser) -> None:
    await chooser.asks_for("Soft studio")
    await expect(chooser.pictures().locator("figure img")).to_have_count(1, timeout=PATIENCE_MS)
    await chooser.pictures().last.get_by_text("What was done").click()
    await chooser.presses("Other light")
    await chooser.presses("A bit brighter")
    await expect(chooser.pictures().locator("figure img")).to_have_count(2, timeout=PATIENCE_MS)
    await expect(chooser.pictures().last).to_contain_text("Light: brighter, as you chose.")
    await expect(chooser.pictures().last).to_contain_text("Picture 1 is the same in the light as taken.")
    await chooser.pictures().last.get_by_text("What was done").click()
    await expect(chooser.pictures().last.locator('[data-key="compare"]')).to_be_visible()
    await chooser.presses("Something is missing or too much")
    await chooser.chooses("It belongs to me", "Right of the head")
    await chooser.presses("Make it again")
    await expect(chooser.pictures().locator("figure img")).to_have_count(3, timeout=PATIENCE_MS)
    await expect(chooser.pictures().last).to_contain_text("part you named")
    await expect(chooser.pictures().last).to_contain_text("Light: brighter, as you chose.")
