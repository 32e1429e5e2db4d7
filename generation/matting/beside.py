"""What lies on both sides of the person's outline in the photo itself, small: the doubts of ``faint`` and ``leftover``.

Both are asked of every picture and every contact sheet, so the frame is made small and measured once for both.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage
from generation.matting.doubt import SIDE

PERSON = 0.5  # of the matte
COVERED = 0.99  # of a pixel: less of it is the photo's own
LEAST = 0.02  # share of a band that must be there for its colour to be known

Plane = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """Planes (SIDE, SIDE). ``lab``: the photo, CIELAB; ``person``, ``photo``: whose pixel it is, and whether the photo
    covers it; ``inwards``, ``outwards``: pixels to the outline, from inside and from outside. ``face``: (K, 2).
    """

    lab: NDArray[np.float32]
    person: Plane
    photo: Plane
    inwards: NDArray[np.float32]
    outwards: NDArray[np.float32]
    face: Points

    def average(self, band: Plane, spread: float) -> tuple[NDArray[np.float32], Plane]:
        """The colour of a band around each pixel, and where enough of the band is near to know it.

        ``spread``: how far it is averaged, standard deviation in pixels.
        """
        weight = band.astype(np.float32)
        much = cv2.GaussianBlur(weight, (0, 0), spread)
        total = cv2.GaussianBlur(self.lab * weight[..., None], (0, 0), spread)
        return np.asarray(total / np.maximum(much, 1e-4)[..., None], np.float32), np.asarray(much > LEAST, bool)


def look(frame: RgbImage, matte: Mask, cover: Mask, face: Points) -> Beside:
    """``frame``: (H, W, 3) sRGB of the photo; masks (H, W), 0..1; ``face``: its outline in the matte, (K, 2)."""
    covered, photo = (cv2.resize(plane, (SIDE, SIDE), interpolation=cv2.INTER_AREA) for plane in (matte, cover))
    small = cv2.resize(frame, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    person = np.asarray(covered > PERSON, bool)
    inwards, outwards = (cv2.distanceTransform(side.astype(np.uint8), cv2.DIST_L2, 5) for side in (person, ~person))
    return Beside(
        lab=np.asarray(cv2.cvtColor(small.astype(np.float32) / 255, cv2.COLOR_RGB2LAB), np.float32),
        person=person,
        photo=np.asarray(photo > COVERED, bool),
        inwards=np.asarray(inwards, np.float32),
        outwards=np.asarray(outwards, np.float32),
        face=np.asarray(face * np.array([SIDE / matte.shape[1], SIDE / matte.shape[0]]), np.float32),
    )
