"""Photo checks go first: threads that make pictures wait, between two of their steps, while a photo is checked.

Priorities alone do not do it: a thread of low priority that loses its processor may hold the interpreter, or a network,
that the check needs next.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

MOST_S = 2.0
"""Seconds one step waits at most, some three checks: a flood of photos slows pictures and never stops them."""


class RightOfWay:
    """Shared by every thread of a worker."""

    def __init__(self, most_s: float = MOST_S) -> None:
        self._most_s = most_s
        self._checks = 0
        self._changed = threading.Condition()

    @contextlib.contextmanager
    def taken(self) -> Iterator[None]:
        """A photo is checked inside."""
        with self._changed:
            self._checks += 1
        try:
            yield
        finally:
            with self._changed:
                self._checks -= 1
                self._changed.notify_all()

    def give(self) -> None:
        """Returns at once where no photo is checked, else when all are done, or after the longest wait."""
        with self._changed:
            self._changed.wait_for(lambda: not self._checks, self._most_s)

    def before(self, asked: Callable[[], bool]) -> Callable[[], bool]:
        """The same question, put only after giving way: what an engine asks between its steps."""

        def giving() -> bool:
            self.give()
            return asked()

        return giving
