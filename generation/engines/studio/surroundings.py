"""How busy the old background is right beside the person: there, pieces of it may stay at the edge, and that is told.

No measure after the fact tells a piece of flag from a scarf: what is busy is known, what is left over is not.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.engines.studio import colours
from generation.images import Mask, RgbImage

SIDE = 256  # pixels it is judged at
BESIDE = 13  # of those: how far from the outline counts as beside
VARIED = 50.0  # 8-bit levels (standard deviation): a wall has 3 to 15, a bookshelf, a flag or foliage 60 to 95
MOST = 0.25  # of the outline; nine portraits: flags, books, foliage 0.32 to 0.73, all others up to 0.12


def busy(frame: RgbImage, alpha: Mask, cover: Mask) -> bool:
    """Whether a good part of the outline lies before a background of many colours. All of one height and width."""
    return share(frame, alpha, cover) > MOST


def share(frame: RgbImage, alpha: Mask, cover: Mask) -> float:
    """The part of the outline, 0..1, whose old background is varied; 0 where none of it is seen."""
    small, person, photo = (
        cv2.resize(plane[::2, ::2], (SIDE, SIDE), interpolation=cv2.INTER_AREA) for plane in (frame, alpha, cover)
    )
    behind = (person < 0.02) & (photo >= 1)
    near = cv2.dilate((person > 0.5).astype(np.uint8), np.ones((BESIDE, BESIDE), np.uint8)) > 0
    beside = behind & near
    if not beside.any():
        return 0.0
    varied = colours.variety(small, behind.astype(np.float32)) > VARIED**2
    return float(varied[beside].mean())
