"""How long ``expect`` waits belongs to the whole process: a test that leaves it shorter lets another fail."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.journeys.web.browsing import patience

TESTS = Path(__file__).resolve().parents[2]
CALL = "expect.set_options"


def sets_it(files: dict[str, str]) -> set[str]:
    return {name for name, text in files.items() if f"{CALL}(" in text}


def test_one_file_sets_how_long_a_page_is_waited_for() -> None:
    files = {path.name: path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py")}
    assert sets_it(files) == {"browsing.py"}
    assert sets_it(files | {"test_another.py": f"{CALL}(timeout=5)"}) == {"browsing.py", "test_another.py"}, "sabotage"


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="session")
async def test_a_failure_within_it_leaves_the_usual_wait(browser) -> None:
    page = await browser.new_page()
    with patience(150), pytest.raises(AssertionError, match="timeout 150ms"):
        await expect(page.locator("p")).to_be_visible()
    await page.evaluate("setTimeout(() => document.body.append(document.createElement('hr')), 400)")
    await expect(page.locator("hr")).to_have_count(1)
    await page.close()
