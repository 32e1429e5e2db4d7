"""A page that was away catches up exactly; a message is shown once; pictures open for their owner only."""

from __future__ import annotations

import asyncio
import gc
import weakref
from dataclasses import replace

import pytest

from bot.platforms.web import limits, server, windows
from bot.platforms.web.adapter import Options, build
from bot.platforms.web.inbound import address_of
from bot.platforms.web.windows import Stream, Window, Windows
from bot.ports import Attachment, Outgoing, Picture, Rendered, Text
from storage import heap
from storage.records import ObjectId
from tests.bot.platforms.web.harness import Records
from tests.fakes import PATIENCE_S

JPEG = b"\xff\xd8\xff\xe0 drawn for a test"


def words(text: str, **parts) -> Rendered:
    return Rendered(language="en", text=text, outgoing=Outgoing(text=Text(key="test"), **parts))


def pictured(object_id: str = "1" * 32) -> Rendered:
    picture = Picture(object_id=ObjectId(object_id), caption=Text(key="c"), alt=Text(key="a"), filename="p.jpg")
    outgoing = Outgoing(text=Text(key="test"), picture=picture)
    return Rendered(language="en", text="A picture", outgoing=outgoing, caption="c", alt="a", picture=JPEG)


def texts(page) -> list[str]:
    return [message["text"] for message in page.messages.values()]


async def picture_of(page) -> str:
    await page.until(lambda: any(m["picture"] for m in page.messages.values()))
    return next(m["picture"]["id"] for m in page.messages.values() if m["picture"])


async def test_a_page_that_was_away_gets_what_it_missed_and_nothing_twice(web, ada) -> None:
    address = address_of(ada.user)
    kept = await web.platform.post(address, "k1", words("one"))
    gone = await web.platform.post(address, "k2", words("two"))
    await ada.until(lambda: len(ada.messages) == 2)
    await ada.disconnect()
    await web.platform.delete(address, gone)
    await web.platform.edit(address, kept, words("one, changed"))
    await web.platform.post(address, "k3", words("three"))
    await ada.connect()
    assert texts(ada) == ["one, changed", "three"]


async def expected_of(web, ada) -> int:
    """How often a photo was expected: of Ada's page with a message on it, opened anew, and then of an empty one."""
    expected = web.records.photos_expected
    await asyncio.wait_for(expected.get(), PATIENCE_S)  # Ada's page was empty when it was opened
    await web.platform.post(address_of(ada.user), "k1", words("one"))
    await ada.disconnect()
    await ada.connect()
    await web.page("ben")
    await asyncio.wait_for(expected.get(), PATIENCE_S)
    return 2 + expected.qsize()


async def test_an_empty_page_lets_a_worker_get_ready_for_a_photo(web, ada) -> None:
    assert await expected_of(web, ada) == 2


async def test_sabotage_a_page_that_is_always_empty_wakes_workers_at_each_reload(web, ada, monkeypatch) -> None:
    monkeypatch.setattr(Window, "empty", True)
    assert await expected_of(web, ada) == 2 + 1


async def test_only_what_changed_is_sent_again() -> None:
    window = Window(address_of("ada"), keep_bytes=True)
    window.show("a", words("first"))
    window.show("b", words("second"))
    window.show("a", words("first"))
    missed = window.catch_up(window.epoch, 1)
    assert "second" in missed
    assert "first" not in missed
    assert "first" in window.catch_up("another run", 1)


async def test_after_a_restart_the_page_is_filled_from_the_records(web, ada) -> None:
    await web.platform.post(address_of(ada.user), "k1", words("before the restart"))
    windows = Windows(web.records, lambda: 0.0)
    window = await windows.open(address_of(ada.user))
    assert "before the restart" in window.catch_up("", -1)


async def test_two_openings_at_once_give_one_window(web, ada) -> None:
    windows = Windows(web.records, lambda: 0.0)
    first, second = await asyncio.gather(windows.open(address_of("new")), windows.open(address_of("new")))
    assert first is second


async def test_a_conversation_nobody_looks_at_leaves_the_memory(web) -> None:
    now = [0.0]
    windows = Windows(web.records, lambda: now[0])
    left = await windows.open(address_of("left"))
    watched = await windows.open(address_of("watched"))
    watched.streams.add(Stream())
    now[0] = limits.IDLE_S - 1
    windows.sweep()
    assert await windows.open(address_of("left")) is left
    now[0] = 2 * limits.IDLE_S
    windows.sweep()
    assert await windows.open(address_of("left")) is not left
    assert await windows.open(address_of("watched")) is watched


async def leaves_the_memory(web, patience_s: float) -> None:
    """Its page is gone, and nobody else comes."""
    alone = build(Options(port=0), web.records)
    await alone.start()
    try:
        window = weakref.ref(await alone._windows.open(address_of("left")))
        async with asyncio.timeout(patience_s):
            while window() is not None:
                gc.collect()
                await asyncio.sleep(0.01)
    finally:
        await alone.stop()


async def test_it_leaves_the_memory_also_when_nobody_comes_any_more(web, monkeypatch) -> None:
    monkeypatch.setattr(limits, "LET_GO_EVERY_S", 0.001)
    monkeypatch.setattr(limits, "IDLE_S", 0.0)
    await leaves_the_memory(web, PATIENCE_S)


async def test_sabotage_a_memory_that_is_not_let_go_of_is_seen(web, monkeypatch) -> None:
    monkeypatch.setattr(limits, "LET_GO_EVERY_S", 0.001)
    monkeypatch.setattr(Windows, "sweep", lambda _self: None)
    with pytest.raises(TimeoutError):
        await leaves_the_memory(web, 0.3)


async def held_when_given_back(monkeypatch) -> int:
    """Of three windows, two of which were left long ago: how many are held when freed memory goes to the system."""
    now, loop, held = [0.0], asyncio.get_running_loop(), asyncio.Queue[int]()
    windows = Windows(Records(), lambda: now[0])
    monkeypatch.setattr(limits, "LET_GO_EVERY_S", 0.001)
    monkeypatch.setattr(heap, "give_back", lambda: loop.call_soon_threadsafe(held.put_nowait, len(windows._windows)))
    for user in ("left", "left too"):
        await windows.open(address_of(user))
    now[0] = 2 * limits.IDLE_S
    await windows.open(address_of("there"))
    letting_go = asyncio.create_task(windows.let_go())
    try:
        return await asyncio.wait_for(held.get(), PATIENCE_S)
    finally:
        letting_go.cancel()
        await asyncio.gather(letting_go, return_exceptions=True)


async def test_what_was_let_go_of_is_given_back_to_the_system(monkeypatch) -> None:
    assert await held_when_given_back(monkeypatch) == 1


async def test_sabotage_memory_given_back_while_its_windows_are_held_is_seen(monkeypatch) -> None:
    monkeypatch.setattr(Windows, "sweep", lambda windows: len(windows._windows))
    assert await held_when_given_back(monkeypatch) == 3


async def test_a_slow_page_is_cut_off_instead_of_filling_the_memory() -> None:
    stream = Stream()
    for _ in range(limits.MAX_STREAM_BACKLOG + 2):
        stream.send("line")
    lines = [stream.lines.get_nowait() for _ in range(stream.lines.qsize())]
    assert lines[-1] is None
    assert len(lines) <= limits.MAX_STREAM_BACKLOG + 1


async def test_a_picture_opens_for_its_owner_and_is_not_kept_by_the_browser(web, ada) -> None:
    await web.platform.post(address_of(ada.user), "k1", pictured())
    path = f"/pictures/{await picture_of(ada)}"
    assert await ada.request("GET", path) == (200, JPEG)
    async with ada.http.get(f"{ada.platform.origin}{path}", headers={"X-Candid-Tab": ada.secret}) as answer:
        assert answer.headers["Cache-Control"] == "no-store"


def handed(filename: str, media_type: str) -> Rendered:
    return replace(words("Here."), attachments=(Attachment(filename=filename, media_type=media_type, data=b"<p>you"),))


async def opened(web, page, message: Rendered):
    """The answer to a new tab, which sends the visit's cookie and nothing else."""
    await web.platform.post(address_of(page.user), message.attachments[0].filename, message)
    await page.until(lambda: any(m["files"] for m in page.messages.values()))
    (file,) = next(m["files"] for m in page.messages.values() if m["files"])
    async with page.http.get(f"{page.platform.origin}/documents/{file['id']}") as answer:
        return file["opens"], answer.status, answer.headers, await answer.read()


async def test_a_receipt_opens_as_a_page_that_may_run_nothing(web, ada) -> None:
    offered, status, headers, data = await opened(web, ada, handed("receipt.html", "text/html"))
    assert (offered, status, data) == (True, 200, b"<p>you")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    allowed = {rule.split()[0]: rule.split()[1:] for rule in headers["Content-Security-Policy"].split(";")}
    assert allowed["sandbox"] == []
    assert allowed["default-src"] == ["'none'"]
    assert "script-src" not in allowed
    assert headers["Cache-Control"] == "no-store"


async def test_nothing_but_a_document_opens_as_a_page(web, ada) -> None:
    offered, status, *_ = await opened(web, ada, handed("my-data.zip", "application/zip"))
    assert (offered, status) == (False, 404)


async def test_a_document_that_is_gone_from_the_page_opens_no_more(web, ada) -> None:
    await opened(web, ada, handed("receipt.html", "text/html"))
    (file,) = next(m["files"] for m in ada.messages.values() if m["files"])
    for ref in list(ada.messages):
        await web.platform.delete(address_of(ada.user), ref)
    async with ada.http.get(f"{ada.platform.origin}/documents/{file['id']}") as answer:
        assert answer.status == 404


async def test_sabotage_a_document_that_may_run_scripts_is_caught(web, ada, monkeypatch) -> None:
    monkeypatch.setattr(server, "ALONE", "default-src 'none'; script-src 'unsafe-inline'")
    with pytest.raises(KeyError, match="sandbox"):
        await test_a_receipt_opens_as_a_page_that_may_run_nothing(web, ada)


async def test_sabotage_any_file_as_a_page_is_caught(web, ada, monkeypatch) -> None:
    monkeypatch.setattr(windows, "HTML", "application/zip")
    with pytest.raises(AssertionError):
        await test_nothing_but_a_document_opens_as_a_page(web, ada)


async def test_another_person_cannot_open_it_even_with_its_address(web, ada, ben) -> None:
    await web.platform.post(address_of(ada.user), "k1", pictured())
    picture_id = await picture_of(ada)
    assert (await ben.request("GET", f"/pictures/{picture_id}"))[0] == 404
    assert (await ben.request("GET", f"/pictures/{'1' * 32}"))[0] == 404
    assert (await ada.request("GET", f"/pictures/{'1' * 32}"))[0] == 404


async def test_two_people_with_the_same_object_have_different_addresses_for_it(web, ada, ben) -> None:
    for page in (ada, ben):
        await web.platform.post(address_of(page.user), "k1", pictured())
    assert await picture_of(ada) != await picture_of(ben)


async def test_an_erased_picture_opens_no_more(web, ada) -> None:
    address = address_of(ada.user)
    await web.platform.post(address, "k1", pictured())
    path = f"/pictures/{await picture_of(ada)}"
    web.records.pictures.clear()
    assert (await ada.request("GET", path))[0] == 404


async def test_a_deleted_message_takes_its_picture_with_it(web, ada) -> None:
    address = address_of(ada.user)
    ref = await web.platform.post(address, "k1", pictured())
    path = f"/pictures/{await picture_of(ada)}"
    await web.platform.delete(address, ref)
    assert (await ada.request("GET", path))[0] == 404


async def test_what_is_not_a_picture_is_not_served_as_one(web, ada) -> None:
    await web.platform.post(address_of(ada.user), "k1", pictured())
    picture_id = await picture_of(ada)
    web.records.pictures[ada.user, ObjectId("1" * 32)] = b"<svg onload=alert(1)>"
    assert (await ada.request("GET", f"/pictures/{picture_id}"))[0] == 404


async def test_sabotage_a_shared_window_is_caught(web, ada, ben, monkeypatch) -> None:
    """One window for everybody: the ownership test above must turn red."""
    original = Windows.open
    monkeypatch.setattr(Windows, "open", lambda self, address: original(self, address_of("everybody")))
    for page in (ada, ben):
        await page.disconnect()
        page.seen = -1
        await page.connect()
    web.records.pictures["everybody", ObjectId("1" * 32)] = JPEG
    with pytest.raises(AssertionError):
        await test_another_person_cannot_open_it_even_with_its_address(web, ada, ben)
