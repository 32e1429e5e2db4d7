"""Measures where the light on a face comes from, by its two sides and by forehead and chin; turns pixels grey.

The measures are ratios of one face with itself, so the tone of the skin cancels out.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Points, RgbImage
from generation.vision import landmarks as mesh
from generation.vision.squeezed import squeezed
from generation.vision.tone import polygon_mask

CHIN_AREA = (32, 194, 201, 200, 421, 418, 262, 369, 152, 140)
SIDE_PAIRS: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = (
    (mesh.CHEEK_LEFT_AREA, mesh.CHEEK_RIGHT_AREA),
    ((205, 207, 214, 135, 136, 172, 215, 213), (425, 427, 434, 364, 365, 397, 435, 433)),  # lower cheek
    ((54, 68, 104, 69, 108, 109, 67, 103), (284, 298, 333, 299, 337, 338, 297, 332)),  # half of the forehead
    (
        (111, 117, 118, 119, 120, 121, 231, 230, 229, 228, 31),
        (340, 346, 347, 348, 349, 350, 451, 450, 449, 448, 261),
    ),  # under the eye
    ((202, 204, 194, 32, 140, 170, 169, 210), (422, 424, 418, 262, 369, 395, 394, 430)),  # half of the chin
    (
        (122, 196, 3, 51, 45, 220, 115, 131, 198, 174, 188),
        (351, 419, 248, 281, 275, 440, 344, 360, 420, 399, 412),
    ),  # side of the nose
    ((98, 203, 206, 216, 186, 92, 165, 97), (327, 423, 426, 436, 410, 322, 391, 326)),  # from nose to mouth
)
"""Areas of the mesh that mirror each other, left and right as the viewer sees them."""
SHARES = (25, 50, 75)  # percentiles: hair over less than three quarters of an area leaves skin at one of them
FEWEST = 20  # pixels of an area that say anything
FLOOR = 1e-4  # linear luminance; one sRGB step above black is 3e-4


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """``x`` > 0: light from the viewer's right; ``y`` > 0: from above. Each -1..1, 0 = even."""

    x: float
    y: float


def direction(image: RgbImage, landmarks: Points) -> Direction:
    """Contrast (a - b) / (a + b) of linear luminance: right cheek and left cheek, forehead and chin."""
    left = _median(image, landmarks, mesh.CHEEK_LEFT_AREA)
    right = _median(image, landmarks, mesh.CHEEK_RIGHT_AREA)
    top = _median(image, landmarks, mesh.FOREHEAD_AREA)
    bottom = _median(image, landmarks, CHIN_AREA)
    return Direction(x=_contrast(right, left), y=_contrast(top, bottom))


def stops_to_the_right(image: RgbImage, landmarks: Points) -> float:
    """By how many stops the viewer's right side of the face is lighter than the left; negative: darker.

    Curls, a fringe or a beard darken some areas of one side; light from one side changes all of them. So this is the
    median of seven mirrored pairs of areas, each read at the percentile at which both sides agree most.
    """
    pairs = []
    for areas in SIDE_PAIRS:
        left, right = (linear_luminance(area_pixels(image, landmarks, area)) for area in areas)
        if min(left.size, right.size) < FEWEST:
            continue
        stops = np.log2((np.percentile(right, SHARES) + FLOOR) / (np.percentile(left, SHARES) + FLOOR))
        pairs.append(stops[np.argmin(np.abs(stops))])
    return float(np.median(pairs)) if pairs else 0.0


def brightest(image: RgbImage) -> float:
    """SRGB level 0..255 that half a per cent of the whole frame reaches: the light of the photo, not of the skin.

    Ten portraits have 212 to 255. A face in the darkest of ten tones, in black clothes before black, has 82.
    """
    return float(np.percentile(squeezed(image).max(axis=2), 99.5))


def linear_luminance(pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Relative luminance 0..1 of sRGB pixels (..., 3), Rec. 709 weights."""
    linear = LINEAR[pixels]
    return np.asarray(linear @ LUMINANCE, np.float32)


def grey(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The same sRGB pixels, (..., 3), in black and white: each keeps its relative luminance (IEC 61966-2-1 transfer,
    Rec. 709 weights), and so its CIELAB lightness. Nobody's skin gets lighter or darker, as it would with a colour
    filter before the lens or with weights on the encoded values.
    """
    flat = np.ascontiguousarray(pixels).reshape(1, -1, 3)
    parts = cv2.LUT(flat, _PARTS)
    luminance = cv2.add(cv2.add(parts[..., 0], parts[..., 1]), parts[..., 2])
    return np.asarray(cv2.merge([_ENCODED[luminance]] * 3).reshape(pixels.shape), np.uint8)


def _linear_table() -> NDArray[np.float32]:
    unit = np.arange(256) / 255
    return np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4).astype(np.float32)


LINEAR = _linear_table()
"""sRGB byte to linear light, 0..1."""

LUMINANCE = np.array([0.2126, 0.7152, 0.0722], np.float32)
"""Rec. 709: share of linear red, green and blue in relative luminance."""

_FULL = 65535
_PARTS = np.asarray(np.floor(LINEAR[:, None] * LUMINANCE * _FULL), np.uint16)[None]
_STEPS = np.asarray(np.arange(_FULL + 1, dtype=np.float32) / np.float32(_FULL), np.float32)


def encoded(linear: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Linear light, 0 upwards, to the nearest sRGB byte (IEC 61966-2-1); 1 and more is 255."""
    unit = np.where(linear <= 0.0031308, linear * 12.92, 1.055 * np.power(np.maximum(linear, 0), 1 / 2.4) - 0.055)
    return np.asarray(np.clip(unit * 255 + 0.5, 0, 255), np.uint8)


_ENCODED = encoded(_STEPS)


def area_pixels(image: RgbImage, landmarks: Points, area: tuple[int, ...]) -> NDArray[np.uint8]:
    """The pixels inside one area of the face mesh, (N, 3)."""
    polygon = landmarks[list(area)]
    low = np.maximum(np.floor(polygon.min(axis=0)).astype(int), 0)
    high = np.ceil(polygon.max(axis=0)).astype(int) + 1
    part = image[low[1] : high[1], low[0] : high[0]]
    return part[polygon_mask(part.shape, [polygon - low.astype(np.float32)])]


def _median(image: RgbImage, landmarks: Points, area: tuple[int, ...]) -> float:
    pixels = area_pixels(image, landmarks, area)
    return float(np.median(linear_luminance(pixels))) if pixels.size else 0.0


def _contrast(one: float, other: float) -> float:
    return (one - other) / (one + other) if one + other > 1e-6 else 0.0
