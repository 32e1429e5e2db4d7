"""Finds single strands: lets a first opinion of the matte follow the picture's own colours between the sure areas.

Within a small window hair and what is behind it lie on a line in colour space, so the matte there is a linear function
of colour (Levin, Lischinski, Weiss, "A Closed-Form Solution to Natural Image Matting", 2008). The system of these lines
is never stored: windows of 11 x 11 pixels make its product with a matte six box filters (He, Sun, Tang, "Fast Matting
Using Large Kernel Matting Laplacian Matrices", 2010), and from a good first opinion a few steps of conjugate gradients
are enough. It is solved at half size; the lines found there are read at the full size, where strands are sharp.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.engines.studio.colours import Floats, Pixels
from generation.images import Mask, RgbImage

WINDOW = (11, 11)  # pixels of the half size
NOISE = 3e-5  # variance, colours 0..1: differences below it say nothing
STEPS = 8  # of conjugate gradients; on drawn hair 20 changed nothing
LEVELS = 255.0


def refined(frame: RgbImage, known: Mask, prior: Mask, trust: Mask) -> Mask:
    """The matte of ``frame`` (H, W), 0..1. The others at half size: ``known`` 1 where ``prior`` is certain (0 or 1).

    ``trust``: what leaving the first opinion costs there, against leaving the colours' line; 0.003 before a calm wall.
    """
    size = (prior.shape[1], prior.shape[0])
    lines = Lines.of(cv2.resize(frame, size, interpolation=cv2.INTER_AREA))
    matte = _solved(lines, 1 - known, prior, trust)
    height, width = frame.shape[:2]
    slope = [_mean(part) / lines.cover for part in lines.fitted(matte)]
    red, green, blue, offset = (cv2.resize(part, (width, height), interpolation=cv2.INTER_LINEAR) for part in slope)
    found = frame[..., 0] * (red / LEVELS) + frame[..., 1] * (green / LEVELS) + frame[..., 2] * (blue / LEVELS) + offset
    return np.asarray(found, np.float32).clip(0, 1)


@dataclass(frozen=True, slots=True)
class Lines:
    """The colour lines of a picture. Planes (h, w): ``colour`` 0..1 and its window ``mean``, three each.

    ``inverse``: the six entries of each window's inverse covariance, by rows; ``cover``: its share inside the picture.
    """

    colour: tuple[Floats, ...]
    mean: tuple[Floats, ...]
    inverse: tuple[Floats, ...]
    cover: Floats

    @classmethod
    def of(cls, image: Pixels) -> Lines:
        """Of an 8-bit picture (h, w, 3)."""
        colour = tuple(np.ascontiguousarray(image[..., n], np.float32) / LEVELS for n in range(3))
        cover = _mean(np.ones(image.shape[:2], np.float32))
        mean = tuple(_mean(plane) / cover for plane in colour)

        def together(one: int, other: int) -> Floats:
            return np.asarray(_mean(colour[one] * colour[other]) / cover - mean[one] * mean[other], np.float32)

        rr, gg, bb = (together(n, n) + np.float32(NOISE) for n in range(3))
        rg, rb, gb = together(0, 1), together(0, 2), together(1, 2)
        minors = gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg
        whole = rr * minors[0] + rg * minors[1] + rb * minors[2]
        inverse = (*minors, rr * bb - rb * rb, rb * rg - rr * gb, rr * gg - rg * rg)
        return cls(colour, mean, tuple(part / whole for part in inverse), cover)

    def fitted(self, matte: Floats) -> tuple[Floats, ...]:
        """Each window's best line: the matte's slope along red, green and blue, and its offset."""
        level = _mean(matte) / self.cover
        pairs = zip(self.colour, self.mean, strict=True)
        red, green, blue = (_mean(plane * matte) / self.cover - mean * level for plane, mean in pairs)
        rr, rg, rb, gg, gb, bb = self.inverse
        slope = (
            rr * red + rg * green + rb * blue,
            rg * red + gg * green + gb * blue,
            rb * red + gb * green + bb * blue,
        )
        offset = level - slope[0] * self.mean[0] - slope[1] * self.mean[1] - slope[2] * self.mean[2]
        return (*slope, np.asarray(offset, np.float32))

    def away(self, matte: Floats) -> Floats:
        """How far each pixel leaves the lines of the windows around it: the matting Laplacian times a matte."""
        red, green, blue, offset = (_mean(part) for part in self.fitted(matte))
        along = red * self.colour[0] + green * self.colour[1] + blue * self.colour[2] + offset
        return np.asarray(self.cover * matte - along, np.float32)


def _solved(lines: Lines, unknown: Floats, prior: Mask, trust: Mask) -> Floats:
    """Conjugate gradients on the unknown pixels, from the first opinion on."""
    matte = prior.copy()
    rest = -unknown * lines.away(matte)
    step = rest.copy()
    size = float(np.vdot(rest, rest))
    for _ in range(STEPS):
        turned = unknown * (lines.away(step) + trust * step)
        curved = float(np.vdot(step, turned))
        if curved <= 1e-9:  # nothing unknown, or solved
            break
        matte += size / curved * step
        rest -= size / curved * turned
        size, before = float(np.vdot(rest, rest)), size
        step = rest + size / before * step
    return matte


def _mean(plane: Floats) -> Floats:
    # nothing beyond the border, not its mirror: only so the system is symmetric, as the gradients need it
    return np.asarray(cv2.blur(plane, WINDOW, borderType=cv2.BORDER_CONSTANT), np.float32)
