"""Each promise of the page that ``test_every_state`` holds, broken by one line of the page: its test must turn red.

The line is changed on its way to the browser; the file on disk stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.async_api import Browser, BrowserContext, Route
from playwright.async_api import Error as BrowserError

from bot.platforms.web.server import STATIC
from tests.journeys.web import test_every_state as page
from tests.journeys.web.browsing import patience
from tests.journeys.web.test_every_state import stage  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

SOON_MS = 1500  # what is broken on purpose need not be waited for as long


async def at_200_percent(browser, stage) -> None:  # noqa: F811
    await page.test_the_way_to_begin_is_seen_at_200_percent_too(browser, stage, (720, 450))


PICK = "this.picked.push({ file"
BREAKS = [
    (at_200_percent, "app.css", "h1 { font-size: 1.5rem; }", "h1 { font-size: 9rem; }"),
    (page.test_a_printed_talk_has_its_words_and_pictures_and_nothing_to_press, "app.css", "@media print",
     "@media speech"),
    (page.test_the_theme_button_turns_the_light_and_is_remembered, "theme.js", "root.dataset.theme = theme", "void 0"),
    (page.test_progress_moves_in_its_place, "message.js", "Math.round(this.share * 100)", "0"),
    (page.test_an_edit_leaves_focus_and_ticks_alone, "message.js",
     "if (this.parts[name]?.known === known) return;", ""),
    (page.test_no_box_is_ticked_in_advance_and_a_choice_is_asked_for, "form.js",
     "checked: ticked.includes(box.name)", "checked: true"),
    (page.test_the_divider_moves_by_key_and_by_pointer, "viewer.js", "set(Math.min(100", "set(0 * Math.min(100"),
    (page.test_at_100_percent_a_pixel_is_a_pixel, "viewer.js", " / devicePixelRatio", ""),
    (page.test_the_facts_of_each_model_stand_together_under_its_name, "message.js", "const titled =",
     "const titled = false &&"),
    (page.test_three_looks_are_chosen_as_the_tiles_open_and_a_fifth_is_not_taken, "looks.js",
     "event.target.checked = false;", ""),
    (page.test_each_tile_shows_its_own_part_of_the_sheet, "looks.js", "cells[i]", "cells[0]"),
    (page.test_a_form_that_was_sent_takes_no_photo_no_key_and_no_press, "form.js", "photos?.remove();", ""),
    (page.test_arrows_lead_from_picture_to_picture_and_two_stand_side_by_side, "viewer.js",
     "this.at = (this.at + by + all) % all;", ""),
    (page.test_pictures_of_two_wishes_stand_side_by_side, "board.js", "const shots = this.actions.shots();",
     "const shots = this.shots;"),
    (page.test_what_the_bot_says_of_a_vote_is_what_shows, "board.js", "this.message.vote === vote", "false"),
    (page.test_a_pressed_button_keeps_its_size, "message.js", 'button.setAttribute("aria-pressed", "true");',
     'button.setAttribute("aria-pressed", "true"); button.prepend(icon("check"));'),
    (page.test_progress_never_goes_back, "message.js", "Math.max(this.share ?? 0, share)", "share"),
    (page.test_the_camera_s_photo_waits_in_the_page_like_any_other, "photos.js", PICK, "({ file"),
    (page.test_a_pasted_and_a_dropped_photo_wait_in_the_page, "photos.js", PICK, "({ file"),
    (page.test_what_is_done_before_the_program_is_there_is_not_lost, "early.js", "again.push(later)", "void later"),
    (page.test_a_file_that_is_too_large_never_enters, "photos.js", "file.size > this.limits.max_bytes", "false"),
    (page.test_what_a_message_says_cannot_become_markup, "message.js", 'rel: "noopener noreferrer"', 'rel: "opener"'),
    (page.test_buttons_stay_where_they_are_while_their_picture_loads, "picture.js",
     "frame.style.aspectRatio =", "void"),
]  # fmt: skip


@dataclass
class Sabotaged:
    """A browser that reads one line of one file of the page otherwise."""

    browser: Browser
    file: str
    line: str
    instead: str
    patience_ms: int = 0  # of each press and look; 0: as usual

    async def new_context(self, **wishes: object) -> BrowserContext:
        context = await self.browser.new_context(**wishes)  # type: ignore[arg-type]
        await context.route(f"**/{self.file}", self._read)
        await context.route(re.compile(r"^https?://[^/]+/$"), self._page)
        if self.patience_ms:
            context.set_default_timeout(self.patience_ms)
        return context

    @staticmethod
    async def _page(route: Route) -> None:
        """As it lies on the disk: with its styles and the script of its head as files of their own."""
        await route.fulfill(response=await route.fetch(), body=(STATIC / "index.html").read_text())

    async def _read(self, route: Route) -> None:
        answer = await route.fetch()
        text = await answer.text()
        await route.fulfill(response=answer, body=text.replace(self.line, self.instead))


@pytest.fixture
def soon():
    with patience(SOON_MS):
        yield


@pytest.mark.long
@pytest.mark.parametrize(("check", "file", "line", "instead"), BREAKS, ids=lambda each: getattr(each, "__name__", "_"))
async def test_sabotage_a_broken_line_turns_its_test_red(browser, stage, soon, check, file, line, instead) -> None:  # noqa: F811
    assert line in (STATIC / file).read_text(), "the line to break is not there any more"
    with pytest.raises((AssertionError, BrowserError)):
        await check(Sabotaged(browser, file, line, instead), stage)


async def test_a_page_read_as_it_is_keeps_its_promises(browser, stage) -> None:  # noqa: F811
    """The sabotage itself: a line replaced by itself turns nothing red."""
    same = Sabotaged(browser, "photos.js", "file.size > this.limits.max_bytes", "file.size > this.limits.max_bytes")
    await page.test_a_file_that_is_too_large_never_enters(same, stage)
