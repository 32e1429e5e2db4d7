"""The time budget for measuring one photo: a check that overruns it ends with a refusal at its next ``spend``."""

from __future__ import annotations

import threading
import time
from typing import Final

from generation.errors import PhotoRefused

CPU_S: Final = 5.0  # ten times the slowest ordinary photo; counted per thread, so other work does not count
WALL_S: Final = 20.0  # wall-clock time, whatever the cause


class Budget:
    """Starts when it is created. Shared by the threads that measure one photo."""

    def __init__(self, cpu_s: float = CPU_S, wall_s: float = WALL_S) -> None:
        self._cpu_s, self._ends = cpu_s, time.monotonic() + wall_s
        self._lock, self._begun = threading.Lock(), dict[int, float]()
        self._spent = dict[int, float]()
        self.spend()

    def spend(self) -> None:
        """Call it between steps. Raises ``PhotoRefused`` (``too_costly``) once either time is used up."""
        me, now = threading.get_ident(), time.thread_time()
        with self._lock:
            self._spent[me] = now - self._begun.setdefault(me, now)
            over = sum(self._spent.values()) > self._cpu_s
        if over or time.monotonic() > self._ends:
            raise PhotoRefused("too_costly")
