"""Finds single strands: lets a first opinion of the matte follow the picture's own colours between the sure areas.

Within a small window hair and what is behind it lie on a line in colour space, so the matte there is a linear function
of colour (Levin, Lischinski, Weiss, "A Closed-Form Solution to Natural Image Matting", 2008). The system of these lines
is never stored: windows of 11 x 11 pixels make its product with a matte two box filters (He, Sun, Tang, "Fast Matting
Using Large Kernel Matting Laplacian Matrices", 2010), and from a good first opinion a few steps of conjugate gradients
are enough. It is solved at half size, on the unknown pixels alone, a fifth of the frame; the lines found there are read
at the full size, where strands are sharp.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.engines.studio.colours import Floats, Pixels, sampled
from generation.images import Mask, RgbImage

WINDOW = (11, 11)  # pixels of the half size
NOISE = 3e-5  # variance, colours 0..1: differences below it say nothing
STEPS = 6  # of conjugate gradients; on drawn hair 20 changed nothing
LEVELS = np.float32(255)
PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))  # of colours: the entries of a covariance, by rows

Places = NDArray[np.intp]  # of pixels in a picture, row after row, (N,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A first opinion of the matte, (h, w) each. ``matte``: 0..1, and exactly that where ``unknown`` is 0.

    ``trust``: what leaving it costs there, against leaving the colours' line; 0.003 before a calm wall.
    """

    matte: Mask
    unknown: Mask
    trust: Mask


def refined(half: RgbImage, first: Opinion, frame: RgbImage, places: Places) -> Floats:
    """The matte of some pixels of ``frame``, given by their ``places`` in it, (N,), 0..1. ``half``: it at half size."""
    lines = Lines.of(half, np.flatnonzero(first.unknown))
    matte = first.matte.copy()
    matte.ravel()[lines.unknown] = _solved(lines, first)
    height, width = frame.shape[:2]
    line = sampled(lines.around(lines.pulled(matte)), places, width, height)
    pixel = frame.reshape(-1, 3)[places] / LEVELS
    return np.asarray(np.einsum("nc,nc->n", line[:, :3], pixel) + line[:, 3], np.float32).clip(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The colour lines of a picture around its unknown pixels. A line is what a matte is in one window: its slope along
    red, green and blue, and its offset.

    ``planes``: (h, w) each, red, green, blue 0..1 and a 1; ``share``: (h, w), of each window that lies in the picture.
    Of the ``unknown`` pixels, (N,): their colour, ``tint`` (4, N), and share, ``inside`` (N,). Of the ``windows`` that
    hold one, (K,): ``mean`` colour (3, K), ``inverse`` covariance (6, K, by rows) and share, ``cover`` (K,).
    """

    planes: tuple[Floats, ...]
    share: Floats
    unknown: Places
    tint: Floats
    inside: Floats
    windows: Places
    mean: Floats
    inverse: Floats
    cover: Floats

    @classmethod
    def of(cls, image: Pixels, unknown: Places) -> Lines:
        """Of an 8-bit picture (h, w, 3)."""
        planes = (*(np.divide(plane, LEVELS) for plane in cv2.split(image)), np.ones(image.shape[:2], np.float32))
        near = np.zeros(image.shape[:2], np.uint8)
        near.ravel()[unknown] = 1
        # one pixel further than the windows of the unknown: in the end lines are read between pixels
        windows = np.flatnonzero(cv2.dilate(near, np.ones((WINDOW[0] + 2, WINDOW[1] + 2), np.uint8)))
        colour = cv2.merge(planes)
        averaged = _mean(colour)
        *totals, cover = _taken(averaged, windows)
        mean = np.stack(totals) / cover
        squares = [planes[i] * planes[j] for i, j in PAIRS]
        # four planes at a time, as the blur has it; the last four overlap the first
        some, rest = (_taken(_mean(cv2.merge(four)), windows) for four in (squares[:4], squares[2:]))
        seen = (*some, *rest[2:])
        return cls(
            planes=planes,
            share=averaged[..., 3],
            unknown=unknown,
            tint=_taken(colour, unknown),
            inside=averaged[..., 3].ravel()[unknown],
            windows=windows,
            mean=mean,
            inverse=_inverse([part / cover - mean[i] * mean[j] for part, (i, j) in zip(seen, PAIRS, strict=True)]),
            cover=cover,
        )

    def pulled(self, matte: Mask) -> Pixels:
        """A matte (h, w) times ``planes``, (h, w, 4)."""
        return cv2.merge([plane * matte for plane in self.planes])

    def fitted(self, products: Pixels) -> Floats:
        """Each window's best line, (h, w, 4), 0 elsewhere. ``products``: of a matte, as ``pulled`` gives them."""
        *sums, level = _taken(_mean(products), self.windows)
        red, green, blue = (part - mean * level for part, mean in zip(sums, self.mean, strict=True))
        rr, rg, rb, gg, gb, bb = self.inverse
        slope = (
            (rr * red + rg * green + rb * blue) / self.cover,
            (rg * red + gg * green + gb * blue) / self.cover,
            (rb * red + gb * green + bb * blue) / self.cover,
        )
        offset = level / self.cover - slope[0] * self.mean[0] - slope[1] * self.mean[1] - slope[2] * self.mean[2]
        return _laid([*slope, offset], self.windows, products.shape)

    def around(self, products: Pixels) -> Floats:
        """The mean line of the windows around each pixel, (h, w, 4), right at unknown pixels and one beside them."""
        return np.asarray(_mean(self.fitted(products)) / self.share[..., None], np.float32)

    def away(self, matte: Floats, products: Pixels | None = None) -> Floats:
        """How far the unknown pixels leave the lines around them, (N,): the matting Laplacian times a ``matte`` (N,).

        ``products``: as above, of a matte that is not 0 at all other pixels.
        """
        if products is None:
            products = _laid([part * matte for part in self.tint], self.unknown, (*self.share.shape, 4))
        red, green, blue, offset = _taken(_mean(self.fitted(products)), self.unknown)
        along = red * self.tint[0] + green * self.tint[1] + blue * self.tint[2] + offset
        return np.asarray(self.inside * matte - along, np.float32)


def _inverse(covariance: Sequence[Floats]) -> Floats:
    """The entries of symmetric 3 x 3 matrices, by rows, of their inverses: (6, K)."""
    rr, rg, rb, gg, gb, bb = covariance
    rr, gg, bb = (part + np.float32(NOISE) for part in (rr, gg, bb))
    minors = gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg
    whole = rr * minors[0] + rg * minors[1] + rb * minors[2]
    entries = np.stack([*minors, rr * bb - rb * rb, rb * rg - rr * gb, rr * gg - rg * rg])
    return np.asarray(entries / whole, np.float32)


def _solved(lines: Lines, first: Opinion) -> Floats:
    """Conjugate gradients on the unknown pixels, (N,), from the first opinion on."""
    matte, trust = (plane.ravel()[lines.unknown] for plane in (first.matte, first.trust))
    rest = -lines.away(matte, lines.pulled(first.matte))
    step = rest.copy()
    size = float(np.vdot(rest, rest))
    for _ in range(STEPS):
        turned = lines.away(step) + trust * step
        curved = float(np.vdot(step, turned))
        if curved <= 1e-9:  # nothing unknown, or solved
            break
        matte += size / curved * step
        rest -= size / curved * turned
        size, before = float(np.vdot(rest, rest)), size
        step = rest + size / before * step
    return matte


def _mean(planes: Pixels) -> Floats:
    # nothing beyond the border, not its mirror: only so the system is symmetric, as the gradients need it
    return np.asarray(cv2.blur(planes, WINDOW, borderType=cv2.BORDER_CONSTANT), np.float32)


def _taken(planes: Pixels, places: Places) -> Floats:
    """Four planes (h, w, 4) at some pixels, (4, N)."""
    return np.ascontiguousarray(np.take(planes.reshape(-1, 4), places, axis=0).T)


def _laid(parts: Sequence[Floats], places: Places, shape: tuple[int, ...]) -> Floats:
    """Four planes ``shape`` with these values (N,) at some pixels, 0 elsewhere."""
    laid = np.zeros(shape, np.float32)
    # numpy moves a pixel's 16 bytes as one complex number five times quicker than as four floats
    laid.reshape(-1, 4).view(np.complex128)[places, 0] = np.stack(parts, axis=1).view(np.complex128)[:, 0]
    return laid
