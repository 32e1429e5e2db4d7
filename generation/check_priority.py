"""Photo checks go first: threads that make pictures wait between two of their steps while a photo is checked.

Thread priorities alone are not enough: a low-priority thread that loses its processor may still hold the interpreter or
a network that the check needs next.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

MOST_S = 2.0
"""Most seconds one step waits, about three checks: a flood of photos slows pictures down but never stops them."""


class RightOfWay:
    """Shared by every thread of a worker."""

    def __init__(self, most_s: float = MOST_S) -> None:
        self._most_s = most_s
        self._checks = 0
        self._changed = threading.Condition()

    @contextlib.contextmanager
    def taken(self) -> Iterator[None]:
        """A context in which a photo is being checked."""
        with self._changed:
            self._checks += 1
        try:
            yield
        finally:
            with self._changed:
                self._checks -= 1
                self._changed.notify_all()

    def give(self) -> None:
        """Returns at once when no photo is being checked, else when all checks are done or after ``most_s``."""
        with self._changed:
            self._changed.wait_for(lambda: not self._checks, self._most_s)

    def before(self, asked: Callable[[], bool]) -> Callable[[], bool]:
        """The same question, asked only after giving way; an engine asks it between its steps."""

        def giving() -> bool:
            self.give()
            return asked()

        return giving
