"""Moves the soft edge of a mask onto the picture's edges: the guided filter (He, Sun, Tang 2010) with a grey guide.

Slope and offset are smooth, so they are found at half the size (He, Sun 2015).
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask, RgbImage

COARSER = 2


def onto_edges(frame: RgbImage, mask: Mask, *, radius: int, eps: float) -> Mask:
    """The mask (H, W), 0..1, of a frame (H, W, 3) of the same size. ``radius``: of its window, in pixels.

    ``eps``: variance of the brightness, 0..1, below which there is no edge to move to.
    """
    height, width = mask.shape
    size = (max(1, width // COARSER), max(1, height // COARSER))
    fine = cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    guide = cv2.resize(fine, size, interpolation=cv2.INTER_AREA)
    half = cv2.resize(mask, size, interpolation=cv2.INTER_AREA)
    box = (2 * (radius // COARSER) + 1, 2 * (radius // COARSER) + 1)
    mean_guide, mean_mask = cv2.blur(guide, box), cv2.blur(half, box)
    slope = (cv2.blur(guide * half, box) - mean_guide * mean_mask) / (
        cv2.blur(guide * guide, box) - mean_guide * mean_guide + eps
    )
    line = np.dstack([cv2.blur(slope, box), cv2.blur(mean_mask - slope * mean_guide, box)])
    along = cv2.resize(line, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(along[..., 0] * fine + along[..., 1], np.float32).clip(0, 1)
