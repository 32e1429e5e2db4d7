"""An HTTP server that stays reachable: for the playground, Slack's requests and the page that reads marks.

A connection is closed when it is slow: when its headers take longer than ``HEADERS_S``, its body comes in slower than
``BODY_BYTES_S``, it stays idle for ``IDLE_S`` after an answer, or its peer stops reading for ``UNREAD_S``. There is
room for a number of connections, and one address gets half of it. When the room is full, the connection that has
waited longest without a whole request makes way for the new one. So idle connections, however many, keep nobody out.

A request that cannot be read is answered with 400. A process without a free descriptor goes on listening and logs it
once a minute.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import resource
from collections.abc import Callable
from typing import Any, cast

from aiohttp import web
from aiohttp.http import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

from storage.logs import log
from storage.serving.connections import IDLE_S, LOGGED_EVERY_S, AtMostEvery, Connection, Connections

MOST = 1000  # connections of one server
SHARE = 4  # of the process's descriptors a server takes a quarter: database, logs and children need some too
MOST_DESCRIPTORS = 16 * 1024  # the soft limit is raised so far, where the hard one allows it
STOP_WAIT_S = 2.0  # a request is answered in less; whoever runs the bot waits for the stop
EXHAUSTED = (errno.EMFILE, errno.ENFILE, errno.ENOBUFS, errno.ENOMEM)
CLOSED_TO_ALL = {
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}

Loop = asyncio.AbstractEventLoop


class HttpServer:
    """Serves ``app`` on one address. ``most``: connections at once; None takes what the descriptors allow.

    ``stop_wait_s``: how long requests underway may take once the server stops.
    """

    def __init__(self, app: web.Application, *, most: int | None = None, stop_wait_s: float = STOP_WAIT_S) -> None:
        self._connections = Connections(room_for_connections() if most is None else most)
        app.middlewares.insert(0, watching(self._connections))
        # aiohttp waits that long twice: for all requests together, then for each before it is cancelled
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=stop_wait_s / 2, keepalive_timeout=IDLE_S)
        self._server: asyncio.Server | None = None
        self._sweeping: asyncio.Task[None] | None = None
        self.port = 0

    async def start(self, host: str, port: int) -> None:
        """Listens; ``self.port`` is the port, also where ``port`` is 0. Raises ``OSError`` when it is taken."""
        loop = asyncio.get_running_loop()
        await self._runner.setup()
        make = cast("Callable[[], web.RequestHandler]", self._runner.server)
        try:
            self._server = await loop.create_server(lambda: Connection(make(), self._connections), host, port)
        except OSError:
            await self._runner.cleanup()
            raise
        survive_exhaustion(loop)
        self._sweeping = asyncio.create_task(self._connections.sweep())
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Takes no new connection, lets requests underway end, closes the rest."""
        if self._server is None or self._sweeping is None:
            return
        self._server.close()
        await self._runner.cleanup()
        self._sweeping.cancel()
        self._server = self._sweeping = None


def watching(connections: Connections) -> Middleware:
    """Tells the connections when a request begins and ends. The outermost middleware."""

    @web.middleware
    async def watched(request: web.Request, handler: Handler) -> web.StreamResponse:
        connection = connections.of(request.protocol)
        clock = asyncio.get_running_loop().time
        if connection is not None:
            connection.begins(request.content, clock())
        try:
            return await answered(request, handler)
        finally:
            if connection is not None:
                connection.ends(clock())

    return watched


async def answered(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The handler's answer; 400 for a request that cannot be read, 500 without a word of the request for a defect."""
    try:
        return await handler(request)
    except (web.HTTPException, ConnectionError):
        raise
    except (HttpProcessingError, web.RequestPayloadError, UnicodeError):
        code, status = "bad_request", 400
    except Exception as defect:
        log.error("server.failed", error=type(defect).__name__)
        code, status = "failed", 500
    return web.json_response({"code": code}, status=status, headers=CLOSED_TO_ALL)


def survive_exhaustion(loop: Loop) -> None:
    """A connection without a free descriptor is tried again by asyncio each second; it is logged once a minute."""
    before = loop.get_exception_handler() or (lambda loop, context: loop.default_exception_handler(context))
    if isinstance(before, _Exhaustion):
        return
    loop.set_exception_handler(_Exhaustion(before))


class _Exhaustion:
    def __init__(self, before: Callable[[Loop, dict[str, Any]], object]) -> None:
        self._before = before
        self._log = AtMostEvery(LOGGED_EVERY_S)

    def __call__(self, loop: Loop, context: dict[str, Any]) -> None:
        failed = context.get("exception")
        if not (isinstance(failed, OSError) and failed.errno in EXHAUSTED and "socket" in context):
            self._before(loop, context)
        elif self._log.is_due():
            log.error("server.exhausted", code=errno.errorcode[failed.errno])


def room_for_connections() -> int:
    """After raising the soft limit of descriptors as far as this user may."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_DESCRIPTORS if hard == resource.RLIM_INFINITY else min(hard, MOST_DESCRIPTORS)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
            soft = wanted
    return MOST if soft == resource.RLIM_INFINITY else max(1, min(MOST, soft // SHARE))
