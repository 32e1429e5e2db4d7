"""Times taken inside the bot's process, written to a file that the bench reads once the bot has stopped."""

from __future__ import annotations

import json
import os
import time
from array import array
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

from bot.ports import Platform

P = TypeVar("P", bound=Platform)

STAND_IN_MS = "X-Stand-In-Ms"  # header in which what stands in for a chat service says how long it took itself
_elsewhere_ms: ContextVar[float] = ContextVar("elsewhere_ms", default=0.0)


def spent_elsewhere(ms: float) -> None:
    """Notes that the stand-in took so long for one call, within the answer under way."""
    _elsewhere_ms.set(_elsewhere_ms.get() + ms)


def take_elsewhere_ms() -> float:
    """What was noted in this task since it was last asked."""
    noted = _elsewhere_ms.get()
    _elsewhere_ms.set(0.0)
    return noted


class Acks:
    """``ms``: from what a platform sent to its acknowledgement, for each."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.ms = array("d")  # eight bytes for each: they lie in the process whose memory is measured
        self.at = array("d")  # the instant of each, seconds since 1970

    def acknowledged(self, ms: float) -> None:
        self.ms.append(ms)
        self.at.append(time.time())

    def written_when_stopped(self, platform: P) -> P:
        """The same platform, which writes the times after it has stopped."""
        stop = platform.stop

        async def stop_and_write() -> None:
            await stop()
            pairs = json.dumps([list(self.at), list(self.ms)])
            half = self._path.with_suffix(f".{os.getpid()}")
            half.write_text(pairs, encoding="ascii")
            half.replace(self._path)  # whole or not at all, whoever reads meanwhile

        platform.stop = stop_and_write  # type: ignore[method-assign]  # the bench's own bot, for its one run
        return platform


def timed(path: Path) -> list[tuple[float, float]]:
    """The instant and the milliseconds of each acknowledgement of the bot that ended last."""
    at, ms = json.loads(path.read_text(encoding="ascii"))
    return list(zip(at, ms, strict=True))


def within(acks: list[tuple[float, float]], span: tuple[float, float]) -> list[float]:
    """The milliseconds of the acknowledgements between two instants."""
    return [taken for when, taken in acks if span[0] <= when <= span[1]]
