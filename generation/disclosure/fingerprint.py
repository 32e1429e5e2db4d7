"""A 256-bit perceptual hash of a delivered picture, so that ``/verify`` recognises it after an app re-encoded it.

pHash: of the picture at 64 x 64, which of the 16 x 16 lowest DCT coefficients lie above their median.
``storage.pictures.registry`` keeps it encrypted with the person's key, compares hashes, and says how many bits may
differ between two of the same picture (README.md).
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import RgbImage

SIDE, LOW = 64, 16


def of(image: RgbImage) -> str:
    """64 hexadecimal characters."""
    grey = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = np.asarray(cv2.dct(small)[:LOW, :LOW], np.float32)
    return np.packbits(low > _median(low)).tobytes().hex()


def _median(values: NDArray[np.float32]) -> float:
    """Of an even number of values. NumPy's own first imports its masked arrays, which takes 20 ms."""
    half = values.size // 2
    return float(np.sort(values, axis=None)[half - 1 : half + 1].mean())
