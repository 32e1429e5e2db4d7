"""A receipt opens as a page of its own, which runs nothing; it can still be saved."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from bot.platforms.web import server
from tests.journeys.web import stage as props
from tests.journeys.web.browsing import patience
from tests.journeys.web.stage import Stage
from tests.journeys.web.test_every_state import put, stage, visitor  # noqa: F401 — a fixture

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


async def test_a_receipt_opens_in_a_new_tab_and_runs_nothing(browser: Browser, stage: Stage) -> None:  # noqa: F811
    who = await visitor(browser, stage)
    await put(stage, who, props.receipt())
    async with who.page.context.expect_page() as opening:
        await who.page.get_by_role("link", name="consent-receipt.html").click()
    tab = await opening.value
    await expect(tab.get_by_role("heading", name="What you agreed to")).to_be_visible()
    await expect(tab.get_by_role("heading")).to_have_css("color", "rgb(0, 51, 102)")
    assert await tab.title() == "A receipt", "a script ran"
    async with who.page.expect_download() as download:
        await who.page.get_by_role("button", name="Save: consent-receipt.html").click()
    assert (await (await download.value).path()).read_bytes() == props.RECEIPT
    assert who.troubles == []


@pytest.mark.parametrize(
    "policy",
    ["default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'", "sandbox; default-src 'none'"],
    ids=["scripts run", "no style"],
)
async def test_a_policy_that_is_too_wide_or_too_narrow_is_caught(browser, stage, monkeypatch, policy) -> None:  # noqa: F811
    monkeypatch.setattr(server, "ALONE", policy)
    with patience(1500), pytest.raises(AssertionError):
        await test_a_receipt_opens_in_a_new_tab_and_runs_nothing(browser, stage)
