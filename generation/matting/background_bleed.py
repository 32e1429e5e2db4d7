"""Removes old background from a matte beside the person: broad, half transparent, and outside the network's shape.

Opening the matte removes thin single hairs and leaves a wall, shelf or flag that looks a little like the person. A
thick and sure piece (a curl) stays before a calm wall and goes before a busy one.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask

THICK = 0.009  # of the frame: single hairs are thinner
ENDS = 0.5  # of the network's shape: where the person ends
SURE = 0.85  # of the matte: a thick piece above this stays before a calm wall
FAINT = 0.45  # of the matte: before a busy background a fainter hair cannot be told from that background
SOFTLY = 0.3  # of the matte: how gradually the limits apply, so that no line is seen


def without(matte: Mask, shape: Mask, busy: Mask) -> Mask:
    """The matte (H, W), 0..1, without such areas. ``shape``: the network's; ``busy``: how busy the old background is;
    both at half size, (h, w), 0..1. The matte does not change inside the shape and grows nowhere.
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
