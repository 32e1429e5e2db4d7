"""Notices a step on the accelerator that takes far longer than its steps take: a kernel that hangs answers nobody.

It interrupts nothing. The worker asks ``overdue`` and, when it says so, ends its own process: nothing else stops a
thread that waits inside a driver.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median

TIMES = 10.0  # the median step, before a step is overdue
LEAST_S = 20.0  # no step is overdue before: others may use the card for a moment
FIRST_S = 300.0  # a first step compiles kernels, if the operator asked for that, and warms up
LOADING_S = 900.0  # gigabytes from a slow disk
REMEMBERED = 100  # latest steps


@dataclass(slots=True)
class Watchdog:
    """Thread-safe. ``limit_s``: seconds a step may take; 0: ``TIMES`` the median of the steps so far.

    ``clock``: seconds of a monotonic clock. ``unhurried``: on a CPU a first step may take an hour, so only known steps
    are judged.
    """

    limit_s: float = 0.0
    clock: Callable[[], float] = time.monotonic
    unhurried: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _since: float | None = None
    _loading: bool = False
    _took: deque[float] = field(default_factory=lambda: deque(maxlen=REMEMBERED))

    def loading(self) -> None:
        """The model is being loaded."""
        with self._lock:
            self._since, self._loading = self.clock(), True

    def began(self) -> None:
        """The first step of a picture has begun."""
        with self._lock:
            self._since, self._loading = self.clock(), False

    def stepped(self) -> None:
        """A step is done, and the next one or the decoder has begun."""
        with self._lock:
            now = self.clock()
            if self._since is not None:
                self._took.append(now - self._since)
            self._since = now

    def ended(self) -> None:
        """Nothing runs on the accelerator."""
        with self._lock:
            self._since = None

    def overdue(self) -> bool:
        with self._lock:
            if self._since is None:
                return False
            allowed = self._allowed_s()
            return allowed is not None and self.clock() - self._since > allowed

    def _allowed_s(self) -> float | None:
        if self._loading:
            return LOADING_S
        if self.limit_s:
            return self.limit_s
        if not self._took:
            return None if self.unhurried else FIRST_S
        return max(LEAST_S, TIMES * median(self._took))
