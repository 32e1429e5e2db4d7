"""Whether nose, mouth and chin have another colour than the skin around the eyes: a mask, a cloth, a phone before them.

The face is compared with itself, so skin tone cancels out. A beard leaves the nose free, lips leave nose and chin free,
and light from one side changes lightness more than colour. The places lie at fixed distances below the detector's
eyes, since the face mesh slips under a mask.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import Lab, RgbImage
from generation.ports import Face
from generation.vision import landmarks, tone

EYES = 48  # px between the eyes of the levelled copy
WIDTH, HEIGHT = 128, 144
EYES_AT = (64, 48)  # the middle between the eyes in it
LIGHT_COUNTS = 0.5  # lightness counts half: noses shine, chins lie in shade
UNLIKE = 30  # percentile of an area's pixels: most of it must differ
COVERED_ABOVE = 16.5  # of ``colour_distance``; bare faces that look at the camera had at most 15.9 (185 portraits)
HESITANT_ABOVE = 7.0  # the same where the face mesh hesitates, which it did under masks and on no bare face
HESITANT_BELOW = 0.98  # of the mesh's face flag, 0..1
# rows and columns in the levelled copy
SKIN = ((26, 40, 56, 72), (60, 66, 40, 56), (60, 66, 72, 88))  # between the brows and under the eyes
COVERED = ((72, 84, 56, 72), (88, 112, 48, 80), (112, 122, 54, 74))  # tip of the nose, mouth, chin


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """How different in colour nose, mouth and chin are, and the limit that counts for this face."""

    value: float
    limit: float

    @property
    def covered(self) -> bool:
        return self.value > self.limit


def cover(image: RgbImage, face: Face, *, frontal: bool = True) -> Cover:
    """Whether something of another colour lies over nose, mouth and chin.

    On a face that is not ``frontal`` the places miss nose, mouth and chin (a turned head in sunglasses read 44), so
    there the mesh must hesitate, too.
    """
    value = colour_distance(image, face)
    hesitant = value > HESITANT_ABOVE and landmarks.presence(image, face) < HESITANT_BELOW
    return Cover(value=value, limit=HESITANT_ABOVE if hesitant else COVERED_ABOVE if frontal else math.inf)


def colour_distance(image: RgbImage, face: Face) -> float:
    """Lab distance from the skin around the eyes to the least different of tip of the nose, mouth and chin.

    Nine portraits, in ten tones, with coloured light and light from one side, have 1.8 to 12.8. Under 36 drawn masks
    (blue, white, black, pink) it is 3.6 to 43, half of them above 14.
    """
    lab = tone.srgb_to_lab(cv2.GaussianBlur(_levelled(image, face), (0, 0), 2.0).astype(np.uint8))
    skin = np.median(np.concatenate([_pixels(lab, area) for area in SKIN]), axis=0)
    weights = np.array([LIGHT_COUNTS, 1, 1], np.float32)
    away = [np.linalg.norm((_pixels(lab, area) - skin) * weights, axis=-1) for area in COVERED]
    return float(min(np.percentile(distances, UNLIKE) for distances in away))


def _levelled(image: RgbImage, face: Face) -> RgbImage:
    left, right = np.array(face.eye_left), np.array(face.eye_right)
    middle, way = (left + right) / 2, right - left
    scale = EYES / max(float(np.hypot(*way)), 1e-3)
    angle = float(np.degrees(np.arctan2(way[1], way[0])))
    turn = cv2.getRotationMatrix2D((float(middle[0]), float(middle[1])), angle, scale)
    turn[:, 2] += np.array(EYES_AT) - middle
    return np.asarray(cv2.warpAffine(image, turn, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REPLICATE), np.uint8)


def _pixels(lab: Lab, area: tuple[int, int, int, int]) -> Lab:
    top, bottom, left, right = area
    return np.asarray(lab[top:bottom, left:right].reshape(-1, 3), np.float32)
