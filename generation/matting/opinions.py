"""A second opinion on where the person is: U²-Netp, a network that finds what stands out and knows nothing of people.

It misses big hair and takes held objects for the person, so it removes nothing from head, hair or body. Where it
contradicts the shape, the shape is doubtful, and that is told: see ``doubt``.
"""

from __future__ import annotations

import threading

import cv2
import numpy as np

from generation.images import Affine, Mask, RgbImage
from generation.matting import own
from generation.vision.mask import Box
from generation.vision.networks import network

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


class Second:
    """A second opinion on a part of a photo, asked once, on a thread of its own: the matte does not wait for it.

    ``part``: left, top, right, bottom in pixels of the photo.
    """

    def __init__(self, photo: RgbImage, part: Box) -> None:
        self._photo, self.part = photo, part
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._mask: Mask | None = None
        self._failed: Exception | None = None

    def ask(self) -> None:
        """Starts it; a second call does nothing."""
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="second-opinion", daemon=True)
                self._thread.start()

    def in_frame(self, to_frame: Affine, size: tuple[int, int]) -> Mask:
        """Its mask in a frame of ``size`` (width, height), 0 beyond the part. Waits for it.

        Raises what the network raised: a second opinion that fails silently would be no safeguard.
        """
        self.ask()
        if self._thread is not None:
            self._thread.join()
        if self._failed is not None or self._mask is None:
            raise self._failed or RuntimeError("the second opinion left no mask")
        left, top, right, bottom = self.part
        grow = np.array([right - left, bottom - top]) / SIDE
        shift = to_frame[:, :2] @ (np.array([left, top]) + 0.5 * grow - 0.5) + to_frame[:, 2]
        turn = np.hstack([to_frame[:, :2] * grow, shift[:, None]])
        return np.asarray(cv2.warpAffine(self._mask, turn, size, flags=cv2.INTER_LINEAR), np.float32)

    def _run(self) -> None:
        left, top, right, bottom = self.part
        try:
            self._mask = looked(self._photo[top:bottom, left:right])
        except Exception as failed:
            self._failed = failed
