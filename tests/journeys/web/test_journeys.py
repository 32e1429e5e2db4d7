"""People at the playground, in a real browser, with the real bot behind it. The pictures are drawn (see painter)."""

from __future__ import annotations

import asyncio
import re

import pytest
from playwright.async_api import expect

from bot.texts import complete_languages
from tests.journeys.web.bot import painted_bot
from tests.journeys.web.browsing import Visitor, user_of

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_from_headshot_to_files(ada, photo) -> None:
    await ada.agrees(photo)
    await ada.asks_for("Soft studio", "Navy studio")
    await ada.sees_pictures(2)
    await ada.presses("Approve 1")
    await ada.reads("Picture 1 is yours")
    card = ada.page.locator(".bubble:has(.kept)")
    await expect(card.locator(".previews img")).to_have_count(3)
    async with ada.page.expect_download() as download:
        await card.get_by_role("button", name="Download").click()
    assert re.fullmatch(
        r"soft-studio-online-profile-[a-z-]*\d{4}-\d\d-\d\d\.jpg", (await download.value).suggested_filename
    )
    saved = await (await download.value).path()
    assert saved.read_bytes()[:3] == b"\xff\xd8\xff"
    async with ada.page.expect_download() as download:
        await card.get_by_role("button", name="My photo").click()
    assert (await (await download.value).path()).read_bytes() == photo["buffer"]  # the very file that was sent
    await ada.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    await card.get_by_role("button", name=re.compile("^Copy: A sentence")).click()
    await expect(card.get_by_role("button", name=re.compile("^Copy: A sentence"))).to_have_text("Copied")
    assert "real photo of me" in await ada.page.evaluate("navigator.clipboard.readText()")
    await card.get_by_role("button", name="Change my mind: reject").click()
    await expect(card).to_have_count(0)
    await expect(ada.pictures().first).to_have_attribute("data-vote", "reject")


class Sent:
    """The requests of a page from now on, and how large what they carry is."""

    def __init__(self, page) -> None:
        self.requests = []
        page.on("request", self._note)

    def _note(self, request) -> None:
        self.requests.append(request)

    async def bytes(self) -> list[int]:
        """The announced length of each body: a file's bytes are not among what a browser tells of a request."""
        headers = [await request.all_headers() for request in self.requests if request.method != "GET"]
        return [int(each.get("content-length", "0")) for each in headers]


@pytest.mark.parametrize("way", ["chosen", "dropped", "pasted"])
async def test_no_byte_of_a_photo_leaves_the_page_before_consent(ada, photo, way) -> None:
    """It waits in the page beside what is asked; without the needed ticks a press says so there and sends nothing."""
    sent = Sent(ada.page)
    if way == "chosen":
        await ada.picks(photo)
    else:
        await ada.page.evaluate(GIVES, ["drop" if way == "dropped" else "paste", list(photo["buffer"])])
    await ada.reads("Tick only what you agree to")
    await expect(ada.page.locator(".withphoto .photofield img")).to_have_count(1)
    await expect(ada.page.get_by_text("Only in this page so far")).to_be_visible()
    await expect(ada.page.locator("#log input:checked")).to_have_count(0)
    await ada.ticks("I am 18 or older")
    before = len(sent.requests)
    await ada.presses("I agree to what I ticked")
    await expect(ada.page.locator(".box.missing-tick + .error")).to_have_text(re.compile("needed"))
    await expect(ada.page.get_by_role("checkbox", name="Candid may keep my photos")).to_be_focused()
    assert len(sent.requests) == before
    assert max(await sent.bytes()) < 1000 < len(photo["buffer"])
    await ada.ticks("Candid may keep my photos")
    await ada.presses("I agree to what I ticked")
    await ada.reads("Your photo in each look")
    assert len(photo["buffer"]) in await sent.bytes()  # the watch above sees a photo that leaves


async def test_a_photo_chosen_after_the_yes_is_not_swallowed(ada, photo) -> None:
    await ada.presses("Start without a photo")
    await ada.ticks("I am 18 or older", "Candid may keep my photos")
    await ada.presses("I agree to what I ticked")
    await ada.reads("Now send me a photo of you")
    await expect(ada.page.locator(".photofield")).to_have_count(0)
    async with ada.page.expect_file_chooser() as chooser:
        await ada.presses("Choose photos")
    await (await chooser.value).set_files(photo)
    await expect(ada.page.locator("#tray img")).to_have_count(1)
    await expect(ada.page.get_by_role("button", name="Send")).to_be_focused()
    await ada.page.keyboard.press("Enter")
    await ada.reads("Your photo in each look")


async def test_where_an_edited_photo_has_no_place_it_ends_before_any_byte(ada, bot, photo) -> None:
    sent = Sent(ada.page)
    await ada.picks(photo)
    await ada.page.get_by_role("combobox", name="For").select_option("Passport, visa, licence, ID")
    await ada.ticks("I am 18 or older", "Candid may keep my photos")
    await ada.presses("I agree to what I ticked")
    await ada.reads("Use your unedited photo")
    await ada.reads("I took no photo. For another use, send /headshot")
    assert max(await sent.bytes()) < 1000
    await ada.types("/consent")
    await ada.reads("You have agreed to nothing so far")


async def test_the_words_before_the_first_choice_are_few(ada, photo) -> None:
    """On the first page and, together with them, above the first box of the card: at most 60."""
    words = await ada.page.evaluate(WORDS, "#welcome")
    await ada.picks(photo)
    await ada.reads("Tick only what you agree to")
    words += await ada.page.evaluate(WORDS, ".bot .text")
    assert 20 < words <= 60


async def test_by_keyboard_only(ada, photo) -> None:
    """Tab, Space, arrows and Enter, up to the saved file; the keyboard opens the file picker too."""
    keys = ada.page.keyboard
    ada.page.on("filechooser", lambda _chooser: None)  # else the browser may open its own before Playwright listens

    async def tab_to(selector: str) -> None:
        for _step in range(120):
            await keys.press("Tab")
            if await ada.page.evaluate("s => document.activeElement.matches(s)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    await tab_to("#first-choose")
    async with ada.page.expect_file_chooser() as chooser:
        await keys.press("Enter")
    await (await chooser.value).set_files(photo)
    await expect(ada.page.locator(".photofield img")).to_have_count(1)
    await tab_to('input[name$=".likeness"]')
    await keys.press("Space")
    await tab_to('input[name$=".processing"]')
    await keys.press("Space")
    await tab_to('[data-key="submit"]')
    await keys.press("Enter")
    await ada.reads("Your photo in each look")
    for taken_away in ("studio_navy", "canvas_grey"):
        await tab_to(f'input[name$=".look"][value="{taken_away}"]')
        await keys.press("Space")
    await tab_to('form:has(.tiles) [data-key="submit"]')
    await keys.press("Enter")
    await ada.sees_pictures(1)
    await tab_to(".shotcard summary")
    await keys.press("Enter")
    await tab_to('[data-key="compare"]')
    await keys.press("Enter")
    slider = ada.page.get_by_role("slider", name="Divider between before and after")
    await expect(slider).to_be_focused()
    await keys.press("ArrowRight")
    await expect(slider).to_have_value("51")
    await keys.press("Escape")
    await expect(ada.page.locator('[data-key="compare"]')).to_be_focused()
    await tab_to("#say")
    await keys.type("/st")
    await expect(ada.page.get_by_role("listbox")).to_be_visible()
    await keys.press("Enter")
    await ada.reads("This is where we are")
    await keys.type("approve 1")
    await keys.press("Enter")
    await ada.reads("Picture 1 is yours")
    await tab_to('.kept [data-key="save"]')
    async with ada.page.expect_download() as download:
        await keys.press("Enter")
    assert (await (await download.value).path()).read_bytes()[:3] == b"\xff\xd8\xff"


async def test_reject_undo_redo(ada, photo) -> None:
    await ada.agrees(photo)
    await ada.asks_for("Soft studio")
    await ada.sees_pictures(1)
    reject = ada.pictures().get_by_role("button", name="Reject 1", exact=True)
    await reject.click()
    await ada.reads("Picture 1: rejected")
    await expect(reject).to_have_attribute("aria-pressed", "true")
    await ada.presses("Undo")
    await ada.reads("Picture 1 stays")
    await expect(reject).to_have_attribute("aria-pressed", "false")
    await ada.types("reject 1")
    await expect(ada.page.locator(".bot").filter(has_text="Picture 1: rejected")).to_have_count(2)
    await expect(reject).to_have_attribute("aria-pressed", "true")  # a typed vote shows as well
    await ada.page.reload()
    await expect(reject).to_have_attribute("aria-pressed", "true")
    await ada.presses("Erase 1 now")
    await ada.reads("Picture 1 is erased")
    await ada.sees_pictures(0)


async def test_withdrawing_in_the_middle_of_a_job_stops_it_and_shows_no_picture(ada, bot, photo) -> None:
    await ada.agrees(photo)
    bot.painter.hold()
    await ada.asks_for("Soft studio", "Navy studio", "Grey canvas", "Plain crop")
    await expect(ada.page.get_by_role("progressbar")).to_be_visible()
    await ada.types("/consent")
    await ada.presses("Take back: making headshots")
    await ada.reads("Done. I stopped")
    bot.painter.go.set()
    await ada.types("/status")
    await ada.reads("I hold no photo and no picture of you")
    await ada.sees_pictures(0)


async def test_a_reload_in_the_middle_of_a_job_keeps_the_person_the_talk_and_the_pictures(ada, bot, photo) -> None:
    await ada.agrees(photo)
    bot.painter.hold()
    await ada.asks_for("Soft studio", "Navy studio")
    await expect(ada.page.get_by_role("progressbar")).to_have_attribute("aria-valuenow", "25")
    person = await user_of(ada.page)
    before = await ada.page.locator(".message").all_inner_texts()
    await ada.page.reload()
    await ada.is_connected()
    await expect(ada.page.locator(".message")).to_have_count(len(before))
    assert await user_of(ada.page) == person
    assert ada.page.url.rstrip("/") == bot.platform.origin
    await expect(ada.page.get_by_role("progressbar")).to_be_visible()
    bot.painter.go.set()
    await ada.sees_pictures(2)
    await ada.page.reload()
    await ada.sees_pictures(2)


async def test_what_is_said_before_the_page_is_filled_stands_once_and_last(ada, photo) -> None:
    """What draws the bot's messages comes late here, as on a slow line: the person is quicker."""
    late = asyncio.Event()

    async def slow(route) -> None:
        await late.wait()
        await route.fallback()

    await ada.page.route("**/static/message.js", slow)
    await ada.page.reload()
    await ada.is_connected()
    await ada.picks(photo)
    mine = ada.page.locator("#log .mine")
    await expect(mine).to_have_count(1)
    late.set()
    await ada.reads("Tick only what you agree to")
    await expect(mine).to_have_count(1)
    late.clear()
    await ada.page.reload()
    await ada.is_connected()
    await ada.types("/status")
    await expect(mine).to_have_count(1)
    late.set()
    for _again in range(2):
        await ada.reads("This is where we are")
        await expect(mine).to_have_count(2)
        said = await ada.page.locator("#log .message").all_inner_texts()
        answer = next(at for at, each in enumerate(said) if "This is where we are" in each)
        assert "/status" in said[answer - 1]
        await ada.page.reload()


async def test_a_bot_that_was_restarted_finds_its_people_and_shows_each_picture_once(browser, tmp_path, photo) -> None:
    async with painted_bot(tmp_path, token="t" * 43) as first:
        ada = await Visitor(await browser.new_page(locale="en-GB")).opens(first.url)
        await ada.agrees(photo)
        await ada.asks_for("Soft studio", "Navy studio")
        await ada.sees_pictures(2)
        port = int(first.platform.origin.rpartition(":")[2])
    await expect(ada.page.get_by_role("status").first).to_have_text(re.compile("Connection lost"))
    async with painted_bot(tmp_path, port=port, token="t" * 43):
        await ada.is_connected()
        await ada.sees_pictures(2)
        await ada.types("/status")
        await ada.reads("2 pictures")
        await ada.page.close()


async def test_two_people_cannot_see_vote_on_or_open_each_other_s_pictures(ada, bot, browser, photo) -> None:
    opened: list[str] = []
    ada.page.on("response", lambda answer: "/pictures/" in answer.url and opened.append(answer.url))
    await ada.agrees(photo)
    await ada.asks_for("Soft studio")
    await ada.sees_pictures(1)
    # A second tab of the same browser, with the same cookie: somebody else, who says so.
    ben = Visitor(await ada.page.context.new_page())
    await ben.page.goto(bot.platform.origin)
    await ben.presses("Someone else")
    await ben.is_connected()
    await expect(ben.page.get_by_role("button", name="Start without a photo")).to_be_visible()
    assert await ben.page.locator(".message").count() == 0
    variant = await ada.pictures().get_attribute("data-subject")
    addresses = tuple(opened)
    for event in (
        {"kind": "react", "emoji": "approve", "subject": variant, "added": True},
        {"kind": "press", "action": f"vote.erase:{variant}"},
    ):
        await ben.page.evaluate(SAYS, event)
        await ben.reads("That picture is not here any more")
    await ben.types("approve 1")
    await ben.reads("no picture to approve or reject")
    for url in addresses:
        assert await ben.page.evaluate(FETCHES, url) == 404
        assert await ada.page.evaluate(FETCHES, url) == 200
    nobody = await browser.new_page()
    for url in addresses:
        assert (await nobody.goto(url)).status == 401
    await ada.types("/status")
    await ada.reads("One picture")
    assert all("404" in trouble for trouble in ben.troubles)


async def test_after_forget_me_the_page_holds_nothing_but_the_receipt(ada, photo) -> None:
    await ada.agrees(photo)
    await ada.asks_for("Soft studio")
    await ada.sees_pictures(1)
    await ada.types("/forget-me")
    await ada.presses("Erase")
    await ada.reads("Your photos, pictures and answers are erased")
    await expect(ada.page.locator("figure")).to_have_count(0)
    await ada.page.reload()
    await ada.is_connected()
    await expect(ada.page.locator("figure")).to_have_count(0)
    kept = await ada.page.evaluate("JSON.stringify({...sessionStorage})")
    assert "approve" not in kept
    assert "me.jpg" not in kept


async def test_on_a_phone_nothing_sticks_out(browser, bot, photo) -> None:
    page = await browser.new_page(locale="en-GB", viewport={"width": 360, "height": 740}, has_touch=True)
    ada = await Visitor(page).opens(bot.url)
    await ada.agrees(photo)
    await ada.asks_for("Soft studio")
    await ada.sees_pictures(1)
    await ada.presses("Approve 1")
    await ada.reads("Picture 1 is yours")
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    small = await page.evaluate(
        "[...document.querySelectorAll('button:not(.link)')]"
        ".filter(b => b.offsetParent && Math.min(b.offsetWidth, b.offsetHeight) < 24).map(b => b.outerHTML)"
    )
    assert small == []


@pytest.mark.many
@pytest.mark.parametrize("language", complete_languages())
async def test_what_is_asked_fits_a_phone_in_every_language(browser, bot, photo, language) -> None:
    page = await browser.new_page(locale=language, viewport={"width": 360, "height": 740}, has_touch=True)
    await page.goto(bot.url)
    await page.locator("#files").set_input_files(photo)
    await expect(page.locator(".box").first).to_be_visible()
    await expect(page.locator("html")).to_have_attribute("lang", language)
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360
    await page.close()


async def test_in_german_the_page_speaks_german_with_the_bot(browser, bot) -> None:
    page = await (await browser.new_context(locale="de-DE")).new_page()
    ada = await Visitor(page).opens(bot.url)
    await page.get_by_role("button", name="Ohne Foto anfangen").click()
    await expect(page.locator(".bot").first).to_have_attribute("lang", re.compile("^de"))
    await expect(page.get_by_role("combobox", name="Nachricht")).to_be_visible()
    assert ada.troubles == []


async def test_a_bare_address_says_how_to_get_in(browser, bot) -> None:
    page = await browser.new_page(locale="en-GB")
    await page.goto(bot.platform.origin)
    await expect(page.get_by_text("Copy the address that")).to_be_visible()
    await page.goto(bot.url)
    await page.wait_for_selector("body[data-state=on]")


WORDS = (
    r"""selector => document.querySelector(selector).innerText.split(/\s+/).filter(word => /\w/.test(word)).length"""
)
GIVES = """([event, bytes]) => {
    const given = new DataTransfer();
    given.items.add(new File([new Uint8Array(bytes)], "me.jpg", {type: "image/jpeg"}));
    dispatchEvent(event === "paste" ? new ClipboardEvent("paste", {clipboardData: given, bubbles: true})
                                    : new DragEvent("drop", {dataTransfer: given, bubbles: true, cancelable: true}));
}"""
SAYS = """event => fetch("/say", {method: "POST", body: JSON.stringify({id: crypto.randomUUID(), ...event}),
    headers: {"X-Candid-Tab": sessionStorage.getItem("candid.tab")}}).then(answer => answer.status)"""
FETCHES = """url => fetch(url, {headers: {"X-Candid-Tab": sessionStorage.getItem("candid.tab")}})
    .then(answer => answer.status)"""
