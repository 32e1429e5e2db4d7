"""Colour as people see it: sRGB to CIELAB and back, colour difference ΔE00, ITA, and where the visible skin is.

Nothing here sorts people into groups, and no value is ever stored: a tone is compared with itself, before and after.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.images import Lab, Points, RgbImage
from generation.vision import landmarks as mesh

SKIN_AREAS = (mesh.CHEEK_LEFT_AREA, mesh.CHEEK_RIGHT_AREA, mesh.FOREHEAD_AREA, mesh.NOSE_BRIDGE_AREA)
SAME_SKIN = 18.0  # distance in Lab from the middle of the cheeks: shading stays within, hair and cloth mostly do not
LIGHT_COUNTS = 0.7  # lightness counts less in that distance: half of a face may lie in shade
BLOCK = 8192  # colours compared at a time, so that intermediate results stay in the processor's cache
AREA_IS_SKIN = 0.5  # an area counts when this share of it looks like the cheeks; else something lies over it

Bools = NDArray[np.bool_]
Floats = NDArray[np.float32]


def srgb_to_lab(image: NDArray[np.uint8] | NDArray[np.float32]) -> Lab:
    """(..., 3) sRGB, uint8 0..255 or float32 0..1, to CIELAB (D65).

    OpenCV's conversion is within 0.5 of the formula anywhere, 0.1 on average (measured).
    """
    scale = np.float32(1 / 255 if image.dtype == np.uint8 else 1)
    rows: Floats = np.ascontiguousarray(image.reshape(1, -1, 3) * scale, np.float32)
    return np.asarray(cv2.cvtColor(rows, cv2.COLOR_RGB2Lab), np.float32).reshape(image.shape)


def lab_to_srgb(lab: Lab) -> RgbImage:
    """(..., 3) CIELAB to sRGB uint8, clipped to the gamut."""
    rows = np.ascontiguousarray(lab.astype(np.float32).reshape(1, -1, 3))
    unit = cv2.cvtColor(rows, cv2.COLOR_Lab2RGB).reshape(lab.shape)
    return np.asarray(np.clip(np.rint(unit * 255), 0, 255), np.uint8)


def delta_e_2000(one: Lab, other: Lab) -> Floats:
    """CIEDE2000 with k = 1, after Sharma, Wu and Dalal (2005). (..., 3) twice, to (...)."""
    flat, to = one.reshape(-1, 3), other.reshape(-1, 3)
    blocks = range(0, max(len(flat), 1), BLOCK)
    return np.concatenate([_delta_e(flat[n : n + BLOCK], to[n : n + BLOCK]) for n in blocks]).reshape(one.shape[:-1])


def _delta_e(one: Lab, other: Lab) -> Floats:
    l1, a1, b1 = (np.asarray(one[..., n], np.float64) for n in range(3))
    l2, a2, b2 = (np.asarray(other[..., n], np.float64) for n in range(3))
    chroma7 = ((_length(a1, b1) + _length(a2, b2)) / 2) ** 7
    stretch = 1.5 - 0.5 * np.sqrt(chroma7 / (chroma7 + 25.0**7))
    c1, c2 = _length(a1 * stretch, b1), _length(a2 * stretch, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1 * stretch)) % 360, np.degrees(np.arctan2(b2, a2 * stretch)) % 360
    coloured = (c1 * c2) > 0
    turn = (h2 - h1 + 180) % 360 - 180
    turn = np.where((turn == -180) & (h2 > h1), 180.0, turn)
    d_hue = np.where(coloured, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn) / 2), 0.0)
    far = np.abs(h1 - h2) > 180
    mean_hue = np.where(far, (h1 + h2 + np.where(h1 + h2 < 360, 360, -360)) / 2, (h1 + h2) / 2)
    mean_hue = np.where(coloured, mean_hue, h1 + h2)
    mean_c, mean_l = (c1 + c2) / 2, (l1 + l2) / 2
    d_light = (l2 - l1) / (1 + 0.015 * (mean_l - 50) ** 2 / np.sqrt(20 + (mean_l - 50) ** 2))
    d_chroma = (c2 - c1) / (1 + 0.045 * mean_c)
    d_hue = d_hue / (1 + 0.015 * mean_c * _hue_weight(mean_hue))
    rotation = 2 * np.sqrt(mean_c**7 / (mean_c**7 + 25.0**7))
    rotation *= -np.sin(np.radians(60 * np.exp(-(((mean_hue - 275) / 25) ** 2))))
    total = d_light**2 + d_chroma**2 + d_hue**2 + rotation * d_chroma * d_hue
    return np.asarray(np.sqrt(np.maximum(total, 0)), np.float32)


def _length(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    """Four times as quick as ``np.hypot``, which guards against overflow that no colour causes."""
    return np.asarray(np.sqrt(x * x + y * y))


def _hue_weight(hue_deg: NDArray[np.float64]) -> NDArray[np.float64]:
    """T of the formula: 1 - 0.17 cos(h - 30) + 0.24 cos(2h) + 0.32 cos(3h + 6) - 0.20 cos(4h - 63), in degrees.

    From the cosine and sine of h alone, by the addition theorems.
    """
    h = np.radians(hue_deg)
    cos, sin = np.cos(h), np.sin(h)
    cos2, sin2 = cos * cos - sin * sin, 2 * sin * cos
    cos3, sin3 = cos2 * cos - sin2 * sin, sin2 * cos + cos2 * sin
    cos4, sin4 = cos2 * cos2 - sin2 * sin2, 2 * sin2 * cos2
    weight = 1 + 0.24 * cos2
    for share, degrees, c, s in ((-0.17, 30, cos, sin), (0.32, -6, cos3, sin3), (-0.20, 63, cos4, sin4)):
        weight += share * (np.cos(np.radians(degrees)) * c + np.sin(np.radians(degrees)) * s)
    return np.asarray(weight)


def ita(lab: Lab) -> float:
    """Individual typology angle in degrees of one colour (3,): atan2(L* - 50, b*). Reported, never a gate."""
    return float(np.degrees(np.arctan2(float(lab[0]) - 50, float(lab[2]))))


def polygon_mask(shape: tuple[int, ...], polygons: Sequence[Points]) -> Bools:
    """True inside any of the polygons (pixels); ``shape`` is (H, W, ...)."""
    drawn = np.zeros(shape[:2], np.uint8)
    for polygon in polygons:
        cv2.fillPoly(drawn, [np.rint(polygon).astype(np.int32)], 1)
    return drawn.astype(bool)


def skin_mask(image: RgbImage, landmarks: Points) -> Bools:
    """(H, W): visible skin on cheeks, forehead and nose. Hair, cloth, masks and deep shadow are left out.

    An area most of which does not look like the cheeks (a fringe or a scarf over the forehead) is left out whole.
    """
    x0, y0, x1, y1 = _bounds(image, landmarks)
    part, points = image[y0:y1, x0:x1], landmarks - np.array([x0, y0], np.float32)
    skin = np.zeros(image.shape[:2], bool)
    lab = srgb_to_lab(part)
    cheeks = polygon_mask(part.shape, [points[list(mesh.CHEEK_LEFT_AREA)], points[list(mesh.CHEEK_RIGHT_AREA)]])
    if not cheeks.any():
        return skin
    own = np.median(lab[cheeks], axis=0)
    away = (lab - own) * np.array([LIGHT_COUNTS, 1, 1], np.float32)
    alike = np.linalg.norm(away, axis=-1) < SAME_SKIN
    for area in SKIN_AREAS:
        inside = polygon_mask(part.shape, [points[list(area)]])
        if inside.any() and alike[inside].mean() >= AREA_IS_SKIN:
            skin[y0:y1, x0:x1] |= inside & alike
    return skin


def skin_lab(image: RgbImage, landmarks: Points) -> Lab:
    """Median CIELAB of the visible skin, (3,). NaN when no skin is visible."""
    pixels = image[skin_mask(image, landmarks)]
    if pixels.size == 0:
        return np.full(3, np.nan, np.float32)
    return np.asarray(np.median(srgb_to_lab(pixels), axis=0), np.float32)


def _bounds(image: RgbImage, landmarks: Points) -> tuple[int, int, int, int]:
    height, width = image.shape[:2]
    low, high = np.floor(landmarks.min(axis=0)), np.ceil(landmarks.max(axis=0)) + 1
    x0, y0 = max(0, int(low[0])), max(0, int(low[1]))
    return min(x0, width - 1), min(y0, height - 1), max(1, min(width, int(high[0]))), max(1, min(height, int(high[1])))
