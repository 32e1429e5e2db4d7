"""Work that fails for a cause of its own is tried again in growing pauses, beside the rest, and the operator is told.

A full disk or a locked database is no cause of its own: it stops everything, and passes.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from storage.errors import DatabaseDamaged, DiskFull, StorageBusy

OF_EVERYBODY = (DiskFull, StorageBusy, DatabaseDamaged, OSError)
FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 600.0
TELL_AT = 4  # failures in a row; what passes by itself is gone by then
TELL_AGAIN_S = 3600.0  # one cause fills no terminal
MOST_KNOWN = 10_000


@dataclass(slots=True)
class _Failing:
    count: int
    not_before: float


class Strikes:
    """Failures in a row by what failed. ``notice``: takes a line for the operator, nothing about a person."""

    def __init__(self, notice: Callable[[str], None], clock: Callable[[], float] = time.monotonic) -> None:
        self._notice = notice
        self._clock = clock
        self._failing: dict[str, _Failing] = {}
        self._told: dict[str, float] = {}

    def rests(self, key: str) -> bool:
        """Whether this is not yet to be tried again."""
        failing = self._failing.get(key)
        return failing is not None and self._clock() < failing.not_before

    @property
    def resting(self) -> int:
        now = self._clock()
        return sum(now < failing.not_before for failing in self._failing.values())

    def failed(self, key: str, what: str, error: BaseException) -> int:
        """One more failure; returns how many there were in a row. ``what``: "A timer", for the operator's line."""
        failing = self._failing.setdefault(key, _Failing(count=0, not_before=0.0))
        failing.not_before = self._clock() + min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0**failing.count)
        failing.count += 1
        if failing.count == TELL_AT:
            self.tell(f"{what} fails again and again ({type(error).__name__}). The rest goes on; it is tried again.")
        while len(self._failing) > MOST_KNOWN:
            self._failing.pop(next(iter(self._failing)))
        return failing.count

    def over(self, key: str) -> None:
        self._failing.pop(key, None)

    def tell(self, line: str) -> None:
        """A line for the operator; the same one again at most once an hour."""
        now = self._clock()
        if now - self._told.get(line, -TELL_AGAIN_S) >= TELL_AGAIN_S:
            self._told[line] = now
            self._notice(line)
