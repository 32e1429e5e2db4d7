"""A made-up person at the playground: no photo is asked for, taken or looked at. The picture is drawn (see painter)."""

from __future__ import annotations

import os

import pytest
import sqlalchemy as sa
from playwright.async_api import expect

from storage.db import schema
from tests.journeys.web.bot import painted_bot
from tests.journeys.web.browsing import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

ENGINES = ("studio", "redraw", "persona")


async def test_from_a_few_words_to_a_picture_and_its_certificate(browser, tmp_path) -> None:
    async with painted_bot(tmp_path, engines=ENGINES) as bot:
        context = await browser.new_context(locale="en-GB", viewport={"width": 900, "height": 1400})
        ada = await Visitor(await context.new_page()).opens(bot.url)
        await ada.presses("Start without a photo")
        await ada.presses("A made-up person")
        await ada.presses("My profile, CV, badge or directory")
        await ada.reads("A persona is not you")
        await ada.presses("A made-up person")
        await ada.presses("An advert")
        await ada.reads("I take no photo for this")
        await ada.ticks("I am 18 or older. I will not say")
        await ada.presses("I agree to what I ticked")
        await ada.reads("Who shall it be?")
        await expect(ada.page.locator(".photofield")).to_have_count(0)
        await ada.chooses("In their seventies", "2")
        for left_to_chance in ("presents", "tone", "detail"):
            await ada.page.locator(f'input[name$=".{left_to_chance}"][value="drawn"]').check()
        await ada.presses("Make them up")
        await ada.sees_pictures(3)  # two people, and the contact sheet of both
        await ada.reads("The contact sheet: every picture of this set on one")
        await expect(ada.page.get_by_role("button", name="Compare")).to_have_count(0)  # there is no "before"
        await ada.presses("Approve 1")
        await ada.reads("Not for: a profile, a CV")
        async with ada.page.expect_download() as download:
            await ada.page.get_by_role("button", name="certificate-1").click()
        certificate = (await (await download.value).path()).read_text()
        assert "may resemble someone by chance" in certificate
        assert "No photo was an input" in certificate
        if folder := os.environ.get("CANDID_SCREENSHOTS"):  # for people who want to see it
            await ada.page.screenshot(path=f"{folder}/made-up-person.png", full_page=True)
        async with bot.storage.db.read() as tx:
            assert (await tx.execute(sa.select(sa.func.count()).select_from(schema.photos))).scalar() == 0
        await context.close()
        assert ada.troubles == []


async def test_where_no_worker_paints_one_nobody_is_offered_to_make_somebody_up(ada) -> None:
    await ada.presses("Start without a photo")
    await ada.reads("Tick only what you agree to")
    await expect(ada.page.get_by_role("button", name="A made-up person")).to_have_count(0)
