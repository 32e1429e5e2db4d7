"""Recolours the skin of a portrait to ten tones, as if the same light fell on it: same shading, other reflectance.

Target colours: the ten swatches of the Monk Skin Tone scale (Ellis Monk and Google, published openly). This proves the
gauge (checks and safeguards give the same verdict), not how the software does on real people of these tones.
"""

from __future__ import annotations

import cv2
import numpy as np

from generation.images import Points, RgbImage
from generation.vision import landmarks as mesh
from generation.vision import mask, tone
from tests.assets.damaged import _linear, _srgb

TARGETS = (
    *("f6ede4", "f3e7db", "f7ead0", "eadaba", "d7bd96"),
    *("a07e56", "825c43", "604134", "3a312a", "292420"),
)
SHOULDER = 0.75  # linear light from which highlights are compressed, as a camera would, instead of clipped


def toned(image: RgbImage, landmarks: Points, target: str) -> RgbImage:
    """The portrait with every bit of skin in the target colour (six hex digits) at its median."""
    linear = _linear(image)
    own = np.median(linear[tone.skin_mask(image, landmarks)], axis=0)
    wanted = _exposed(_linear(np.array([[int(target[i : i + 2], 16) for i in (0, 2, 4)]], np.uint8))[0])
    new = linear * (wanted / own)
    new = np.where(new > SHOULDER, SHOULDER + (1 - SHOULDER) * np.tanh((new - SHOULDER) / (1 - SHOULDER)) * 0.85, new)
    weight = skin_weight(image, landmarks)[..., None]
    return _srgb(linear * (1 - weight) + new * weight)


def _exposed(swatch: np.ndarray) -> np.ndarray:
    """The swatch as a camera would expose it: luminance between 0.04 and 0.75, so that shade and highlights fit in."""
    luminance = float(swatch @ (0.2126, 0.7152, 0.0722))
    return swatch * (min(max(luminance, 0.04), 0.75) / luminance)


def skin_weight(image: RgbImage, landmarks: Points) -> np.ndarray:
    """(H, W) 0..1: how much each pixel of head and neck looks like this person's skin, lips but not eyes and teeth."""
    lab = tone.srgb_to_lab(image)
    own = tone.skin_lab(image, landmarks)
    away = np.linalg.norm((lab - own) * np.array([0.45, 1.0, 1.0], np.float32), axis=-1)
    like = np.clip((32 - away) / 10, 0, 1).astype(np.float32)
    low, high = landmarks.min(axis=0), landmarks.max(axis=0)
    size = high - low
    near = np.zeros(like.shape, np.float32)
    x0, x1 = int(max(0, low[0] - 0.35 * size[0])), int(high[0] + 0.35 * size[0])
    near[int(max(0, low[1] - 0.15 * size[1])) : int(high[1] + 0.3 * size[1]), x0:x1] = 1
    oval = tone.polygon_mask(image.shape, [landmarks[list(mesh.OVAL)]])
    keep = [landmarks[list(rim)] for rim in (mesh.EYE_LEFT_RIM, mesh.EYE_RIGHT_RIM, mesh.MOUTH_INSIDE)]
    lips = tone.polygon_mask(image.shape, [landmarks[list(mesh.LIPS)]])
    weight = np.where(oval, np.clip(like * 1.5 + 0.35, 0, 1), like) * near
    weight[lips] = 1
    weight *= mask.person(image)
    weight[tone.polygon_mask(image.shape, keep)] = 0
    return cv2.GaussianBlur(weight, (0, 0), max(1.0, float(size[0]) / 130))
