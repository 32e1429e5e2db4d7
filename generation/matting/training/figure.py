"""A head on a fine canvas, with the proportions of one drawn person, and the strands that grow from it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.benches.drawn import painter
from tests.benches.drawn.painter import FINE, HAIR, Colour, Tones

Places = NDArray[np.float64]  # (..., 2): column and row, pixels of the finished picture
STEPS = 24  # points of a strand


class Figure:
    """What all parts of one drawn person share: canvas ``p``, proportions, tones, and hairs too thin for the canvas.

    Coordinates are pixels of the finished picture, ``SIDE`` wide and high. Colours are 8-bit sRGB.
    """

    def __init__(self, rng: np.random.Generator, tones: Tones) -> None:
        self.p = painter.Painter(tones, int(rng.integers(2**31)))
        self.rng, self.tones = rng, tones
        self.middle = np.array([512 + rng.normal(0, 10), 490.0])
        self.half = np.array([rng.uniform(108, 134), rng.uniform(152, 176)])  # of the face, to the chin
        self.skull = self.half * np.array([1.08, 1.0])
        self.thin: list[tuple[Places, Colour, float]] = []  # strands, colour, largest share of a pixel

    def beside(self, right: float, down: float) -> Places:
        """A place so far from the middle of the face, (2,)."""
        return np.asarray(self.middle + np.array([right, down]))

    def scalp(
        self, count: int, low: float = 0.02, high: float = 0.98, depth: tuple[float, float] = (0.7, 1.0)
    ) -> tuple[Places, Places]:
        """Roots on the skull from ear over crown to ear, and the way out of the head at each."""
        at = np.pi * (1 + self.rng.uniform(low, high, count))
        out = np.stack([np.cos(at), np.sin(at)], 1)
        far = np.sqrt(self.rng.uniform(depth[0] ** 2, depth[1] ** 2, count))[:, None]
        return self.middle + out * far * self.skull * np.array([1.0, 1.02]), out

    def grown(
        self, roots: Places, out: Places, length: Places | float, *, fall: float, lift: float = 1.0, wave: float = 0.0,
        turns: float = 2.0, coil: float = 0.0, wild: float = 0.1, clumps: int = 60,
    ) -> Places:  # fmt: skip
        """Strands (N, STEPS, 2): they leave the head along ``out``, bend down by ``fall``, and wave in clumps."""
        rng, count = self.rng, len(roots)
        clump = rng.integers(0, clumps, count)
        size = np.broadcast_to(np.asarray(length, np.float64), (count,)) * rng.normal(1, 0.08, count)
        way = out * lift + rng.normal(0, wild, (count, 2)) + rng.normal(0, wild, (clumps, 2))[clump]
        bend = rng.normal(0, wild * 0.12, (clumps, STEPS, 2))[clump] + rng.normal(0, wild * 0.04, (count, STEPS, 2))
        path = np.zeros((count, STEPS, 2))
        place = roots.astype(np.float64).copy()
        for step in range(STEPS):
            path[:, step] = place
            way = way + bend[:, step] + np.array([0, fall / STEPS])
            way /= np.maximum(np.hypot(way[:, 0], way[:, 1]), 1e-6)[:, None]
            place = place + way * (size / STEPS)[:, None]
        t = np.linspace(0, 1, STEPS)[None]
        if wave:
            phase = rng.uniform(0, 6.28, clumps)[clump][:, None] + rng.normal(0, 0.25, (count, 1))
            path[..., 0] += wave * np.minimum(1, 2 * t) * np.sin(phase + 6.28 * turns * t)
        if coil:
            phase, many = rng.uniform(0, 6.28, (count, 1)), turns * rng.uniform(0.7, 1.3, (count, 1))
            path[..., 0] += coil * np.minimum(1, 3 * t) * np.cos(phase + 6.28 * many * t)
            path[..., 1] += coil * np.minimum(1, 3 * t) * np.sin(phase + 6.28 * many * t)
        return path

    def lay(
        self, path: Places, widths: tuple[float, ...] = (0.5, 1.0, 1.5), tone: Colour | None = None, spread: float = 22
    ) -> None:
        """Draws strands in groups of one shade and one width, in a random order."""
        order = self.rng.permutation(len(path))
        points = np.rint(path * FINE).astype(np.int32)
        for group in np.array_split(order, max(1, min(48, len(order) // 12))):
            colour = self.p.shade(tone or self.tones.hair, spread)
            wide = max(1, round(float(self.rng.choice(widths)) * FINE))
            cv2.polylines(self.p.canvas, list(points[group]), False, colour, wide)

    def loose(self, path: Places, strength: float = 0.5) -> None:
        """Hairs thinner than the canvas: laid over the finished person with a share below one."""
        self.thin.append((path, self.tones.hair, strength))

    def core(self, grow: tuple[float, float], lower: float = 0.0) -> None:
        """The dark inside of a head of hair, so that nobody looks through its middle."""
        inner = tuple(int(0.75 * v) for v in self.tones.hair)
        axes = self.skull * np.array(grow)
        self.p.oval((self.middle[0], self.middle[1] + lower), (axes[0], axes[1]), (*inner, HAIR))

    def cap(self, grow: float = 1.03, brow: float = 0.55, part: float = 0.0) -> None:
        """Hair on the skull down to a hairline, in strands."""
        turn = np.linspace(np.pi * 0.96, np.pi * 2.04, 40)
        outer = self.middle + self.skull * grow * np.stack([np.cos(turn), 1.02 * np.sin(turn)], 1)
        line = brow + 0.05 * np.sin(np.linspace(0, 9, 40) + self.rng.uniform(0, 6))
        inner = self.middle + self.skull * np.stack([0.92 * np.cos(turn[::-1]), line * np.sin(turn[::-1])], 1)
        self.p.filled(np.vstack([outer, inner]), (*self.tones.hair, HAIR))
        count = 700
        at = np.pi * (1 + self.rng.uniform(0.0, 1.0, count))
        far = self.rng.uniform(brow + 0.08, grow, count)[:, None]
        roots = self.middle + self.skull * far * np.stack([np.cos(at), np.sin(at)], 1)
        away = np.sign(roots[:, :1] - self.middle[0] - part)
        along = np.stack([-np.sin(at), np.cos(at)], 1) * np.where(np.cos(at)[:, None] > 0, 1, -1)
        along = np.where(np.abs(along[:, :1]) < 0.1, np.hstack([away, 0 * away]), along)
        self.lay(self.grown(roots, along, 30.0, fall=0.3, wild=0.15), (0.5, 1.0))
