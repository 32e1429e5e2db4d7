"""No request, however malformed, gets a 500 or harms the next one; a port that browsers leave out is understood."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.errors import SettingMissing
from bot.platforms.web import assets
from bot.platforms.web.adapter import Options, build
from bot.platforms.web.gate import TAB_HEADER, origin_of
from tests.raw_http import exchange, request

DEEP = b"[" * 15_000 + b"]" * 15_000
EVENT = {"id": "abcdefghijkl", "kind": "text", "text": "hello"}


def headers_of(page, **more: str | bytes) -> dict[str, str | bytes]:
    cookies = "; ".join(f"{each.key}={each.value}" for each in page.http.cookie_jar)
    host = page.platform.origin.partition("://")[2]
    return {"Host": host, "Origin": page.platform.origin, "Cookie": cookies, TAB_HEADER: page.secret, **more}


async def answer_to(page, method: str, path: str, body: bytes = b"", **more: str | bytes) -> tuple[int, bytes]:
    port = int(page.platform.origin.rpartition(":")[2])
    return await exchange(port, request(method, path, headers_of(page, **more), body))


def event(**changed: object) -> bytes:
    return json.dumps({**EVENT, **changed}).encode()


MALFORMED = {
    "a long path": ("GET", "/static/" + "a" * 3000, b"", {}, 404),
    "a zero in a path": ("GET", "/static/%00app.js", b"", {}, 404),
    "half a surrogate pair in a path": ("GET", "/words/%ed%a0%80.json", b"", {}, 404),
    "a folder": ("GET", "/static/.", b"", {}, 404),
    "deep JSON said": ("POST", "/say", DEEP, {}, 400),
    "deep JSON as a key": ("POST", "/enter", DEEP, {}, 400),
    "an unknown charset": ("POST", "/say", event(), {"Content-Type": "application/json; charset=bogus"}, 202),
    "another charset": ("POST", "/say", '{"text":"é"}'.encode("latin-1"), {"Content-Type": "text/plain"}, 400),
    "half a surrogate pair as a key": ("POST", "/enter", rb'{"key":"\ud800"}', {}, 400),
    "half a surrogate pair as a text": ("POST", "/say", rb'{"id":"abcdefgh","kind":"text","text":"\ud800"}', {}, 400),
    "half a surrogate pair as a name": ("POST", "/say", rb'{"id":"abcdefgh","kind":"submit","\udfff":1}', {}, 400),
    "a number without end": ("POST", "/say", b'{"id":' + b"9" * 9000 + b"}", {}, 400),
    "raw bytes in a cookie": ("GET", "/visit", b"", {"Cookie": b"candid_%d=\xff\xfe\x80"}, 401),
    "raw bytes in another's cookie": ("GET", "/visit", b"", {"Cookie": b"other=\xff\xfe; %s"}, 200),
    "raw bytes as a tab": ("POST", "/say", event(), {TAB_HEADER: b"\xff\xfe"}, 401),
    "raw bytes as a host": ("GET", "/", b"", {"Host": b"\xff\xfe"}, 421),
    "raw bytes as an origin": ("POST", "/enter", b"{}", {"Origin": b"\xff\xfe"}, 403),
    "raw bytes as a site": ("GET", "/visit", b"", {"Sec-Fetch-Site": b"\xff"}, 403),
    "a body that is no gzip": ("POST", "/say", b"abcd", {"Content-Encoding": "gzip"}, 400),
    "a bomb": ("POST", "/say", b"{}" * 20_000, {}, 413),
}


@pytest.mark.parametrize("kind", MALFORMED)
async def test_a_malformed_request_gets_its_own_answer(ada, kind) -> None:
    method, path, body, more, status = MALFORMED[kind]
    port = int(ada.platform.origin.rpartition(":")[2])
    if b"%d" in more.get("Cookie", b""):
        more = {"Cookie": more["Cookie"] % port}
    if b"%s" in more.get("Cookie", b""):
        more = {"Cookie": more["Cookie"] % headers_of(ada)["Cookie"].encode()}
    said, answer = await answer_to(ada, method, path, body, **more)
    assert said == status, answer
    assert (await answer_to(ada, "GET", "/visit"))[0] == 200


@pytest.mark.parametrize("hello", ["[" * 15_000, '{"seen": 1e999}', '{"tab": 1}', "7", '{"tab":"\\ud800"}', "x"])
async def test_a_stream_that_begins_malformed_is_closed_as_refused(web, ada, hello) -> None:
    hello = hello.replace("{", f'{{"tab":"{ada.secret}",', 1) if "seen" in hello else hello
    async with ada.http.ws_connect(f"{web.platform.origin}/stream") as socket:
        await socket.send_str(hello)
        await socket.receive()
        assert socket.close_code == 1008


async def test_sabotage_a_file_looked_for_by_its_path_is_caught(ada, monkeypatch) -> None:
    folder = Path(assets.__file__).with_name("static")
    monkeypatch.setattr(assets.Assets, "answer", lambda _self, _request, name: (folder / name).stat() and None)
    with pytest.raises(AssertionError):
        await test_a_malformed_request_gets_its_own_answer(ada, "a long path")


# --- ports that browsers leave out ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:80", "http://[::1]"),
        ("https://Candid.Example:443/", "https://candid.example"),
        ("https://candid.example:8443", "https://candid.example:8443"),
        ("http://candid.example:443", "http://candid.example:443"),
    ],
)
def test_an_address_becomes_what_browsers_send(address, origin) -> None:
    assert origin_of(address) == origin


@pytest.mark.parametrize("address", ["candid.example", "ftp://candid.example", "https://", "http://a:b"])
def test_what_is_no_address_is_refused_with_its_setting(address) -> None:
    with pytest.raises(SettingMissing, match="CANDID_WEB_ORIGIN"):
        build(Options(host="0.0.0.0", password="long enough", origin=address))  # noqa: S104 — refused before anything listens


@pytest.mark.parametrize("host", ["candid.example", "candid.example:80", "Candid.Example"])
async def test_port_80_is_left_out_by_browsers_and_counts(host) -> None:
    platform = build(Options(port=0, password="correct horse", origin="http://candid.example:80"))
    await platform.start()
    port = platform._server.port
    key = {"Host": host, "Origin": "http://candid.example"}
    try:
        status, _ = await exchange(port, request("POST", "/enter", key, b'{"key":"correct horse"}'))
        assert status == 200
        for wrong in ({"Host": "candid.example:81"}, {"Origin": "http://candid.example:81"}):
            status, _ = await exchange(port, request("POST", "/enter", {**key, **wrong}, b'{"key":"correct horse"}'))
            assert status in (421, 403)
        assert platform.url == "http://candid.example/"
    finally:
        await platform.stop()
