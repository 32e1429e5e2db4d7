"""Slack over HTTP: signed requests in, and the pages that install the app in a workspace.

A request counts when Slack signed it less than five minutes ago (checked by bolt) and it was not seen before: the
same signature twice is a replay, since Slack signs each delivery anew, repeated ones too.
"""

from __future__ import annotations

from collections import OrderedDict

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.platforms.slack import limits
from bot.platforms.slack.own_photo import OwnPhoto
from bot.platforms.slack.settings import CALLBACK, EVENTS, INSTALL, PHOTO
from storage.clock import Clock
from storage.serving.server import HttpServer

MOST_BYTES = 1024 * 1024  # an interaction holds the whole message it came from
SIGNATURE = "X-Slack-Signature"
SIGNED_AT = "X-Slack-Request-Timestamp"
LONGEST_TIME = 12  # digits, in seconds
MOST_SEEN = 100_000


class Door:
    """The server. ``app``: None when events come by Socket Mode and only the pages are served."""

    def __init__(
        self, app: AsyncApp | None, flow: AsyncOAuthFlow | None, clock: Clock, own_photo: OwnPhoto | None = None
    ) -> None:
        self._app = app
        self._flow = flow
        self._own_photo = own_photo
        self._clock = clock
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._server: HttpServer | None = None
        self.port = 0

    async def open(self, host: str, port: int) -> None:
        """Raises ``OSError`` for a port that is taken. Port 0 takes a free one."""
        pages = web.Application(client_max_size=MOST_BYTES)
        if self._app is not None:
            pages.router.add_post(EVENTS, self.events)
        if self._flow is not None:
            pages.router.add_get(INSTALL, self.install)
            pages.router.add_get(CALLBACK, self.callback)
        if self._own_photo is not None:
            pages.router.add_get(PHOTO, self.photo)
        server = HttpServer(pages)
        await server.start(host, port)
        self._server, self.port = server, server.port

    async def close(self) -> None:
        if self._server is not None:
            await self._server.stop()

    async def events(self, request: web.Request) -> web.Response:
        if self._app is None:
            raise web.HTTPNotFound
        if not _looks_signed(request):
            raise web.HTTPUnauthorized
        asked = await _as_bolt_reads(request)
        answer = await self._app.async_dispatch(asked) if not self._replayed(request) else None
        if answer is None:
            raise web.HTTPUnauthorized
        if answer.status == web.HTTPOk.status_code:
            self._remember(request)
        return await to_aiohttp_response(answer)

    async def install(self, request: web.Request) -> web.Response:
        if self._flow is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await self._flow.handle_installation(await _as_bolt_reads(request)))

    async def callback(self, request: web.Request) -> web.Response:
        if self._flow is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await self._flow.handle_callback(await _as_bolt_reads(request)))

    async def photo(self, request: web.Request) -> web.Response:
        if self._own_photo is None:
            raise web.HTTPNotFound
        headers = {"accept-language": request.headers.getall("Accept-Language", [])}
        return await to_aiohttp_response(await self._own_photo.come_back(request.query, headers))

    def _replayed(self, request: web.Request) -> bool:
        now = self._clock.now().timestamp()
        while self._seen and next(iter(self._seen.values())) < now - 2 * limits.SIGNED_FOR_S:
            self._seen.popitem(last=False)
        return request.headers.get(SIGNATURE, "") in self._seen

    def _remember(self, request: web.Request) -> None:
        """Remembers only signatures that were accepted, so that forged requests fill no memory."""
        self._seen[request.headers.get(SIGNATURE, "")] = self._clock.now().timestamp()
        while len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)


def _looks_signed(request: web.Request) -> bool:
    """Both headers of a signature are of the form that bolt's check can read."""
    when = request.headers.get(SIGNED_AT, "")
    return len(when) <= LONGEST_TIME and when.isdecimal() and request.headers.get(SIGNATURE, "").isascii()


async def _as_bolt_reads(request: web.Request) -> AsyncBoltRequest:
    """Raises ``HTTPBadRequest`` for what Slack never sends; bolt reads the body before it checks the signature."""
    try:
        body = (await request.read()).decode()
        return AsyncBoltRequest(body=body, query=request.query_string, headers=dict(request.headers))
    except (ValueError, RecursionError, TypeError, AttributeError, LookupError):
        raise web.HTTPBadRequest from None
