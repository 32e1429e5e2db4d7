"""Cleans the colours of the edge: what is half person and half old background becomes the person's colour alone.

Only pixels that are not wholly the person change, so nothing inside the outline is ever touched. Blur fusion (Forte,
"Approximate Fast Foreground Colour Estimation", 2021), at a third of the size, where colour is smooth anyway.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.engines.studio.matte import COARSER, spread_colour
from generation.images import Mask, RgbImage


def person_colour(frame: RgbImage, matte: Mask) -> RgbImage:
    """The frame with the old background's light taken out of the edge; equal to the frame where ``matte`` is 0 or 1."""
    height, width = matte.shape
    size = (max(1, width // COARSER), max(1, height // COARSER))
    image = cv2.resize(frame, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    alpha = cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    fore, back = (
        cv2.resize(spread_colour(image, sure), (width, height), interpolation=cv2.INTER_LINEAR)
        for sure in (alpha**4, (1 - alpha) ** 4)
    )
    soft = (matte > 0) & (matte < 1)
    a, f, b = matte[soft][:, None], fore[soft], back[soft]
    clean = frame.copy()
    clean[soft] = np.clip(f + a * (frame[soft] - a * f - (1 - a) * b) + 0.5, 0, 255)
    return clean
