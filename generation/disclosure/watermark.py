"""Puts the invisible mark into a picture: ``pattern``'s field of brightness, only where a program painted.

No pixel of the person changes: where nothing was painted the picture stays as it is, bit for bit. The field is as faint
as possible: it is made stronger only if it could not be read from the delivered file re-encoded as apps do. Anybody can
remove, copy or forge it: it informs people and proves nothing, and its absence means nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import container, pattern, survival
from generation.disclosure.container import Format
from generation.disclosure.mark_reader import FOUND, PROBABLE, Reader, Reading
from generation.images import Mask, RgbImage

__all__ = ["FOUND", "PROBABLE", "Marked", "Marker", "Reader", "Reading", "added"]

LADDER: Final = (0.25, 0.3, 0.36, 0.43, 0.52)  # levels of 0..255, standard deviation
HARD: Final = ("jpeg50", "circle400", "discord", "webp75")  # the changes in survival.py that hurt most, quickest first
SMALL_HARD: Final = "webp75"  # the costliest of them; the hardest only up to about the size of Discord's copies
LARGE = 768  # pixels, shorter side: from here on webp75 left 8.6 or more where the others left enough, 208 of 208 times
SAFE = 6.2  # deviations that must remain after each of them: more than FOUND
LEAST_PAINTED = 0.08  # share of the picture; with no more than this painted, nothing was found again (README.md)
STRIDE = 2  # most steps that a large picture climbs at once; a small one is quick to check and takes every step
R2: Final = (0xC13FA9A9, 0x91E10DA5)  # 2^32 over the plastic number and over its square: an evenly spread sequence

Finish: TypeAlias = Callable[[RgbImage], RgbImage]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """``image``: as it is delivered, with everything ``finish`` drew; ``strength``: levels, 0.0 without a mark."""

    image: RgbImage
    strength: float

    @property
    def hidden(self) -> bool:
        """Whether the mark is in it, so that it may be claimed."""
        return self.strength > 0


class Marker:
    """Holds no state of its own; safe to share between threads."""

    def __init__(self, reader: Reader | None = None) -> None:
        self.reader = reader or Reader()

    def mark(self, image: RgbImage, painted: Mask, finish: Finish = lambda image: image) -> Marked:
        """A marked copy after ``finish``, which draws letters over it. ``painted``: (H, W) 0..1, how much of each pixel
        a program painted. Where too little was painted, the copy carries no mark and its strength is 0.0.
        """
        if float(painted.mean()) < LEAST_PAINTED:
            return Marked(image=finish(image), strength=0.0)
        step = 0
        while True:
            done = finish(added(image, painted, LADDER[step]))
            file = container.as_delivered(done, Format.JPEG)  # the coarser of the formats it is delivered in
            lacking = self._lacking(file)
            if lacking <= 1 or step + 1 == len(LADDER):
                break
            step = _higher(step, lacking, STRIDE if min(image.shape[:2]) >= LARGE else 1)
        if lacking > 1 and min(self._scores(file)) < FOUND:
            return Marked(image=finish(image), strength=0.0)
        return Marked(image=done, strength=LADDER[step])

    def _lacking(self, file: RgbImage) -> float:
        """The factor by which the field is too faint for the first change it does not survive with margin, or 1.0."""
        weak = next((score for score in self._scores(file) if score < SAFE), SAFE)
        return SAFE / max(weak, 1.0)

    def _scores(self, file: RgbImage) -> Iterator[float]:
        """The score after each hard change, computed one by one."""
        large = min(file.shape[:2]) >= LARGE
        names = [name for name in HARD if not (large and name == SMALL_HARD)]
        return (self.reader.read_own(survival.CHANGES[name](file), enough=SAFE).score for name in names)


def added(image: RgbImage, painted: Mask, strength: float) -> RgbImage:
    """The picture with the field at this strength, times ``painted``. All three channels change by the same step.

    Each value is rounded up or down by a fixed sequence spread evenly over the picture, so that steps under one level
    survive. The same picture is always marked the same way.
    """
    height, width = image.shape[:2]
    raised = pattern.field(height, width) * painted
    raised *= np.float32(strength)
    raised += _thresholds(height, width)
    np.floor(raised, out=raised)
    grey = raised.astype(np.int16)
    return np.asarray(cv2.add(image, cv2.merge((grey, grey, grey)), dtype=cv2.CV_8U), np.uint8)


def _higher(step: int, lacking: float, stride: int) -> int:
    wanted = LADDER[step] * lacking
    last = min(step + stride, len(LADDER) - 1)
    return next((n for n in range(step + 1, last) if LADDER[n] >= wanted), last)


@lru_cache(maxsize=2)
def _thresholds(height: int, width: int) -> NDArray[np.float32]:
    """(height, width), 0..1 and never 1, so that nothing changes where nothing is added. Read-only: it is shared."""
    across, down = (
        np.arange(pixels, dtype=np.uint32) * np.uint32(step) for pixels, step in zip((width, height), R2, strict=True)
    )
    spread = ((down[:, None] + across[None]) >> np.uint32(8)).astype(np.float32) / np.float32(2**24)
    spread.setflags(write=False)
    return spread
