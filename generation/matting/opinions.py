"""A second opinion on where the person is: U²-Netp, a network that finds what stands out and knows nothing of people.

It misses big hair and takes held objects for the person, so it removes nothing from head, hair or body. Where it
contradicts the shape, the shape is doubtful, and that is told: see ``doubt``.
"""

from __future__ import annotations

import threading

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.ahead import Ahead
from generation.images import Affine, Mask, Points, RgbImage
from generation.matting import own
from generation.vision.mask import Box
from generation.vision.networks import network

PERSON, NOBODY = 0.5, 0.35  # mask values: above the first a person, below the second nobody
TRUSTED = 0.6  # share of the face that a second opinion must find, or it is ignored
SIDE = 256  # pixels of its input; made for 320, which takes twice as long and doubted two more of 89 portraits
MEAN = np.array((0.485, 0.456, 0.406), np.float32)  # of the pictures it learned from, red, green, blue
SPREAD = np.array((0.229, 0.224, 0.225), np.float32)


def looked(image: RgbImage) -> Mask:
    """What stands out in a picture (H, W, 3) of any shape: (256, 256), 0..1.

    If the operator named a better network for this (``own``), that one is asked instead.
    """
    better = own.asked("doubt")
    if better is not None:
        return np.asarray(cv2.resize(better.alpha(image), (SIDE, SIDE), interpolation=cv2.INTER_AREA), np.float32)
    small = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32)
    unit = (small / max(float(small.max()), 1.0) - MEAN) / SPREAD
    outputs = network("second_opinion").run(np.ascontiguousarray(unit.transpose(2, 0, 1)[None]), first_only=True)
    return np.asarray(next(iter(outputs.values())).reshape(SIDE, SIDE).clip(0, 1), np.float32)


def face_area(face: Points, side: int) -> NDArray[np.uint8]:
    """The face, 0 or 1, in a square of ``side`` pixels that its outline (K, 2) is given in."""
    area = np.zeros((side, side), np.uint8)
    cv2.fillConvexPoly(area, cv2.convexHull(np.rint(face).astype(np.int32)), 1)
    return area


def sees_this_person(second: Mask, area: NDArray[np.uint8]) -> bool:
    """Whether a second opinion found enough of the face to be heard; else it saw something other than this person."""
    return bool(area.any()) and float((second[area > 0] > PERSON).mean()) >= TRUSTED


class Second:
    """A second opinion on a part of a photo, asked once, on a thread of its own: the matte does not wait for it.

    ``part``: left, top, right, bottom in pixels of the photo.
    """

    def __init__(self, photo: RgbImage, part: Box) -> None:
        self._photo, self.part = photo, part
        self._lock = threading.Lock()
        self._ahead = Ahead[Mask]("second-opinion")
        self._asked = False

    def ask(self) -> None:
        """Starts it; a second call does nothing."""
        with self._lock:
            if not self._asked:
                self._asked = True
                self._ahead.begin(self._mask)

    def in_frame(self, to_frame: Affine, size: tuple[int, int]) -> Mask:
        """Its mask in a frame of ``size`` (width, height), 0 beyond the part. Waits for it.

        Raises what the network raised: a second opinion that fails silently would be no safeguard.
        """
        self.ask()
        mask = self._ahead.result()
        left, top, right, bottom = self.part
        grow = np.array([right - left, bottom - top]) / SIDE
        shift = to_frame[:, :2] @ (np.array([left, top]) + 0.5 * grow - 0.5) + to_frame[:, 2]
        turn = np.hstack([to_frame[:, :2] * grow, shift[:, None]])
        return np.asarray(cv2.warpAffine(mask, turn, size, flags=cv2.INTER_LINEAR), np.float32)

    def _mask(self) -> Mask:
        left, top, right, bottom = self.part
        return looked(self._photo[top:bottom, left:right])
