"""Takes from a matte what shines through beside the person: broad, half there, and beyond the network's shape.

A single hair is thin, so it is missing from the opening of the matte; a wall, shelf or flag that looks a little like
the person is not. What is thick and sure stays before a calm wall (a curl), and goes before a busy one.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask

THICK = 0.009  # of the frame: what is thicker is no single hair
ENDS = 0.5  # of the network's shape: where the person ends
SURE = 0.85  # of the matte: a thick piece past this counts before a calm wall
FAINT = 0.45  # of the matte: before a busy background a hair fainter than this is not told from what is behind it
SOFTLY = 0.3  # of the matte: how gradually the limits apply, so that no line is seen


def without(matte: Mask, shape: Mask, busy: Mask) -> Mask:
    """The matte (H, W), 0..1, less its plates. At half size, (h, w), 0..1: the network's ``shape``; how ``busy`` the
    old background is there. Nothing within the shape changes, and nowhere does the matte grow.
    """
    size = (shape.shape[1], shape.shape[0])
    half = cv2.resize(matte, size, interpolation=cv2.INTER_AREA)
    thick = max(3, round(THICK * min(size))) | 1
    broad = cv2.morphologyEx(half, cv2.MORPH_OPEN, np.ones((thick, thick), np.uint8))
    least = SURE + busy * (1 + SOFTLY - SURE)
    plate = np.maximum(broad * np.clip((least - broad) / SOFTLY, 0, 1), FAINT * busy)
    beyond = np.clip(2 * (ENDS - shape) / ENDS, 0, 1)
    plate = plate * beyond
    plate = np.maximum(plate, cv2.GaussianBlur(plate, (0, 0), 1.0))  # its own soft rim too, or a thin line would stay
    plate = cv2.resize(plate, (matte.shape[1], matte.shape[0]), interpolation=cv2.INTER_LINEAR)
    rest, places = matte.copy(), np.flatnonzero(plate > 0)
    through, seen = plate.ravel()[places], matte.ravel()[places]
    rest.ravel()[places] = np.clip((seen - through) / np.maximum(1 - through, 0.05), 0, seen)
    return rest
