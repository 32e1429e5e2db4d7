"""Frees an engine's memory when nobody has asked for a picture for a while.

The operator may use the graphics card for other work. The engine loads again by itself with the next job; one that
holds little memory (the studio) has no ``unload`` and is skipped. The worker passes the time in.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Idle:
    """``after_s``: seconds without work, 0 for never. ``since_s``: when work last ended; None once unloaded."""

    after_s: float
    since_s: float | None = None

    def worked(self, at_s: float) -> None:
        """A job has just ended; what it used is loaded."""
        self.since_s = at_s

    def due(self, at_s: float) -> bool:
        """Whether it is time to free memory; true once after each period of work."""
        if not self.after_s or self.since_s is None or at_s - self.since_s < self.after_s:
            return False
        self.since_s = None
        return True
