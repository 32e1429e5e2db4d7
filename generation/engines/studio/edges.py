"""Cleans the colours of the edge: what is half person and half old background becomes the person's colour alone.

Only pixels that are not wholly the person change, so nothing inside the outline is ever touched. Blur fusion (Forte,
"Approximate Fast Foreground Colour Estimation", 2021), at a third of the size, where colour is smooth anyway.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.engines.studio.colours import sampled, spread_colour
from generation.engines.studio.matte import COARSER
from generation.images import Mask, RgbImage


def person_colour(frame: RgbImage, matte: Mask) -> RgbImage:
    """The frame with the old background's light taken out of the edge; equal to the frame where ``matte`` is 0 or 1."""
    height, width = matte.shape
    size = (max(1, width // COARSER), max(1, height // COARSER))
    image = cv2.resize(frame, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    alpha = cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    places = np.flatnonzero((matte > 0) & (matte < 1))
    f, b = (sampled(spread_colour(image, sure), places, width, height) for sure in (alpha**4, (1 - alpha) ** 4))
    a = matte.ravel()[places, None]
    pixel = frame.reshape(-1, 3)[places]
    clean = frame.copy()
    clean.reshape(-1, 3)[places] = np.clip(f + a * (pixel - a * f - (1 - a) * b) + 0.5, 0, 255)
    return clean
