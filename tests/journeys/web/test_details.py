"""Small things that a person would wince at, each held by the page as it stands in a real browser."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from playwright.async_api import Browser, Locator, Page, expect
from playwright.async_api import Error as BrowserError

from bot.platforms.web.adapter import Options, build
from bot.platforms.web.server import STATIC
from bot.texts import members
from generation import announced
from storage.records import MemberKind
from tests.assets.portraits import DEMO
from tests.journeys.web import stage as props
from tests.journeys.web.browsing import Visitor
from tests.journeys.web.stage import Stage
from tests.journeys.web.test_every_state import put
from tests.journeys.web.test_page_sabotages import Sabotaged, soon  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PASSWORD = "of the playground"
STAYS_HERE = "Your photos stay on this computer. No AI company gets them."
PHONE = {"width": 360, "height": 740}


@asynccontextmanager
async def someone(browser: Browser, *, options: Options | None = None, locale: str = "en-GB", **shape) -> AsyncIterator:
    """(stage, visitor) in a browser of that language."""
    stage = Stage(platform=build(options or Options(port=0)))
    await stage.platform.start()
    context = await browser.new_context(locale=locale, reduced_motion="reduce", **shape)
    who = Visitor(await context.new_page())
    try:
        await who.page.goto(stage.platform.url)
        yield stage, who
    finally:
        await context.close()
        await stage.platform.stop()


# --- the example portrait ---------------------------------------------------------------------------------------------


async def example_is_offered_until_it_is_chosen(browser: Browser) -> None:
    async with someone(browser, options=Options(port=0, example=DEMO)) as (stage, who):
        await who.is_connected()
        await put(stage, who, props.consent(), props.coach())
        offers = who.page.locator('[data-key="example"]:visible')
        await expect(offers).to_have_count(2)
        await offers.last.focus()
        await who.page.keyboard.press("Enter")
        await expect(who.page.get_by_text("This is a public portrait, not you.")).to_be_visible()
        await expect(offers).to_have_count(0)
        assert await who.page.evaluate("document.activeElement !== document.body"), "the keyboard has lost its place"
        await who.page.locator(".remove").click()
        await expect(offers).to_have_count(2)


# --- the board --------------------------------------------------------------------------------------------------------


async def placed(each: Locator) -> tuple[int, int]:
    box = await each.bounding_box()
    return round(box["x"]), round(box["y"])


async def rows(shots: Locator) -> list[int]:
    """How many stand in each row, from the top."""
    tops = [(await placed(shot))[1] for shot in await shots.all()]
    return [tops.count(top) for top in sorted(set(tops))]


@dataclass(frozen=True)
class Board:
    """``width`` of the window, in px; ``stand``: how many pictures in each row."""

    width: int
    count: int
    stand: tuple[int, ...]

    async def __call__(self, browser: Browser) -> None:
        async with someone(browser, viewport={"width": self.width, "height": 900}) as (stage, who):
            await who.is_connected()
            await put(stage, who, *(props.result(number) for number in range(1, self.count + 1)))
            assert tuple(await rows(who.pictures())) == self.stand


async def votes_stand_in_two_even_rows_on_a_phone(browser: Browser) -> None:
    """Approving over the whole width; below it, one as wide as the other, rejecting and erasing. Up close too."""
    async with someone(browser, viewport=PHONE, has_touch=True) as (stage, who):
        await who.is_connected()
        await put(stage, who, *(props.result(number) for number in (1, 2, 3, 4)))
        await even(who.page.locator(".board .votes"))
        await who.page.get_by_role("button", name="Side by side").click()
        await expect(who.page.locator("dialog .stage img")).to_have_count(2)
        await even(who.page.locator("dialog .votes"))
        left, right = [await each.bounding_box() for each in await who.page.locator("dialog .seen > div").all()]
        assert left["y"] == right["y"]
        assert left["width"] == pytest.approx(right["width"], abs=1)


async def even(votes: Locator) -> None:
    assert await votes.count() >= 2
    for each in await votes.all():
        whole = await each.bounding_box()
        approve, reject, erase = [await button.bounding_box() for button in await each.locator("button").all()]
        assert approve["width"] == pytest.approx(whole["width"], abs=1)
        assert reject["y"] == erase["y"] >= approve["y"] + approve["height"]
        assert reject["width"] == pytest.approx(erase["width"], abs=1)
        assert reject["width"] > whole["width"] * 0.4


async def nothing_stands_on_a_preview(browser: Browser) -> None:
    """The marks in its pixels may be in any corner: a chosen tile shows all of them."""
    async with someone(browser) as (stage, who):
        await who.is_connected()
        await put(stage, who, props.looks())
        assert await who.page.evaluate(OVER_A_PREVIEW) == []
        await expect(who.page.locator(".tile:has(:checked) .named").first).to_have_css("font-weight", "600")


# What stands over the picture of a chosen tile, but for its own box, which lets everything through.
OVER_A_PREVIEW = """() => [...document.querySelectorAll(".tile:has(:checked)")].flatMap(tile => {
    const shot = tile.querySelector(".shot").getBoundingClientRect();
    return [...tile.querySelectorAll(":not(.shot, input)")].filter(each => {
        const box = each.getBoundingClientRect();
        return box.top < shot.bottom && box.bottom > shot.top && box.left < shot.right && box.right > shot.left;
    }).map(each => each.outerHTML);
})"""


async def the_press_that_chooses_covers_nothing_below_it(browser: Browser) -> None:
    """It stands on a ground of its own that reaches beyond it, so that no tile shows through while one scrolls."""
    async with someone(browser, viewport={"width": 768, "height": 1024}) as (stage, who):
        await who.is_connected()
        looks = props.looks()
        await put(stage, who, replace(looks, outgoing=replace(looks.outgoing, wants_photos=True)))
        submit = who.page.locator('form:has(.tiles) [data-key="submit"]')
        reach = await submit.evaluate(REACH)
        box = await submit.bounding_box()
        below = await who.page.locator(".dropzone button").first.bounding_box()
        assert reach > 0
        assert below["y"] >= box["y"] + box["height"] + reach


# How far, in px, the lowest shadow reaches below: "colour x y blur spread" for each.
REACH = """each => Math.max(...getComputedStyle(each).boxShadow.split(/,(?![^(]*\\))/).map(shadow => {
    const [, y, , spread] = shadow.match(/-?[\\d.]+px/g).map(parseFloat);
    return y + spread;
}))"""


async def the_looks_are_seen_from_their_first_line(browser: Browser) -> None:
    """On a small phone, whatever was said on the way from the press that agrees."""
    async with someone(browser, viewport={"width": 360, "height": 640}, has_touch=True) as (stage, who):
        await who.is_connected()
        await put(stage, who, props.consent())
        await who.ticks("I am 18 or older", "Candid may keep my photos")
        await who.presses("I agree to what I ticked")
        for said in (
            props.receipt(),
            props.message("I'm checking your photo now."),
            props.message("Good."),
            props.looks(),
        ):
            await put(stage, who, said)
        header = await who.page.locator(".top").bounding_box()
        asked = await who.page.get_by_text("Your photo in each look").bounding_box()
        assert header["height"] <= asked["y"] <= header["height"] + 60
        await expect(who.page.locator(".tile").nth(3)).to_be_in_viewport()  # the second row begins


async def what_moves_while_people_wait_moves_in_steps(browser: Browser) -> None:
    """Drawn at every frame, it would take the processor from their pictures: up to 0.4 of a core, as was measured."""
    context = await browser.new_context(locale="en-GB")  # with the motion that others do without
    stage = Stage()
    await stage.platform.start()
    try:
        who = await Visitor(await context.new_page()).opens(stage.platform.url)
        await put(stage, who, props.status(1, 0.5))
        await who.page.locator("#typing").evaluate("dots => dots.hidden = false")
        await expect(who.page.locator(".place")).to_have_count(4)
        moving = await who.page.evaluate(MOVING)
        assert {each["of"] for each in moving} == {"typing", "place"}
        assert {name for each in moving for name in each["changes"]} == {"opacity"}
        assert all(each["easing"].startswith("steps(") for each in moving)
    finally:
        await context.close()
        await stage.platform.stop()


# Of each animation without an end: of what it is, what it changes, and how each of its parts goes.
MOVING = """() => document.getAnimations().map(each => each.effect)
    .filter(effect => effect.getTiming().iterations === Infinity)
    .flatMap(effect => effect.getKeyframes().map(frame => ({
        of: effect.target.closest(".typing") ? "typing" : effect.target.className, easing: frame.easing,
        changes: Object.keys(frame).filter(name => !["offset", "computedOffset", "easing", "composite"].includes(name)),
    })))"""


# --- languages --------------------------------------------------------------------------------------------------------

SIZES = {"ar": "1 كيلوبايت", "en": "1 kB", "fr": "1 ko"}


async def a_size_reads_in_the_order_of_its_language(browser: Browser) -> None:
    for language, words in SIZES.items():
        async with someone(browser, locale=language) as (stage, who):
            await who.is_connected()
            await put(stage, who, replace(props.receipt(), language=language))
            await expect(who.page.locator(".file small")).to_have_text(re.compile("^" + words.replace(" ", r"\s")))


async def a_language_the_page_has_not_runs_as_the_one_it_answers_in(browser: Browser) -> None:
    for asked, language, direction in (("fa-IR", "en", "ltr"), ("ar-EG", "ar", "rtl"), ("he", "en", "ltr")):
        async with someone(browser, locale=asked) as (_stage, who):
            await who.is_connected()
            await expect(who.page.locator("html")).to_have_attribute("lang", language)
            await expect(who.page.locator("html")).to_have_attribute("dir", direction)


# --- coming in --------------------------------------------------------------------------------------------------------


async def who_enters_a_password_may_be_remembered(browser: Browser) -> None:
    shared = Options(port=0, password=PASSWORD, secret=b"s" * 32, remembered_s=604800.0)
    async with someone(browser, options=shared) as (_stage, who):
        await who.page.get_by_label("Password of this playground").fill(PASSWORD)
        await who.page.get_by_role("button", name="Enter").click()
        await who.is_connected()
        await expect(who.page.get_by_role("checkbox", name="Remember me")).not_to_be_checked()


async def the_first_page_names_the_machine_that_redraws(browser: Browser) -> None:
    async with someone(browser) as (_stage, who):
        await who.is_connected()
        await expect(who.page.locator("#first-where")).to_have_text(STAYS_HERE)
    there = {"elsewhere": ("gpu.example.org", "24")}
    known = [each for each in announced.members() if each.kind is MemberKind.ENGINE and each.code == "redraw"]
    members.learn(replace(each, traits=each.traits | there) for each in known)
    try:
        async with someone(browser) as (_stage, who):
            await expect(who.page.locator("#first-where")).to_contain_text("then gpu.example.org gets them, too")
    finally:
        members.learn(known)


async def what_comes_later_moves_nothing(browser: Browser) -> None:
    remembering = Options(port=0, secret=b"s" * 32, remembered_s=604800.0)
    async with someone(browser, options=remembering, viewport={"width": 1440, "height": 900}) as (_stage, who):
        await who.is_connected()
        await expect(who.page.get_by_role("checkbox", name="Remember me")).to_be_visible()
        with_box = await placed(who.page.locator("#first-choose"))
        await who.page.locator(".remember").evaluate("each => each.remove()")
        assert await placed(who.page.locator("#first-choose")) == with_box


async def what_draws_a_message_is_asked_for_until_it_comes(browser: Browser) -> None:
    stage = Stage()
    await stage.platform.start()
    context = await browser.new_context(locale="en-GB")
    page = await context.new_page()
    lost = await lose_once(page, "**/static/form.js")
    try:
        who = Visitor(page)
        await page.goto(stage.platform.url)
        await who.is_connected()
        await put(stage, who, props.consent())
        await expect(page.get_by_role("checkbox", name="I am 18 or older")).to_be_visible()
        assert lost == [1]
    finally:
        await context.close()
        await stage.platform.stop()


async def lose_once(page: Page, path: str) -> list[int]:
    lost: list[int] = []

    async def answer(route) -> None:
        if lost:
            return await route.fallback()
        lost.append(1)
        return await route.abort()

    await page.route(path, answer)
    return lost


async def without_scripts_nothing_is_offered_that_does_nothing(browser: Browser) -> None:
    stage = Stage()
    await stage.platform.start()
    context = await browser.new_context(locale="en-GB", java_script_enabled=False)
    page = await context.new_page()
    try:
        await page.goto(stage.platform.origin)
        await expect(page.get_by_role("heading", level=1)).to_be_visible()
        await expect(page.locator("button:visible, textarea:visible")).to_have_count(0)
    finally:
        await context.close()
        await stage.platform.stop()


CHECKS: list[Callable] = [
    example_is_offered_until_it_is_chosen,
    Board(1440, 4, (2, 2)),
    Board(360, 4, (2, 2)),
    Board(1440, 3, (3,)),
    Board(360, 3, (2, 1)),
    votes_stand_in_two_even_rows_on_a_phone,
    nothing_stands_on_a_preview,
    the_press_that_chooses_covers_nothing_below_it,
    the_looks_are_seen_from_their_first_line,
    what_moves_while_people_wait_moves_in_steps,
    a_size_reads_in_the_order_of_its_language,
    a_language_the_page_has_not_runs_as_the_one_it_answers_in,
    who_enters_a_password_may_be_remembered,
    the_first_page_names_the_machine_that_redraws,
    what_comes_later_moves_nothing,
    what_draws_a_message_is_asked_for_until_it_comes,
    without_scripts_nothing_is_offered_that_does_nothing,
]


def called(check: object) -> str:
    return getattr(check, "__name__", "") or (str(check) if isinstance(check, Board) else "_")


@pytest.mark.parametrize("check", CHECKS, ids=called)
async def test_the_page_keeps(browser, check) -> None:
    await check(browser)


BREAKS = [
    (example_is_offered_until_it_is_chosen, "app.css", '[data-example] [data-key="example"]', ".nowhere"),
    (example_is_offered_until_it_is_chosen, "photos.js", "if (offered && !offered.checkVisibility())", "if (false)"),
    (Board(1440, 4, (2, 2)), "app.css", "grid-template-columns: 1fr 1fr; gap: 1.25rem 1rem", "gap: 1rem"),
    (Board(1440, 3, (3,)), "app.css", "grid-template-columns: repeat(3, minmax(0, 1fr))", "color: inherit"),
    (votes_stand_in_two_even_rows_on_a_phone, "app.css", '.approve { grid-column: 1 / -1;', ".approve {"),
    (votes_stand_in_two_even_rows_on_a_phone, "app.css", '~ .foot .votes { display: grid', "~ .x { --x: y"),
    (nothing_stands_on_a_preview, "looks.js", "shots[i], h(", 'shots[i], h("i", { class: "drop" }, "✓"), h('),
    (the_press_that_chooses_covers_nothing_below_it, "app.css", "margin-block-end: .9rem", "color: inherit"),
    (the_looks_are_seen_from_their_first_line, "transcript.js", "|| made.tiled", ""),
    (what_moves_while_people_wait_moves_in_steps, "app.css", "steps(6) infinite", "infinite"),
    (a_size_reads_in_the_order_of_its_language, "message.js", "language() || undefined", '"en"'),
    (a_language_the_page_has_not_runs_as_the_one_it_answers_in, "words.js", 'answer.headers.get("X-Candid-Direction")',
     '(tag.startsWith("fa") || tag.startsWith("ar") ? "rtl" : "ltr")'),
    (who_enters_a_password_may_be_remembered, "link.js", "this.heard.visited(said)", "void 0"),
    (the_first_page_names_the_machine_that_redraws, "app.js", "if (limits.elsewhere)", "if (false)"),
    (what_comes_later_moves_nothing, "app.css", "margin-block: 10vh auto", "margin-block: auto"),
    (what_draws_a_message_is_asked_for_until_it_comes, "app.js", "else link.again();", ""),
    (without_scripts_nothing_is_offered_that_does_nothing, "app.css", "(scripting: none)", "(scripting: enabled)"),
]  # fmt: skip


@pytest.mark.long
@pytest.mark.parametrize(("check", "file", "line", "instead"), BREAKS, ids=called)
async def test_sabotage_a_broken_line_is_seen(browser, soon, check, file, line, instead) -> None:  # noqa: F811
    assert line in (STATIC / file).read_text(), "the line to break is not there any more"
    with pytest.raises((AssertionError, BrowserError)):
        await check(Sabotaged(browser, file, line, instead))
