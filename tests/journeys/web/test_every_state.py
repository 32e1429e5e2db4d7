"""Each part of the page held still: axe finds nothing serious in any state, in both themes; parts do what they say."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
import pytest_asyncio
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser, Page, Route, expect

from bot.platforms.web.inbound import address_of
from tests.journeys.web import stage as props
from tests.journeys.web.browsing import Visitor, user_of
from tests.journeys.web.stage import Stage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

GRAVE = ("serious", "critical")


@pytest_asyncio.fixture(loop_scope="session")
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


async def photo_beside_consent(stage, who) -> None:
    await put(stage, who, props.consent())
    await who.picks({"name": "me.jpg", "mimeType": "image/jpeg", "buffer": props.drawn(600, 800)})
    await expect(who.page.locator(".photofield img")).to_have_count(1)
    await who.presses("I agree to what I ticked")
    await expect(who.page.locator(".error").filter(has_text="needed")).to_be_visible()


async def a_notice(stage, who) -> None:
    await who.picks({"name": "notes.txt", "mimeType": "text/plain", "buffer": b"no picture"})
    await expect(who.page.get_by_text("Only pictures can be added here")).to_be_visible()


async def laid_out(page: Page) -> None:
    """The picture up close takes its shape once it is decoded, which may be after its controls are there."""
    # an attribute, not a script that is asked again and again: the page's policy lets no text become code
    await expect(page.locator(".stage").first).to_have_attribute("style", re.compile("--ratio"))


async def picture_up_close(stage, who) -> None:
    await put(stage, who, props.result(1))
    await who.pictures().locator(".frame").click()
    await laid_out(who.page)
    await who.page.get_by_role("button", name="100 %").click()


async def side_by_side(stage, who) -> None:
    await put(stage, who, *(props.result(number) for number in (1, 2, 3, 4)))
    await who.page.get_by_role("button", name="Side by side").click()
    await expect(who.page.locator("dialog .stage img")).to_have_count(2)


async def kept_card(stage, who) -> None:
    await put(stage, who, props.kept())
    await expect(who.page.locator(".previews img")).to_have_count(3)
    await who.presses("Copy: A sentence you can paste beside it:")


async def pictures_coming(stage, who) -> None:
    await put(stage, who, props.status(2, 0.4), props.result(1, "approve"))
    await expect(who.page.locator(".place")).to_have_count(3)


async def before_and_after(stage, who) -> None:
    await put(stage, who, props.refused_before(), props.result(1))
    await who.pictures().locator(".frame").click()
    await who.page.locator("dialog").get_by_role("button", name="Before | after").click()
    await expect(who.page.get_by_role("slider")).to_be_focused()
    await laid_out(who.page)


async def camera_open(stage, who) -> None:
    await who.page.get_by_role("button", name="Use the camera").last.click()
    await expect(who.page.get_by_role("button", name="Take the photo")).to_be_visible()


async def form_sent_and_voted(stage, who) -> None:
    await put(stage, who, props.looks(), props.result(1))
    await who.asks_for("Slate", "Dusk")
    await who.presses("Approve 1")
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
    await expect(who.page.get_by_text("This page opens with its whole address")).to_be_visible()
    who.troubles.clear()


async def right_to_left(stage, who) -> None:
    await put(
        stage, who, props.message("مرحبا. لأي غرض هذه الصورة؟", language="ar", buttons=[("purpose.cv:1", "سيرة ذاتية")])
    )
    await expect(who.page.locator("html")).to_have_attribute("dir", "rtl")


STATES = [
    first_page, kept_card, photo_beside_consent, whole_talk, command_menu, photos_waiting, a_notice,
    picture_up_close, before_and_after, camera_open, side_by_side, pictures_coming, form_sent_and_voted, picture_gone,
    connection_lost, earlier_run, right_to_left,
]  # fmt: skip


@pytest.mark.many
@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.long)])
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


async def test_no_box_is_ticked_in_advance_and_a_choice_is_asked_for(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, props.consent(), props.choices())
    await expect(who.page.locator("input:checked")).to_have_count(0)
    await who.presses("Make it again")
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


async def test_three_looks_are_chosen_as_the_tiles_open_and_a_fifth_is_not_taken(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, props.looks())
    chosen = who.page.locator(".tile input:checked")
    await expect(chosen).to_have_count(3)
    await who.page.get_by_role("checkbox", name="Navy").check()
    await who.page.get_by_role("checkbox", name="Dusk").click()
    await expect(who.page.get_by_text("Up to 4. Take one away first.")).to_be_visible()
    await expect(chosen).to_have_count(4)


async def test_each_tile_shows_its_own_part_of_the_sheet(browser, stage) -> None:
    """The oracle is the sheet's own measure in pixels: three columns of 256 with 12 between, 34 for the number."""
    who = await visitor(browser, stage)
    await put(stage, who, props.looks())
    await who.page.locator('.shot[style*="background-image"]').first.wait_for()
    for place, (left, top) in enumerate(((12, 12), (280, 12), (548, 12), (12, 314), (280, 314))):
        box = await who.page.evaluate(PART_SHOWN, place)
        assert box == pytest.approx([left, top, 256, 256], abs=0.6)


async def test_a_form_that_was_sent_takes_no_photo_no_key_and_no_press(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, props.consent())
    await who.ticks("I am 18 or older", "Candid may keep my photos")
    await who.presses("I agree to what I ticked")
    await expect(who.page.locator(".card :is(input, button):enabled")).to_have_count(0)
    await expect(who.page.locator(".card input:checked")).to_have_count(2)
    await put(stage, who, props.coach())
    await who.page.locator(".dropzone").get_by_role("button", name="Choose photos").wait_for()
    await photos_waiting(stage, who)
    await who.page.reload()
    await who.is_connected()
    await expect(who.page.locator(".card input:checked")).to_have_count(2)  # what was ticked stays to be read


async def test_arrows_lead_from_picture_to_picture_and_two_stand_side_by_side(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, *(props.result(number) for number in (1, 2, 3)))
    await who.pictures().first.locator(".frame").click()
    dialog = who.page.locator("dialog")
    await expect(dialog.get_by_text("1 of 3")).to_be_visible()
    await who.page.keyboard.press("ArrowRight")
    await expect(dialog.get_by_role("button", name="Approve 2")).to_be_visible()
    await who.page.keyboard.press("ArrowLeft")
    await who.page.keyboard.press("ArrowLeft")
    await expect(dialog.get_by_text("3 of 3")).to_be_visible()
    await dialog.get_by_role("button", name="Side by side").click()
    await expect(dialog.get_by_role("button", name=re.compile("Approve"))).to_have_count(2)
    await dialog.get_by_role("button", name="Approve 3").click()
    await expect(dialog).to_have_count(0)
    await expect(who.pictures().last).to_have_attribute("data-vote", "approve")


async def test_pictures_of_two_wishes_stand_side_by_side(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, props.result(1))
    await expect(who.page.get_by_role("button", name="Side by side")).to_have_count(0)
    await put(stage, who, props.result(2, group="job2"))
    await expect(who.page.locator(".board")).to_have_count(2)
    await who.page.get_by_role("button", name="Side by side").last.click()
    dialog = who.page.locator("dialog")
    await expect(dialog.locator(".stage img")).to_have_count(2)
    for number in (1, 2):
        await expect(dialog.get_by_role("button", name=f"Approve {number}")).to_be_visible()


async def test_what_the_bot_says_of_a_vote_is_what_shows(browser, stage) -> None:
    who = await visitor(browser, stage)
    (ref,) = await put(stage, who, props.result(1))
    address = address_of(await user_of(who.page))
    for vote in ("approve", "reject", ""):
        await stage.platform.edit(address, ref, props.result(1, vote))
        await expect(who.pictures()).to_have_attribute("data-vote", vote)
        await expect(who.page.locator(".votes [aria-pressed=true]")).to_have_count(1 if vote else 0)


async def test_progress_never_goes_back(browser, stage) -> None:
    who = await visitor(browser, stage)
    (ref,) = await put(stage, who, props.status(3, 0.0))
    await stage.platform.edit(address_of(await user_of(who.page)), ref, props.status(1, 0.0))
    await expect(who.page.get_by_text("Picture 1 of 4, checking")).to_be_visible()
    await expect(who.page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "50")


async def covered_by_the_way_down(page: Page) -> list[str]:
    """What can be pressed in the conversation and lies under the way down, wherever one scrolls."""
    return await page.evaluate("""async () => {
        const way = document.querySelector("#newer"), found = [];
        for (let top = 0; top < document.body.scrollHeight; top += 200) {
            scrollTo({ top, behavior: "instant" });
            await new Promise(requestAnimationFrame);
            way.hidden = false;
            const over = way.getBoundingClientRect();
            const bottom = document.querySelector(".bottom").getBoundingClientRect().top;
            for (const each of document.querySelectorAll("#log :is(button, input, summary, a)")) {
                const box = each.getBoundingClientRect();
                if (box.width && over.top < bottom && box.bottom > over.top && box.top < over.bottom
                    && box.right > over.left && box.left < over.right) found.push(each.outerHTML.slice(0, 80));
            }
        }
        return found;
    }""")


async def test_the_way_down_covers_nothing_that_can_be_pressed(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, *props.whole_talk())
    assert await covered_by_the_way_down(who.page) == []


async def test_sabotage_a_way_down_over_the_conversation_is_found(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, *props.whole_talk())
    await who.page.evaluate("""() => Object.assign(document.querySelector("#newer").style,
        {position: "fixed", bottom: "9rem", left: "10%", width: "80%"})""")
    assert await covered_by_the_way_down(who.page) != []


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


async def test_a_pressed_button_keeps_its_size(browser, stage) -> None:
    """Nothing beside it moves, and the message does not grow."""
    who = await visitor(browser, stage)
    (ref,) = await put(stage, who, props.opening())
    bubble = who.page.locator(f'[data-ref="{ref}"] .bubble')
    size = "b => [b, ...b.querySelectorAll('button')].map(each => [each.offsetWidth, each.offsetHeight])"
    before = await bubble.evaluate(size)
    await who.presses("Event badge")
    await expect(who.page.get_by_role("button", name="Event badge")).to_have_attribute("aria-pressed", "true")
    assert await bubble.evaluate(size) == before


@pytest.mark.parametrize("size", [(720, 450), (640, 360), (360, 640)])
async def test_the_way_to_begin_is_seen_at_200_percent_too(browser, stage, size) -> None:
    """A window of 1440 by 900 at 200 % has 720 by 450 pixels."""
    who = await visitor(browser, stage, viewport={"width": size[0], "height": size[1]})
    begin = await who.page.get_by_role("button", name="Choose a photo").bounding_box()
    composer = await who.page.locator(".composer").bounding_box()
    assert begin["y"] + begin["height"] <= composer["y"]


async def test_a_printed_talk_has_its_words_and_pictures_and_nothing_to_press(browser, stage) -> None:
    who = await visitor(browser, stage)
    await put(stage, who, props.opening(), props.result(1))
    await who.page.emulate_media(media="print")
    await expect(who.page.locator(".frame img")).to_be_visible()
    for gone in (".composer", ".votes", ".actions"):
        await expect(who.page.locator(gone).first).to_be_hidden()


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


async def test_what_is_done_before_the_program_is_there_is_not_lost(browser, stage) -> None:
    """On a slow line the page stands painted for a while before its program has come."""
    context = await browser.new_context(locale="en-GB")
    may_come = asyncio.Event()

    async def late(route: Route) -> None:
        await may_come.wait()
        await route.continue_()

    await context.route("**/app.js", late)
    page = await context.new_page()
    await page.goto(stage.platform.url)
    await page.locator("#files").set_input_files(
        {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff"}
    )
    for event in ("paste", "drop"):
        await page.evaluate(GIVES, event)
    await page.locator("#theme").click()
    may_come.set()
    await expect(page.locator("#tray img, #tray .nothumb")).to_have_count(3)
    await expect(page.locator("html")).to_have_attribute("data-theme", "dark")


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


# Left, top, width and height in the sheet's pixels of what a tile shows.
PART_SHOWN = """async place => {
    const shot = document.querySelectorAll(".shot")[place], style = getComputedStyle(shot);
    const sheet = new Image();
    sheet.src = style.backgroundImage.slice(5, -2);
    await sheet.decode();
    const box = shot.getBoundingClientRect();
    const [w, h] = style.backgroundSize.split(" ").map(share => parseFloat(share) / 100);
    const [x, y] = style.backgroundPosition.split(" ").map(share => parseFloat(share) / 100);
    return [x * (w - 1) / w * sheet.naturalWidth, y * (h - 1) / h * sheet.naturalHeight,
            sheet.naturalWidth / w, sheet.naturalHeight / h];
}"""
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
