"""Where a line of letters runs through a picture: straight, or along an arc. Bends letters, and straightens pixels.

Coordinates are continuous: the middle of the picture's first pixel is (0.5, 0.5).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure.label import Box
from generation.disclosure.typeset import Coverage

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Straight:
    """``x``: the horizontal middle of the line; ``y``: the vertical middle of its capitals."""

    x: float
    y: float

    def of(self, columns: Floats, rows: Floats) -> tuple[Floats, Floats]:
        """Picture coordinates of points ``columns`` right of the line's middle and ``rows`` below it."""
        x, y = np.broadcast_arrays(self.x + columns[None, :], self.y + rows[:, None])
        return x, y

    def along(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """The inverse of ``of``: columns and rows of these picture coordinates."""
        across, down = np.broadcast_arrays(x[None, :] - self.x, y[:, None] - self.y)
        return across, down

    def around(self, wide: float, tall: float) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of a band of this size about the line."""
        return self.x - wide / 2, self.y - tall / 2, self.x + wide / 2, self.y + tall / 2

    def larger(self, factor: float) -> Straight:
        return Straight(self.x * factor, self.y * factor)


@dataclass(frozen=True, slots=True)
class Arc:
    """Upright letters along the top (``up``) or the bottom of a circle, centred on its vertical axis."""

    x: float
    y: float
    radius: float  # to the middle of the capitals
    up: bool

    def of(self, columns: Floats, rows: Floats) -> tuple[Floats, Floats]:
        angle = columns[None, :] / self.radius
        radius = (self.radius - rows if self.up else self.radius + rows)[:, None]
        down = -1 if self.up else 1
        return self.x + radius * np.sin(angle), self.y + down * radius * np.cos(angle)

    def along(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        down = -1 if self.up else 1
        across, away = x[None, :] - self.x, down * (y[:, None] - self.y)
        rows = down * (np.hypot(across, away) - self.radius)
        return np.arctan2(across, away) * self.radius, np.asarray(rows, np.float32)

    def around(self, wide: float, tall: float) -> tuple[float, float, float, float]:
        angle = min(wide / 2 / self.radius, math.pi / 2)
        outer, inner = self.radius + tall / 2, self.radius - tall / 2
        half = outer * math.sin(angle)
        near, far = inner * math.cos(angle), outer
        if self.up:
            return self.x - half, self.y - far, self.x + half, self.y - near
        return self.x - half, self.y + near, self.x + half, self.y + far

    def larger(self, factor: float) -> Arc:
        return replace(self, x=self.x * factor, y=self.y * factor, radius=self.radius * factor)


Path = Straight | Arc


def box_around(path: Path, wide: float, tall: float, shape: tuple[int, ...]) -> Box:
    """The pixels that a band of this size may touch, inside a picture of ``shape``."""
    left, top, right, bottom = path.around(wide, tall)
    x, y = max(0, math.floor(left) - 1), max(0, math.floor(top) - 1)
    end_x, end_y = min(shape[1], math.ceil(right) + 1), min(shape[0], math.ceil(bottom) + 1)
    return Box(x=x, y=y, width=max(1, end_x - x), height=max(1, end_y - y))


def places(path: Path, box: Box) -> tuple[Floats, Floats]:
    """For each pixel of ``box``: how far right of the line's middle and how far below it, (H, W) twice."""
    x = np.arange(box.width, dtype=np.float32) + np.float32(box.x + 0.5)
    y = np.arange(box.height, dtype=np.float32) + np.float32(box.y + 0.5)
    return path.along(x, y)


def bent(letters: Coverage, middle: float, scale: int, at: tuple[Floats, Floats]) -> Coverage:
    """The letters, set ``scale`` times as large, as coverage of the pixels at ``places``."""
    columns, rows = at
    padded = np.pad(letters, 1)
    map_x = columns * scale + (padded.shape[1] / 2 - 0.5)
    map_y = rows * scale + (middle + 1 - 0.5)
    return np.asarray(
        cv2.remap(padded, map_x.astype(np.float32), map_y.astype(np.float32), cv2.INTER_LINEAR), np.float32
    )


def straightened(image: Floats, path: Path, size: tuple[int, int], *, above: float, step: float) -> Floats:
    """The band along ``path``, centred on the line's middle, from ``above`` rows over it. ``size``: width and height.

    ``step``: pixels of the image per pixel of the band.
    """
    wide, tall = size
    columns = (np.arange(wide, dtype=np.float32) + np.float32(0.5 - wide / 2)) * np.float32(step)
    rows = (np.arange(tall, dtype=np.float32) + np.float32(0.5 - above)) * np.float32(step)
    x, y = path.of(columns, rows)
    return np.asarray(
        cv2.remap(
            image,
            np.asarray(x - 0.5, np.float32),
            np.asarray(y - 0.5, np.float32),
            cv2.INTER_LINEAR,
            borderMode=cv2.BORDER_REPLICATE,
        )
    )
