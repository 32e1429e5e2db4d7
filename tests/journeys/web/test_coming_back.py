"""A tab that was closed, a server that was started anew, a press that waited: people find again what is theirs."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import BrowserContext, expect
from playwright.async_api import Error as BrowserError

from bot.platforms.web.server import STATIC
from tests.journeys.web.bot import Bot, painted_bot
from tests.journeys.web.browsing import Visitor
from tests.journeys.web.test_every_state import grave_findings
from tests.journeys.web.test_page_sabotages import SOON_MS, Sabotaged, soon  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


ASKED = "Send me the picture you wonder about"  # what the pressed button leads to


def bare(bot: Bot) -> str:
    return bot.url.partition("#")[0]


async def talks(ada: Visitor) -> None:
    await ada.types("/about")
    await ada.reads("How I work")


async def me(context: BrowserContext) -> list[dict]:
    return [cookie for cookie in await context.cookies() if cookie["name"].endswith("_me")]


async def returns(ada: Visitor, bot: Bot) -> Visitor:
    """The tab is closed, and a new one opens at the address as people type it."""
    context = ada.page.context
    await ada.page.close()
    again = Visitor(await context.new_page())
    await again.page.goto(bare(bot))
    return again


async def test_a_closed_tab_is_found_again_after_one_press_and_nothing_is_shown_before(ada, bot, photo) -> None:
    await ada.agrees(photo)
    await ada.asks_for("Soft studio")
    await ada.sees_pictures(1)
    again = await returns(ada, bot)
    asked: list[str] = []
    again.page.on("request", lambda request: asked.append(request.url))
    await expect(again.page.get_by_role("heading", name="Welcome back.")).to_be_visible()
    await again.page.wait_for_timeout(300)
    assert await again.page.locator("#log .message, img").count() == 0
    assert not [url for url in asked if re.search("/pictures/|/stream", url)]
    await again.presses("It's me")
    await again.sees_pictures(1)
    await again.page.reload()
    await again.sees_pictures(1)  # without being asked once more


async def test_somebody_else_sees_nothing_and_is_somebody_new(ada, bot) -> None:
    await talks(ada)
    again = await returns(ada, bot)
    await again.presses("Someone else")
    await again.is_connected()
    await expect(again.page.locator("#log .message")).to_have_count(0)
    await expect(again.page.get_by_role("checkbox", name="Remember me")).not_to_be_checked()


async def test_the_cookie_is_for_the_server_alone_and_as_long_as_pictures_are_kept(ada) -> None:
    await talks(ada)
    (cookie,) = await me(ada.page.context)
    assert (cookie["httpOnly"], cookie["sameSite"], cookie["path"]) == (True, "Strict", "/")
    now = await ada.page.evaluate("Date.now() / 1000")
    assert cookie["expires"] - now == pytest.approx(7 * 86400, abs=60)
    assert "_me" not in await ada.page.evaluate("document.cookie")


async def test_unticked_nobody_is_remembered(ada, bot) -> None:
    await ada.page.get_by_role("checkbox", name="Remember me").uncheck()
    await talks(ada)
    assert await me(ada.page.context) == []
    again = await returns(ada, bot)
    await again.is_connected()
    await expect(again.page.locator("#log .message")).to_have_count(0)
    await expect(again.page.get_by_role("button", name="Choose a photo")).to_be_visible()


async def test_forget_me_clears_what_the_browser_remembers(ada, bot) -> None:
    await talks(ada)
    await ada.types("/forget-me")
    await ada.presses("Erase")
    await ada.reads("Your photos, pictures and answers are erased")
    await ada.page.wait_for_timeout(500)
    assert await me(ada.page.context) == []
    again = await returns(ada, bot)
    await again.is_connected()
    await expect(again.page.locator("#log .message")).to_have_count(0)


async def test_a_fresh_browser_at_the_bare_address_is_told_how_to_get_in(browser, bot) -> None:
    context = await browser.new_context(locale="en-GB")
    page = await context.new_page()
    await page.goto(bare(bot))
    await expect(page.get_by_text("with everything after the #")).to_be_visible()
    await context.close()


async def test_after_a_restart_the_browser_finds_its_person_and_a_waiting_press_goes_out(browser, tmp_path) -> None:
    context = await browser.new_context(locale="en-GB")
    async with painted_bot(tmp_path) as first:
        ada = await Visitor(await context.new_page()).opens(first.url)
        ada.expected = "ERR_CONNECTION_REFUSED"
        await ada.types("/help")
        await ada.reads("This is what I understand")
        port = int(bare(first).rstrip("/").rpartition(":")[2])
    await ada.presses("Check a picture")
    await expect(ada.page.get_by_text("Not sent yet")).to_be_visible()
    ada.expected = "e"  # the browser logs each try
    async with painted_bot(tmp_path, port=port) as again:
        await expect(ada.page.get_by_text("an earlier run of the bot")).to_be_visible(timeout=15_000)
        await ada.page.goto(again.url)
        await ada.reads(ASKED)
        other = Visitor(await context.new_page())
        await other.page.goto(bare(again))
        await other.presses("It's me")
        await other.reads(ASKED)
        await context.close()


async def test_a_press_that_is_refused_is_never_shown_as_sent(ada) -> None:
    await ada.types("/help")
    await ada.reads("This is what I understand")
    ada.expected = "400"
    await ada.page.route("**/say", lambda route: route.fulfill(status=400, body='{"code": "bad_event"}'))
    await ada.presses("Check a picture")
    await expect(ada.page.get_by_text("Not sent", exact=True)).to_be_visible()
    assert await ada.page.locator("[aria-pressed=true]").count() == 0
    await ada.page.unroute("**/say")
    await ada.presses("Check a picture")
    await ada.reads(ASKED)


async def test_a_press_that_waits_outlives_a_reload(ada) -> None:
    ada.expected = "ERR_FAILED"
    await ada.types("/help")
    await ada.reads("This is what I understand")
    await ada.page.route("**/say", lambda route: route.abort())
    await ada.presses("Check a picture")
    await expect(ada.page.get_by_text("Not sent yet")).to_be_visible()
    await ada.page.reload()
    await ada.is_connected()
    await ada.page.unroute("**/say")  # not before: the page that is left would send it yet
    await ada.reads(ASKED)


async def test_who_comes_back_is_asked_in_a_way_everybody_can_use(ada, bot) -> None:
    await talks(ada)
    again = await returns(ada, bot)
    await again.page.get_by_role("dialog").wait_for()
    assert await grave_findings(again.page) == []


# --- sabotage: one line of the page read otherwise --------------------------------------------------------------------

BREAKS = [
    (test_unticked_nobody_is_remembered, "remember.js", 'box.checked ? "yes" : "no"', '"yes"'),
    (test_somebody_else_sees_nothing_and_is_somebody_new, "remember.js", 'target.value === "back.me"', "true"),
    (test_forget_me_clears_what_the_browser_remembers, "remember.js", "  tell(false);\n}", "}"),
]
REFUSED = [
    (test_a_press_that_is_refused_is_never_shown_as_sent, "unsent.js", 'pressed.removeAttribute("aria-pressed");', ""),
    (test_a_press_that_waits_outlives_a_reload, "own.js", "queued = () => waiting.list", "queued = () => []"),
]


@pytest.mark.long
@pytest.mark.parametrize(
    ("check", "file", "line", "instead"), [*BREAKS, *REFUSED], ids=lambda e: getattr(e, "__name__", "_")
)
async def test_sabotage_a_broken_line_turns_its_test_red(browser, bot, soon, check, file, line, instead) -> None:  # noqa: F811
    assert line in (STATIC / file).read_text(), "the line to break is not there any more"
    context = await Sabotaged(browser, file, line, instead).new_context(locale="en-GB")
    ada = await Visitor(await context.new_page()).opens(bot.url)
    context.set_default_timeout(3 * SOON_MS)
    with pytest.raises((AssertionError, BrowserError)):
        await (check(ada, bot) if (check, file, line, instead) in BREAKS else check(ada))
    await context.close()
