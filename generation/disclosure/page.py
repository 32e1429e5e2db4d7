"""``candid verify --serve``: one page, alone on its own listener. It stores no picture and nothing about a visitor.

A picture is held in memory while a keyless child reads it; two children run at a time. A slow upload is cut off, and
each visitor may send one picture at a time, so that nobody can block the others. How often each visitor asked is
counted in memory only. The page has no script, no cookie and no third-party address. A bot on the same machine is
asked whether it made the picture (``storage.pictures.registry_socket``): this process has no keys and reads no rows.
"""

from __future__ import annotations

import asyncio
import html
import signal
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs

from aiohttp import BodyPartReader, web
from aiohttp.http import HttpProcessingError

from generation.disclosure import callers, verify
from generation.disclosure.c2pa import Anchors
from generation.disclosure.callers import Visits
from generation.disclosure.document import document
from generation.disclosure.verify import MAX_BYTES, Report
from generation.disclosure.wording import Words, languages, words
from storage.pictures import registry_socket
from storage.serving.connections import counted_as
from storage.serving.server import HttpServer

HOUR_S, DAY_S = 3600.0, 86_400.0
LOOKS_PER_HOUR = 30
REPORTS_PER_DAY = 3  # as in the chat: each hides somebody's picture
AT_ONCE = 2  # children
RECEIVED_AT_ONCE = 8  # pictures in memory, at most one of each visitor
RECEIVE_S = 30.0
CHUNK = 64 * 1024
ROOM_FOR_FORM = 64 * 1024  # what a browser adds around the file
LONGEST_REPORT = 200  # bytes of the form that holds a token

STYLE = """
body{font:17px/1.5 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem;color:#15171b;background:#fff}
h1{font-size:1.5rem}li{margin:.6rem 0}label{display:block;margin:1rem 0 .4rem;font-weight:600}
button,a.again{display:inline-block;margin-top:1rem;padding:.6rem 1.1rem;border:0;border-radius:.5rem;
background:#15171b;color:#fff;font:inherit;text-decoration:none;cursor:pointer}
:focus-visible{outline:3px solid #2563eb;outline-offset:2px}
@media(prefers-color-scheme:dark){body{background:#15171b;color:#f2f3f5}button,a.again{background:#f2f3f5;color:#15171b}}
"""


class Page:
    """``data``: the data folder through which a bot on this machine is asked, None to ask none. ``proxies``: those
    trusted to report a visitor's address.
    """

    def __init__(self, anchors: Anchors, data: Path | None = None, proxies: callers.Proxies = ()) -> None:
        self._anchors, self._data, self._proxies = anchors, data, proxies
        self._visits, self._reports = Visits(LOOKS_PER_HOUR, HOUR_S), Visits(REPORTS_PER_DAY, DAY_S)
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._sending: set[str] = set()

    def app(self) -> web.Application:
        app = web.Application(client_max_size=MAX_BYTES + ROOM_FOR_FORM)
        app.add_routes([web.get("/", self.form), web.post("/", self.answer)])
        return app

    async def form(self, request: web.Request) -> web.Response:
        return _response(_form(_language(request)))

    async def answer(self, request: web.Request) -> web.Response:
        spoken = _language(request)
        if request.content_type == "application/x-www-form-urlencoded":
            return await self._reported(request, spoken)
        visitor = self._visitor(request)
        if not self._has_room(visitor) or not self._visits.allow(visitor, time.monotonic()):
            return _response(_form(spoken, spoken.page["busy"]), status=429)
        self._sending.add(visitor)
        try:
            data = await _picture(request)
            if not data:
                return _response(_form(spoken, spoken.page["nothing_sent"]), status=400)
            async with self._slots:
                findings = await asyncio.to_thread(verify.look, data, anchors=self._anchors)
        finally:
            self._sending.discard(visitor)
        level, token = await self._known(findings.fingerprint)
        return _response(_result(verify.report(findings, spoken.language, registry=level), spoken, token))

    def _visitor(self, request: web.Request) -> str:
        told = ",".join(request.headers.getall("X-Forwarded-For", ()))
        return counted_as(callers.address(request.remote or "", told, self._proxies))

    def _has_room(self, visitor: str) -> bool:
        return visitor not in self._sending and len(self._sending) < RECEIVED_AT_ONCE

    async def _known(self, fingerprint: str) -> tuple[str | None, str]:
        """The bot's answer about the picture: (level, token); ("", "") if not its own; (None, "") without an answer."""
        if self._data is None or not fingerprint:
            return None, ""
        told = await registry_socket.ask(self._data, {"fingerprint": fingerprint})
        if told is None or not isinstance(told.get("level"), str):
            return None, ""
        return told["level"], str(told.get("report", ""))

    async def _reported(self, request: web.Request, spoken: Words) -> web.Response:
        """Reports a picture somebody did not agree to, by the token that came with the answer about it."""
        token = await _token(request)
        if not token:
            return _response(_form(spoken, spoken.page["nothing_sent"]), status=400)
        if not self._reports.allow(self._visitor(request), time.monotonic()):
            return _response(_form(spoken, spoken.page["report_busy"]), status=429)
        told = None if self._data is None else await registry_socket.ask(self._data, {"report": token})
        case, state = (told or {}).get("case"), (told or {}).get("state")
        if not isinstance(case, int):
            return _response(_form(spoken, spoken.page["report_gone"]))
        words_of = "case_released" if state == "released" else "case_open"
        return _response(_told(spoken, spoken.page[words_of].format(case=case)))


def serve_page(
    anchors: Anchors,
    *,
    host: str,
    port: int,
    tell: Callable[[str], object],
    data: Path | None = None,
    proxies: callers.Proxies = (),
) -> None:
    """Serves until interrupted. ``tell`` is given the address. Raises ``OSError`` for a port that is taken.

    There is no access log, since it would hold visitors' addresses.
    """
    asyncio.run(_serve(Page(anchors, data, proxies), host, port, tell))


async def _serve(page: Page, host: str, port: int, tell: Callable[[str], object]) -> None:
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    server = HttpServer(page.app(), stop_wait_s=RECEIVE_S)
    await server.start(host, port)
    tell(f"http://{f'[{host}]' if ':' in host else host}:{server.port}/")
    await stop.wait()
    await server.stop()


async def _token(request: web.Request) -> str:
    """The random token of a report; "" where the form holds anything else."""
    if (request.content_length or LONGEST_REPORT + 1) > LONGEST_REPORT:
        return ""
    sent = parse_qs((await request.read()).decode(errors="replace"))
    token = sent.get("report", [""])[0]
    return token if token.isalnum() else ""


async def _picture(request: web.Request) -> bytes:
    """The first file of the form, at most one byte over the limit; b"" without one, or after ``RECEIVE_S``."""
    if not request.content_type.startswith("multipart/"):
        return b""
    try:
        async with asyncio.timeout(RECEIVE_S):
            part = await (await request.multipart()).next()
            data = bytearray()
            while isinstance(part, BodyPartReader) and len(data) <= MAX_BYTES:
                chunk = await part.read_chunk(CHUNK)
                if not chunk:
                    break
                data += chunk
    except (ValueError, HttpProcessingError, TimeoutError):  # a malformed form, or one that does not end
        return b""
    return bytes(data[: MAX_BYTES + 1])


def _language(request: web.Request) -> Words:
    wanted = [
        entry.split(";")[0].strip()[:2].lower() for entry in request.headers.get("Accept-Language", "").split(",")
    ]
    return words(next((language for language in wanted if language in languages()), "en"))


def _form(spoken: Words, notice: str = "") -> str:
    page = {key: html.escape(text) for key, text in spoken.page.items()}
    told = f'<p role="alert">{html.escape(notice)}</p>' if notice else ""
    return _html(
        spoken,
        f"<p>{page['intro']}</p>{told}"
        '<form method="post" enctype="multipart/form-data">'
        f'<label for="picture">{page["choose"]}</label>'
        '<input id="picture" type="file" name="picture" required accept="image/jpeg,image/png,image/webp,image/heic">'
        f"<br><button>{page['button']}</button></form>",
    )


def _result(report: Report, spoken: Words, token: str = "") -> str:
    """With a token the picture is one of ours and can be reported; otherwise two lines say what can be done."""
    said = report.lines if token else (*report.lines, *report.remedies)
    lines = "".join(f"<li>{html.escape(line)}</li>" for line in said)
    reporting = (
        f'<form method="post"><input type="hidden" name="report" value="{html.escape(token)}">'
        f"<button>{html.escape(spoken.page['report'])}</button></form>"
    )
    return _html(spoken, f"<ul>{lines}</ul>{reporting if token else ''}{_again(spoken)}")


def _told(spoken: Words, sentence: str) -> str:
    return _html(spoken, f'<p role="status">{html.escape(sentence)}</p>{_again(spoken)}')


def _again(spoken: Words) -> str:
    return f'<a class="again" href="">{html.escape(spoken.page["again"])}</a>'


def _html(spoken: Words, body: str) -> str:
    return document(spoken, spoken.page["title"], STYLE, body)


def _response(text: str, status: int = 200) -> web.Response:
    headers = {
        "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'",
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
    }
    return web.Response(text=text, content_type="text/html", status=status, headers=headers)
