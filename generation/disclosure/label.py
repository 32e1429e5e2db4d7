"""Shared terms of the visible label: its placements, its sizes and the shapes it is drawn with.

Each placement has its own file (``rim.py``, ``corner.py``, ``ring.py``, ``footer.py``), listed in ``forms.py``. Lengths
are shares of the ``side``, the shorter side of the picture as it is handed over, so that a label looks the same at
every size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure.typeset import Coverage
from generation.images import RgbImage
from storage.records import Placement

SHOWN_AS_CIRCLE = frozenset({"profile", "directory"})  # purposes


def natural(purpose: str) -> Placement:
    """The default placement of the label of a picture made for ``purpose``."""
    return Placement.RIM if purpose in SHOWN_AS_CIRCLE else Placement.CORNER


def chosen(placement: str, purpose: str) -> Placement:
    """The placement of this name; "" leaves it to the purpose. Raises ``ValueError`` for an unknown name."""
    return Placement(placement) if placement else natural(purpose)


@dataclass(frozen=True, slots=True)
class LabelRule:
    """Height of capitals as a share of the side: ``words`` those of the words, ``main`` those of a large "AI"."""

    words: float
    main: float


QUIET = LabelRule(words=0.026, main=0.035)  # 10.4 px at 400 px; the main element larger, as in the EU's icons
CN = LabelRule(words=0.05, main=0.06)  # GB 45438-2025 asks for 5 % of the shorter side
RULES = {"": QUIET, "cn": CN}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Pixels, top left corner and size."""

    x: int
    y: int
    width: int
    height: int

    @property
    def window(self) -> tuple[slice, slice]:
        """Rows and columns, to index an array that holds the box whole."""
        return slice(self.y, self.y + self.height), slice(self.x, self.x + self.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """Something opaque to lay on a picture: (H, W, 3) sRGB and its coverage."""

    pixels: RgbImage
    coverage: Coverage


def inked(coverage: Coverage, *, paper: NDArray[np.float32], ink: NDArray[np.float32]) -> RgbImage:
    """Letters in colour: ``paper`` where the coverage is 0, ``ink`` where it is 1; both (3,), sRGB 0..255."""
    return np.rint(paper + coverage[..., None] * (ink - paper)).astype(np.uint8)


def rounded(width: int, height: int, *, radius: float) -> Coverage:
    """Coverage of a rectangle with round corners, smooth at the edge (signed distance, one pixel wide)."""
    x = np.abs(np.arange(width, dtype=np.float32) + 0.5 - width / 2) - (width / 2 - radius)
    y = np.abs(np.arange(height, dtype=np.float32) + 0.5 - height / 2) - (height / 2 - radius)
    outside = np.hypot(np.maximum(x, 0)[None, :], np.maximum(y, 0)[:, None])
    inside = np.minimum(np.maximum(x[None, :], y[:, None]), 0)
    return np.asarray(np.clip(0.5 - (outside + inside - radius), 0, 1), np.float32)


def lay(image: RgbImage, patch: Patch, at: Box) -> RgbImage:
    """A copy of ``image`` with the patch on it. ``at`` must lie inside the image."""
    marked = image.copy()
    window = marked[at.window]
    cv2.copyTo(patch.pixels, (patch.coverage == 1).astype(np.uint8), window)
    edge = (patch.coverage > 0) & (patch.coverage < 1)  # few pixels: only these need blending
    blend = patch.coverage[edge][:, None]
    window[edge] = np.rint(window[edge] * (1 - blend) + patch.pixels[edge] * blend).astype(np.uint8)
    return marked


def to_eight(pixels: float) -> int:
    """Rounded up to a multiple of 8: JPEG codes blocks of 8 x 8, and the photo's blocks must not move."""
    return 8 * math.ceil(pixels / 8)
