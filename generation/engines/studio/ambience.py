"""What a backdrop must share with the photo to look taken with it: where the light comes from, its colour, the grain.

The backdrop follows the photo, never the other way round. The colour of the light is read from the whites of the eyes,
never from skin, whose own colour cannot be told from the light's.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from generation.engines.studio.backdrops.scene import Scene
from generation.engines.studio.grain import measured
from generation.images import Mask, Points, RgbImage
from generation.ports import Portrait
from generation.vision import landmarks as mesh
from generation.vision import light as face_light
from generation.vision import tone

LIGHT_GAIN = 3.0  # lamp position, -1..1, per face contrast: at a contrast of 1/3 the lamp stands at the very side
MOST_GREY = 4.0  # chroma (CIELAB) that 95 % of a black-and-white photo stays under
LEAST_EYE = 250  # photo pixels of an eye: fewer show lashes and reflections rather than white
WHITE_OF_EYE = 2.3  # b*: the median of 65 portraits, most of them balanced by a photographer
EYE_LEVEL = 45.0, 92.0  # L* of a white that is neither in shade nor a reflection
MOST_RED = 9.0  # a*, either way: more is lid or vein, since no usual light is that pink or green
EYES_AGREE = 5.0  # b* between the two eyes; one alone was off by 2.2 (standard deviation, the same portraits)
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
        warmth=0.0 if plain else warmth(portrait),
        grain=measured(frame, alpha, cover),
    )


def is_grey(photo: RgbImage) -> bool:
    """Whether the photo is black and white, or toned so faintly that it looks so."""
    step = max(1, max(photo.shape[:2]) // 128)
    lab = tone.srgb_to_lab(np.ascontiguousarray(photo[::step, ::step]))
    return float(np.percentile(np.hypot(lab[..., 1], lab[..., 2]), 95)) < MOST_GREY


def warmth(portrait: Portrait) -> float:
    """b* (CIELAB) that the light gives to a white thing beside the face: above 0 warm, below 0 cool, 0 if unknown.

    Read from the whites of both eyes, which must agree. White clothes were tried and do not tell it: too many are
    cream or blue (correlation with the eyes 0.11 over 30 portraits; one eye with the other: 0.71).
    """
    said = [_white_of(portrait, rim) for rim in (mesh.EYE_LEFT_RIM, mesh.EYE_RIGHT_RIM)]
    known = [value for value in said if value is not None]
    if len(known) < 2 or max(known) - min(known) > EYES_AGREE:
        return 0.0
    return float(np.clip(np.mean(known) - WHITE_OF_EYE, COOLEST, WARMEST))


def _white_of(portrait: Portrait, rim: Sequence[int]) -> float | None:
    """b* of an eye's white; None where it is too small, in shade or coloured."""
    outline = portrait.landmarks[list(rim)]
    low = np.maximum(np.floor(outline.min(axis=0)).astype(int), 0)
    high = np.ceil(outline.max(axis=0)).astype(int) + 1
    part = portrait.image[low[1] : high[1], low[0] : high[0]]
    inside = tone.polygon_mask(part.shape, [outline - low.astype(np.float32)])
    inside = cv2.erode(inside.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    if inside.sum() < LEAST_EYE:
        return None
    lab = tone.srgb_to_lab(part[inside])
    bright = lab[lab[:, 0] >= np.percentile(lab[:, 0], 75)]
    chroma = np.hypot(bright[:, 1], bright[:, 2])
    white = np.median(bright[chroma <= np.median(chroma)], axis=0)  # neither iris, lid nor vein
    seen = EYE_LEVEL[0] <= white[0] <= EYE_LEVEL[1] and abs(white[1]) <= MOST_RED
    return float(white[2]) if seen else None
