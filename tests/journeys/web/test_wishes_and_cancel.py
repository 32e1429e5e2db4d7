"""Plain wishes about a picture, and a cancel that keeps its word, in a real browser with the real bot."""

from __future__ import annotations

import asyncio
import re

import pytest
import sqlalchemy as sa
from playwright.async_api import Error as BrowserError
from playwright.async_api import expect

from bot.commands import Command
from bot.conversation import effects, machine, understand
from bot.conversation.phases import forgetting, jobs
from bot.conversation.states import ChoosingLook, Idle
from bot.conversation.table import at, commanded, joined
from storage.db.schema import jobs as jobs_table
from storage.db.schema import variants
from storage.records import JobId
from tests.journeys.web.browsing import PATIENCE_MS
from tests.journeys.web.test_page_sabotages import SOON_MS, soon  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def one_picture(ada, photo) -> None:
    await ada.agrees(photo)
    await ada.asks_for("Soft studio")
    await ada.sees_pictures(1)


async def test_a_background_one_wishes_for_is_offered_and_made(ada, photo) -> None:
    await one_picture(ada, photo)
    await ada.types("navy background")
    await ada.reads("That comes nearest to Navy studio")
    await ada.sees_pictures(1)  # said, not done unasked
    await ada.presses("Make one of it")
    await ada.sees_pictures(2)
    await ada.presses("Approve 2")
    await ada.reads("Picture 2 is yours")
    await expect(ada.page.locator(".kept").get_by_text(re.compile("^navy-studio"))).to_be_visible()


async def test_a_wish_for_another_face_is_answered_kindly_and_changes_nothing(ada, bot, photo) -> None:
    await one_picture(ada, photo)
    await ada.types("make me look younger")
    await ada.reads("I never change how somebody looks")
    await ada.reads("your face needs no mending")
    await ada.types("/status")
    await ada.reads("One picture")
    await ada.sees_pictures(1)


async def test_a_typed_cancel_leaves_the_photo_and_the_next_round_has_it(ada, photo) -> None:
    await ada.agrees(photo)
    await ada.types("cancel")
    await ada.reads("Your photo stays until")
    await ada.types("/headshot")
    await expect(ada.page.locator("form:has(.tiles)")).to_have_count(2)  # of the same photo


async def test_a_cancel_in_the_middle_leaves_what_is_made_and_makes_no_more(ada, bot, photo) -> None:
    await ada.agrees(photo)
    bot.painter.hold()
    await ada.asks_for("Soft studio", "Navy studio")
    await expect(ada.page.get_by_role("progressbar")).to_be_visible()
    await ada.presses("Cancel")
    await ada.reads("Stopped. I erased nothing.")
    await ada.reads("Your photo stays until")
    bot.painter.go.set()
    assert await made_once_nothing_is_in_work(bot) == 0
    await ada.types("/status")
    await ada.reads("One photo")
    await ada.sees_pictures(0)


async def made_once_nothing_is_in_work(bot) -> int:
    """Pictures in the records."""
    living = sa.select(sa.func.count()).select_from(jobs_table).where(jobs_table.c.state.in_(("queued", "running")))
    async with asyncio.timeout(PATIENCE_MS / 1000):
        while True:
            async with bot.storage.db.read() as tx:
                if not await tx.scalar(living):
                    return await tx.scalar(sa.select(sa.func.count()).select_from(variants))
            await asyncio.sleep(0.05)


# --- sabotage ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def short(ada, soon):  # noqa: F811
    """Somebody who does not wait long for what is broken on purpose."""
    ada.page.set_default_timeout(3 * SOON_MS)
    return ada


async def test_sabotage_a_wish_that_is_not_understood_is_seen(short, photo, monkeypatch) -> None:
    monkeypatch.setattr(understand, "_meaning", lambda *_: ("", None))
    with pytest.raises((AssertionError, BrowserError)):
        await test_a_background_one_wishes_for_is_offered_and_made(short, photo)


async def test_sabotage_another_face_that_is_taken_for_a_look_is_seen(short, bot, photo, monkeypatch) -> None:
    monkeypatch.setattr(understand, "_meaning", lambda *_: ("wish.navy", None))
    with pytest.raises((AssertionError, BrowserError)):
        await test_a_wish_for_another_face_is_answered_kindly_and_changes_nothing(short, bot, photo)


async def test_sabotage_a_typed_cancel_that_erases_is_seen(short, photo, monkeypatch) -> None:
    erasing = commanded(Command.CANCEL, forgetting.stop, here=at(ChoosingLook), to=(Idle,))
    monkeypatch.setattr(machine, "TABLE", joined((*machine.RULES, erasing)))
    with pytest.raises((AssertionError, BrowserError)):
        await test_a_typed_cancel_leaves_the_photo_and_the_next_round_has_it(short, photo)


async def test_sabotage_a_cancel_that_lets_the_making_go_on_is_seen(short, bot, photo, monkeypatch) -> None:
    monkeypatch.setattr(jobs, "CancelJobs", lambda job_ids: effects.CancelJobs(job_ids=(JobId("none"),)))
    with pytest.raises((AssertionError, BrowserError)):
        await test_a_cancel_in_the_middle_leaves_what_is_made_and_makes_no_more(short, bot, photo)
