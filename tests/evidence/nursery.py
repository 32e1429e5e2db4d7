"""Runs one damaged file after another through the product's own children, each in a process of its own.

Starting Python and loading the decoders takes fifty times as long as reading a small file. So the decoders are loaded
once, and each file gets a fork of that process, which runs the child's own ``main`` without its warm-up: it locks
itself down as ever, then reads the file. Nothing survives from one file to the next. Every fiftieth file goes the
product's whole way instead, with a child that was started for it.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import signal
import sys
import time
from collections.abc import Callable
from typing import Final

import numpy as np

from generation.disclosure import verify, verify_child
from generation.disclosure.c2pa import Anchors
from generation.disclosure.watermark import Reader
from generation.errors import PhotoRefused
from generation.intake import child as decode_child
from generation.intake.decode import Decoder

WALL_S: Final = 20.0  # the product kills at 15
PIPE_BYTES: Final = 1 << 20
UNCAUGHT: Final = 70  # exit status of a child that an exception ended
WHOLE_WAY: Final = 50  # every so many
# What a file may be refused for, from the table of generation/intake/README.md.
CODES: Final = frozenset({
    "animated", "camera_colours", "not_a_photo", "polyglot", "too_costly", "too_few_pixels", "too_many_pixels",
    "too_narrow", "unreadable",
})  # fmt: skip
READ, REFUSED, CRASHED, HUNG, UNTYPED = "read", "refused", "crashed", "hung", "untyped"
GOOD: Final = (READ, REFUSED)

Main = Callable[[], None]
Judge = Callable[[bytes], str]


class Decode:
    """The child that reads a photo."""

    sent_first: bytes = b""

    def __init__(self) -> None:
        decode_child.warm_up()
        decode_child.warm_up = lambda: None
        self._decoder = Decoder()

    def main(self) -> None:
        decode_child.main(os.fdopen(0, "rb"), os.fdopen(1, "wb"))

    def judged(self, answer: bytes) -> str:
        """READ for as many pixels as the header announces, REFUSED for a known code, else UNTYPED."""
        if found := re.fullmatch(rb"no (\w+) (\S+) (\S+) (\S+)\n", answer):
            return REFUSED if found[1].decode() in CODES else UNTYPED
        header = re.match(rb"says \w+\nP6\n(\d+) (\d+)\n255\n", answer)
        if header and len(answer) - header.end() == 3 * int(header[1]) * int(header[2]) > 0:
            return READ
        return UNTYPED

    def whole_way(self, data: bytes) -> str:
        try:
            pixels = self._decoder.decode(data)
        except PhotoRefused as refused:
            return REFUSED if refused.code in CODES else UNTYPED
        return READ if pixels.ndim == 3 and pixels.dtype == np.uint8 else UNTYPED

    def close(self) -> None:
        self._decoder.close()


class Verify:
    """The child that reads every mark of a file."""

    def __init__(self, anchors: Anchors, header: bytes) -> None:
        self.sent_first, self._anchors = header, anchors
        reader = Reader()
        verify_child._warm_up(reader, anchors)
        verify_child.Reader = lambda: reader
        verify_child._warm_up = lambda *_: None

    def main(self) -> None:
        sys.stdin, sys.stdout = os.fdopen(0, "r"), os.fdopen(1, "w")
        verify_child.main()

    def judged(self, answer: bytes) -> str:
        """READ for an object with a finding for each mark, REFUSED for one with a known code, else UNTYPED."""
        try:
            said = json.loads(answer)
            verify._believed(answer)
        except Exception:
            return UNTYPED
        if not isinstance(said, dict):
            return UNTYPED
        if "refused" in said:
            return REFUSED if said["refused"] in CODES else UNTYPED
        return READ if {"credentials", "metadata", "watermark", "label", "fingerprint"} <= said.keys() else UNTYPED

    def whole_way(self, data: bytes) -> str:
        found = verify.look(data, anchors=self._anchors)
        if found.refused:
            return REFUSED if found.refused in CODES else UNTYPED
        return READ if len(found.fingerprint) == 64 else UNTYPED

    def close(self) -> None:
        pass


def forked(child: Decode | Verify, data: bytes, wall_s: float = WALL_S) -> str:
    """What became of this file in a child of its own."""
    to_child, from_child = _pipe(child.sent_first + data), os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        _be_the_child(child.main, to_child, from_child[1])
    os.close(to_child)
    os.close(from_child[1])
    answer, hung = _heard(from_child[0], pid, wall_s)
    _, status = os.waitpid(pid, 0)
    if hung:
        return HUNG
    if os.WIFSIGNALED(status):
        limits = os.WTERMSIG(status) in {signal.SIGXCPU, signal.SIGKILL}  # the kernel holds it to its own limits
        return REFUSED if limits else CRASHED
    return child.judged(answer) if os.WEXITSTATUS(status) == 0 else UNTYPED


def _pipe(data: bytes) -> int:
    """A pipe that holds these bytes already and ends after them."""
    out, into = os.pipe()
    fcntl.fcntl(into, fcntl.F_SETPIPE_SZ, PIPE_BYTES)
    os.set_blocking(into, False)
    written = os.write(into, data)
    os.close(into)
    if written < len(data):
        raise ValueError(f"{len(data)} bytes do not fit a pipe")
    return out


def _be_the_child(main: Main, source: int, sink: int) -> None:
    """Never returns. Two pipes, nothing else open, no environment."""
    status = UNCAUGHT
    try:
        os.dup2(source, 0)
        os.dup2(sink, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.closerange(3, 1024)
        os.environ.clear()
        os.chdir("/")
        main()
        if not sys.stdout.closed:
            sys.stdout.flush()
        status = 0
    finally:
        os._exit(status)


def _heard(pipe: int, pid: int, wall_s: float) -> tuple[bytes, bool]:
    """All that the child says, and whether it had to be killed for saying nothing more and not ending."""
    answer, ends = bytearray(), time.monotonic() + wall_s
    hung = False
    while True:
        ready, _, _ = select.select([pipe], [], [], max(0.0, ends - time.monotonic()))
        if not ready:
            os.kill(pid, signal.SIGKILL)
            hung = True
            break
        piece = os.read(pipe, PIPE_BYTES)
        if not piece:
            break
        answer += piece
    os.close(pipe)
    return bytes(answer), hung
