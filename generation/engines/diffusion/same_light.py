"""Gives a redrawn picture the light that was asked for: one gain for the whole picture, measured on the face.

A model asked for the frame's light, as taken or as the person chose it, still misses it by some tenths of a stop. So
the picture gets the frame's. A larger change is more than light: it is left alone, and the safeguards hold it back.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, RgbImage
from generation.vision.light import LINEAR, encoded, linear_luminance

MOST_STOPS = 0.35


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
    return np.asarray(encoded(LINEAR * gain)[made], np.uint8)


def _level(image: RgbImage, inside: NDArray[np.bool_]) -> float:
    """Median luminance of the pixels inside, linear 0..1; 0 without any."""
    return float(np.median(linear_luminance(image[inside]))) if inside.any() else 0.0
