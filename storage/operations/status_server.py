"""What a monitor asks of ``candid up``, on loopback unless a setting says otherwise: /healthz, /readyz, /metrics.

/healthz   200 while the process answers
/readyz    200 while the database answers and no connection to a platform is away for more than a minute, else 503
/metrics   the figures of ``candid stats`` in Prometheus' text format
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa
from aiohttp import web
from aiohttp.typedefs import Handler

from storage.errors import StorageError
from storage.operations import heartbeat
from storage.operations.metrics import exposition, figures
from storage.serving.server import CLOSED_TO_ALL, HttpServer

if TYPE_CHECKING:
    from storage.store import Storage

LOOPBACK = "127.0.0.1"
HOSTS = frozenset({LOOPBACK, "localhost"})
TEXT = "text/plain; version=0.0.4; charset=utf-8"  # Prometheus' exposition format


@asynccontextmanager
async def status_server(storage: Storage, port: int, host: str = LOOPBACK) -> AsyncIterator[None]:
    """Serves inside the block; nothing for port 0. Raises ``OSError`` when the port is taken."""
    if not port:
        yield
        return
    server = HttpServer(status_app(storage, any_name=host != LOOPBACK))
    await server.start(host, port)
    try:
        yield
    finally:
        await server.stop()


def status_app(storage: Storage, *, any_name: bool = False) -> web.Application:
    """``any_name``: in a network of containers a monitor asks by the container's name."""

    async def healthz(_request: web.Request) -> web.Response:
        return _told("ok")

    async def readyz(_request: web.Request) -> web.Response:
        wrong = await why_not_ready(storage)
        return _told("\n".join(wrong) or "ok", status=503 if wrong else 200)

    async def metrics(_request: web.Request) -> web.Response:
        body = exposition(await figures(storage))
        return web.Response(body=body, headers={**CLOSED_TO_ALL, "Content-Type": TEXT})

    app = web.Application(middlewares=[] if any_name else [_own_host])
    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    app.router.add_get("/metrics", metrics)
    return app


async def why_not_ready(storage: Storage) -> list[str]:
    """One code a line: database, or the platform that is not heard."""
    try:
        async with storage.db.read() as tx:
            await tx.execute(sa.select(1))
    except StorageError:
        return ["database"]
    return [each.platform for each in heartbeat.connections(storage.home) if each.deaf_s > heartbeat.DEAF_S]


@web.middleware
async def _own_host(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A page in the operator's browser that had its name point here (DNS rebinding) reads nothing."""
    if (request.url.host or "") not in HOSTS:
        return _told("wrong host", status=421)
    return await handler(request)


def _told(text: str, status: int = 200) -> web.Response:
    return web.Response(text=f"{text}\n", status=status, headers=CLOSED_TO_ALL)
