"""Requests byte by byte, as no client library would send them."""

from __future__ import annotations

import asyncio
import contextlib

PATIENCE_S = 20.0


async def exchange(port: int, request: bytes) -> tuple[int, bytes]:
    """Status and the whole answer; (0, b"") when the connection was closed without one."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = b""
    try:
        writer.write(request)
        async with asyncio.timeout(PATIENCE_S):
            with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
                answer = await reader.readuntil(b"\r\n\r\n")
                length = [line for line in answer.lower().split(b"\r\n") if line.startswith(b"content-length:")]
                answer += await reader.readexactly(int(length[0].partition(b":")[2]) if length else 0)
    finally:
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()
    return (int(answer.split()[1]) if answer else 0), answer


def request(method: str, path: str, headers: dict[str, str | bytes], body: bytes = b"") -> bytes:
    """``headers``: values as they go over the wire. The length is added."""
    lines = [f"{method} {path} HTTP/1.1".encode()]
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        lines.append(name.encode() + b": " + (value if isinstance(value, bytes) else value.encode()))
    return b"\r\n".join([*lines, b"", body])
