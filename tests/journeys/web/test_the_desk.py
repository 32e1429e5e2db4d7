"""The operator's desk in a real browser: usable for everybody, in both themes, and its forms really work there."""

from __future__ import annotations

import pytest
from playwright.async_api import Error as BrowserError
from playwright.async_api import expect

from bot.platforms.web.server import DESK
from tests.bot.platforms.web.test_desk import PASSWORD, desk
from tests.journeys.web.test_every_state import grave_findings
from tests.journeys.web.test_page_sabotages import Sabotaged

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


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


@pytest.mark.parametrize("width", [1440, 768, 360])
async def test_the_desk_is_whole_from_right_to_left(browser, width) -> None:
    await whole_from_right_to_left(browser, width)


async def whole_from_right_to_left(browser, width: int) -> None:
    """Nothing sticks out, no word of a verdict breaks, and what runs from left to right says so."""
    async with desk() as (visitor, _behind):
        context = await browser.new_context(locale="ar", viewport={"width": width, "height": 900})
        page = await context.new_page()
        await page.goto(f"{visitor.platform.origin}/desk")
        await page.locator("[name=password]").fill(PASSWORD)
        await page.keyboard.press("Enter")
        await expect(page.locator(".bars text")).to_have_count(4)
        await expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await grave_findings(page) == []
        await page.goto(f"{visitor.platform.origin}/desk/doctor")
        await expect(page.get_by_text("full", exact=True)).to_have_css("direction", "ltr")
        for narrowest in (page.locator("th").first, page.locator("td").first):
            assert await narrowest.evaluate(LINES) == 1
        assert await page.evaluate("document.documentElement.scrollWidth") <= width
        assert await grave_findings(page) == []
        await context.close()


LINES = """each => {
    const range = document.createRange();
    range.selectNodeContents(each);
    return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size;
}"""


@pytest.mark.long
async def test_sabotage_a_verdict_that_breaks_is_seen(browser) -> None:
    line = "table.doctor tr > :first-child"
    assert line in (DESK / "desk.css").read_text(), "the line to break is not there any more"
    with pytest.raises(AssertionError):
        await whole_from_right_to_left(Sabotaged(browser, "desk.css", line, "table.nowhere td"), 360)


@pytest.mark.long
async def test_sabotage_a_desk_too_wide_for_a_phone_is_seen(browser) -> None:
    line = "grid-template-columns: minmax(0, 1fr);"
    assert line in (DESK / "desk.css").read_text()
    with pytest.raises(AssertionError, match="360"):
        await test_the_operator_enters_looks_around_and_acts(Sabotaged(browser, "desk.css", line, ""), "light")


@pytest.mark.long
async def test_sabotage_a_policy_that_hides_the_origin_locks_the_forms(browser, monkeypatch) -> None:
    """Without the desk's own referrer policy browsers send ``Origin: null`` with a form, and the gate refuses it."""
    from bot.platforms.web import server

    monkeypatch.setattr(server, "DESK_PATH", "/nowhere")
    with pytest.raises((AssertionError, BrowserError)):
        await test_the_operator_enters_looks_around_and_acts(browser, "light")
