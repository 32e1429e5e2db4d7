"""Puts the person back exactly: inside the matte every pixel is the photo's own, whatever was painted behind.

A painted picture has gone through the model's decoder, which keeps no pixel (measured); so it is never used where the
person is. Along the outline the old background's colour is removed (blur fusion: Forte, "Approximate Fast Foreground
Colour Estimation", 2021).
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Mask, RgbImage

SOLID = 0.98  # matte value from which a pixel is wholly the person
SPREAD = 0.012  # of the frame's height: how far a sure colour reaches into the outline


def mask_behind(alpha: Mask) -> Mask:
    """Where the model may paint: everything that is not wholly the person, 0..1."""
    return np.asarray(alpha < SOLID, np.float32)


def person_over(reference: RgbImage, alpha: Mask, behind: RgbImage) -> RgbImage:
    """``reference`` in front of ``behind``, all of one size. Equal to ``reference`` where ``alpha`` ≥ ``SOLID``."""
    solid = alpha >= SOLID
    share = np.where(solid, np.float32(1), alpha)[..., None]
    person = _spread(reference, alpha)
    mixed = np.rint(share * person + (1 - share) * behind)
    return np.asarray(np.where(solid[..., None], reference, np.clip(mixed, 0, 255)), np.uint8)


def _spread(image: RgbImage, alpha: Mask) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    """The person's colour, extended from the solid part into the outline; (H, W, 3) float32."""
    reach = max(1.0, SPREAD * image.shape[0])
    sure = np.asarray(alpha, np.float32) ** 4
    weight = cv2.GaussianBlur(sure, (0, 0), reach)[..., None]
    colour = cv2.GaussianBlur(image.astype(np.float32) * sure[..., None], (0, 0), reach)
    return np.asarray(np.where(weight > 1e-3, colour / np.maximum(weight, 1e-3), image), np.float32)
