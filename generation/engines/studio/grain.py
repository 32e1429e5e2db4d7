"""Measures the photo's own grain where the photo is smooth, and makes a sheet of the same grain for drawn backdrops.

A wall without noise beside a person with noise looks pasted; so does fine noise beside coarse noise. So two bands are
matched: diagonal Haar details of one and of two pixels, which edges and soft shading reach least (Donoho and Johnstone,
1994, estimate noise there). All figures are 8-bit levels of luma, which are close to even in L*.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, RgbImage

BLOCK = 16  # pixels: large enough for a spread, small enough to lie on a cheek
SMOOTHEST = 15  # percentile of blocks taken as smooth: what is left there is noise, not hair or weave
OF_EVEN = 0.93, 0.76  # share of its deviation that pure white noise shows in its smoothest blocks (measured, 20 seeds)
LEAST_BLOCKS = 12
READABLE = 25, 235  # luma: beyond these, levels are clipped and show no noise
LEAST = 0.8  # levels: breaks up bands in smooth tones, also where a photo shows no noise at all
MOST = 2.0  # more looks like felt at 100 %, however noisy the photo (looked at: 2.6)
COARSEST = 1.2  # two-pixel over one-pixel grain; more looks like felt, and in skin it is mostly pores
WHOLE_BLOCK = 0.999  # share of a block that counts as all of it
TILE = 512  # pixels after which the sheet repeats
ROUGH = 1.1  # sigma, pixels, of the sheet's coarse part
WHOLE = 64  # steps per level in which the sheet is kept


Plane: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Grain:
    """Standard deviation of the diagonal details of one (``fine``) and two pixels (``coarse``); white noise of
    deviation s has s in both.
    """

    fine: float = LEAST
    coarse: float = LEAST


def measured(frame: RgbImage, alpha: Mask, cover: Mask) -> Grain:
    """The geometric mean of the grain in the person's smoothest parts and in the photo's own smoothest wall.

    Skin is never as smooth as a wall, and its pores are no noise; a wall out of focus shows the noise alone. In a noisy
    photo both say the same. ``cover``: 1 where the photo covers the frame. All arrays have one height and width.
    """
    luma = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32)
    size = (luma.shape[1] // BLOCK, luma.shape[0] // BLOCK)
    mean, person, photo = (cv2.resize(plane, size, interpolation=cv2.INTER_AREA) for plane in (luma, alpha, cover))
    seen = (mean > READABLE[0]) & (mean < READABLE[1]) & (photo > WHOLE_BLOCK)
    bands = details(luma)
    regions = (person > WHOLE_BLOCK, person < 1 - WHOLE_BLOCK)
    fine, coarse = np.exp(np.mean([np.log(_smoothest(bands, seen & region)) for region in regions], axis=0))
    # in steps, so that a sheet of looks asks for the same tile
    return Grain(round(float(fine), 1), round(float(np.clip(coarse, fine, COARSEST * fine)), 1))


def _smoothest(bands: tuple[Plane, Plane], where: NDArray[np.bool_]) -> tuple[float, float]:
    """Fine and coarse grain of the smoothest blocks of a region; ``LEAST`` where it has too few blocks."""
    fine, coarse = bands[0][where], bands[1][where]
    if len(fine) < LEAST_BLOCKS:
        return LEAST, LEAST
    busy = fine + coarse
    smooth = busy <= np.percentile(busy, SMOOTHEST)
    found = float(np.median(fine[smooth])) / OF_EVEN[0], float(np.median(coarse[smooth])) / OF_EVEN[1]
    return float(np.clip(found[0], LEAST, MOST)), float(np.clip(found[1], LEAST, COARSEST * MOST))


def details(luma: Plane) -> tuple[Plane, Plane]:
    """Deviation of the diagonal Haar details of one and of two pixels per block, (H // BLOCK, W // BLOCK) each."""
    rows, columns = luma.shape[0] // BLOCK, luma.shape[1] // BLOCK
    plane, found = luma[: rows * BLOCK, : columns * BLOCK], []
    for level in (1, 2):
        a, b, c, d = plane[0::2, 0::2], plane[0::2, 1::2], plane[1::2, 0::2], plane[1::2, 1::2]
        diagonal = (a - b - c + d) / 2
        plane = np.asarray((a + b + c + d) / 2, np.float32)
        side = BLOCK >> level
        blocks = np.abs(diagonal).reshape(rows, side, columns, side).mean(axis=(1, 3))
        found.append(np.asarray(blocks * np.sqrt(np.pi / 2), np.float32))  # mean |x| to deviation
    return found[0], found[1]


def over(levels: NDArray[np.int16], grain: Grain, seed: int) -> RgbImage:
    """``levels``, (H, W, 3) in 64ths of an 8-bit level, with grain, rounded to whole levels; the grain hides bands."""
    high, wide = levels.shape[:2]
    tile = _tile(seed, grain)
    sheet = np.tile(tile, (-(-high // TILE), -(-wide // TILE), 1))[:high, :wide]
    return np.asarray(cv2.convertScaleAbs(np.maximum(cv2.add(levels, sheet), 0), alpha=1 / WHOLE), np.uint8)


@lru_cache(maxsize=8)
def _tile(seed: int, grain: Grain) -> NDArray[np.int16]:
    """(TILE, TILE, 3), grey, in 64ths of a level; wraps around. The same for every look of a photo."""
    rng = np.random.default_rng(seed)
    white, rough = (rng.standard_normal((TILE, TILE), np.float32) for _ in range(2))
    room = 8
    soft = np.asarray(cv2.GaussianBlur(np.pad(rough, room, mode="wrap"), (0, 0), ROUGH), np.float32)
    soft = soft[room:-room, room:-room]
    # the variance each kind adds to the two bands; then the amounts of each that give the wanted variances
    parts = np.array([[float(np.mean(band**2)) for band in details(kind)] for kind in (white, soft)], np.float64).T
    wanted = np.array([grain.fine**2, grain.coarse**2])
    amounts = np.sqrt(np.maximum(np.linalg.solve(parts, wanted), 0.0))
    grey = np.asarray((white * amounts[0] + soft * amounts[1]) * WHOLE, np.int16)
    tile = np.repeat(grey[..., None], 3, axis=2)
    tile.setflags(write=False)
    return tile
