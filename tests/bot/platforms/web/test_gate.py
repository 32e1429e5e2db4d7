"""Nobody gets in who did not open the printed address, from another host name, or through another site."""

from __future__ import annotations

import json

import pytest

from bot.errors import SettingMissing
from bot.platforms.web import gate, limits, server
from bot.platforms.web.adapter import Options, build
from bot.platforms.web.gate import TAB_HEADER
from bot.platforms.web.server import WORDS
from tests.bot.platforms.web.browserless import Page

DOORS = [
    ("GET", "/visit"), ("GET", "/stream"), ("POST", "/say"), ("PUT", "/photos/abcdefgh"),
    ("DELETE", "/photos/abcdefgh"),
    ("GET", "/pictures/abcdefgh"), ("GET", "/files/abcdefgh"), ("GET", "/documents/abcdefgh"), ("GET", "/example"),
]  # fmt: skip


@pytest.fixture
async def stranger(web):
    """Knows the port, has a tab of their own, never saw the address with the token."""
    page = Page(web.platform)
    yield page
    await page.http.close()


@pytest.mark.parametrize(("method", "path"), DOORS)
async def test_without_the_token_no_door_opens(stranger, method, path) -> None:
    assert (await stranger.request(method, path))[0] == 401


@pytest.mark.parametrize(("method", "path"), [*DOORS, ("GET", "/"), ("POST", "/enter"), ("GET", "/static/app.js")])
async def test_another_host_name_is_turned_away(ada, method, path) -> None:
    """DNS rebinding: the other site's name points here, and its page speaks to us under that name."""
    status, _ = await ada.request(method, path, headers={"Host": f"evil.example:{ada.platform.origin[-5:]}"})
    assert status == 421


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1", "http://localhost.evil.example"]
)
@pytest.mark.parametrize(("method", "path"), [*DOORS, ("GET", "/"), ("POST", "/enter")])
async def test_another_origin_is_turned_away(ada, method, path, origin) -> None:
    assert (await ada.request(method, path, headers={"Origin": origin}))[0] == 403


async def test_the_stream_needs_an_origin(web, ada) -> None:
    ada.http.headers.pop("Origin")
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "x"}
    assert (await ada.request("GET", "/stream", headers=upgrade))[0] == 403


async def test_a_request_that_another_site_triggered_is_turned_away(ada) -> None:
    assert (await ada.request("GET", "/pictures/abcdefgh", headers={"Sec-Fetch-Site": "cross-site"}))[0] == 403


async def test_the_cookie_cannot_be_read_or_used_by_others(web, stranger) -> None:
    async with stranger.http.post(
        f"{web.platform.origin}/enter", json={"key": web.platform.url.partition("#k=")[2]}
    ) as answer:
        cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert web.platform.url.partition("#k=")[2] not in cookie


async def test_a_wrong_token_opens_nothing_and_tries_are_counted(web, stranger) -> None:
    for _ in range(limits.WRONG_PASSWORDS):
        assert (await stranger.request("POST", "/enter", json={"key": "guess"}))[0] == 401
    assert (await stranger.request("POST", "/enter", json={"key": web.platform.url.partition("#k=")[2]}))[0] == 429


async def test_the_token_is_in_no_request(web) -> None:
    """The fragment of an address is kept by the browser; the page posts it once."""
    assert "?" not in web.platform.url
    assert web.platform.url.startswith(f"{web.platform.origin}/#k=")


@pytest.mark.parametrize("tab", ["", "short", "a" * 43 + "=", "../" + "a" * 40])
async def test_a_tab_without_a_proper_secret_is_nobody(ada, tab) -> None:
    assert (await ada.request("POST", "/say", json={}, headers={TAB_HEADER: tab}))[0] == 401


async def test_what_is_stored_of_a_person_lets_nobody_speak_for_them(ada) -> None:
    assert ada.secret not in ada.user
    assert gate.user_of(ada.secret) == ada.user
    with pytest.raises(gate.Refused):
        gate.user_of(ada.user)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.20", "candid.example"])  # noqa: S104 — refused, which is the point
@pytest.mark.parametrize("missing", [{}, {"password": "long enough"}, {"origin": "https://candid.example"}])
def test_beyond_loopback_needs_a_password_and_an_address(host, missing) -> None:
    with pytest.raises(SettingMissing):
        build(Options(host=host, **missing))


async def test_with_a_password_the_token_is_not_printed_and_does_not_count() -> None:
    platform = build(Options(port=0, password="correct horse", token="t" * 43))
    await platform.start()
    page = Page(platform)
    try:
        assert platform.url == f"{platform.origin}/"
        assert (await page.request("POST", "/enter", json={"key": "t" * 43}))[0] == 401
        assert (await page.request("POST", "/enter", json={"key": "correct horse"}))[0] == 200
        assert (await page.request("GET", "/visit"))[0] == 200
    finally:
        await page.http.close()
        await platform.stop()


async def test_a_kept_token_lets_an_open_page_back_in_after_a_restart() -> None:
    first = build(Options(port=0, token="t" * 43))
    await first.start()
    page = Page(first)
    await page.request("POST", "/enter", json={"key": "t" * 43})
    await first.stop()
    again = build(Options(port=int(first.origin.rpartition(":")[2]), token="t" * 43))
    await again.start()
    try:
        assert (await page.request("GET", "/visit"))[0] == 200
    finally:
        await page.http.close()
        await again.stop()


@pytest.mark.parametrize("path", ["/", "/static/app.js", "/words/de.json", "/nothing", "/pictures/abcdefgh", "/say"])
async def test_every_answer_forbids_what_the_page_does_not_need(ada, path) -> None:
    async with ada.http.get(f"{ada.platform.origin}{path}", headers={TAB_HEADER: ada.secret}) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"


@pytest.mark.parametrize("path", ["/static/../server.py", "/static/%2e%2e%2fserver.py", "/words/..%2f__init__.py"])
async def test_only_files_of_the_page_are_served(ada, path) -> None:
    assert (await ada.request("GET", path))[0] == 404


ANSWERED = [
    ("de", "de", "ltr"), ("de-AT", "de", "ltr"), ("DE-ch", "de", "ltr"), ("en-GB", "en", "ltr"), ("eo", "en", "ltr"),
    ("ar-EG", "ar", "rtl"), ("fa", "en", "ltr"),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "answered", "direction"), ANSWERED)
async def test_the_words_come_in_the_nearest_language_and_say_which(ada, asked, answered, direction) -> None:
    """Their direction is theirs: no page asked for in Persian shows English from right to left."""
    async with ada.http.get(f"{ada.platform.origin}/words/{asked}.json") as answer:
        assert answer.headers["Content-Language"] == answered
        assert answer.headers[server.DIRECTION_HEADER] == direction
        assert await answer.json() == json.loads((WORDS / f"{answered}.json").read_text("utf-8"))


# --- sabotage: each lock left open turns its test red -----------------------------------------------------------------


@pytest.mark.parametrize(("asked", "answered", "direction"), [ANSWERED[-2], ANSWERED[-1]])
async def test_sabotage_a_direction_that_is_not_the_answered_language_s_is_caught(
    ada, monkeypatch, asked, answered, direction
) -> None:
    of_the_asked = "ltr" if direction == "rtl" else "rtl"
    monkeypatch.setattr(server, "direction", lambda _language: of_the_asked)
    with pytest.raises(AssertionError):
        await test_the_words_come_in_the_nearest_language_and_say_which(ada, asked, answered, direction)


async def test_sabotage_a_gate_that_asks_for_no_visit_is_caught(ada, stranger, monkeypatch) -> None:
    monkeypatch.setattr(gate.Gate, "check_visit", lambda self, request: None)
    with pytest.raises(AssertionError):
        await test_without_the_token_no_door_opens(stranger, "GET", "/pictures/abcdefgh")
    with pytest.raises(AssertionError):
        await test_a_request_that_another_site_triggered_is_turned_away(ada)


async def test_sabotage_a_gate_that_looks_at_no_place_is_caught(web, ada, monkeypatch) -> None:
    monkeypatch.setattr(gate.Gate, "check_place", lambda self, request: None)
    with pytest.raises(AssertionError):
        await test_another_host_name_is_turned_away(ada, "GET", "/")
    with pytest.raises(AssertionError):
        await test_another_origin_is_turned_away(ada, "GET", "/", "https://evil.example")
    with pytest.raises(AssertionError):
        await test_the_stream_needs_an_origin(web, ada)


async def test_sabotage_a_token_that_may_be_guessed_is_caught(web, stranger, monkeypatch) -> None:
    monkeypatch.setattr(gate.hmac, "compare_digest", lambda said, known: True)
    with pytest.raises(AssertionError):
        await test_a_wrong_token_opens_nothing_and_tries_are_counted(web, stranger)


async def test_sabotage_a_person_known_by_their_own_secret_is_caught(ada, monkeypatch) -> None:
    monkeypatch.setattr(gate, "user_of", lambda secret: secret)
    with pytest.raises((AssertionError, pytest.fail.Exception)):
        await test_what_is_stored_of_a_person_lets_nobody_speak_for_them(ada)
