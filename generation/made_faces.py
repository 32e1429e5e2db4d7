"""The faces of made-up people of one set, as numbers in memory; dropped with the job."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(slots=True)
class MadeFaces:
    """Thread-safe: the pictures of a set are judged side by side."""

    _lock: threading.Lock = field(default_factory=threading.Lock)
    _known: list[NDArray[np.float32]] = field(default_factory=list)

    def nearest(self, face: NDArray[np.float32], limit: float) -> float:
        """Cosine to the most alike face so far, 0 for the first; the face joins them when that is below ``limit``.

        ``face``: (128,), L2 norm 1.
        """
        with self._lock:
            nearest = max((float(face @ other) for other in self._known), default=0.0)
            if nearest < limit:
                self._known.append(face)
        return nearest

    def add(self, face: NDArray[np.float32]) -> None:
        """One that an earlier attempt at the set has stored."""
        with self._lock:
            self._known.append(face)
