"""The adapter of the web playground: ``build(options, recall)`` gives a ``Platform``.

``recall`` is what the page may read from the records. Without one, messages and pictures live in memory until the
process ends.
"""

from __future__ import annotations

import asyncio
import ipaddress
import secrets
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from pathlib import Path

from bot.errors import SettingMissing
from bot.platforms.web import limits, outbound
from bot.platforms.web.chat_history import Recall
from bot.platforms.web.desk.handlers import DeskDoor, DeskHandlers
from bot.platforms.web.gate import Gate, Locks, cookie_name, origin_of
from bot.platforms.web.handover import Handover
from bot.platforms.web.server import Playground, application
from bot.platforms.web.windows import Windows
from bot.ports import Arrival, Rendered, Upload
from bot.records import Desk
from bot.shell.inbox import Inbox
from storage.records import Address
from storage.serving.server import HttpServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """Where the page listens. Beyond loopback it needs ``password`` and ``origin``; ``build`` refuses otherwise.

    ``port`` 0 takes a free one. ``token``: 43 characters of base64url; "" makes a new one, so that pages of an
    earlier run have to be opened anew. ``origin``: the address people type beyond loopback, "https://candid.example".
    ``example``: a portrait that the page offers to those without a photo at hand. ``secret``, ``remembered_s``,
    ``proxy``: as in ``gate.Locks``. ``desk_password``: of the operator's desk; without one there is none. ``today``:
    seconds since 1970.
    """

    host: str = "127.0.0.1"
    port: int = 8765
    token: str = ""
    password: str = ""
    origin: str = ""
    example: Path | None = None
    secret: bytes = b""
    remembered_s: float = 0.0
    proxy: str = ""
    desk_password: str = ""
    today: Callable[[], float] = time.time


class WebPlatform:
    """A ``Platform`` over the pages that are open."""

    name = "web"

    def __init__(self, options: Options, recall: Recall | None, desk: Desk | None = None) -> None:
        self._options = options
        self.capabilities = replace(limits.CAPABILITIES, example=options.example is not None)
        self._token = options.token or secrets.token_urlsafe(32)
        locks = Locks(
            token=self._token,
            password=options.password,
            secret=options.secret,
            remembered_s=options.remembered_s,
            proxy=options.proxy,
        )
        self._gate = Gate(locks, time.monotonic, options.today)
        self._desk_door = DeskDoor(options.desk_password, options.secret, options.proxy, time.monotonic, options.today)
        self._desk = DeskHandlers(self._desk_door, desk) if desk is not None and options.desk_password else None
        self._windows = Windows(recall, time.monotonic)
        self._inbox = Inbox(limits.MAX_WAITING_EVENTS)
        self._handover = Handover()
        self._server: HttpServer | None = None
        self._letting_go: asyncio.Task[None] | None = None
        self.origin = ""

    @property
    def url(self) -> str:
        """What the operator opens; holds the token, so it is printed to their terminal and nowhere else."""
        return f"{self.origin}/" if self._options.password else f"{self.origin}/#k={self._token}"

    async def start(self) -> None:
        """Listens. Raises ``OSError`` when the port is taken."""
        playground = Playground(
            gate=self._gate,
            windows=self._windows,
            inbox=self._inbox,
            handover=self._handover,
            example=self._options.example,
            desk=self._desk,
        )
        server = HttpServer(application(playground), stop_wait_s=limits.STOP_WAIT_S)
        await server.start(self._options.host, self._options.port)
        self._server = server
        self._letting_go = asyncio.create_task(self._windows.let_go())
        self._open_as(server.port)

    async def stop(self) -> None:
        if self._server is not None:
            await self._server.stop()
            self._server = None
        if self._letting_go is not None:
            self._letting_go.cancel()
            await asyncio.wait({self._letting_go})
            self._letting_go = None
        self._handover.close()
        self._inbox.close()

    def arrivals(self) -> AsyncIterator[Arrival]:
        return self._inbox.arrivals()

    async def fetch(self, address: Address, upload: Upload, limit_bytes: int) -> bytes:
        return await self._handover.fetch(await self._windows.open(address), upload, limit_bytes)

    async def post(self, address: Address, key: str, message: Rendered) -> str:
        return await outbound.post(self._windows, address, key, message)

    async def edit(self, address: Address, ref: str, message: Rendered) -> None:
        await outbound.edit(self._windows, address, ref, message)

    async def delete(self, address: Address, ref: str) -> None:
        await outbound.delete(self._windows, address, ref)

    async def find(self, address: Address, key: str) -> str | None:
        return await outbound.find(self._windows, address, key)

    def _open_as(self, port: int) -> None:
        host = self._options.host
        here = self._options.origin or f"http://{f'[{host}]' if ':' in host else host}:{port}"
        known = (here, f"http://localhost:{port}", f"http://127.0.0.1:{port}")
        self.origin, *_ = origins = [origin_of(each) for each in known]
        self._gate.origins = frozenset(origins)
        self._gate.cookie = cookie_name(self.origin, port)
        self._desk_door.cookie = f"{self._gate.cookie}_desk"


def build(options: Options, recall: Recall | None = None, desk: Desk | None = None) -> WebPlatform:
    """Raises ``SettingMissing`` for a bind beyond loopback without a password and the address people will use."""
    if not _loopback(options.host) and not (options.password and options.origin):
        raise SettingMissing(
            f"The playground listens on this machine only. For {options.host} it needs a password "
            "(CANDID_WEB_PASSWORD) and the address people will type (CANDID_WEB_ORIGIN)."
        )
    if options.origin and not _is_address(options.origin):
        raise SettingMissing(
            f"CANDID_WEB_ORIGIN is {options.origin}: write the whole address people type, as https://candid.example."
        )
    return WebPlatform(options, recall, desk)


def _is_address(origin: str) -> bool:
    try:
        return bool(origin_of(origin))
    except ValueError:
        return False


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
