"""Finds a label in pixels, without being told where: a matched filter on brightness over the whole picture.

``find`` answers "are these words in this picture, about this big?"; the seal asks it about its own final bytes,
``verify`` about any picture in any language. Its score is the normalised cross-correlation of letters on ink.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure import label
from generation.disclosure.label import Box
from generation.disclosure.wording import Words
from generation.images import RgbImage

FOUND = 0.72  # measured: see README.md, "The label's detector"
MIN_CONTRAST = 4.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where a label was found, in pixels of the picture searched, and how well it fits (correlation, -1..1)."""

    code: str
    language: str
    box: Box
    score: float


def find(image: RgbImage, code: str, words: Words, *, drawn_side: int) -> Sighting | None:
    """The best fit of one label, or None below ``FOUND``.

    ``drawn_side``: shorter side, in pixels, of the picture the label was drawn for; ``image`` may be a smaller copy.
    """
    patch = label.chip(words.label[code], words, drawn_side)
    if patch is None:
        return None
    grey = _luma(image)
    template = _scaled(_luma(patch.pixels[:, patch.core]), min(grey.shape) / drawn_side)
    if template.shape[0] > grey.shape[0] or template.shape[1] > grey.shape[1]:
        return None
    scores = cv2.matchTemplate(grey, template, cv2.TM_CCOEFF_NORMED)
    _, score, _, (x, y) = cv2.minMaxLoc(scores)
    if score < FOUND:
        return None
    box = Box(x=x, y=y, width=template.shape[1], height=template.shape[0])
    return Sighting(code=code, language=words.language, box=box, score=float(score))


def contrast(image: RgbImage, box: Box) -> float:
    """WCAG 2 contrast between the letters and the ink in the box: its lightest tenth against its darkest half."""
    inside = image[box.y : box.y + box.height, box.x : box.x + box.width]
    luminance = np.sort(_relative_luminance(inside).ravel())
    dark = float(luminance[: luminance.size // 2].mean())
    light = float(luminance[-max(1, luminance.size // 10) :].mean())
    return (light + 0.05) / (dark + 0.05)


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
