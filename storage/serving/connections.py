"""The open connections of an HTTP server: which of them are too slow, and which make way when the room is full."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
from collections.abc import Iterable
from typing import Any, cast

from aiohttp import web

from storage.logs import log

HEADERS_S = 10.0
BODY_S = 10.0  # for any body; each BODY_BYTES_S bytes that came in give one more second
BODY_BYTES_S = 32 * 1024
IDLE_S = 75.0  # between two requests of one connection; nginx keeps its own for 60 s
UNREAD_S = 30.0  # an answer of which the peer takes nothing
SWEEP_S = 1.0
LOGGED_EVERY_S = 60.0


class Connection(asyncio.Protocol):
    """Stands between a socket and aiohttp's handler of it, and notes since when the connection waits for what."""

    def __init__(self, handler: web.RequestHandler, connections: Connections) -> None:
        self.handler = handler
        self._connections = connections
        self._admitted = False
        self.address = ""
        self.since = 0.0  # when it began to wait for the present request, or the request began
        self.content: Any = None  # the body of the latest request, a StreamReader
        self.working = False  # a handler is at work on the latest request
        self._asked = False  # it has sent a byte of the request it waits for, or is new
        self._received = 0  # bytes since ``since``
        self._unsent, self._read_at = 0, 0.0

    # --- what the socket does -----------------------------------------------------------------------------------------

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)
        self.address = counted_as(str((transport.get_extra_info("peername") or ("",))[0]))
        self.since = self._read_at = asyncio.get_running_loop().time()
        self._asked = True
        self._admitted = self._connections.admit(self)
        if self._admitted:
            self.handler.connection_made(transport)
        else:
            self.transport.abort()

    def data_received(self, data: bytes) -> None:
        if not (self._admitted and data):
            return
        if not (self.working or self._asked):
            self.since, self._asked = asyncio.get_running_loop().time(), True
        self._received += len(data)
        self.handler.data_received(data)

    def eof_received(self) -> None:
        self.handler.eof_received()

    def pause_writing(self) -> None:
        self.handler.pause_writing()

    def resume_writing(self) -> None:
        self.handler.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        self._connections.forget(self)
        if self._admitted:
            self.handler.connection_lost(exc)

    # --- what the server knows ----------------------------------------------------------------------------------------

    def begins(self, content: object, now: float) -> None:
        """The headers of a request are there."""
        self.content, self.working, self.since, self._received = content, True, now, 0

    def ends(self, now: float) -> None:
        """The answer of a request is ready; what is not sent yet counts as unread."""
        self.working, self._asked, self._received = False, False, 0
        if self.has_whole_request():
            self.since = now

    def has_whole_request(self) -> bool:
        return self.content is None or self.content.is_eof()

    def can_make_way(self) -> bool:
        """It has no whole request at work, and no answer on its way."""
        return not (self.working and self.has_whole_request()) and not self.transport.get_write_buffer_size()

    def is_late(self, now: float) -> bool:
        unsent = self.transport.get_write_buffer_size()
        if unsent == 0 or unsent < self._unsent:
            self._read_at = now
        self._unsent = unsent
        if unsent:
            return now - self._read_at > UNREAD_S
        if not self.has_whole_request():
            return now - self.since > BODY_S + self._received / BODY_BYTES_S
        return not self.working and now - self.since > (HEADERS_S if self._asked else IDLE_S)

    def close(self) -> None:
        self._connections.forget(self)
        self.transport.abort()


class Connections:
    """The open connections of one server: at most ``most``, and half of that from one address beyond this machine."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._open: dict[web.RequestHandler, Connection] = {}
        self._log_full = AtMostEvery(LOGGED_EVERY_S)

    def admit(self, new: Connection) -> bool:
        """Whether there is room for it, after another has made way if need be."""
        room = self._has_room([each for each in self._open.values() if each.address == new.address], self._share(new))
        room = room and self._has_room(self._open.values(), self._most)
        if room:
            self._open[new.handler] = new
        else:
            self._say_full()
        return room

    def forget(self, connection: Connection) -> None:
        self._open.pop(connection.handler, None)

    async def sweep(self) -> None:
        """Closes what is late, until cancelled."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(SWEEP_S)
            self.close_late(loop.time())

    def close_late(self, now: float) -> None:
        """``now``: seconds of the loop's clock."""
        for connection in [each for each in self._open.values() if each.is_late(now)]:
            connection.close()

    def of(self, handler: web.RequestHandler) -> Connection | None:
        return self._open.get(handler)

    def _share(self, new: Connection) -> int:
        """On this machine everybody, or the reverse proxy of everybody, has one address."""
        with contextlib.suppress(ValueError):
            if ipaddress.ip_address(new.address).is_loopback:
                return self._most
        return self._most // 2

    def _has_room(self, among: Iterable[Connection], most: int) -> bool:
        there = list(among)
        if len(there) < most:
            return True
        idle = [each for each in there if each.can_make_way()]
        if not idle:
            return False
        min(idle, key=lambda each: (each.working, each.since)).close()  # first those that nobody reads from
        self._say_full()
        return True

    def _say_full(self) -> None:
        if self._log_full.is_due():
            log.warning("server.full", amount=self._most)


class AtMostEvery:
    """For a line that is logged no more often than every ``seconds``."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._last: float | None = None

    def is_due(self) -> bool:
        now = asyncio.get_running_loop().time()
        if self._last is not None and now - self._last < self._seconds:
            return False
        self._last = now
        return True


def counted_as(address: str) -> str:
    """The address; for IPv6 its /64 network, since a visitor can change the second half at will."""
    if ":" not in address:
        return address
    with contextlib.suppress(ValueError):
        seen = ipaddress.IPv6Address(address.partition("%")[0])
        if seen.ipv4_mapped is not None:
            return str(seen.ipv4_mapped)
        return "::1" if seen.is_loopback else str(ipaddress.ip_network((seen, 64), strict=False))
    return address
