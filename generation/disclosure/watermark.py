"""The invisible mark: one fixed public 32-bit tag, the same in every picture; it names nobody and numbers nothing.

It is hidden at 160 x 160, scaled up and added to the full picture, strongest where the picture has texture of its own,
weak on flat backdrops, so that no mottling shows. Anybody can remove, copy or forge it: it is there to tell people,
not to convict anybody, and its absence means nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import container
from generation.disclosure.rivagan import BITS, Decoder, Encoder
from generation.images import Mask, RgbImage

TAG = 0x1B654477  # sixteen ones, sixteen zeros; carries no meaning
CANONICAL = 160  # pixels: 160 kept the survival table at half the cost of 256 (README.md)
ZOOMS = (1.0, 0.85)  # how large the picture is laid before the decoder: the second one undoes a crop
STRENGTH_FLAT, STRENGTH_TEXTURED = 0.3, 0.65
DARK, BRIGHT = 0.4, 100.0  # at black the mark has this share of its strength, from this mean luma (0..255) all of it
TEXTURED = 8.0  # standard deviation of luma (0..255) over 9 x 9 canonical pixels from which the mark is full strength
STRENGTHS = (1.0, 1.35, 1.8)  # tried in this order; at the last the PSNR is still above 42 dB
ROWS = 32  # of the full picture marked at once: few enough to stay in the processor's cache
COARSE_QUALITY = 50  # JPEG; of the changes in survival.py the one that hurts the mark most
SAFE = 29  # bits read after that from which a strength is taken: one more than FOUND
ONE = 0.52  # the decoder's threshold, from the wheel's own code
FOUND, PROBABLE = 28, 26  # matching bits of 32: measured false hits in README.md

Finish: TypeAlias = Callable[[RgbImage], RgbImage]

_BITS: Final = np.array([(TAG >> (BITS - 1 - n)) & 1 for n in range(BITS)], np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """``matching``: the best number of matching bits of 32 over the ways tried."""

    matching: int

    @property
    def found(self) -> bool:
        return self.matching >= FOUND

    @property
    def probable(self) -> bool:
        return PROBABLE <= self.matching < FOUND


class Writer:
    """Holds the encoder; safe to share between threads."""

    def __init__(self, encoder: Path) -> None:
        self._encoder = Encoder(encoder)

    def residual(self, image: RgbImage) -> NDArray[np.float32]:
        """What to add to the picture at strength 1: (H, W, 3), in levels of 0..255."""
        small = _laid(image, CANONICAL)
        residual = self._encoder.residual(_planes(small), _BITS) * _strength(small)[..., None]
        height, width = image.shape[:2]
        rgb = np.ascontiguousarray(residual[..., ::-1]) * np.float32(127.5)
        return np.asarray(cv2.resize(rgb, (width, height), interpolation=cv2.INTER_CUBIC), np.float32)


class Marker:
    """Marks a picture as weakly as it bears: stronger only when the mark would not outlive a coarse JPEG."""

    def __init__(self, writer: Writer, reader: Reader) -> None:
        self._writer, self.reader = writer, reader

    def mark(self, image: RgbImage, painted: Mask | None = None, finish: Finish = lambda image: image) -> RgbImage:
        """A marked copy, same shape, after ``finish``, which draws over it: that counts when strength is chosen."""
        del painted
        residual = self._writer.residual(image)
        marked = image
        for strength in STRENGTHS:
            marked = finish(added(image, residual, strength))
            coarse = container.re_encoded(marked, side=min(image.shape[:2]), quality=COARSE_QUALITY)
            if self.reader.read_own(coarse).matching >= SAFE:
                break
        return marked


def added(image: RgbImage, residual: NDArray[np.float32], strength: float) -> RgbImage:
    """The picture with the mark at this strength.

    Each value is rounded up or down by chance, the same for the three colours, so that steps under one level survive.
    The seed is fixed: the same picture is always marked the same way.
    """
    chance = np.random.default_rng(TAG)
    marked = np.empty_like(image)
    for top in range(0, image.shape[0], ROWS):
        rows = slice(top, top + ROWS)
        levels = np.float32(strength) * residual[rows]
        levels += image[rows]
        levels += chance.random((*levels.shape[:2], 1), np.float32)
        marked[rows] = np.clip(levels, 0, 255, out=levels)  # which rounds down
    return marked


class Reader:
    """Finds the mark. Holds the decoder; safe to share between threads."""

    def __init__(self, decoder: Path) -> None:
        self._decoder = Decoder(decoder)

    def read_own(self, image: RgbImage) -> Reading:
        """For a picture that was not cropped, turned or mirrored: one look, for the seal."""
        return Reading(matching=self._matching(image, 1.0))

    def read(self, image: RgbImage) -> Reading:
        """For a picture that went through other hands: as it is and mirrored, whole and as if cropped."""
        best = 0
        for zoom in ZOOMS:
            for way in (image, image[:, ::-1]):
                best = max(best, self._matching(way, zoom))
                if best >= FOUND:
                    return Reading(matching=best)
        return Reading(matching=best)

    def _matching(self, image: RgbImage, zoom: float) -> int:
        scores = self._decoder.scores(_planes(_laid(image, round(CANONICAL * zoom))))
        return int(np.count_nonzero((scores > ONE) == (_BITS > 0.5)))


def _laid(image: RgbImage, side: int) -> RgbImage:
    """The picture squeezed to ``side`` x ``side``."""
    shrinking = min(image.shape[:2]) >= side
    way = cv2.INTER_AREA if shrinking else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(np.ascontiguousarray(image), (side, side), interpolation=way), np.uint8)


def _planes(small: RgbImage) -> NDArray[np.float32]:
    scaled = small.astype(np.float32) / np.float32(127.5) - 1
    return np.ascontiguousarray(scaled[:, :, ::-1])


def _strength(small: RgbImage) -> NDArray[np.float32]:
    """(side, side) factor for the mark: how much texture the picture itself has there."""
    luma = cv2.cvtColor(small, cv2.COLOR_RGB2GRAY).astype(np.float32)
    mean = cv2.boxFilter(luma, -1, (9, 9))
    deviation = np.sqrt(np.maximum(cv2.boxFilter(luma * luma, -1, (9, 9)) - mean * mean, 0))
    share = np.clip(deviation / TEXTURED, 0, 1)
    strength = STRENGTH_FLAT + (STRENGTH_TEXTURED - STRENGTH_FLAT) * share
    strength = strength * (DARK + (1 - DARK) * np.clip(mean / BRIGHT, 0, 1))
    return np.asarray(cv2.GaussianBlur(strength, (0, 0), 2.0), np.float32)
