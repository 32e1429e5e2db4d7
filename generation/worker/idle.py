"""Gives an engine's memory back to the machine when nobody has asked for a picture for a while.

A graphics card is shared with whoever sits at the machine. The engine loads again by itself with the next job; one
that holds next to nothing (the studio) has no ``unload`` and is left alone. The worker says what time it is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Idle:
    """``after_s``: seconds without work, 0 for never. ``since_s``: when work last ended; None once unloaded."""

    after_s: float
    since_s: float | None = None

    def worked(self, at_s: float) -> None:
        """A job has just ended: whatever it used is loaded."""
        self.since_s = at_s

    def due(self, at_s: float) -> bool:
        """Whether it is time to give memory back; true once after each stretch of work."""
        if not self.after_s or self.since_s is None or at_s - self.since_s < self.after_s:
            return False
        self.since_s = None
        return True
