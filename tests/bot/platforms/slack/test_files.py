"""Downloads: Slack's hosts only, no token to anybody else, bytes looked at, sizes counted."""

from __future__ import annotations

import pytest
from aiohttp import web

from bot.platforms.slack import files
from bot.ports import PostRefused, Upload
from tests.bot.platforms.slack.fake.emulator import free_port
from tests.contracts.test_platforms import PIXEL

SLACKS = (
    "https://files.slack.com/files-pri/T1-F1/download/me.jpg",
    "https://acme.slack.com/files/me.jpg",
    "https://files.slack-gov.com/files-pri/T1-F1/me.jpg",
)
STRANGERS = (
    "http://files.slack.com/me.jpg",
    "https://files.slack.com.evil.example/me.jpg",
    "https://evilslack.com/me.jpg",
    "https://evil.example/files.slack.com",
    "https://files.slack.com@evil.example/me.jpg",
    "https://user:pass@files.slack.com/me.jpg",
    "https://files.slack.com:8443/me.jpg",
    "https://127.0.0.1/me.jpg",
    "file:///etc/passwd",
    "",
)


@pytest.mark.parametrize("url", SLACKS)
def test_slacks_own_hosts_are_shown_the_token(url) -> None:
    assert files.is_slacks(url)


@pytest.mark.parametrize("url", STRANGERS)
def test_nobody_else_is_shown_the_token(url) -> None:
    assert not files.is_slacks(url)


def test_the_test_address_is_this_machine_only() -> None:
    assert files.is_slacks("http://127.0.0.1:9/f", "http://127.0.0.1:8/api/")
    assert not files.is_slacks("http://10.0.0.1/f", "http://10.0.0.1/api/")


@pytest.mark.parametrize("page", [b"<!DOCTYPE html><html>", b"\n  <html lang=en>", b"\xef\xbb\xbf<!doctype html>"])
def test_a_page_is_not_a_photo_whatever_the_status_says(page) -> None:
    assert files.looks_like_a_page(page)


@pytest.mark.parametrize("head", [b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF....WEBP", b"....ftypheic", b""])
def test_a_photo_is_not_a_page(head) -> None:
    assert not files.looks_like_a_page(head)


class Elsewhere:
    """A host that answers with ``answer`` and remembers what it was sent."""

    def __init__(self) -> None:
        self.port = free_port()
        self.asked: list[web.Request] = []
        self.answer = web.Response()

    async def open(self) -> None:
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._take)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def _take(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        return self.answer

    async def close(self) -> None:
        await self._runner.cleanup()


@pytest.fixture
async def elsewhere():
    host = Elsewhere()
    await host.open()
    yield host
    await host.close()


async def fetch_from(harness, elsewhere, answer, limit: int = 1000):
    elsewhere.answer = answer
    file = {"id": "F1", "size": 1, "url_private_download": f"http://127.0.0.1:{elsewhere.port}/me.jpg"}
    harness.shim.trouble.answers["files.info"] = [(200, {}, {"ok": True, "file": file})]
    return await harness.platform.fetch(await harness.address("ada"), Upload(ref="F1", size=1), limit)


async def test_a_redirect_is_not_followed_and_the_token_stays_here(harness, elsewhere) -> None:
    away = Elsewhere()
    await away.open()
    moved = web.Response(status=302, headers={"Location": f"http://127.0.0.1:{away.port}/steal"})
    with pytest.raises(PostRefused, match="not_available"):
        await fetch_from(harness, elsewhere, moved)
    assert [request.headers["Authorization"][:12] for request in elsewhere.asked] == ["Bearer xoxb-"]
    assert away.asked == []
    await away.close()


async def test_a_sign_in_page_with_status_200_is_no_photo(harness, elsewhere) -> None:
    page = web.Response(text="<!DOCTYPE html><html>Sign in</html>", content_type="text/html")
    with pytest.raises(PostRefused, match="not_available"):
        await fetch_from(harness, elsewhere, page)


async def test_sabotage_without_the_look_a_page_passes_for_a_photo(harness, elsewhere, monkeypatch) -> None:
    monkeypatch.setattr(files, "looks_like_a_page", lambda _data: False)
    with pytest.raises(pytest.fail.Exception):
        await test_a_sign_in_page_with_status_200_is_no_photo(harness, elsewhere)


async def test_a_lie_about_the_size_is_noticed_while_reading(harness, elsewhere) -> None:
    with pytest.raises(PostRefused, match="too_big"):
        await fetch_from(harness, elsewhere, web.Response(body=PIXEL * 100), limit=200)


async def test_a_file_on_a_strange_host_is_not_asked_for(harness) -> None:
    file = {"id": "F1", "size": 1, "url_private_download": "https://files.slack.com.evil.example/me.jpg"}
    harness.shim.trouble.answers["files.info"] = [(200, {}, {"ok": True, "file": file})]
    with pytest.raises(PostRefused, match="not_available"):
        await harness.platform.fetch(await harness.address("ada"), Upload(ref="F1", size=1), 1000)
