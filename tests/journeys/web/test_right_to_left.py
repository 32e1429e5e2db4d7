"""In a language written from right to left the page is its own mirror image, and usable for everybody."""

from __future__ import annotations

from dataclasses import replace

import pytest
from playwright.async_api import expect

from bot.platforms.web.server import STATIC
from tests.journeys.web import stage as props
from tests.journeys.web.test_every_state import (
    grave_findings,
    put,
    stage,  # noqa: F401 — a fixture
    visitor,
)
from tests.journeys.web.test_page_sabotages import Sabotaged, soon  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# Parts whose place does not hang on how long a word is.
PLACED = (
    ".top .mark", "#theme", "#send", "#commands", ".remove", ".box input", ".tile:nth-child(2)",
    ".shotcard", ".kept .frame", ".copy",
)  # fmt: skip
FROM_BOTH_SIDES = """e => {
    const box = e.getBoundingClientRect();
    return [box.left, document.documentElement.clientWidth - box.right];
}"""
SIZES = [(1440, 900), (768, 1024), (360, 740)]


async def talk(browser, stage, language: str, size: tuple[int, int], theme: str = "light"):  # noqa: F811
    who = await visitor(browser, stage, viewport={"width": size[0], "height": size[1]}, color_scheme=theme)
    told = (props.consent(), props.looks(), *map(props.result, (1, 2, 3)), props.kept())
    await put(stage, who, *(replace(each, language=language) for each in told))
    await who.picks({"name": "me.jpg", "mimeType": "image/jpeg", "buffer": props.drawn(600, 800)})
    await expect(who.page.locator(".remove")).to_have_count(1)
    await expect(who.page.locator(".previews img")).to_have_count(3)
    return who


async def places(page) -> dict[str, tuple[float, float]]:
    """By selector: how far the first of them is from the left and from the right of the window, in px."""
    return {selector: tuple(await page.locator(selector).first.evaluate(FROM_BOTH_SIDES)) for selector in PLACED}


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_the_page_is_mirrored(browser, stage, size) -> None:  # noqa: F811
    from_left = await places((await talk(browser, stage, "en", size)).page)
    who = await talk(browser, stage, "ar", size)
    await expect(who.page.locator("html")).to_have_attribute("dir", "rtl")
    for selector, (left, right) in (await places(who.page)).items():
        assert (right, left) == pytest.approx(from_left[selector], abs=2), selector
    assert await who.page.evaluate("document.documentElement.scrollWidth") <= size[0]


@pytest.mark.parametrize("theme", ["light", "dark"])
async def test_axe_finds_nothing_serious(browser, stage, theme) -> None:  # noqa: F811
    who = await talk(browser, stage, "ar", (360, 740), theme)
    assert await grave_findings(who.page) == []


async def test_the_arrow_that_points_on_leads_on(browser, stage) -> None:  # noqa: F811
    who = await talk(browser, stage, "ar", (1440, 900))
    await who.pictures().first.locator(".frame").click()
    dialog = who.page.locator("dialog")
    await expect(dialog.get_by_role("button", name="Approve 1")).to_be_visible()
    await who.page.keyboard.press("ArrowLeft")
    await expect(dialog.get_by_role("button", name="Approve 2")).to_be_visible()
    on, back = [await dialog.locator(f'[data-step="{by}"]').bounding_box() for by in ("1", "-1")]
    assert on["x"] < back["x"]
    flipped = "e => getComputedStyle(e.querySelector('svg')).transform"
    assert await dialog.locator('[data-step="1"]').evaluate(flipped) == "matrix(-1, 0, 0, 1, 0, 0)"


BREAKS = [
    (
        test_the_page_is_mirrored,
        "app.css",
        "inset-inline-end: -.5rem; inline-size: 1.75rem",
        "right: -.5rem; width: 1.75rem",
    ),
    (test_the_arrow_that_points_on_leads_on, "viewer.js", '=== "rtl" ? -by : by', '=== "" ? -by : by'),
    (test_the_arrow_that_points_on_leads_on, "app.css", '[dir="rtl"] .steps svg', ".nowhere svg"),
]


@pytest.mark.long
@pytest.mark.parametrize(("check", "file", "line", "instead"), BREAKS, ids=lambda each: getattr(each, "__name__", "_"))
async def test_sabotage_a_broken_line_is_seen(browser, stage, soon, check, file, line, instead) -> None:  # noqa: F811
    assert line in (STATIC / file).read_text(), "the line to break is not there any more"
    rest = [(1440, 900)] if check is test_the_page_is_mirrored else []
    with pytest.raises(AssertionError):
        await check(Sabotaged(browser, file, line, instead), stage, *rest)
