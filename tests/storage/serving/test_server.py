"""Slow, idle and half-open connections over raw sockets, a full room, and a process without a free descriptor."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import socket
import struct

import pytest
from aiohttp import web

from storage.serving import connections, server
from storage.serving.connections import Connection, Connections, counted_as
from storage.serving.server import HttpServer

PATIENCE_S = 20.0
REQUEST = b"GET / HTTP/1.1\r\nHost: here\r\n\r\n"
POST = b"POST / HTTP/1.1\r\nHost: here\r\nContent-Length: %d\r\n\r\n"
BIG = 30 * 1024 * 1024


async def hello(request: web.Request) -> web.Response:
    await request.read()
    return web.Response(text="hello")


async def big(_request: web.Request) -> web.Response:
    return web.Response(body=bytes(BIG))


async def stream(request: web.Request) -> web.StreamResponse:
    socket_ = web.WebSocketResponse()
    await socket_.prepare(request)
    async for _ in socket_:
        pass
    return socket_


async def broken(_request: web.Request) -> web.Response:
    raise RuntimeError("a secret of somebody")


def app() -> web.Application:
    made = web.Application()
    made.add_routes([web.get("/", hello), web.post("/", hello), web.get("/big", big), web.get("/stream", stream)])
    made.add_routes([web.get("/broken", broken)])
    return made


@pytest.fixture
async def serve(monkeypatch):
    """Starts servers that sweep only when told: ``later`` seconds are then over, without waiting for them."""
    started = []

    async def start(**options) -> int:
        made = HttpServer(app(), stop_wait_s=0.2, **options)
        await made.start("127.0.0.1", 0)
        started.append(made)
        return made.port

    def later(seconds: float) -> None:
        for made in started:
            made._connections.close_late(asyncio.get_running_loop().time() + seconds)

    async def received(count: int) -> None:
        """The one connection's server has taken ``count`` bytes."""
        ((only,),) = [list(made._connections._open.values()) for made in started]
        async with asyncio.timeout(PATIENCE_S):
            while only._received < count:  # noqa: ASYNC110 — nothing tells a test that bytes came in
                await asyncio.sleep(0.01)

    start.later, start.received = later, received
    monkeypatch.setattr(connections, "SWEEP_S", 3600.0)
    yield start
    for made in started:
        await made.stop()


class Peer:
    """One raw connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    def sends(self, data: bytes) -> None:
        self.writer.write(data)

    async def answer(self) -> int:
        """The status of the next answer; 0 when the connection was closed instead."""
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
            async with asyncio.timeout(PATIENCE_S):
                head = await self.reader.readuntil(b"\r\n\r\n")
                length = next(int(line[15:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-len"))
                await self.reader.readexactly(length)
                return int(head.split()[1])
        return 0

    async def is_cut_off(self) -> bool:
        with contextlib.suppress(ConnectionError):
            async with asyncio.timeout(PATIENCE_S):
                return await self.reader.read(1) == b""
        return True

    async def is_open(self) -> bool:
        """Nothing has come so far, the end neither."""
        await asyncio.sleep(0.02)
        return not self.reader.at_eof() and self.reader.exception() is None


_peers: list[Peer] = []


async def peer(port: int) -> Peer:
    _peers.append(Peer(*await asyncio.open_connection("127.0.0.1", port)))
    return _peers[-1]


@pytest.fixture(autouse=True)
async def hang_up():
    yield
    while _peers:
        writer = _peers.pop().writer
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()


# --- what is slow -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHost: he"], ids=["nothing", "half the headers"])
async def test_who_sends_no_request_is_cut_off_after_ten_seconds(serve, sent) -> None:
    waiting = await peer(await serve())
    waiting.sends(sent)
    await asyncio.sleep(0.05)
    serve.later(9.0)
    assert await waiting.is_open()
    serve.later(10.5)
    assert await waiting.is_cut_off()


async def test_a_body_that_does_not_come_is_cut_off_after_ten_seconds(serve) -> None:
    silent = await peer(await serve())
    silent.sends(POST % 100)
    await asyncio.sleep(0.05)
    silent.sends(b"five!")
    await serve.received(5)
    serve.later(9.0)
    assert await silent.is_open()
    serve.later(10.5)
    assert await silent.is_cut_off()


async def test_a_slow_body_has_time_for_its_size(serve) -> None:
    """Sabotage: with BODY_S alone for every body, the first look cuts it off."""
    slow = await peer(await serve())
    slow.sends(POST % 1_000_000)
    await asyncio.sleep(0.05)
    slow.sends(bytes(20 * 32 * 1024))
    await serve.received(20 * 32 * 1024)
    serve.later(28.0)
    assert await slow.is_open()
    serve.later(30.5)
    assert await slow.is_cut_off()


async def test_after_an_answer_a_connection_may_rest_longer(serve) -> None:
    resting = await peer(await serve())
    resting.sends(REQUEST)
    assert await resting.answer() == 200
    serve.later(70.0)
    assert await resting.is_open(), "closed as if it were new"
    resting.sends(b"GET / HT")
    await serve.received(8)
    serve.later(9.0)
    assert await resting.is_open()
    serve.later(10.5)
    assert await resting.is_cut_off(), "half a request rests no longer than a new connection"


async def test_a_rest_ends(serve) -> None:
    resting = await peer(await serve())
    resting.sends(REQUEST)
    assert await resting.answer() == 200
    serve.later(75.5)
    assert await resting.is_cut_off()


async def test_who_does_not_read_the_answer_is_cut_off(serve) -> None:
    raw = socket.socket()
    raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    raw.setblocking(False)
    await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", await serve()))
    raw.send(REQUEST.replace(b"/ HTTP", b"/big HTTP"))
    await asyncio.sleep(0.5)
    serve.later(0.0)
    serve.later(31.0)
    deaf = Peer(*await asyncio.open_connection(sock=raw))
    _peers.append(deaf)
    received = 0
    with contextlib.suppress(ConnectionError):
        while piece := await deaf.reader.read(1 << 20):
            received += len(piece)
    assert received < BIG


async def test_who_reads_the_answer_slowly_gets_all_of_it(serve) -> None:
    slow = await peer(await serve())
    slow.sends(REQUEST.replace(b"/ HTTP", b"/big HTTP"))
    for seconds in (0.0, 29.0):
        await slow.reader.readexactly(1 << 20)
        serve.later(seconds)
    head_and_rest = 0
    while piece := await slow.reader.read(1 << 20):
        head_and_rest += len(piece)
        if head_and_rest >= BIG - (2 << 20):
            break
    assert head_and_rest >= BIG - (2 << 20)


async def test_an_open_stream_is_not_idle(serve) -> None:
    held = await peer(await serve())
    held.sends(
        b"GET /stream HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
        b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    await held.reader.readuntil(b"\r\n\r\n")
    serve.later(3600.0)
    assert await held.is_open()


async def test_nobody_has_to_tell_the_server_to_look(serve, monkeypatch) -> None:
    monkeypatch.setattr(connections, "SWEEP_S", 0.01)
    monkeypatch.setattr(connections, "HEADERS_S", 0.05)
    assert await (await peer(await serve())).is_cut_off()


# --- a full room ----------------------------------------------------------------------------------------------------


async def test_the_one_that_waited_longest_makes_way(serve) -> None:
    port = await serve(most=4)
    first, *others = [await peer(port) for _ in range(4)]
    await asyncio.sleep(0.05)
    late = await peer(port)
    late.sends(REQUEST)
    assert await late.answer() == 200
    assert await first.is_cut_off()
    assert all([await other.is_open() for other in others])


async def test_bodies_that_never_come_fill_no_room(serve) -> None:
    port = await serve(most=4)
    for _ in range(4):
        (await peer(port)).sends(POST % 100)
    await asyncio.sleep(0.05)
    late = await peer(port)
    late.sends(REQUEST)
    assert await late.answer() == 200


async def test_many_idle_connections_keep_nobody_out(serve) -> None:
    port = await serve(most=8)
    for _ in range(60):
        await peer(port)
    for _ in range(3):
        asking = await peer(port)
        asking.sends(REQUEST)
        assert await asking.answer() == 200


class Handler:
    """For a connection without a socket."""

    def connection_made(self, transport) -> None: ...


class Transport:
    def __init__(self, address: str) -> None:
        self.address, self.aborted = address, False

    def get_extra_info(self, _name: str):
        return (self.address, 4711)

    def get_write_buffer_size(self) -> int:
        return 0

    def abort(self) -> None:
        self.aborted = True


async def arrives(among: Connections, address: str) -> Transport:
    transport = Transport(address)
    Connection(Handler(), among).connection_made(transport)
    return transport


async def test_one_address_gets_half_of_the_room() -> None:
    among = Connections(6)
    greedy = [await arrives(among, "192.0.2.1") for _ in range(10)]
    assert [each.aborted for each in greedy] == [True] * 7 + [False] * 3
    others = [await arrives(among, f"192.0.2.{n}") for n in (2, 3, 4)]
    assert not any(each.aborted for each in others + greedy[-3:])


async def test_this_machine_may_have_all_of_it_since_a_proxy_speaks_for_everybody() -> None:
    among = Connections(6)
    assert not any([(await arrives(among, address)).aborted for address in ("127.0.0.1", "::1") * 3])


def test_an_ipv6_visitor_counts_by_network_and_a_mapped_one_as_ipv4() -> None:
    assert counted_as("2001:db8::1") == counted_as("2001:db8::ffff:1")
    assert counted_as("::ffff:192.0.2.1") == "192.0.2.1"
    assert counted_as("") == ""


# --- what cannot be read, and defects -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "request_",
    [
        b"POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"POST / HTTP/1.1\r\nHost: here\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\nabcd",
        b"GET / HTTP/1.1\r\nHost: here\r\nContent-Length: -1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 TLS\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: here\r\n\r\n",
    ],
    ids=["chunks", "gzip", "length", "tls", "long"],
)
async def test_what_cannot_be_read_is_refused_and_the_server_goes_on(serve, request_) -> None:
    port = await serve()
    garbled = await peer(port)
    garbled.sends(request_)
    assert await garbled.answer() == 400
    fine = await peer(port)
    fine.sends(REQUEST)
    assert await fine.answer() == 200


async def test_a_defect_is_told_without_its_words(serve) -> None:
    unlucky = await peer(await serve())
    unlucky.sends(REQUEST.replace(b"/ HTTP", b"/broken HTTP"))
    answer = await unlucky.reader.readuntil(b"}")
    assert answer.startswith(b"HTTP/1.1 500")
    assert answer.endswith(b'{"code": "failed"}')


async def test_no_free_descriptor_is_survived_and_logged_once(serve, monkeypatch) -> None:
    logged = []
    monkeypatch.setattr(server.log, "error", lambda event, **fields: logged.append((event, fields)), raising=False)
    port = await serve()
    real, refused = socket.socket.accept, []

    def accept(self):
        if len(refused) < 2:
            refused.append(self)
            raise OSError(errno.EMFILE, "Too many open files")
        return real(self)

    monkeypatch.setattr(socket.socket, "accept", accept)
    patient = await peer(port)
    patient.sends(REQUEST)
    assert await patient.answer() == 200  # asyncio tries again each second
    assert len(refused) == 2
    assert logged == [("server.exhausted", {"code": "EMFILE"})]


async def test_a_reset_in_the_middle_harms_nothing(serve) -> None:
    port = await serve()
    gone = await peer(port)
    gone.sends(POST % 100 + b"some")
    gone.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    gone.writer.close()
    fine = await peer(port)
    fine.sends(REQUEST)
    assert await fine.answer() == 200
