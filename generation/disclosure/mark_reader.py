"""Looks for the invisible mark's field in a picture, without knowing where it was painted. Needs no weights.

1 brightness at ``SIDE`` pixels; 2 brightness less its soft shading, each pixel divided by its neighbourhood's variance,
so that faces, hair and cloth count for almost nothing and smooth walls in full; 3 the share of each of the field's
waves in the result; 4 how much better the field fits in one place than in the others, in standard deviations.

The picture is read as a whole first. A cropped or framed copy is searched at ``SCALES`` and in every place. Each is
read as it is and mirrored.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import pattern
from generation.disclosure.pattern import HIGH, Waves
from generation.images import RgbImage

Plane = NDArray[np.float32]

SIDE = 256  # pixels of the shorter side the search works on: no wave of the field is shorter than 7.5 of them
LONGEST = 4 * SIDE  # pixels; only the middle of a longer picture is read
PLACES = 128  # per frame and axis, at which the field is tried
WHOLE: Final = (1.0, 0.996, 1.004)  # frames per shorter side of an uncut copy: sizes are rounded to whole pixels
STEP = 1.012  # between two scales: half of it moves the shortest wave by a tenth of its length at the frame's edge
SCALES: Final = tuple(0.92 * STEP**n for n in range(55))  # up to 1.75: a crop to 57 %
DETAIL, SHADING, AROUND = 2.0, 4.0, 6.0  # sigma in pixels: for fine detail, for shading, for variance
BUSY = 3.0  # levels of fine detail from which a pixel counts less
NEVER = 3 * BUSY  # and from which it does not count
QUIET = 0.3  # levels: the least deviation assumed, so that perfectly flat places do not outweigh the rest
STRAY = 4.0  # deviations at which a pixel is clipped
WHITENING = 0.5  # the power by which waves that are strong in the picture count less
SEARCHED = 1.5  # deviations taken off the score of the search, since it has many more tries
FOUND, PROBABLE = 5.6, 5.1  # deviations: measured false hits in README.md


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """``score``: how well the field fits, in standard deviations; the best of the ways tried, the search's less
    ``SEARCHED``. Unmarked pictures score 1 to 4.
    """

    score: float

    @property
    def found(self) -> bool:
        return self.score >= FOUND

    @property
    def probable(self) -> bool:
        return PROBABLE <= self.score < FOUND


class Reader:
    """Finds the mark. Holds nothing; safe to share between threads."""

    def read_own(self, image: RgbImage, *, enough: float = math.inf) -> Reading:
        """For a picture that was not cropped, turned or mirrored: one look, for the seal. It ends at ``enough``."""
        return Reading(score=whole(evidence(image), mirrored=False, enough=enough))

    def read(self, image: RgbImage) -> Reading:
        """For a picture that may have been changed. It is searched only if the whole does not show the mark."""
        found = evidence(image)
        score = whole(found, mirrored=True)
        return Reading(score=score if score >= FOUND else max(score, searched(found) - SEARCHED))


def evidence(image: RgbImage) -> Plane:
    """(H, W), shorter side ``SIDE``: brightness less its shading, divided by the variance around."""
    luma = _laid(image)
    fine = luma - _soft(luma, DETAIL)
    detail = np.sqrt(_soft(fine * fine, DETAIL))
    weight = np.asarray(1 / (1 + (detail / np.float32(BUSY)) ** 4), np.float32)
    weight[detail > NEVER] = 0
    # averaged over pixels that count, so that a face's edge does not leak into the wall beside it
    rest = (luma - _soft(luma * weight, SHADING) / (_soft(weight, SHADING) + np.float32(1e-3))) * weight
    variance = _soft(rest * rest, AROUND) / (_soft(weight, AROUND) + np.float32(1e-2)) + np.float32(QUIET**2)
    most = STRAY * np.sqrt(variance)
    return np.asarray(np.clip(rest, -most, most) / variance, np.float32)


def searched(found: Plane) -> float:
    """The best fit at any scale, in any place, as it is or mirrored."""
    height, width = found.shape
    across, down = _turns(height, width)
    best = -np.inf
    shares = np.matmul(down, _times(found, across))
    for share in shares:
        for way in (share, share[::-1].conj()):
            best = max(best, float(_fit(way).max()))
    return best


def whole(found: Plane, *, mirrored: bool, enough: float = math.inf) -> float:
    """The best fit of the whole picture, at most 1/128 of a frame out of place; no better one is looked for once it is
    ``enough``.
    """
    height, width = found.shape
    best = -np.inf
    for scale in WHOLE:
        across, down = _waves(height, width, scale)
        share = down @ _times(found, across[None])[0]
        ways = [share]
        if mirrored:
            ways.append(share[::-1].conj() * _edge(width, min(height, width) * scale))
        for way in ways:
            fit = _fit(way)
            best = max(best, *(float(fit[y, x]) for y in (-1, 0, 1) for x in (-1, 0, 1)))
        if best >= enough:
            break
    return best


def _edge(width: int, frame: float) -> Waves:
    """(HIGH + 1,): the waves across at a picture's right edge, where a mirrored copy begins."""
    return np.asarray(np.exp(-2j * np.pi * np.arange(HIGH + 1) * (width / frame)), np.complex64)


def _fit(share: Waves) -> Plane:
    """(PLACES, PLACES): how well the field fits when shifted by each place, in standard deviations."""
    fit = share * pattern.spectrum().conj()
    size = np.abs(fit)
    energy = float(np.vdot(whitened := size ** (1 - WHITENING), whitened).real)
    if energy <= 0:
        return np.zeros((PLACES, PLACES), np.float32)
    fit *= whitened / np.maximum(size, np.float32(1e-12)) * np.float32(np.sqrt(2 / energy) / 2)
    laid = np.zeros((PLACES, PLACES, 2), np.float32)
    parts = np.stack((fit.real, fit.imag), axis=2)
    laid[: HIGH + 1, : HIGH + 1], laid[-HIGH:, : HIGH + 1] = parts[HIGH:], parts[:HIGH]
    # the mirror images of the first column's waves, which the inverse transform of a real plane expects
    laid[-HIGH:, 0] = laid[HIGH:0:-1, 0] * (1, -1)
    return np.asarray(cv2.dft(laid, flags=cv2.DFT_INVERSE | cv2.DFT_REAL_OUTPUT), np.float32)


@lru_cache(maxsize=2)
def _turns(height: int, width: int) -> tuple[Waves, Waves]:
    """The waves at all ``SCALES``: (scales, W, across) and (scales, down, H)."""
    both = [_waves(height, width, scale) for scale in SCALES]
    return np.stack([across for across, _ in both]), np.stack([down for _, down in both])


@lru_cache(maxsize=8)
def _waves(height: int, width: int, scale: float) -> tuple[Waves, Waves]:
    frame = min(height, width) * scale
    return pattern.columns(width, frame).conj(), np.ascontiguousarray(pattern.rows(height, frame).conj().T)


def _times(found: Plane, across: Waves) -> Waves:
    """(scales, H, across): the share of each wave in each line."""
    scales, width, waves = across.shape
    turns = np.ascontiguousarray(across.transpose(1, 0, 2)).reshape(width, -1)
    made = (found @ turns.view(np.float32)).view(np.complex64)
    return np.ascontiguousarray(made.reshape(-1, scales, waves).transpose(1, 0, 2))


def _laid(image: RgbImage) -> Plane:
    """(H, W) brightness in levels, shorter side ``SIDE``; only the middle of a very long picture."""
    height, width = image.shape[:2]
    scale = SIDE / min(height, width)
    tall, wide = (max(SIDE, round(side * scale)) for side in (height, width))
    luma = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY).astype(np.float32)
    small = cv2.resize(luma, (wide, tall), interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC)
    top, left = max(0, (tall - LONGEST) // 2), max(0, (wide - LONGEST) // 2)
    return np.asarray(small[top : top + LONGEST, left : left + LONGEST], np.float32)


def _soft(plane: Plane, sigma: float) -> Plane:
    return np.asarray(cv2.GaussianBlur(plane, (0, 0), sigma), np.float32)
