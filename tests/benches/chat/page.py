"""The page as a browser has it: its weight, its first paint, and how long progress takes from the row to the eye.

Needs Chromium and Playwright; without them progress is timed at a stream client and no paint is measured.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from typing import TYPE_CHECKING, Any

from bot.platforms.web.server import STATIC, WORDS
from storage.ids import new_id
from storage.measuring import Figure, Report
from storage.queue import jobs, outcomes
from storage.records import Lane, OutcomeKind, Progress
from tests.benches.chat.script import Walk

if TYPE_CHECKING:
    from playwright.async_api import Browser
    from playwright.async_api import Page as BrowserPage

    from tests.benches.chat.load import Bench
    from tests.benches.chat.web import Page

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser") or ""
PAINTS = 7
VISITS = 5
COUNT_WORDS = (
    r"selector => document.querySelector(selector).innerText.split(/\s+/).filter(word => /\w/.test(word)).length"
)
ROWS = 60  # progress rows written
PAUSE_S = 0.25  # longer than the page's pace, so that each row is shown
LOST_S = 5.0
# The instant at which each wording of the status message was in the document, by what it says.
WATCH = """() => {
  window.shown = {};
  const note = () => { for (const m of document.body.innerText.matchAll(/Picture (\\d+) of 99/g))
    window.shown[m[1]] ??= performance.timeOrigin + performance.now(); };
  new MutationObserver(note).observe(document.body, {subtree: true, childList: true, characterData: true});
}"""

# Seconds from the press that agrees to the frame after the first tile has its picture, by the page's own clock: whoever
# waits outside looks only twice a second after the first 0.3 s.
FACE = """() => {
  let pressed;
  document.addEventListener("click", (event) => {
    if (event.target.closest('form:has(.box) [data-key="submit"]')) pressed ??= event.timeStamp;
  }, true);
  window.face = new Promise((seen) => new MutationObserver((_, watching) => {
    if (!document.querySelector('.shot[style*="background-image"]')) return;
    watching.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => seen((performance.now() - pressed) / 1000)));
  }).observe(document.body, {subtree: true, childList: true, attributes: true, attributeFilter: ["style"]}));
}"""


async def measure(bench: Bench, report: Report) -> None:
    words = max(path.stat().st_size for path in WORDS.iterdir())
    weight = sum((STATIC / name).stat().st_size for name in _first_view()) + words
    report.figures["page weight, first view, one language"] = Figure(value=weight / 1000, unit="kB", reach=110)
    async with _chromium() as browser:
        if browser is not None:
            await _first_paint(bench, browser, report)
            await _first_minute(bench, browser, report)
        else:
            report.notes["no browser"] = "Chromium or Playwright is missing: progress timed at a stream client."
        await _progress(bench, browser, report)


def _first_view() -> set[str]:
    """The page, the files it names, and what its scripts import before they run; some names are lines of the server."""
    needed, waiting = set[str](), ["index.html", "app.js"]
    while waiting:
        name = waiting.pop()
        needed.add(name)
        found = re.findall(r'(?:href|src)="/static/([a-z.-]+)"|^import .* from "\./([a-z-]+\.js)"', _read(name), re.M)
        waiting += [each for pair in found for each in pair if each and each not in needed and (STATIC / each).exists()]
    return needed


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


@asynccontextmanager
async def _chromium() -> AsyncIterator[Browser | None]:
    if not CHROMIUM or find_spec("playwright") is None:
        yield None
        return
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        await browser.close()


async def _first_paint(bench: Bench, browser: Browser, report: Report) -> None:
    """Each in a fresh profile, so nothing is cached; the browser itself is warm after the first."""
    painted = []
    for _ in range(PAINTS + 1):
        context = await browser.new_context()
        page = await context.new_page()
        await page.goto(bench.bot.url)
        await page.wait_for_selector("body[data-state=on]")
        painted.append(await page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
        await context.close()
    report.figures["first paint on loopback"] = Figure(value=median(painted[1:]), unit="ms", reach=300)
    report.notes["first paint in a browser just started, ms"] = round(painted[0])


async def _first_minute(bench: Bench, browser: Browser, report: Report) -> None:
    """A new person with a photo at hand, in a fresh profile: until four pictures of their own stand side by side."""
    visits: list[Visit] = []
    async with bench.worker():
        for _ in range(VISITS):
            context = await browser.new_context(locale="en-GB", viewport={"width": 1440, "height": 900})
            page = await context.new_page()
            page.set_default_timeout(120_000)
            await page.goto(bench.bot.url)
            await page.wait_for_selector("body[data-state=on]")
            visits.append(await _visit(page, bench))
            await context.close()
    report.figures["photo on the page → own face in the looks, after the consent press"] = Figure(
        value=median(visit.face_s for visit in visits), unit="s", reach=1.2
    )
    visit = visits[-1]
    report.figures["clicks to four pictures of one's own, photo at hand"] = Figure(value=visit.clicks, unit="", reach=5)
    report.figures["words before the first choice"] = Figure(value=visit.words, unit="", reach=60)
    report.notes["photo on the page to four pictures, s"] = round(visit.all_s, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    clicks: int
    words: int
    face_s: float  # from the press that agrees to the first painted tile, see ``FACE``
    all_s: float


async def _visit(page: BrowserPage, bench: Bench) -> Visit:
    """Clicks are counted where they are made; a photo that is dropped is none."""
    clicks = 0

    async def click(selector: str) -> None:
        nonlocal clicks
        await page.locator(selector).last.click()
        clicks += 1

    words = int(await page.evaluate(COUNT_WORDS, "#welcome"))
    began = time.monotonic()
    await page.locator("#files").set_input_files(bench.plan.photo)
    await page.locator(".withphoto .photofield img").wait_for()
    words += int(await page.evaluate(COUNT_WORDS, ".bot .text"))
    await click('input[name$=".likeness"]')
    await click('input[name$=".processing"]')
    await page.evaluate(FACE)
    await click('form:has(.box) [data-key="submit"]')
    face_s = float(await page.evaluate("() => window.face"))
    await click(".tile:not(:has(:checked)) input")
    await click('form:has(.tiles) [data-key="submit"]')
    await page.locator(".shotcard figure img").nth(3).wait_for()
    return Visit(clicks=clicks, words=words, face_s=face_s, all_s=time.monotonic() - began)


async def _progress(bench: Bench, browser: Browser | None, report: Report) -> None:
    """The bench plays the worker: it writes a row and asks the page when its words were there."""
    person: Any = await bench.front.newcomer()
    walk = Walk(person, bench.plan.photo)
    async with bench.worker():
        await walk.to_looks()
    await walk.choose()
    await person.until("the status message", lambda: _status(person))
    if browser is None:
        written, shown = await _at_the_stream(bench, person)
    else:
        written, shown = await _in_the_page(bench, browser, person)
    await person.leave()
    taken = [(shown[number] - at) * 1000 for number, at in written.items() if number in shown]
    report.figures["progress row to page, typical"] = Figure(value=median(taken), unit="ms", reach=150)
    report.figures["progress row to page, worst"] = Figure(value=max(taken) / 1000, unit="s", reach=1.1)
    report.notes["progress rows written and shown"] = f"{len(written)} and {len(taken)}"


async def _in_the_page(bench: Bench, browser: Browser, person: Page) -> tuple[dict[int, float], dict[int, float]]:
    context = await browser.new_context()
    page = await context.new_page()
    await page.add_init_script(f"sessionStorage.setItem('candid.tab', '{person.secret}')")
    await page.goto(bench.bot.url)
    await page.wait_for_selector("body[data-state=on]")
    await page.evaluate(WATCH)
    written = await _work(bench)
    shown = await page.evaluate("window.shown")
    await context.close()
    return written, {int(number): at / 1000 for number, at in shown.items()}


async def _at_the_stream(bench: Bench, person: Page) -> tuple[dict[int, float], dict[int, float]]:
    shown: dict[int, float] = {}

    def note() -> bool:
        words = _status(person).partition("Picture ")[2].partition(" of 99")
        if words[1]:
            shown.setdefault(int(words[0]), time.time())
        return False

    watching = asyncio.create_task(person.until("the end", note, 3600))
    written = await _work(bench)
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
    return written, shown


async def _work(bench: Bench) -> dict[int, float]:
    """One job, ``ROWS`` progress rows, done. Returns when each row was about to be written."""
    storage = bench.storage
    claim = await jobs.claim(storage, Lane.GENERATE, new_id(), 30.0)
    assert claim is not None
    written: dict[int, float] = {}
    for number in range(1, ROWS + 1):
        written[number] = time.time()
        await jobs.heartbeat(storage, claim, Progress(step="making", picture=number, pictures=99, fraction=0.0), 30.0)
        await asyncio.sleep(PAUSE_S + number % 7 / 50)  # not in step with anything
    await asyncio.sleep(LOST_S / 3)
    async with storage.db.write() as tx:
        now = storage.clock.now()
        await outcomes.add(tx, claim.job.person_id, OutcomeKind.JOB_DONE, claim.job.id, "", now)
        await jobs.finish(tx, claim, now)
    return written


def _status(person: Page) -> str:
    return next((str(each["text"]) for each in person.messages.values() if each["slot"]), "")
