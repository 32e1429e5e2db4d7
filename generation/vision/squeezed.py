"""A whole picture at 256 x 256 pixels, whatever its shape: all that some networks and measures look at."""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import RgbImage

SIDE = 256


def squeezed(image: RgbImage) -> RgbImage:
    """(256, 256, 3), averaged down. A picture of that size comes back as it is, so a copy may stand for the picture."""
    return np.asarray(cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.uint8)
