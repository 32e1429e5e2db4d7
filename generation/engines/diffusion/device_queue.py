"""Schedules the one accelerator: one picture at a time, and the job that came first paints first.

Several pictures are in work at once, so that decoding, checking and sealing go on while another one is painted. A plain
lock would let a later job overtake an earlier one; here the earlier job's next picture always goes first.
"""

from __future__ import annotations

import heapq
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count

LOOKS_UP_S = 0.02  # how often a waiting picture calls ``check``


@dataclass(slots=True)
class Turns:
    """Thread-safe."""

    _changed: threading.Condition = field(default_factory=threading.Condition)
    _queue: list[tuple[int, int]] = field(default_factory=list)  # (ticket, arrival) of those who wait
    _taken: bool = False
    _numbers: Iterator[int] = field(default_factory=count)

    def ticket(self) -> int:
        """A ticket for one job; the lower ticket goes first."""
        with self._changed:
            return next(self._numbers)

    @contextmanager
    def turn(self, ticket: int, check: Callable[[], None]) -> Iterator[None]:
        """Waits for the accelerator and holds it. ``check`` may raise while waiting, e.g. ``Cancelled``."""
        self._take(ticket, check)
        try:
            yield
        finally:
            with self._changed:
                self._taken = False
                self._changed.notify_all()

    def _take(self, ticket: int, check: Callable[[], None]) -> None:
        with self._changed:
            place = (ticket, next(self._numbers))
            heapq.heappush(self._queue, place)
            try:
                while self._taken or self._queue[0] != place:
                    self._changed.wait(LOOKS_UP_S)
                    check()
                self._taken = True
            finally:
                self._queue.remove(place)
                heapq.heapify(self._queue)
                self._changed.notify_all()
