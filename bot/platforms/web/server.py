"""The HTTP side of the playground: which requests there are, and what every answer carries.

GET /                the page; the files beside it     POST /enter          token or password → cookie
GET /visit           whether the cookie still counts   GET /stream          WebSocket: changes of this page
POST /remember       person → signed cookie            POST /back           that cookie → visit and ticket
POST /say            one event; 202 when written down  PUT /photos/REF      bytes of a photo asked for
GET /pictures/ID     a picture of this person          DELETE /photos/REF   "I have it no more"
GET /files/ID        a document of this person         GET /example         the example portrait, if there is one
GET /documents/ID    an HTML one as a page of its own
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from dataclasses import dataclass
from pathlib import Path

from aiohttp import WSCloseCode, WSMsgType, web
from aiohttp.typedefs import Handler, Middleware

from bot.commands import LISTED
from bot.conversation.consent import redrawn_at
from bot.platforms.web import inbound, limits
from bot.platforms.web.assets import SCRIPTS, STYLES, Assets
from bot.platforms.web.desk.handlers import PATH as DESK_PATH
from bot.platforms.web.desk.handlers import DeskHandlers
from bot.platforms.web.gate import TAB_HEADER, Gate, Refused
from bot.platforms.web.handover import Handover
from bot.platforms.web.render import direction
from bot.platforms.web.returning import ReturningHandlers
from bot.platforms.web.windows import Stream, Window, Windows
from bot.shell.inbox import Inbox
from bot.texts import members
from storage.records import ELSEWHERE, MemberKind

HERE = Path(__file__).parent
STATIC = HERE / "static"
WORDS = HERE / "words"
DESK = HERE / "desk" / "static"
DIRECTION_HEADER = "X-Candid-Direction"
SOURCE = "en"  # where there are no words in the language asked for
_LANGUAGE_FILE = re.compile(r"([A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,8})\.json")
DOCUMENTS = "/documents/"
ALONE = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"  # a page that runs nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Playground:
    """What the handlers share."""

    gate: Gate
    windows: Windows
    inbox: Inbox
    handover: Handover
    example: Path | None
    desk: DeskHandlers | None = None


def application(playground: Playground) -> web.Application:
    app = web.Application(middlewares=[_guard(playground.gate)], client_max_size=limits.MAX_EVENT_BYTES)
    handlers = _Handlers(playground)
    app.router.add_get("/", handlers.page)
    app.router.add_get("/static/command-names.js", handlers.command_names)
    app.router.add_get("/static/{name}", handlers.static)
    app.router.add_get("/words/{name}", handlers.words)
    app.router.add_post("/enter", handlers.enter)
    app.router.add_routes(ReturningHandlers(playground.gate, playground.windows).routes())
    app.router.add_get("/stream", handlers.stream)
    app.router.add_post("/say", handlers.say)
    app.router.add_put("/photos/{ref}", handlers.photo)
    app.router.add_delete("/photos/{ref}", handlers.photo_lost)
    app.router.add_get("/pictures/{id}", handlers.picture)
    app.router.add_get("/files/{id}", handlers.file)
    app.router.add_get(f"{DOCUMENTS}{{id}}", handlers.document)
    app.router.add_get("/example", handlers.example)
    if playground.desk is not None:
        app.router.add_routes(playground.desk.routes())
        app.router.add_get("/desk/static/{name}", handlers.desk_static)
    app.on_shutdown.append(handlers.close_streams)
    return app


def _guard(gate: Gate) -> Middleware:
    """Checks the place of every request, and puts the same headers on every answer, errors included."""

    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            gate.check_place(request)
            response = await handler(request)
        except Refused as refused:
            response = web.json_response({"code": refused.code}, status=refused.status)
        except web.HTTPException as error:
            response = web.json_response({"code": "not_found"}, status=error.status)
        if not response.prepared:
            _protect(request, response)
        return response

    return guard


def _protect(request: web.Request, response: web.StreamResponse) -> None:
    host = request.headers.get("Host", "")
    at_desk = request.path.startswith(DESK_PATH)
    forms = "'self'" if at_desk else "'none'"
    response.headers.update(
        {
            "Content-Security-Policy": (
                f"default-src 'none'; script-src 'self'{response.get(SCRIPTS, '')}; "
                f"style-src 'self'{response.get(STYLES, '')}; img-src 'self' blob:; "
                f"connect-src 'self' ws://{host} wss://{host}; base-uri 'none'; form-action {forms}; "
                "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
            ),
            "Permissions-Policy": "camera=(self), microphone=(), geolocation=()",
            # A form of the desk says its origin, which browsers leave out together with the referrer.
            "Referrer-Policy": "same-origin" if at_desk else "no-referrer",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin",
        }
    )
    if request.path.startswith(DOCUMENTS):  # browsers show no sandboxed page that asks for an opener of its own
        response.headers.update({"Content-Security-Policy": ALONE, "Cross-Origin-Opener-Policy": "unsafe-none"})
    response.headers.setdefault("Cache-Control", "no-store")


class _Handlers:
    def __init__(self, playground: Playground) -> None:
        self._here = playground
        self._assets = {folder: Assets(folder) for folder in (STATIC, WORDS, DESK)}

    def _asset(self, folder: Path, request: web.Request, name: str) -> web.StreamResponse:
        found = self._assets[folder].answer(request, name)
        if found is None:
            raise Refused(404, "not_found")
        return found

    async def page(self, request: web.Request) -> web.StreamResponse:
        return self._asset(STATIC, request, "index.html")

    async def static(self, request: web.Request) -> web.StreamResponse:
        return self._asset(STATIC, request, request.match_info["name"])

    async def desk_static(self, request: web.Request) -> web.StreamResponse:
        return self._asset(DESK, request, request.match_info["name"])

    async def command_names(self, _request: web.Request) -> web.StreamResponse:
        """A module for the page: the commands its menu offers, as they are typed after the slash."""
        listed = json.dumps([command.value for command in LISTED])
        return web.Response(text=f"export const COMMANDS = {listed};\n", content_type="text/javascript")

    async def words(self, request: web.Request) -> web.StreamResponse:
        """The page's words in the nearest language there is (``de`` for ``de-AT``); headers say which, and its way."""
        asked = _LANGUAGE_FILE.fullmatch(request.match_info["name"])
        if asked is None:
            raise Refused(404, "not_found")
        near = (asked[1], asked[1].partition("-")[0].lower(), SOURCE)
        language = next(code for code in near if f"{code}.json" in self._assets[WORDS])
        answer = self._asset(WORDS, request, f"{language}.json")
        answer.headers.update({"Content-Language": language, DIRECTION_HEADER: direction(language)})
        return answer

    async def enter(self, request: web.Request) -> web.StreamResponse:
        said = (await inbound.json_of(request)).get("key")
        response = web.json_response({"ok": True})
        self._here.gate.enter(request, said if isinstance(said, str) else "", response)
        return response

    async def say(self, request: web.Request) -> web.StreamResponse:
        user = self._user(request)
        self._here.gate.count_event(request)
        arrival = inbound.arrival(user, await inbound.json_of(request))
        if not await self._here.inbox.put_for_good(arrival, limits.WRITTEN_WAIT_S):
            raise Refused(503, "busy")
        return web.json_response({"ok": True}, status=202)

    async def photo(self, request: web.Request) -> web.StreamResponse:
        pieces = request.content.iter_chunked(64 * 1024)
        await self._here.handover.take(self._user(request), request.match_info["ref"], pieces)
        return web.json_response({"ok": True})

    async def photo_lost(self, request: web.Request) -> web.StreamResponse:
        self._here.handover.missing(self._user(request), request.match_info["ref"])
        return web.json_response({"ok": True})

    async def picture(self, request: web.Request) -> web.StreamResponse:
        window = await self._window(request)
        data = await self._here.windows.picture(window, request.match_info["id"])
        kind = _picture_type(data or b"")
        if data is None or not kind:
            raise Refused(404, "not_found")
        return web.Response(body=data, content_type=kind)

    async def file(self, request: web.Request) -> web.StreamResponse:
        attachment = (await self._window(request)).file(request.match_info["id"])
        if attachment is None:
            raise Refused(404, "not_found")
        return web.Response(
            body=attachment.data,
            content_type="application/octet-stream",
            headers={"Content-Disposition": "attachment"},
        )

    async def document(self, request: web.Request) -> web.StreamResponse:
        """In a new tab, which says no secret of its person's tab: the visit and the file's random id open it."""
        self._here.gate.check_visit(request)
        attachment = self._here.windows.document(request.match_info["id"])
        if attachment is None:
            raise Refused(404, "not_found")
        return web.Response(body=attachment.data, content_type=attachment.media_type, charset="utf-8")

    async def example(self, request: web.Request) -> web.StreamResponse:
        self._here.gate.check_visit(request)
        if self._here.example is None:
            raise Refused(404, "not_found")
        data = await asyncio.to_thread(self._here.example.read_bytes)
        return web.Response(body=data, content_type=_picture_type(data) or "application/octet-stream")

    async def stream(self, request: web.Request) -> web.StreamResponse:
        self._here.gate.check_visit(request)
        socket = web.WebSocketResponse(heartbeat=limits.HEARTBEAT_S, max_msg_size=limits.MAX_EVENT_BYTES)
        _protect(request, socket)
        await socket.prepare(request)
        try:
            hello = await socket.receive_json(timeout=limits.HELLO_WAIT_S)
            user = self._here.gate.person(request, hello.get("tab"))
            epoch, seen = str(hello.get("epoch", "")), int(hello.get("seen", -1))
        except (Refused, TimeoutError, TypeError, ValueError, AttributeError, RecursionError, OverflowError):
            await socket.close(code=WSCloseCode.POLICY_VIOLATION)
            return socket
        window = await self._here.windows.looked_at(inbound.address_of(user))
        await self._serve(socket, window, epoch, seen, self._here.gate.left_s(request))
        return socket

    async def _serve(self, socket: web.WebSocketResponse, window: Window, epoch: str, seen: int, for_s: float) -> None:
        """Catches the page up, then tells it every change until either side or the visit ends."""
        if len(window.streams) >= limits.MAX_STREAMS:
            await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
            return
        stream = Stream()
        stream.send(self._welcome())
        stream.send(window.catch_up(epoch, seen))
        for reminder in self._here.handover.reminders(window.address.user):
            stream.send(reminder)
        window.streams.add(stream)
        visit_ends = asyncio.get_running_loop().call_later(for_s, stream.end)
        try:
            listening = asyncio.create_task(_until_closed(socket, stream))
            while (line := await stream.lines.get()) is not None:
                await socket.send_str(line)
            await socket.close(code=WSCloseCode.GOING_AWAY)
            await listening
        except ConnectionError:
            pass  # the page went away in the middle of a line; it will come back and catch up
        finally:
            visit_ends.cancel()
            window.streams.discard(stream)

    def _welcome(self) -> str:
        return json.dumps(
            {
                "op": "welcome",
                "max_bytes": limits.MAX_UPLOAD_BYTES,
                "max_photos": limits.MAX_UPLOADS,
                "example": self._here.example is not None,
                "elsewhere": ", ".join(redrawn_at(members.traits(MemberKind.ENGINE, ELSEWHERE))),
            }
        )

    async def close_streams(self, _app: web.Application) -> None:
        self._here.windows.end_streams()

    def _user(self, request: web.Request) -> str:
        return self._here.gate.person(request, request.headers.get(TAB_HEADER))

    async def _window(self, request: web.Request) -> Window:
        return await self._here.windows.open(inbound.address_of(self._user(request)))


async def _until_closed(socket: web.WebSocketResponse, stream: Stream) -> None:
    with contextlib.suppress(ConnectionError):
        async for message in socket:
            if message.type is WSMsgType.ERROR:
                break
    stream.end()


def _picture_type(data: bytes) -> str:
    """From the first bytes, never from a name: only what a browser shows as a picture and nothing else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return ""
