"""How busy the old background is right beside the person: pieces of it may stay at the edge there, and that is told.

No measure of the finished picture tells a piece of flag from a scarf. So the busy background is told, not the leftover.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask, RgbImage
from generation.matting import colours
from generation.matting.colours import Pixels

SIDE = 256  # pixels it is judged at
BESIDE = 13  # of those: how far from the outline counts as beside
VARIED = 0.25  # of the photo's white (standard deviation): a wall has 0.02 to 0.07, books, flags, foliage 0.3 to 0.5
MOST = 0.11  # of the outline; of 90 portraits 20 had more, all before flags, books, bricks, signs or foliage; next
# came 0.09. Nine at half and a third of their light, noisy and too bright: busy ones from 0.22, all others up to 0.10
HALF_THERE = 0.12, 0.88  # of the matte: between these a pixel is half there
MOST_HALF = 0.05  # of the frame; of 121 portraits one had more, 0.08 (fair hair before foliage), loose hair 0.03
WHITE_AT = 95  # percentile of the brightest channel that counts as the photo's white
DARKEST_WHITE = 20.0  # 8-bit levels: below that there is only noise


def busy(frame: RgbImage, alpha: Mask, cover: Mask) -> bool:
    """Whether a good part of the outline lies before a background of many colours, or much of the frame is half there:
    then nobody could tell person from background. All arrays have one height and width.
    """
    return share(frame, alpha, cover) > MOST or half_there(alpha) > MOST_HALF


def half_there(alpha: Mask) -> float:
    """The part of the frame, 0..1, that is neither person nor background over more than the width of loose hair."""
    small = cv2.resize(alpha[::2, ::2], (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    open_ = ((small > HALF_THERE[0]) & (small < HALF_THERE[1])).astype(np.uint8)
    return float(cv2.morphologyEx(open_, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8)).mean())


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
    varied = colours.variety(small, behind.astype(np.float32)) > (VARIED * white(small)) ** 2
    return float(varied[beside].mean())


def white(frame: Pixels) -> float:
    """The 8-bit level of the brightest parts: a shelf in a dim room varies by fewer levels and is as busy."""
    return max(float(np.percentile(frame.max(axis=2), WHITE_AT)), DARKEST_WHITE)
