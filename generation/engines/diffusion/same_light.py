"""Gives a redrawn picture the light of the photo back: one gain for the whole picture, measured on the face.

A model asked for the photo's light still misses it by some tenths of a stop. Nobody asked for another light, so the
picture gets the photo's. A larger change is none of light; it is left to the safeguards, which hold the picture back.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, RgbImage

MOST_STOPS = 0.35
LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)  # of linear sRGB, Rec. 709
_CODES = np.arange(256, dtype=np.float32) / 255
LINEAR = np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4).astype(np.float32)


def as_in(reference: RgbImage, made: RgbImage, core: Mask) -> RgbImage:
    """``made`` with the brightness that ``reference`` has inside ``core`` (the face). All of one size, sRGB.

    ``made`` itself where there is no face to measure, or where the two are further apart than ``MOST_STOPS``.
    """
    inside = core > 0.5
    before, after = (_level(image, inside) for image in (reference, made))
    if not (before > 0 and after > 0):
        return made
    gain = before / after
    if abs(np.log2(gain)) > MOST_STOPS:
        return made
    return np.asarray(_curve(gain)[made], np.uint8)


def _level(image: RgbImage, inside: NDArray[np.bool_]) -> float:
    """Median luminance of the pixels inside, linear 0..1; 0 without any."""
    return float(np.median(LINEAR[image[inside]] @ LUMINANCE)) if inside.any() else 0.0


def _curve(gain: float) -> NDArray[np.uint8]:
    """8-bit sRGB before -> after ``gain`` in linear light."""
    lit = np.clip(LINEAR * gain, 0, 1)
    coded = np.where(lit <= 0.0031308, lit * 12.92, 1.055 * lit ** (1 / 2.4) - 0.055)
    return np.asarray(np.rint(coded * 255), np.uint8)
