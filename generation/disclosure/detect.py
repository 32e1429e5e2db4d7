"""Finds a label in pixels, without being told where: a matched filter on brightness over the whole picture.

``find`` answers "is this label in this picture, about this big?"; the seal asks it about its own final bytes,
``verify`` about any picture in any language. Its score is the normalised cross-correlation of letters on ink.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import label, ring
from generation.disclosure.label import Box, Placement
from generation.disclosure.wording import Words
from generation.images import RgbImage

# Correlation from which a label counts as found, measured: README.md, "The label's detector".
FOUND: Mapping[Placement, float] = MappingProxyType({Placement.CHIP: 0.78, Placement.RING: 0.72, Placement.BADGE: 0.78})
LEAST_SIDE: Mapping[Placement, int] = MappingProxyType({Placement.CHIP: 200, Placement.RING: 200, Placement.BADGE: 96})
"""How small a copy, shorter side in pixels, the label must still be found in."""
MIN_CONTRAST = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A label to look for.

    ``drawn_side``: shorter side, in pixels, of the marked picture it was drawn for; ``zoom``: how much larger it looks
    now for the picture's size, because the picture was cropped since.
    """

    placement: Placement
    code: str
    words: Words
    drawn_side: int
    zoom: float = 1.0

    @property
    def text(self) -> str:
        return self.words.label[self.code]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """``box``: where, in pixels of the picture searched, None on a ring; ``window``: what stands there, straightened;
    ``score``: how well it fits, -1..1.
    """

    mark: Mark
    box: Box | None
    window: RgbImage
    score: float


def find(image: RgbImage, mark: Mark) -> Sighting | None:
    """The best fit of one label, or None below its placement's ``FOUND``. ``image`` may be a smaller copy."""
    sighting = best(image, mark)
    return sighting if sighting is not None and sighting.score >= FOUND[mark.placement] else None


def best(image: RgbImage, mark: Mark) -> Sighting | None:
    """The best fit however poor; None when the label could not have been drawn at this size."""
    drawn = _drawn(mark)
    if drawn is None:
        return None
    on_ring = mark.placement is Placement.RING
    searched = ring.straightened(image, mark.text, mark.words) if on_ring else image
    template = _scaled(_luma(drawn), mark.zoom * min(image.shape[:2]) / mark.drawn_side)
    tall, wide = template.shape
    if tall > searched.shape[0] or wide > searched.shape[1]:
        return None
    scores = cv2.matchTemplate(_luma(searched), template, cv2.TM_CCOEFF_NORMED)
    _, score, _, (x, y) = cv2.minMaxLoc(scores)
    return Sighting(
        mark=mark,
        box=None if on_ring else Box(x=x, y=y, width=wide, height=tall),
        window=searched[y : y + tall, x : x + wide],
        score=float(score) if np.isfinite(score) else -1.0,
    )


def contrast(window: RgbImage) -> float:
    """WCAG 2 contrast between letters and ink: the window's lightest tenth against its darkest half."""
    luminance = np.sort(_relative_luminance(window).ravel())
    dark = float(luminance[: luminance.size // 2].mean())
    light = float(luminance[-max(1, luminance.size // 10) :].mean())
    return (light + 0.05) / (dark + 0.05)


@lru_cache(maxsize=128)
def _drawn(mark: Mark) -> RgbImage | None:
    """The label as it was drawn: its letters with the ink above and below them."""
    if mark.placement is Placement.RING:
        return ring.band(mark.text, mark.words, mark.drawn_side)
    if mark.placement is Placement.BADGE:
        patch: label.Patch | None = label.badge(mark.words, mark.drawn_side)
    else:
        patch = label.chip(mark.text, mark.words, mark.drawn_side)
    return None if patch is None else patch.pixels[:, patch.core]


def _scaled(template: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    if scale == 1.0:
        return template
    size = (max(1, round(template.shape[1] * scale)), max(1, round(template.shape[0] * scale)))
    return np.asarray(cv2.resize(template, size, interpolation=cv2.INTER_AREA), np.float32)


def _luma(image: RgbImage) -> NDArray[np.float32]:
    return cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY).astype(np.float32)


def _relative_luminance(image: RgbImage) -> NDArray[np.float32]:
    srgb = image.astype(np.float32) / 255.0
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array((0.2126, 0.7152, 0.0722), np.float32), np.float32)
