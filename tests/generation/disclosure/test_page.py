"""The public page: one route, no script, nothing stored, limited in size and in number."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest
from aiohttp import FormData
from aiohttp.test_utils import TestClient, TestServer

from generation.disclosure import callers, page, verify
from generation.disclosure.c2pa import Anchors
from generation.disclosure.page import Page
from generation.disclosure.verify import Findings
from storage.pictures import registry_socket
from storage.serving.server import HttpServer
from tests.raw_http import exchange, request

PRINT = "0f" * 32


@pytest.fixture
def data(tmp_path):
    (tmp_path / "data" / "run").mkdir(parents=True)
    return tmp_path / "data"


@pytest.fixture
async def client(monkeypatch, data):
    looked = []

    def look(data, *, anchors):
        looked.append(data)
        return Findings(watermark=30.0, label=("ai_modified", "en"), fingerprint=PRINT)

    monkeypatch.setattr(verify, "look", look)
    served = Page(Anchors(), data)
    async with TestClient(TestServer(served.app())) as client:
        client.looked, client.page = looked, served
        yield client


def form(data: bytes) -> FormData:
    body = FormData()
    body.add_field("picture", data, filename="anna.jpg", content_type="image/jpeg")
    return body


async def test_the_page_offers_a_form_and_forbids_scripts_and_storing(client):
    response = await client.get("/")
    text = await response.text()
    assert response.status == 200
    assert "<script" not in text
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in response.headers


async def test_a_picture_gets_its_answer_in_the_browsers_language(client):
    response = await client.post("/", data=form(b"bytes"), headers={"Accept-Language": "de-DE,de;q=0.9,en;q=0.5"})
    text = await response.text()
    assert client.looked == [b"bytes"]
    assert "Unsichtbares Zeichen: ja" in text
    assert 'lang="de"' in text
    assert "anna" not in text


async def test_there_is_no_other_route(client):
    for path in ("/index.html", "/../etc/passwd", "/static", "/favicon.ico"):
        assert (await client.get(path)).status == 404


@pytest.mark.parametrize("body", [b"", b"--x\r\nbroken"])
async def test_a_form_without_a_picture_is_asked_again(client, body):
    response = await client.post("/", data=body, headers={"Content-Type": "multipart/form-data; boundary=x"})
    assert response.status == 400
    assert (await client.post("/", data={"a": "b"})).status == 400
    assert client.looked == []


async def test_more_than_the_limit_is_cut_off_while_reading(client, monkeypatch):
    monkeypatch.setattr(page, "MAX_BYTES", 1000)
    await client.post("/", data=form(b"x" * 300_000))
    assert len(client.looked[0]) == 1001


async def test_one_visitor_may_not_ask_without_end(client, monkeypatch):
    client.page._visits.most = 2
    statuses = [(await client.post("/", data=form(b"x"))).status for _ in range(3)]
    assert statuses == [200, 200, 429]


async def asked_behind_a_proxy(client, visitor: str) -> int:
    headers = {"X-Forwarded-For": visitor}
    return (await client.post("/", data=form(b"x"), headers=headers)).status


async def test_behind_a_named_proxy_each_visitor_counts_alone(client):
    client.page._visits.most = 1
    client.page._proxies = callers.proxies("127.0.0.1")
    assert await asked_behind_a_proxy(client, "192.0.2.1") == 200
    assert await asked_behind_a_proxy(client, "192.0.2.2") == 200
    assert await asked_behind_a_proxy(client, "198.51.100.7, 192.0.2.1") == 429, "what they forged stands further left"


async def test_who_forges_the_header_is_no_new_visitor_where_no_proxy_is_named(client):
    client.page._visits.most = 1
    assert await asked_behind_a_proxy(client, "192.0.2.1") == 200
    assert await asked_behind_a_proxy(client, "192.0.2.2") == 429


async def test_who_sends_slowly_keeps_nobody_out_and_is_cut_off(client, monkeypatch):
    """Sabotage: were a child's slot held while a picture arrives, two of these would close the page for everybody."""
    monkeypatch.setattr(page, "RECEIVE_S", 5.0)
    monkeypatch.setattr(Page, "_visitor", lambda _, request: request.headers["Visitor"])

    async def endless():
        yield b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a"\r\n\r\n'
        await asyncio.sleep(60)

    slow = {"Content-Type": "multipart/form-data; boundary=x"}
    held = [
        asyncio.create_task(client.post("/", data=endless(), headers={**slow, "Visitor": f"slow {n}"}))
        for n in range(page.AT_ONCE + 1)
    ]
    await asyncio.sleep(0.1)
    assert len(client.page._sending) == len(held)
    assert (await client.post("/", data=form(b"x"), headers={"Visitor": "slow 0"})).status == 429
    assert (await client.post("/", data=form(b"x"), headers={"Visitor": "quick"})).status == 200
    assert {(await each).status for each in held} == {400}


# --- what the bot on the same machine knows -----------------------------------------------------------------------


async def looks(client) -> str:
    return await (await client.post("/", data=form(b"bytes"))).text()


async def test_without_a_bot_on_this_machine_the_registry_is_not_checked_here(client):
    text = await looks(client)
    assert "not looked up" in text
    assert "Ask the site to take the picture down" in text
    assert 'name="report"' not in text


async def test_a_picture_of_this_installation_is_named_by_its_edit_and_can_be_reported(client, data):
    asked = []

    async def bot(question):
        asked.append(question)
        known = {"level": "composite", "report": "0a1b"}
        return known if "fingerprint" in question else {"case": 7, "state": "open"}

    async with registry_socket.answering(data, bot):
        text = await looks(client)
        assert "yes, this is one of them" in text
        assert "Small changes cannot be ruled out." in text
        assert 'name="report" value="0a1b"' in text
        told = await (await client.post("/", data={"report": "0a1b"})).text()
    assert "case number, please keep it: 7" in told
    assert asked == [{"fingerprint": PRINT}, {"report": "0a1b"}]
    assert client.looked == [b"bytes"], "a report sends no picture"


async def test_a_picture_that_is_not_among_them_says_no(client, data):
    async def bot(_):
        return {"level": "", "report": ""}

    async with registry_socket.answering(data, bot):
        text = await looks(client)
    assert "not among those still kept" in text
    assert 'name="report"' not in text


@pytest.mark.parametrize("answer", [{}, {"level": 5}, {"level": None, "report": "x"}, {"refused": "gone"}])
async def test_a_bot_that_answers_nonsense_is_as_good_as_none(client, data, answer):
    async def bot(_):
        return answer

    async with registry_socket.answering(data, bot):
        assert "not looked up" in await looks(client)
        assert "not found any more" in await (await client.post("/", data={"report": "0a1b"})).text()


async def test_a_bot_can_be_asked_before_anything_else_made_the_folder_of_its_sockets(tmp_path):
    """Also where the data folder's path is too long for a socket, and the temporary folder holds it."""

    async def bot(_):
        return {"told": True}

    for data in (tmp_path / "data", tmp_path / ("long" * 30)):
        async with registry_socket.answering(data, bot):
            assert await registry_socket.ask(data, {}) == {"told": True}


@pytest.mark.parametrize("token", ["", "<b>", "x" * 300, "../etc", "a b"])
async def test_what_is_no_token_is_not_passed_on(client, data, token):
    async def bot(_):
        raise AssertionError("asked")

    async with registry_socket.answering(data, bot):
        assert (await client.post("/", data={"report": token})).status == 400


async def test_one_visitor_may_not_report_without_end(client):
    client.page._reports.most = 2
    statuses = [(await client.post("/", data={"report": "0a1b"})).status for _ in range(3)]
    assert statuses == [200, 200, 429]


MULTIPART = {"Content-Type": "multipart/form-data; boundary=x"}
PART = b'--x\r\nContent-Disposition: form-data; name="picture"; filename="a"\r\n%s\r\nabc\r\n--x--\r\n'
FORM = "application/x-www-form-urlencoded"
MALFORMED = {
    "a long path": ("GET", "/static/" + "a" * 3000, b"", {}, 404),
    "an unknown charset": ("POST", "/", b"report=abc", {"Content-Type": f"{FORM}; charset=bogus"}, 200),
    "a report that is no text": ("POST", "/", b"report=\xff\xfe", {"Content-Type": FORM}, 400),
    "no boundary": ("POST", "/", b"abc", {"Content-Type": "multipart/form-data"}, 400),
    "a boundary without end": ("POST", "/", b"abc", {"Content-Type": "multipart/form-data; boundary=" + "x" * 99}, 400),
    "an unknown encoding": ("POST", "/", PART % b"Content-Transfer-Encoding: bogus\r\n", MULTIPART, 200),
    "no base64": ("POST", "/", PART % b"Content-Transfer-Encoding: base64\r\n", MULTIPART, 200),
    "no gzip": ("POST", "/", PART % b"Content-Encoding: gzip\r\n", MULTIPART, 200),
    "headers without end": ("POST", "/", PART % (b"A: b\r\n" * 20_000), MULTIPART, 400),
    "raw bytes as a language": ("GET", "/", b"", {"Accept-Language": b"\xff\xfe"}, 200),
    "raw bytes as a visitor": ("POST", "/", PART % b"", {**MULTIPART, "X-Forwarded-For": b"\xff\xfe"}, 200),
    "raw bytes as a type": ("POST", "/", b"abc", {"Content-Type": b"\xff\xfe"}, 400),
}


@pytest.mark.parametrize("kind", MALFORMED)
async def test_a_malformed_request_gets_its_own_answer(monkeypatch, data, kind):
    monkeypatch.setattr(verify, "look", lambda data, *, anchors: Findings())
    method, path, body, headers, status = MALFORMED[kind]
    served = HttpServer(Page(Anchors(), data, callers.proxies("127.0.0.1")).app(), stop_wait_s=0.2)
    await served.start("127.0.0.1", 0)
    try:
        said, answer = await exchange(served.port, request(method, path, {"Host": "127.0.0.1", **headers}, body))
        assert said == status, answer
        assert (await exchange(served.port, request("GET", "/", {"Host": "127.0.0.1"})))[0] == 200
    finally:
        await served.stop()


async def test_the_command_serves_until_it_is_told_to_stop_and_names_a_taken_port(tmp_path):
    env = {**os.environ} | {f"CANDID_{name}_DIR": str(tmp_path / name) for name in ("DATA", "CONFIG", "CACHE")}
    command = (sys.executable, "-c", "import sys; from storage.operations.main import main; sys.exit(main())")

    async def begin(port: str):
        return await asyncio.create_subprocess_exec(
            *command, "verify", "--serve", "--port", port, env=env, stderr=asyncio.subprocess.PIPE
        )

    first = await begin("0")
    told = (await first.stderr.readline()).decode()
    port = told.partition("http://127.0.0.1:")[2].partition("/")[0]
    assert (await exchange(int(port), request("GET", "/", {"Host": "127.0.0.1"})))[0] == 200
    second = await begin(port)
    _, said = await second.communicate()
    assert second.returncode == 1
    assert b"--port 0" in said
    assert b"Error" not in said
    first.terminate()
    assert await first.wait() == 0
