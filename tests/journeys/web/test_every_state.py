"""Each part of the page held still: axe finds nothing serious in any state, in both themes; parts do what they say."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, expect

from bot.platforms.web.inbound import address_of
from bot.ports import Button
from tests.journeys.web import stage as props
from tests.journeys.web.browsing import Visitor, user_of
from tests.journeys.web.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

GRAVE = ("serious", "critical")


@pytest_asyncio.fixture(loop_scope="module")
async def stage(browser) -> AsyncIterator[Stage]:
    stage = Stage()
    await stage.platform.start()
    yield stage
    for context in browser.contexts:
        await context.close()
    await stage.platform.stop()


async def visitor(browser: Browser, stage: Stage, **context) -> Visitor:
    page = await (await browser.new_context(locale="en-GB", reduced_motion="reduce", **context)).new_page()
    return await Visitor(page).opens(stage.platform.url)


async def put(stage: Stage, who: Visitor, *messages) -> list[str]:
    refs = await stage.put(address_of(await user_of(who.page)), *messages)
    await expect(who.page.locator(f'[data-ref="{refs[-1]}"]')).to_be_visible()
    await expect(who.page.locator(".frame[aria-busy]")).to_have_count(0)
    return refs


async def grave_findings(page: Page) -> list[str]:
    found = await Axe().run(page)
    return [
        f"{violation['id']}: {node['html'][:160]} {node['failureSummary'][:200]}"
        for violation in found.response["violations"]
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]


async def first_page(stage, who) -> None:
    await expect(who.page.get_by_role("heading", level=1)).to_be_visible()


async def whole_talk(stage, who) -> None:
    await put(stage, who, *props.whole_talk())


async def command_menu(stage, who) -> None:
    await who.page.get_by_role("button", name="Commands").click()
    await expect(who.page.get_by_role("listbox")).to_be_visible()


async def photos_waiting(stage, who) -> None:
    await who.picks({"name": "me.jpg", "mimeType": "image/jpeg", "buffer": props.drawn(600, 800)})
    await expect(who.page.locator("#tray img")).to_have_count(1)


async def a_notice(stage, who) -> None:
    await who.picks({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    await expect(who.page.get_by_text("Only pictures can be added here")).to_be_visible()


async def laid_out(page: Page) -> None:
    """The picture up close takes its shape once it is decoded, which may be after its controls are there."""
    await page.wait_for_function("document.querySelector('.stage')?.style.getPropertyValue('--ratio')")


async def picture_up_close(stage, who) -> None:
    await put(stage, who, props.result(1))
    await who.page.get_by_role("button", name="Look closer", exact=True).click()
    await laid_out(who.page)
    await who.page.get_by_role("button", name="100 %").click()


async def before_and_after(stage, who) -> None:
    await put(stage, who, props.refused_before(), props.result(1))
    await who.page.get_by_role("button", name="Before | after").click()
    await expect(who.page.get_by_role("slider")).to_be_focused()
    await laid_out(who.page)


async def camera_open(stage, who) -> None:
    await who.page.get_by_role("button", name="Use the camera").click()
    await expect(who.page.get_by_role("button", name="Take the photo")).to_be_visible()


async def form_sent_and_voted(stage, who) -> None:
    await put(stage, who, props.looks(), props.result(1))
    await who.chooses("1. Slate", "2")
    await who.presses("Make my pictures")
    await who.page.get_by_role("button", name="Approve", exact=True).click()
    await who.presses("Reject 1")


async def picture_gone(stage, who) -> None:
    await put(stage, who, replace(props.result(1), picture=None))
    await expect(who.page.get_by_text("This picture is not here any more")).to_be_visible()
    who.troubles.clear()  # the browser logs the 404 that is the point


async def connection_lost(stage, who) -> None:
    who.expected = "net::ERR_"  # it tries again and again, and the browser logs each time
    await stage.platform.stop()
    await expect(who.page.get_by_text("Connection lost")).to_be_visible()
    who.troubles.clear()


async def earlier_run(stage, who) -> None:
    await who.page.context.clear_cookies()
    await who.page.reload()
    await expect(who.page.get_by_text("This page belongs to an earlier run")).to_be_visible()
    who.troubles.clear()


async def right_to_left(stage, who) -> None:
    await put(
        stage, who, props.message("مرحبا. لأي غرض هذه الصورة؟", language="ar", buttons=[("purpose.cv:1", "سيرة ذاتية")])
    )
    await expect(who.page.locator("html")).to_have_attribute("dir", "rtl")


STATES = [
    first_page, whole_talk, command_menu, photos_waiting, a_notice, picture_up_close, before_and_after, camera_open,
    form_sent_and_voted, picture_gone, connection_lost, earlier_run, right_to_left,
]  # fmt: skip


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
async def test_axe_finds_nothing_serious(browser, stage, state, theme) -> None:
    who = await visitor(browser, stage, color_scheme=theme)
    await state(stage, who)
    assert await grave_findings(who.page) == []
    assert who.troubles == []


async def test_sabotage_a_grey_that_is_too_pale_is_found(browser, stage) -> None:
    who = await visitor(browser, stage)
    await who.page.evaluate("document.documentElement.style.setProperty('--soft', '#bbb')")
    assert any("color-contrast" in finding for finding in await grave_findings(who.page))


async def test_the_theme_button_turns_the_light_and_is_remembered(browser, stage) -> None:
    who = await visitor(browser, stage, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = await who.page.evaluate(ground)
    await who.page.get_by_role("button", name="Light or dark").click()
    assert await who.page.evaluate(ground) != light
    await who.page.reload()
    await who.is_connected()
    assert await who.page.evaluate(ground) != light


async def test_progress_moves_in_its_place(browser, stage) -> None:
    who = await visitor(browser, stage)
    (ref,) = await put(stage, who, props.status(1, 0.5))
    address = address_of(await user_of(who.page))
    await stage.platform.edit(address, ref, props.status(3, 0.0))
    await expect(who.page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "50")
    await expect(who.page.get_by_text("Picture 3 of 4, checking")).to_be_visible()
    await expect(who.page.locator(".bot")).to_have_count(1)


async def test_an_edit_leaves_focus_and_ticks_alone(browser, stage) -> None:
    who = await visitor(browser, stage)
    (ref,) = await put(stage, who, props.consent())
    box = who.page.get_by_role("checkbox", name="I am 18 or older")
    await box.check()
    await stage.platform.edit(address_of(await user_of(who.page)), ref, replace(props.consent(), text="Changed words."))
    await who.reads("Changed words.")
    await expect(box).to_be_checked()
    await expect(box).to_be_focused()


async def test_no_box_is_ticked_and_no_choice_made_in_advance(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, props.consent(), props.looks())
    await expect(who.page.locator("input:checked")).to_have_count(0)
    await who.presses("Make my pictures")
    await expect(who.page.get_by_text("Please pick one.")).to_be_visible()


async def test_the_divider_moves_by_key_and_by_pointer(browser, stage) -> None:
    who = await visitor(browser, stage)
    await before_and_after(stage, who)
    slider = who.page.get_by_role("slider")
    await who.page.keyboard.press("ArrowLeft")
    await expect(slider).to_have_value("49")
    box = await who.page.locator(".compare").bounding_box()
    await who.page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] / 2)
    assert abs(int(await slider.input_value()) - 25) <= 1


async def test_at_100_percent_a_pixel_is_a_pixel(browser, stage) -> None:
    who = await visitor(browser, stage, device_scale_factor=2)
    await picture_up_close(stage, who)
    image = who.page.locator(".stage img")
    assert await image.evaluate("i => i.getBoundingClientRect().width * devicePixelRatio") == pytest.approx(640, abs=1)


@pytest.mark.parametrize("width", [1440, 768, 360])
async def test_up_close_the_divider_stays_on_the_picture(browser, stage, width) -> None:
    who = await visitor(browser, stage, viewport={"width": width, "height": 740})
    await before_and_after(stage, who)
    frame = await who.page.locator(".stage").bounding_box()
    area = await who.page.locator(".area").bounding_box()
    assert frame["width"] / frame["height"] == pytest.approx(640 / 800, rel=0.01)
    assert frame["width"] <= area["width"] + 1
    assert frame["height"] <= area["height"] + 1


async def test_the_facts_of_each_model_stand_together_under_its_name(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, props.about())
    blocks = who.page.locator(".block")
    await expect(blocks).to_have_count(2)
    weight = "p => Number(getComputedStyle(p).fontWeight)"
    first, second = blocks.first.locator("p").nth(0), blocks.first.locator("p").nth(1)
    assert await first.evaluate(weight) > await second.evaluate(weight)


async def test_on_a_phone_what_each_look_is_like_waits_behind_a_tap(browser, stage) -> None:
    many = [f"{n}. Look {n}: plain paper" for n in range(1, 17)]
    sheet = replace(props.looks(), text="\n\n".join(("Pick a look.", "\n".join(many))))
    for width, shown in ((1440, True), (360, False)):
        who = await visitor(browser, stage, viewport={"width": width, "height": 740})
        await put(stage, who, sheet)
        line = who.page.get_by_text(many[15])
        await expect(line).to_be_visible(visible=shown)
        await who.page.get_by_text("What each look is like").click()
        await expect(line).to_be_visible(visible=not shown)


async def height_with_and_without_the_way_down(page: Page) -> tuple[int, int]:
    """In CSS pixels: a page that changes its height while somebody scrolls moves the button from under their finger."""
    measure = "hide => { document.querySelector('#newer').hidden = hide; return document.body.scrollHeight; }"
    return await page.evaluate(measure, True), await page.evaluate(measure, False)


async def test_the_way_down_takes_no_room(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, *props.whole_talk())
    without, shown = await height_with_and_without_the_way_down(who.page)
    assert without == shown


async def test_sabotage_a_way_down_that_takes_room_is_found(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, *props.whole_talk())
    await who.page.evaluate("document.querySelector('#newer').style.position = 'static'")
    without, shown = await height_with_and_without_the_way_down(who.page)
    assert without < shown


async def test_buttons_stay_where_they_are_while_their_picture_loads(browser, stage) -> None:
    who = await visitor(browser, stage)
    asked, go_on = asyncio.Event(), asyncio.Event()

    async def late(route) -> None:
        asked.set()
        await go_on.wait()
        await route.continue_()

    await who.page.route("**/pictures/*", late)
    await stage.put(address_of(await user_of(who.page)), props.result(1))
    await asked.wait()
    approve = who.page.get_by_role("button", name="Approve 1")
    before = await approve.evaluate("b => b.offsetTop")
    go_on.set()
    await expect(who.page.locator(".frame img")).to_be_visible()
    assert abs(await approve.evaluate("b => b.offsetTop") - before) <= 1


async def test_a_vote_shows_wherever_the_picture_offers_it(browser, stage) -> None:
    who = await visitor(browser, stage)
    undo = props.message("Picture 1: rejected.", buttons=[("vote.undo:variant1", "Undo")])
    vote = replace(props.result(1), outgoing=replace(props.result(1).outgoing, buttons=VOTE_BUTTONS))
    await put(stage, who, vote, undo)
    pill = who.page.get_by_role("button", name="Reject", exact=True)
    pressed = who.page.get_by_role("button", name="vote.reject:variant1")
    await pressed.click()
    await expect(pill).to_have_attribute("aria-pressed", "true")
    await who.presses("Undo")
    await expect(pill).to_have_attribute("aria-pressed", "false")
    assert await pressed.get_attribute("aria-pressed") is None


async def test_the_first_page_starts_at_its_top(browser, stage) -> None:
    who = await visitor(browser, stage, viewport={"width": 360, "height": 640})
    assert await who.page.evaluate("scrollY") == 0


async def test_the_camera_s_photo_waits_in_the_page_like_any_other(browser, stage) -> None:
    who = await visitor(browser, stage, permissions=["camera"])
    await camera_open(stage, who)
    await expect(who.page.locator("video")).to_have_js_property("readyState", 4)
    await who.presses("Take the photo")
    await who.presses("Use this one")
    await expect(who.page.locator("#tray img")).to_have_count(1)
    assert await who.page.locator("video").count() == 0


async def test_a_pasted_and_a_dropped_photo_wait_in_the_page(browser, stage) -> None:
    who = await visitor(browser, stage)
    for event in ("paste", "drop"):
        await who.page.evaluate(GIVES, event)
    await expect(who.page.locator("#tray img, #tray .nothumb")).to_have_count(2)


async def test_a_file_that_is_too_large_never_enters(browser, stage) -> None:
    who = await visitor(browser, stage)
    await who.page.evaluate(GIVES_LARGE)
    await expect(who.page.get_by_text("larger than 25 MB")).to_be_visible()
    await expect(who.page.locator("#tray")).to_be_hidden()


async def test_what_a_message_says_cannot_become_markup(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, props.message("<img src=x onerror=alert(1)> https://candid.example/a?b=1. Done /help"))
    await expect(who.page.get_by_text("<img src=x onerror=alert(1)>")).to_be_visible()
    link = who.page.get_by_role("link", name="https://candid.example/a?b=1")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")
    assert who.troubles == []


VOTE_BUTTONS = tuple(Button(action=f"vote.{vote}:variant1", label=props.WORD) for vote in ("approve", "reject"))
GIVES = """event => {
    const given = new DataTransfer();
    given.items.add(new File([new Uint8Array(100)], "me.png", {type: "image/png"}));
    dispatchEvent(event === "paste" ? new ClipboardEvent("paste", {clipboardData: given, bubbles: true})
                                    : new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true}));
}"""
GIVES_LARGE = """() => {
    const given = new DataTransfer();
    given.items.add(new File([new Uint8Array(26 * 1024 * 1024)], "me.png", {type: "image/png"}));
    dispatchEvent(new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true}));
}"""
