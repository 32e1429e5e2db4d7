"""How often the invisible mark is seen where there is none: many unmarked crops, each tried in every way it is read.

Crop ``n`` is the same in every run, whichever process reads it, so that the work is shared between cores and a smaller
run is the beginning of a larger one. Nothing here is timed.
"""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from generation.disclosure import survival, watermark
from generation.disclosure.watermark import Reader
from generation.images import RgbImage

SEED = 5
LEAST_CROP = 0.4  # of the shorter side
SIDE = 512  # pixels to which a larger crop is made smaller
PART = 100  # crops one process reads before it takes the next ones
ORIGIN = "random square crops, 40 to 100 % of the shorter side"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """``bits``: for each crop the most matching bits of 32 over all ways it was tried; ``origin``: of the crops."""

    bits: tuple[int, ...]
    origin: str

    @property
    def found(self) -> int:
        return sum(bits >= watermark.FOUND for bits in self.bits)

    @property
    def probable(self) -> int:
        return sum(watermark.PROBABLE <= bits < watermark.FOUND for bits in self.bits)

    @property
    def bound(self) -> float:
        """Of 10,000 crops at most this many are called marked, with 95 % confidence."""
        return 1e4 * upper_bound(self.found, len(self.bits))

    @property
    def rate(self) -> float:
        """How many of 10,000 crops were called marked, as counted."""
        return 1e4 * self.found / len(self.bits)

    def sentence(self) -> str:
        return (
            f"{self.found} found and {self.probable} probable in {len(self.bits)} unmarked crops (most bits: "
            f"{max(self.bits)} of 32). Counted: {self.rate:.1f} found of 10,000. Proven with 95 % confidence: at most "
            f"{self.bound:.1f} of 10,000; to prove at most 1, {needed(1e-4):,} crops without a single hit are needed. "
            f"Origin: {self.origin}."
        )


def tried(paths: Sequence[Path], decoder: Path, count: int) -> Tried:
    """Reads ``count`` crops of the portraits at ``paths`` on all cores, politely. Tells its progress."""
    parts = [range(first, min(first + PART, count)) for first in range(0, count, PART)]
    bits: list[int] = []
    with ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_alone, initargs=(paths, decoder)) as pool:
        for read in pool.map(_part, parts):
            bits += read
            print(f"\r{len(bits)} crops", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return Tried(bits=tuple(bits), origin=f"{ORIGIN}, of {len(paths)} portraits")


def crops(photos: Sequence[RgbImage], numbers: range) -> Iterator[RgbImage]:
    """These crops, of the photos in turn."""
    for n in numbers:
        random = np.random.default_rng((SEED, n))
        photo = photos[n % len(photos)]
        height, width = photo.shape[:2]
        side = int(min(height, width) * random.uniform(LEAST_CROP, 1.0))
        top, left = random.integers(0, height - side + 1), random.integers(0, width - side + 1)
        yield survival.to_side(photo[top : top + side, left : left + side], SIDE)


def photo(path: Path) -> RgbImage:
    with Image.open(path) as picture:
        return np.asarray(ImageOps.exif_transpose(picture).convert("RGB"))


def upper_bound(hits: int, tries: int, confidence: float = 0.95) -> float:
    """The highest rate that still gives ``hits`` or fewer in ``tries`` with 5 % chance (Clopper and Pearson, 1934)."""
    low, high = hits / tries, 1.0
    for _ in range(60):
        rate = (low + high) / 2
        below = sum(math.comb(tries, k) * rate**k * (1 - rate) ** (tries - k) for k in range(hits + 1))
        low, high = (rate, high) if below > 1 - confidence else (low, rate)
    return high


def needed(rate: float, confidence: float = 0.95) -> int:
    """How many tries without a hit bound a rate by ``rate``."""
    return math.ceil(math.log(1 - confidence) / math.log(1 - rate))


# --- in a process of its own --------------------------------------------------------------------------------------

_loaded: tuple[list[RgbImage], Reader]


def _alone(paths: Sequence[Path], decoder: Path) -> None:
    """Loads what every part needs; yields to everything else on the machine."""
    global _loaded  # noqa: PLW0603 - a pool hands its tasks nothing else
    os.nice(19)
    _loaded = [photo(path) for path in paths], Reader(decoder)


def _part(numbers: range) -> list[int]:
    photos, reader = _loaded
    return [reader.read(crop).matching for crop in crops(photos, numbers)]
