"""What a backdrop must share with the photo to look taken with it: where the light comes from, its colour, the grain.

The backdrop follows the photo, never the other way round. The colour of the light is read from the whites of the eyes
and from white clothes: never from skin, whose own colour cannot be told from the light's.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.engines.studio.backdrops.scene import Scene
from generation.engines.studio.grain import measured
from generation.images import Lab, Mask, Points, RgbImage
from generation.ports import Portrait
from generation.vision import landmarks as mesh
from generation.vision import light as face_light
from generation.vision import tone

LIGHT_GAIN = 3.0  # face contrast at which the backdrop's lamp stands at the very side
MOST_GREY = 4.0  # chroma (CIELAB) that 95 % of a black-and-white photo stays under
LEAST_EYE = 900  # photo pixels of both eyes: fewer show lashes and reflections rather than white
WHITE_OF_EYE = 4.5  # b* of a healthy eye's white in neutral light; five sharp portraits measured 1 to 8
EYE_LEVEL = 45.0, 92.0  # L* of a white that is neither in shade nor a reflection
SIDE = 128  # pixels clothes are judged at
CLOTH_LEVEL = 70.0, 96.0  # L*: white cloth, neither in shade nor burnt out
MOST_CHROMA = 12.0  # of a white under ordinary light; more is a colour of its own
LEAST_CLOTH = 0.01  # of the frame
WHITE_CLOTH = -2.0  # b* of a shirt in neutral light: brighteners glow bluish
ALONE = 0.7  # how far one witness is believed without the other
COOLEST, WARMEST = -4.0, 8.0  # b*; a tungsten lamp in a picture set for daylight gives some 25


def of(
    portrait: Portrait, frame: RgbImage, alpha: Mask, cover: Mask, points: Points, *, grey: bool, seed: int
) -> Scene:
    """``frame``: the photo in the frame, sRGB; ``cover``: 1 where the photo covers it; ``points``: the face mesh there;
    ``grey``: black-and-white was chosen.
    """
    height, width = frame.shape[:2]
    towards = face_light.direction(frame, points)
    middle = points[list(mesh.OVAL)].mean(axis=0)
    plain = grey or is_grey(portrait.image)
    return Scene(
        width=width,
        height=height,
        light_x=float(np.clip(towards.x * LIGHT_GAIN, -1, 1)),
        head=(float(middle[0]) / width, float(middle[1]) / height),
        seed=seed,
        grey=plain,
        warmth=0.0 if plain else warmth(portrait, frame, alpha, points),
        grain=measured(frame, alpha, cover),
    )


def is_grey(photo: RgbImage) -> bool:
    """Whether the photo is black and white, toned or not by less than a hint."""
    step = max(1, max(photo.shape[:2]) // 128)
    lab = tone.srgb_to_lab(np.ascontiguousarray(photo[::step, ::step]))
    return float(np.percentile(np.hypot(lab[..., 1], lab[..., 2]), 95)) < MOST_GREY


def warmth(portrait: Portrait, frame: RgbImage, alpha: Mask, points: Points) -> float:
    """b* (CIELAB) that the light gives to a white thing beside the face: above 0 warm, below 0 cool, 0 if unknown."""
    said = [value for value in (_eyes(portrait), _clothes(frame, alpha, points)) if value is not None]
    if not said:
        return 0.0
    found = float(np.mean(said)) * (ALONE if len(said) == 1 else 1.0)
    return float(np.clip(found, COOLEST, WARMEST))


def _eyes(portrait: Portrait) -> float | None:
    """b* of the eyes' whites beyond what they have by themselves; None where they are too small or in shade."""
    rims = [portrait.landmarks[list(rim)] for rim in (mesh.EYE_LEFT_RIM, mesh.EYE_RIGHT_RIM)]
    whole = np.concatenate(rims)
    low = np.maximum(np.floor(whole.min(axis=0)).astype(int), 0)
    high = np.ceil(whole.max(axis=0)).astype(int) + 1
    part = portrait.image[low[1] : high[1], low[0] : high[0]]
    inside = tone.polygon_mask(part.shape, [rim - low.astype(np.float32) for rim in rims])
    inside = cv2.erode(inside.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if inside.sum() < LEAST_EYE:
        return None
    white = _palest(tone.srgb_to_lab(part[inside]))
    if not EYE_LEVEL[0] <= white[0] <= EYE_LEVEL[1] or np.hypot(white[1], white[2]) > MOST_CHROMA:
        return None
    return float(white[2]) - WHITE_OF_EYE


def _palest(lab: Lab) -> NDArray[np.float32]:
    """Median of the less coloured half of the brightest quarter: neither iris, lid nor vein."""
    bright = lab[lab[:, 0] >= np.percentile(lab[:, 0], 75)]
    chroma = np.hypot(bright[:, 1], bright[:, 2])
    return np.asarray(np.median(bright[chroma <= np.median(chroma)], axis=0), np.float32)


def _clothes(frame: RgbImage, alpha: Mask, points: Points) -> float | None:
    """b* of what is white below the face and belongs to the person; None where nothing is."""
    size = (SIDE, max(1, round(SIDE * frame.shape[0] / frame.shape[1])))
    lab = tone.srgb_to_lab(np.asarray(cv2.resize(frame, size, interpolation=cv2.INTER_AREA), np.uint8))
    person = cv2.resize(alpha, size, interpolation=cv2.INTER_AREA) > 0.98
    person[: round(float(points[mesh.CHIN, 1]) * SIDE / frame.shape[1])] = False
    white = person & (lab[..., 0] > CLOTH_LEVEL[0]) & (lab[..., 0] < CLOTH_LEVEL[1])
    white &= np.hypot(lab[..., 1], lab[..., 2]) < MOST_CHROMA
    return float(np.median(lab[white][:, 2])) - WHITE_CLOTH if white.mean() >= LEAST_CLOTH else None
