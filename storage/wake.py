"""Wake-up between processes on one machine: a unix datagram that says "look at the rows of this topic". Between hosts
PostgreSQL's NOTIFY says the same (``db/notifying.py``) and calls ``heard``.

It is only a hint. The rows are the truth, and every process polls them each second anyway: a datagram that is lost,
doubled or late costs time, never work. Each process binds one socket in a shared folder; a hint goes to every socket
there and holds nothing but the topic's name. Where the path is too long for a socket, a process wakes only itself.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import hashlib
import os
import socket
import tempfile
from pathlib import Path

from storage.ids import new_id

LONGEST_PATH = 100  # bytes; sockaddr_un holds 108 on Linux, 104 on macOS
LONGEST_TOPIC = 64


class Waker:
    """``hint(topic)`` tells every process, ``await wait(topic, timeout_s)`` returns at the next hint or the timeout.

    A hint that comes while nobody waits is kept for the next ``wait``, so "no work, then wait" misses none. A hint that
    woke somebody is kept as well: a second worker slot then looks too, at the cost of one query.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pending: set[str] = set()
        self._waiting: dict[str, set[asyncio.Future[None]]] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._path = folder / f"{new_id()[:12]}.sock"
        self._socket = _bound(self._path)

    @classmethod
    def open(cls, data: Path) -> Waker:
        """The waker of the installation whose data lie in ``data``."""
        folder = meeting_place(data)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cls(folder)

    def hint(self, topic: str) -> None:
        """Never blocks, and never raises for a process that is gone or whose buffer is full."""
        self._wake(topic)
        if self._socket is None:
            return
        for path in self._folder.glob("*.sock"):
            if path == self._path:
                continue
            try:
                self._socket.sendto(topic.encode()[:LONGEST_TOPIC], str(path))
            except (ConnectionRefusedError, FileNotFoundError):
                path.unlink(missing_ok=True)  # left by a killed process
            except OSError:
                continue  # its buffer is full, so it wakes up anyway

    def heard(self, topic: str) -> None:
        """Wakes this process alone."""
        self._wake(topic)

    async def wait(self, topic: str, timeout_s: float) -> bool:
        """True at a hint, False after ``timeout_s`` seconds. The caller looks at the rows in both cases."""
        self._listen()
        if topic in self._pending:
            self._pending.discard(topic)
            return True
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        waiting = self._waiting.setdefault(topic, set())
        waiting.add(woken)
        try:
            async with asyncio.timeout(timeout_s):
                await woken
        except TimeoutError:
            return False
        finally:
            waiting.discard(woken)
        return True

    def close(self) -> None:
        if self._socket is None:
            return
        if self._loop is not None and not self._loop.is_closed():
            self._loop.remove_reader(self._socket)
        self._socket.close()
        self._path.unlink(missing_ok=True)

    def _listen(self) -> None:
        loop = asyncio.get_running_loop()
        if self._socket is not None and self._loop is not loop:
            self._loop = loop
            loop.add_reader(self._socket, self._receive, self._socket)

    def _receive(self, ours: socket.socket) -> None:
        with contextlib.suppress(BlockingIOError):
            while True:
                self._wake(ours.recv(LONGEST_TOPIC).decode(errors="replace"))

    def _wake(self, topic: str) -> None:
        self._pending.add(topic)
        for woken in self._waiting.get(topic, ()):
            if not woken.done():
                woken.set_result(None)


def _bound(path: Path) -> socket.socket | None:
    """None when ``path`` is too long for a socket; then only polling is left."""
    ours = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    ours.setblocking(False)
    try:
        ours.bind(str(path))
    except OSError as refused:
        ours.close()
        if refused.errno in {None, errno.ENAMETOOLONG, errno.EINVAL}:  # None: Python's own "path too long"
            return None
        raise
    return ours


def meeting_place(data: Path) -> Path:
    """The folder of the sockets: in the data folder, or in the temporary folder when that path is too long."""
    here = data / "run"
    if len(os.fsencode(here)) + len("/123456789012.sock") <= LONGEST_PATH:
        return here
    name = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"candid-{os.getuid()}-{name}"
