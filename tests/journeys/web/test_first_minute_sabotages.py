"""What the first minute promises, broken by one line of the page: the journey that holds it must turn red."""

from __future__ import annotations

import pytest
from playwright.async_api import Error as BrowserError

from bot.platforms.web.server import STATIC
from tests.journeys.web import test_journeys as journeys
from tests.journeys.web.browsing import Visitor
from tests.journeys.web.test_page_sabotages import SOON_MS, Sabotaged, soon  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def dropped(ada, photo) -> None:
    await journeys.test_no_byte_of_a_photo_leaves_the_page_before_consent(ada, photo, "dropped")


async def passport(ada, photo) -> None:
    await journeys.test_where_an_edited_photo_has_no_place_it_ends_before_any_byte(ada, None, photo)


PICK = "this.picked.push({ file"
LEAVES = f'fetch("/say", {{method: "POST", body: file}}); {PICK}'
to_files, by_keys = journeys.test_from_headshot_to_files, journeys.test_by_keyboard_only
early = journeys.test_what_is_said_before_the_page_is_filled_stands_once_and_last
BREAKS = {
    "a dropped photo begins nothing": (dropped, "photos.js", "this.first()", "false"),
    "a dropped photo leaves at once": (dropped, "photos.js", PICK, LEAVES),
    "a needed box is not asked for": (dropped, "form.js", "if (unticked >= 0)", "if (false)"),
    "the photo is not beside the boxes": (dropped, "form.js", "message.actions.photoField()", "null"),
    "the card saves another name": (to_files, "kept.js", "picture.filename)),", '"picture")),'),
    "the card has no small previews": (to_files, "kept.js", "row.append(image)", "null"),
    "the card hands out the wrong photo": (
        to_files, "kept.js", "`/pictures/${picture.original}`", "`/pictures/${picture.id}`",
    ),
    "the card copies nothing": (to_files, "kept.js", "writeText(words)", 'writeText("")'),
    "the card stays when the approval goes": (
        to_files, "transcript.js", "this.takeAway(message);", "",
    ),
    "a photo after the yes goes to the form that was sent": (
        journeys.test_a_photo_chosen_after_the_yes_is_not_swallowed, "form.js", "photos?.remove();", "",
    ),
    "what the picture is for is not told": (
        passport, "form.js", "ticked, chosen: picked }, Boolean", "ticked, chosen: {} }, Boolean",
    ),
    "all facts stand before the first choice": (
        journeys.test_the_words_before_the_first_choice_are_few, "app.js",
        'byId("start").addEventListener("click", begin);', 'document.querySelector(".facts").open = true;',
    ),
    "words said early are drawn again": (
        early, "transcript.js", "this.bubble(each) ?? this.draw(each)", "this.draw(each)",
    ),
    "words said early come first": (early, "transcript.js", "this.filled ? this.last() : null", "this.last()"),
    "a key that saves nothing": (by_keys, "kept.js", 'button("primary", "save"', 'button("primary", ""'),
}  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize("broken", BREAKS)
async def test_sabotage_a_broken_line_turns_its_journey_red(browser, bot, photo, soon, broken) -> None:  # noqa: F811
    check, file, line, instead = BREAKS[broken]
    assert line in (STATIC / file).read_text(), "the line to break is not there any more"
    context = await Sabotaged(browser, file, line, instead, patience_ms=3 * SOON_MS).new_context(locale="en-GB")
    try:
        ada = await Visitor(await context.new_page()).opens(bot.url)
        with pytest.raises((AssertionError, BrowserError)):
            await check(ada, photo)
    finally:
        await context.close()
