"""Owns the decode children: one untrusted photo each, in a process without keys, database, environment or files.

A child reads one photo and never another. The next children are started ahead of time, so that no photo waits for them
(starting takes about 0.1 s of one core). A separate thread starts them: a child inherits its starter's priority, and
threads that make pictures have the lowest. Two children wait, so that a photo can be checked while a job reads another
photo. None is started while a photo is checked, since somebody waits for that check. A child that costs more than an
ordinary photo goes on at a lower priority, and one that overruns its limits is killed.
"""

from __future__ import annotations

import contextlib
import fcntl
import math
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import numpy as np

from generation.errors import PhotoRefused
from generation.images import RgbImage
from storage.records import UploadClaim

CHILD: Final = Path(__file__).with_name("child.py")
MAX_BYTES: Final = 25 * 1024 * 1024
WALL_S: Final = 15.0
ORDINARY_CPU_S: Final = 1.0  # its start included; twice what 12 megapixels take as HEIC, five times as JPEG
LOOK_EVERY_S: Final = 0.1
COSTLY_NICE: Final = 10  # below a check for which somebody waits, above the threads that make pictures
WAITING: Final = 2  # children started ahead
PIPE_BYTES: Final = 1 << 20  # Linux allows any user pipes this large: fewer, larger reads
MAX_HEADER: Final = 200
CODES: Final = frozenset({
    "animated", "camera_colours", "empty", "not_a_photo", "polyglot", "too_costly", "too_few_pixels",
    "too_many_pixels", "too_narrow", "unreadable",
})  # fmt: skip
"""All that a child may refuse for (README.md)."""
UNITS: Final = ("MP", "px", "sides")
MAX_OUT_PIXELS: Final = 4096 * 4096  # most the child may send back, whatever its header says

_Child = subprocess.Popen[bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """``image``: upright sRGB, (H, W, 3), longer side at most 4096 px. ``claim``: all that is kept of the metadata."""

    image: RgbImage
    claim: UploadClaim


class Decoder:
    """Thread-safe. Call ``start`` early so that a child is ready for the first photo; ``close`` ends all children.

    ``give_way`` is called before each child that is started ahead.
    """

    def __init__(
        self,
        *,
        wall_s: float = WALL_S,
        command: tuple[str, ...] | None = None,
        give_way: Callable[[], None] = lambda: None,
    ) -> None:
        self._wall_s, self._give_way = wall_s, give_way
        # -I: no environment, no user packages, no current folder on the path
        self._command = command or (sys.executable, "-I", str(CHILD))
        self._lock = threading.Lock()
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="decoder")
        self._waiting: list[_Child] = []  # oldest first
        self._closed = False

    def start(self) -> None:
        """Makes sure that children are waiting. Every child started ahead has the first caller's priority."""
        started = self._start_ahead()
        if started is not None:
            started.result()

    def decode(self, data: bytes) -> RgbImage:
        """The picture alone, as ``read`` gives it."""
        return self.read(data).image

    def read(self, data: bytes) -> Decoded:
        """The picture and what its file says. Raises ``PhotoRefused`` with the codes of ``README.md``."""
        if len(data) > MAX_BYTES:
            raise PhotoRefused("too_big", value=len(data) / 1e6, limit=MAX_BYTES / 1e6, unit="MB")
        child = self._take()
        if not self._waiting:
            self._start_ahead()  # now, during the decoding: the next photo may come before this one is read
        answered = threading.Event()
        threading.Thread(target=_watched, args=(child, answered, self._wall_s), daemon=True).start()
        try:
            return _talk(child, data)
        finally:
            answered.set()
            _end(child)
            self._start_ahead()

    def close(self) -> None:
        with self._lock:
            waiting, self._waiting, self._closed = self._waiting, [], True
        self._starter.shutdown(wait=False, cancel_futures=True)
        for child in waiting:
            _end(child)

    def __enter__(self) -> Decoder:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _start_ahead(self) -> Future[None] | None:
        """Lets the starter thread start the next children; None once closed."""
        with self._lock:
            return None if self._closed else self._starter.submit(self._fill)

    def _fill(self) -> None:
        while self._wants_more():
            self._give_way()
            child = self._spawn()
            with self._lock:
                if not self._closed:
                    self._waiting.append(child)
                    continue
            _end(child)

    def _wants_more(self) -> bool:
        with self._lock:
            return len(self._waiting) < WAITING and not self._closed

    def _take(self) -> _Child:
        """The living child that has waited longest, else a new one."""
        with self._lock:
            while self._waiting:
                child = self._waiting.pop(0)
                if child.poll() is None:
                    return child
                _end(child)
        return self._spawn()

    def _spawn(self) -> _Child:
        child = subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            close_fds=True,
            bufsize=0,
            start_new_session=True,  # a Ctrl-C for the worker does not reach it
        )
        for pipe in (child.stdin, child.stdout):
            if pipe is not None and hasattr(fcntl, "F_SETPIPE_SZ"):
                with contextlib.suppress(OSError):
                    fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
        return child


def _watched(child: _Child, answered: threading.Event, wall_s: float) -> None:
    """Until it has answered: lowers the priority of a costly child, and kills one that takes longer than ``wall_s``."""
    ends = time.monotonic() + wall_s
    ordinary = True
    while not answered.wait(min(LOOK_EVERY_S, max(0.0, ends - time.monotonic()))):
        if time.monotonic() >= ends:
            child.kill()
            return
        if ordinary and _cpu_s(child) > ORDINARY_CPU_S:
            ordinary = False
            with contextlib.suppress(OSError):  # it has just ended
                lower = max(COSTLY_NICE, os.getpriority(os.PRIO_PROCESS, child.pid))  # never a worker's own undone
                os.setpriority(os.PRIO_PROCESS, child.pid, lower)


def _cpu_s(child: _Child) -> float:
    """Processor seconds that all threads of this process have used; 0.0 once it has ended. The clock's number is
    that of clock_getcpuclockid(3) on Linux.
    """
    with contextlib.suppress(OSError):
        return time.clock_gettime((~child.pid << 3) | 2)
    return 0.0


def _talk(child: _Child, data: bytes) -> Decoded:
    """Sends the bytes, reads the answer. A child that died or broke the protocol counts as ``too_costly``."""
    stdin, stdout = child.stdin, child.stdout
    if stdin is None or stdout is None:
        raise PhotoRefused("too_costly")
    with contextlib.suppress(BrokenPipeError):
        view = memoryview(data)
        while view:
            view = view[stdin.write(view) :]
        stdin.close()
    match _line(stdout):
        case ["says", claim] if claim in list(UploadClaim):
            return Decoded(image=_read_picture(stdout), claim=UploadClaim(claim))
        case ["no", code, value, limit, unit] if code in CODES:
            raise _refused(code, value, limit, unit)
        case _:
            raise PhotoRefused("too_costly")


def _line(stdout: IO[bytes]) -> list[str]:
    """The words of the next line of a header. Raises ``PhotoRefused`` when it is cut off or too long."""
    line = b""
    while not line.endswith(b"\n"):
        byte = stdout.read(1)
        if not byte or len(line) > MAX_HEADER:
            raise PhotoRefused("too_costly")
        line += byte
    return line.decode("ascii", "replace").split()


def _read_picture(stdout: IO[bytes]) -> RgbImage:
    kind, size, levels = _line(stdout), _line(stdout), _line(stdout)
    if (kind, levels) != (["P6"], ["255"]) or len(size) != 2 or not all(side.isdigit() for side in size):
        raise PhotoRefused("too_costly")
    return _read_pixels(stdout, int(size[0]), int(size[1]))


def _read_pixels(stdout: IO[bytes], width: int, height: int) -> RgbImage:
    if not 0 < width * height <= MAX_OUT_PIXELS:
        raise PhotoRefused("too_costly")
    image: RgbImage = np.empty((height, width, 3), np.uint8)
    view = memoryview(image.data).cast("B")
    while view:
        count = stdout.readinto(view)  # type: ignore[attr-defined]  # an unbuffered pipe has it; its declared type lacks it
        if not count:
            raise PhotoRefused("too_costly")
        view = view[count:]
    return image


def _refused(code: str, value: str, limit: str, unit: str) -> PhotoRefused:
    if unit not in UNITS:
        return PhotoRefused(code)
    try:
        measured, most = float(value), float(limit)
    except ValueError:
        return PhotoRefused("too_costly")
    if not (math.isfinite(measured) and math.isfinite(most)):
        return PhotoRefused("too_costly")
    return PhotoRefused(code, value=measured, limit=most, unit=unit)


def _end(child: _Child) -> None:
    """Kills the child, whatever it is doing, and reaps it."""
    child.kill()
    for pipe in (child.stdin, child.stdout):
        if pipe is not None:
            with contextlib.suppress(OSError):
                pipe.close()
    child.wait()
