"""Keeps what is connected to the person: a separate figure, lamp or speck of background is removed."""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask, Points

SPECK = 0.15  # of the matte: adjacent pixels above this are one piece


def connected(soft: Mask, face: Points) -> Mask:
    """Only the component the face lies in; its soft surroundings stay."""
    small = cv2.resize(soft, (256, 256), interpolation=cv2.INTER_AREA)
    solid = (small > 0.4).astype(np.uint8)
    scale = np.array([256 / soft.shape[1], 256 / soft.shape[0]])
    cv2.fillConvexPoly(solid, cv2.convexHull((face * scale).astype(np.int32)), 1)
    _, labels = cv2.connectedComponents(solid)
    x, y = np.clip((face.mean(axis=0) * scale).astype(int), 0, 255)
    mine = cv2.dilate((labels == labels[y, x]).astype(np.float32), np.ones((9, 9), np.uint8))
    fade = cv2.GaussianBlur(mine, (0, 0), 1.5)
    return np.asarray(
        soft * cv2.resize(fade, (soft.shape[1], soft.shape[0]), interpolation=cv2.INTER_LINEAR), np.float32
    )


def in_one_piece(matte: Mask, face: Points, busy: Mask) -> Mask:
    """The matte without specks of background that look like the person but are not connected to them.

    A broken hair near the person stays before a calm wall. ``busy``: at any size, 1 before foliage.
    """
    _, labels = cv2.connectedComponents((matte > SPECK).astype(np.uint8))
    x, y = face.mean(axis=0).astype(int)
    mine = (labels == labels[np.clip(y, 0, matte.shape[0] - 1), np.clip(x, 0, matte.shape[1] - 1)]).astype(np.uint8)
    reach = max(5, min(matte.shape) // 60)
    near = cv2.dilate(mine, np.ones((reach, reach), np.uint8))
    around = cv2.dilate(mine, np.ones((3, 3), np.uint8))  # the soft rim of the person's own piece
    calm = cv2.resize(1 - busy, (matte.shape[1], matte.shape[0]), interpolation=cv2.INTER_LINEAR)
    return np.asarray(matte * np.maximum(around, near * calm), np.float32)
