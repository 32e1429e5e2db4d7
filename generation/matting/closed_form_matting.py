"""Finds single strands: refines a first estimate of the matte by the picture's colours between the sure areas.

In a small window the colours of hair and background lie on a line in colour space, so the matte is a linear function
of colour (Levin, Lischinski, Weiss, "A Closed-Form Solution to Natural Image Matting", 2008). The matting Laplacian is
never stored: windows have 14 x 14 pixels and lie two pixels apart, and two box filters give its product with a matte
(He, Sun, Tang, "Fast Matting Using Large Kernel Matting Laplacian Matrices", 2010). From a good first estimate a few
steps of conjugate gradients are enough. The system is solved at half size, for the unknown pixels alone, a fifth of the
frame. The lines found there are applied at full size, where strands are sharp.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, RgbImage
from generation.matting.colours import Floats, Pixels, laid, sampled

APART = 2  # pixels of the half size between two windows
WINDOW = (7, 7)  # side of a window, in these steps
NOISE = 3e-5  # variance of colours 0..1: smaller differences are noise
STEPS = 6  # of conjugate gradients; 20 steps changed nothing on drawn hair
LEVELS = np.float32(255)
PAIRS = ((0, 0), (0, 1), (0, 2), (1, 1), (1, 2), (2, 2))  # of colours: the entries of a covariance, by rows

Places = NDArray[np.intp]  # of pixels in a picture, row after row, (N,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A first estimate of the matte, (h, w) each. ``matte``: 0..1, final where ``unknown`` is 0.

    ``trust``: the cost of leaving ``matte``, relative to leaving the colour line; 0.003 before a calm wall.
    """

    matte: Mask
    unknown: Mask
    trust: Mask


def refined(half: RgbImage, first: Opinion, frame: RgbImage, places: Places) -> Floats:
    """The matte of the pixels of ``frame`` at ``places``, (N,), 0..1. ``half``: the frame at half size."""
    lines = Lines.of(half, np.flatnonzero(first.unknown))
    matte = first.matte.copy()
    matte.ravel()[lines.unknown] = _solved(lines, first)
    height, width = frame.shape[:2]
    line = sampled(lines.around(matte) / lines.share[..., None], places, width, height)
    pixel = np.take(frame.reshape(-1, 3), places, axis=0) / LEVELS
    return np.asarray(np.einsum("nc,nc->n", line[:, :3], pixel) + line[:, 3], np.float32).clip(0, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The colour lines of a picture: in each window a linear function from colour to matte, three slopes and an offset.

    ``planes``: red, green, blue 0..1, and ones, (h, w) each. For each window, (h / 2, w / 2): ``mean`` colour,
    ``inverse`` covariance by rows, and ``share`` inside the picture. For the ``unknown`` pixels, (N,): their ``tint``
    (4, N), the index ``at`` of the window around each, and that window's share, ``inside``.
    """

    planes: tuple[Floats, ...]
    mean: tuple[Floats, ...]
    inverse: tuple[Floats, ...]
    share: Floats
    unknown: Places
    tint: tuple[Floats, ...]
    at: Places
    inside: Floats

    @classmethod
    def of(cls, image: Pixels, unknown: Places) -> Lines:
        """The lines of an 8-bit picture (h, w, 3)."""
        planes = (
            *(np.asarray(plane / LEVELS, np.float32) for plane in cv2.split(image)),
            np.ones_like(image[..., 0], np.float32),
        )
        *sums, share = (_windowed(plane) for plane in planes)
        mean = tuple(part / share for part in sums)
        squares = [_windowed(planes[i] * planes[j]) / share - mean[i] * mean[j] for i, j in PAIRS]
        row, column = np.divmod(unknown, image.shape[1])
        at = np.minimum(row // APART, share.shape[0] - 1) * share.shape[1]
        at += np.minimum(column // APART, share.shape[1] - 1)
        return cls(
            planes=planes,
            mean=mean,
            inverse=_inverse(squares),
            share=share,
            unknown=unknown,
            tint=tuple(plane.ravel()[unknown] for plane in planes),
            at=at,
            inside=share.ravel()[at],
        )

    def around(self, matte: Mask) -> Floats:
        """The best lines of the windows around each window's middle: sum over number, (h / 2, w / 2, 4)."""
        *sums, level = cv2.split(_windowed(cv2.merge([plane * matte for plane in self.planes])))
        red, green, blue = (part - mean * level for part, mean in zip(sums, self.mean, strict=True))
        rr, rg, rb, gg, gb, bb = self.inverse
        slope = (
            (rr * red + rg * green + rb * blue) / self.share,
            (rg * red + gg * green + gb * blue) / self.share,
            (rb * red + gb * green + bb * blue) / self.share,
        )
        offset = level / self.share - slope[0] * self.mean[0] - slope[1] * self.mean[1] - slope[2] * self.mean[2]
        return _mean(cv2.merge([*slope, offset]))

    def away(self, matte: Floats, whole: Mask | None = None) -> Floats:
        """The matting Laplacian times a ``matte`` (N,): how far the unknown pixels leave the lines around them, (N,).

        ``whole``: the same matte, (h, w); needed unless it is 0 at all other pixels.
        """
        if whole is None:
            whole = laid(matte, self.unknown, self.planes[0].shape)
        line = np.take(self.around(whole).reshape(-1, 4), self.at, axis=0).T
        along = line[0] * self.tint[0] + line[1] * self.tint[1] + line[2] * self.tint[2] + line[3]
        return np.asarray(self.inside * matte - along, np.float32)


def _inverse(covariance: Sequence[Floats]) -> tuple[Floats, ...]:
    """The inverses of symmetric 3 x 3 matrices; entries by rows, as in ``PAIRS``."""
    rr, rg, rb, gg, gb, bb = covariance
    rr, gg, bb = (part + np.float32(NOISE) for part in (rr, gg, bb))
    minors = gg * bb - gb * gb, rb * gb - rg * bb, rg * gb - rb * gg
    whole = rr * minors[0] + rg * minors[1] + rb * minors[2]
    entries = (*minors, rr * bb - rb * rb, rb * rg - rr * gb, rr * gg - rg * rg)
    return tuple(entry / whole for entry in entries)


def _solved(lines: Lines, first: Opinion) -> Floats:
    """The matte of the unknown pixels, (N,), by conjugate gradients from the first estimate on."""
    matte, trust = (plane.ravel()[lines.unknown] for plane in (first.matte, first.trust))
    rest = -lines.away(matte, first.matte)
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


def _windowed(planes: Pixels) -> Floats:
    """The mean over each window."""
    height, width = planes.shape[:2]
    return _mean(cv2.resize(planes, (-(-width // APART), -(-height // APART)), interpolation=cv2.INTER_AREA))


def _mean(planes: Pixels) -> Floats:
    # zeros beyond the border, not a mirror image: conjugate gradients need a symmetric system
    return np.asarray(cv2.blur(planes, WINDOW, borderType=cv2.BORDER_CONSTANT), np.float32)
