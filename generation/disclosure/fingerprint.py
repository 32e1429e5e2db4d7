"""A 256-bit perceptual hash of a delivered picture, so that ``/verify`` can know it again after an app re-encoded it.

pHash: the signs, about their median, of the 16 x 16 lowest frequencies of the picture at 64 x 64.
``storage.pictures.registry`` keeps it encrypted with the person, compares it, and says from where on two are of the
same picture (README.md).
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import RgbImage

SIDE, LOW = 64, 16


def of(image: RgbImage) -> str:
    """64 hexadecimal characters."""
    grey = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(small)[:LOW, :LOW]
    return np.packbits(low > np.median(low)).tobytes().hex()
