"""Slack over HTTP: signed requests in, and the pages that install the app in a workspace.

A request counts when Slack signed it less than five minutes ago (checked by bolt) and it was not seen before: the
same signature twice is a replay, since Slack signs each delivery anew, repeated ones too.
"""

from __future__ import annotations

from collections import OrderedDict

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow

from bot.platforms.slack import limits
from storage.clock import Clock

EVENTS, INSTALL, CALLBACK = "/slack/events", "/slack/install", "/slack/oauth_redirect"
MOST_BYTES = 1024 * 1024  # an interaction holds the whole message it came from
SIGNATURE = "X-Slack-Signature"
MOST_SEEN = 100_000


class Door:
    """The server. ``app``: None when events come by Socket Mode and only the pages are served."""

    def __init__(self, app: AsyncApp | None, flow: AsyncOAuthFlow | None, clock: Clock) -> None:
        self._app = app
        self._flow = flow
        self._clock = clock
        self._seen: OrderedDict[str, float] = OrderedDict()
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def open(self, host: str, port: int) -> None:
        """Raises ``OSError`` for a port that is taken. Port 0 takes a free one."""
        server = web.Application(client_max_size=MOST_BYTES)
        if self._app is not None:
            server.router.add_post(EVENTS, self.events)
        if self._flow is not None:
            server.router.add_get(INSTALL, self.install)
            server.router.add_get(CALLBACK, self.callback)
        self._runner = web.AppRunner(server, access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        self.port = self._runner.addresses[0][1]

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def events(self, request: web.Request) -> web.Response:
        if self._app is None:
            raise web.HTTPNotFound
        asked = await to_bolt_request(request)
        answer = await self._app.async_dispatch(asked) if not self._replayed(request) else None
        if answer is None:
            raise web.HTTPUnauthorized
        if answer.status == web.HTTPOk.status_code:
            self._remember(request)
        return await to_aiohttp_response(answer)

    async def install(self, request: web.Request) -> web.Response:
        if self._flow is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await self._flow.handle_installation(await to_bolt_request(request)))

    async def callback(self, request: web.Request) -> web.Response:
        if self._flow is None:
            raise web.HTTPNotFound
        return await to_aiohttp_response(await self._flow.handle_callback(await to_bolt_request(request)))

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
