"""Cleans the colours of the edge: a pixel that mixes person and old background gets the person's colour alone.

Only pixels that are partly the person change, so nothing inside the outline is ever touched. Blur fusion (Forte,
"Approximate Fast Foreground Colour Estimation", 2021) estimates both colours at half size; then both change by the
least that explains the pixel.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask, RgbImage
from generation.matting.colours import sampled, spread_colour, weighed

COARSER = 2  # colours are spread at half size: they are smooth
SURER = 20  # power of the matte: only pixels that are nearly all person (or background) give its colour
TOLERANCE = 0.05  # share of a pixel's difference that may stay unexplained, as noise


def person_colour(frame: RgbImage, matte: Mask) -> RgbImage:
    """The frame with the old background's light taken out of the edge; equal to the frame where ``matte`` is 0 or 1."""
    height, width = matte.shape
    size = (max(1, width // COARSER), max(1, height // COARSER))
    image = cv2.resize(frame, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    alpha = cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    places = np.flatnonzero((matte > 0) & (matte < 1))
    f, b = (
        weighed(sampled(spread_colour(image, sure), places, width, height))
        for sure in (cv2.pow(alpha, SURER), cv2.pow(1 - alpha, SURER))
    )
    a = matte.ravel()[places, None]
    pixel = np.take(frame.reshape(-1, 3), places, axis=0)
    clean = frame.copy()
    missing = (pixel - a * f - (1 - a) * b) / (a * a + (1 - a) ** 2 + TOLERANCE)
    clean.reshape(-1, 3)[places] = np.clip(f + a * missing + 0.5, 0, 255)
    return clean
