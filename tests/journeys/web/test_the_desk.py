"""The operator's desk in a real browser: usable for everybody, in both themes, and its forms really work there."""

from __future__ import annotations

import pytest
from playwright.async_api import Error as BrowserError
from playwright.async_api import expect

from bot.platforms.web.server import DESK
from tests.bot.platforms.web.test_desk import PASSWORD, desk
from tests.journeys.web.test_every_state import grave_findings
from tests.journeys.web.test_page_sabotages import Sabotaged

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_the_operator_enters_looks_around_and_acts(browser, theme) -> None:
    async with desk() as (visitor, behind):
        context = await browser.new_context(color_scheme=theme)
        page = await context.new_page()
        page.set_default_timeout(10_000)
        await page.goto(f"{visitor.platform.origin}/desk")
        assert await grave_findings(page) == []
        await page.get_by_label("Password of the desk").fill(PASSWORD)
        await page.get_by_role("button", name="Enter").click()
        await expect(page.get_by_role("img", name="Finished pictures per day, the last 14 days")).to_be_visible()
        assert await grave_findings(page) == []
        await page.get_by_label("Colour", exact=True).fill("#aa3355")
        await expect(page.locator("#brand-lines")).to_have_text("CANDID_BRAND_COLOUR=#aa3355")
        ground = await page.locator("#brand-preview").evaluate("each => getComputedStyle(each).backgroundColor")
        assert ground == "rgb(170, 51, 85)"
        await page.get_by_label("Password again, to go on").fill(PASSWORD)
        await page.get_by_role("button", name="Go on now").click()
        await expect(page.get_by_role("status")).to_contain_text("Pictures are made again")
        assert behind.done == [("resume",)]
        for path in ("/desk", "/desk/doctor"):
            await page.goto(f"{visitor.platform.origin}{path}")
            await page.set_viewport_size({"width": 360, "height": 740})
            assert await page.evaluate("document.documentElement.scrollWidth") <= 360
            assert await grave_findings(page) == []
        await context.close()


async def test_sabotage_a_desk_too_wide_for_a_phone_is_seen(browser) -> None:
    line = "grid-template-columns: minmax(0, 1fr);"
    assert line in (DESK / "desk.css").read_text()
    with pytest.raises(AssertionError, match="360"):
        await test_the_operator_enters_looks_around_and_acts(Sabotaged(browser, "desk.css", line, ""), "light")


async def test_sabotage_a_policy_that_hides_the_origin_locks_the_forms(browser, monkeypatch) -> None:
    """Without the desk's own referrer policy browsers send ``Origin: null`` with a form, and the gate refuses it."""
    from bot.platforms.web import server

    monkeypatch.setattr(server, "DESK_PATH", "/nowhere")
    with pytest.raises((AssertionError, BrowserError)):
        await test_the_operator_enters_looks_around_and_acts(browser, "light")
