"""After /forget-me a browser that was closed has nothing of the visit on its disk: no photo, picture, name or word."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from playwright.async_api import Response, async_playwright, expect

from tests.journeys.web.bot import painted_bot
from tests.journeys.web.browsing import ARGUMENTS, CHROMIUM, Visitor
from tests.journeys.web.stage import drawn

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.asyncio(loop_scope="session")]

WORD, NAME = "quokkasternenstaub", "ada-in-geheimer-sache.jpg"
MARKS = ("wombatmorgennebel", "okapiabendlicht")  # stored later: once one is on the disk, so is all that came before
PIECE = 40  # bytes of a file that are looked for: more than chance repeats
SMALL = 1000  # bytes; a smaller answer is no picture


async def visited(profile: Path, folder: Path, *, forgets: bool, at_once: bool) -> dict[str, bytes]:
    """One visit with a profile on disk. Returns what must not be found there: name -> bytes.

    ``at_once``: what is said is stored when it is said, not only while the page reloads.
    """
    photo, seen = folder / NAME, list[Response]()
    photo.write_bytes(drawn(900, 1200, "#77705f"))

    def heard(answer: Response) -> None:
        seen.append(answer)

    async with painted_bot(folder / "bot") as bot, async_playwright() as playwright:
        context = await playwright.chromium.launch_persistent_context(
            str(profile), executable_path=CHROMIUM, args=ARGUMENTS, locale="en-GB"
        )
        context.on("response", heard)
        ada = await Visitor(context.pages[0]).opens(bot.url)
        await ada.agrees(photo)
        await ada.asks_for("Soft studio")
        await ada.sees_pictures(1)
        ada.expected = "ERR_FAILED"
        await ada.page.route("**/say", lambda route: route.abort())
        await ada.types(f"/about {WORD}")  # it waits for the line, and is said once that is there again
        await expect(ada.page.get_by_text("Not sent yet")).to_be_visible()
        await written(ada, profile, MARKS[0])
        await ada.page.unroute("**/say")
        await ada.presses("Approve 1")
        await ada.reads("Picture 1 is yours")
        if at_once:
            await ada.page.evaluate(f"sessionStorage.setItem('candid.said', '/about {WORD}')")
        await written(ada, profile, MARKS[1])
        bodies = [await each.body() for each in seen if each.headers.get("content-type") == "image/jpeg"]
        if forgets:
            await ada.types("/forget-me")
            await ada.presses("Erase")
            await ada.reads("deletion-receipt")
        await context.close()
    shown = [each for each in bodies if len(each) > SMALL]
    assert len(shown) >= 2, "a look and a finished picture were shown"
    files = {f"picture {number}": data for number, data in enumerate(shown)} | {"photo": photo.read_bytes()}
    return {name: piece(data) for name, data in files.items()} | {
        "word": WORD.encode(),
        "file name": NAME.encode(),
        "caption": b"Picture 1 is yours",
    }


async def written(ada: Visitor, profile: Path, mark: str) -> None:
    """Returns once Chromium has written to its disk what the page has stored by now."""
    await ada.page.evaluate(f"sessionStorage.setItem('candid.mark', '{mark}')")
    while not found(profile, {"mark": mark.encode()}):  # noqa: ASYNC110 - Chromium says nothing when it writes
        await asyncio.sleep(0.2)


def piece(data: bytes) -> bytes:
    """The piece of a file with the most different bytes: flat colour repeats itself, and is in other files as well."""
    best = max(range(0, len(data) - PIECE, PIECE), key=lambda at: len(set(data[at : at + PIECE])))
    return data[best : best + PIECE]


def found(profile: Path, needles: dict[str, bytes]) -> set[str]:
    """Needles in any file of the profile, as they are or in UTF-16."""
    kept = [path.read_bytes() for path in profile.rglob("*") if path.is_file() and not path.is_symlink()]
    assert len(kept) > 20, "a real profile has many files"
    wide = {name: needle.decode("latin-1").encode("utf-16-le") for name, needle in needles.items()}
    return {name for name in needles for data in kept if needles[name] in data or wide[name] in data}


async def left(tmp_path: Path, **how: bool) -> set[str]:
    (tmp_path / "folder").mkdir()
    return found(tmp_path / "profile", await visited(tmp_path / "profile", tmp_path / "folder", **how))


@pytest.mark.timeout(300)
async def test_a_closed_browser_holds_nothing_of_an_erased_visit(tmp_path: Path) -> None:
    """However long it lasted: Chromium writes what a page stores after some seconds, and does not overwrite it."""
    assert await left(tmp_path, forgets=True, at_once=False) == set()


@pytest.mark.timeout(300)
@pytest.mark.parametrize("forgets", [True, False])
async def test_the_sabotage_what_is_stored_at_once_is_found(tmp_path: Path, forgets: bool) -> None:
    assert await left(tmp_path, forgets=forgets, at_once=True) == {"word"}
