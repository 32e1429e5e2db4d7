"""What measuring one photo may cost: a check that overruns its time ends with an answer, at the next look it takes."""

from __future__ import annotations

import threading
import time
from typing import Final

from generation.errors import PhotoRefused

CPU_S: Final = 5.0  # ten times what the slowest ordinary photo takes; counted per thread, so other work costs nobody
WALL_S: Final = 20.0  # and by the clock on the wall, whatever holds it up


class Budget:
    """Begins to run when it is made. Shared by the threads that measure one photo."""

    def __init__(self, cpu_s: float = CPU_S, wall_s: float = WALL_S) -> None:
        self._cpu_s, self._ends = cpu_s, time.monotonic() + wall_s
        self._lock, self._begun = threading.Lock(), dict[int, float]()
        self._spent = dict[int, float]()
        self.spend()

    def spend(self) -> None:
        """Called between steps. Raises ``PhotoRefused`` (``too_costly``) once either time is over."""
        me, now = threading.get_ident(), time.thread_time()
        with self._lock:
            self._spent[me] = now - self._begun.setdefault(me, now)
            over = sum(self._spent.values()) > self._cpu_s
        if over or time.monotonic() > self._ends:
            raise PhotoRefused("too_costly")
