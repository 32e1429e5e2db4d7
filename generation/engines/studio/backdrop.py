"""Paints a look's backdrop for one picture: which family, in which of the look's tones, under which light.

The tone is the one with the best contrast to the outline in this picture (hair, covering, clothes), less a penalty for
distance from the old background, which leaves traces in fine hair. Nothing else about the person decides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.engines.studio import grain
from generation.engines.studio.backdrops import (
    brand,
    canvas,
    office,
    outdoor,
    solid,
    studio,
    wall,
)
from generation.engines.studio.backdrops.scene import Paint, Scene, Tone
from generation.engines.studio.look import Look
from generation.images import Lab, Mask, RgbImage
from generation.vision import tone

FAMILIES: dict[str, Paint] = {
    "solid": solid.paint,
    "studio": studio.paint,
    "canvas": canvas.paint,
    "office": office.paint,
    "outdoor": outdoor.paint,
    "wall": wall.paint,
    "brand": brand.paint,
}
ENOUGH = 22.0  # a difference in Lab past which more contrast adds nothing to a clear outline
OLD_COUNTS = 0.2  # weight of a tone's distance from the old background, which leaves traces in fine hair
BEYOND = 0.2  # weight of the repeated border pixels beyond the photo when its surroundings are softened
SMOOTH = 3  # backdrops are drawn this many times smaller: nothing in them is finer
ADAPTED = 0.6  # share of the photo's warmth that a backdrop takes on: it looks lit alike and keeps its colour


def paint(look: Look, chosen: Tone, scene: Scene) -> RgbImage:
    """(H, W, 3) sRGB. The same look, tone and scene always give the same pixels.

    It has the photo's light and grain, which ``scene`` holds.
    """
    coarse = replace(scene, width=-(-scene.width // SMOOTH), height=-(-scene.height // SMOOTH))
    if scene.grey and "grey" in look.settings:
        # without colour the picked tones of two looks may be one grey, so each look has an L* of its own
        chosen = (look.settings["grey"], 0.0, 0.0)
    lab = FAMILIES[look.family](coarse, chosen, look.settings)
    lab[..., 0] = np.clip(lab[..., 0], 2, 98)
    if scene.grey:
        lab[..., 1:] = 0
    elif scene.warmth:
        # a light's colour tints what is bright more than what is dark
        lab[..., 2] += (ADAPTED * scene.warmth / 100) * lab[..., 0]
    unit = cv2.cvtColor(np.ascontiguousarray(lab, np.float32), cv2.COLOR_Lab2RGB)
    return _enlarged(unit, scene)


def _enlarged(unit: NDArray[Any], scene: Scene) -> RgbImage:
    """8-bit levels at the scene's size from 0..1; the photo's grain hides the steps between levels."""
    small = np.asarray(unit * (255 * grain.WHOLE) + 0.5, np.int16)
    large = np.asarray(cv2.resize(small, (scene.width, scene.height), interpolation=cv2.INTER_LINEAR), np.int16)
    return grain.over(large, scene.grain, scene.seed)


def pick_tone(look: Look, edge: Lab, old: Lab) -> str:
    """The name of the tone that suits this picture. ``edge``, ``old``: (N, 3) CIELAB of the outline and of what lies
    next to it in the photo. The first tone of the look wins ties.
    """
    scores = {name: _score(np.array(value, np.float32), edge, old) for name, value in look.tones.items()}
    best = max(scores.values())
    return next(name for name, score in scores.items() if score >= best - 1.0)


def _score(value: Lab, edge: Lab, old: Lab) -> float:
    if not len(edge):
        return 0.0
    apart = np.minimum(np.linalg.norm(edge - value, axis=1), ENOUGH)
    kept = np.linalg.norm(old - value, axis=1)
    # the weakest third of the outline decides: there a head blends into its backdrop
    return float(np.percentile(apart, 33) + 0.3 * apart.mean() - OLD_COUNTS * np.median(kept))


def softened(frame: RgbImage, matte: Mask, cover: Mask, blur: float, scene: Scene) -> RgbImage:
    """The photo's own surroundings out of focus; the person is taken out before, so no ghost of them is blurred in.

    ``cover``: 1 where the photo covers the frame; the blur extends nearby pixels beyond it. A lens blurs no grain, so
    the photo's grain, from ``scene``, is laid on top.
    """
    height, width = matte.shape
    quarter = (max(8, width // 4), max(8, height // 4))
    small = cv2.resize(frame, quarter, interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    free = 1 - cv2.dilate(cv2.resize(matte, quarter, interpolation=cv2.INTER_AREA), np.ones((5, 5), np.uint8))
    free = np.clip((free - 0.2) / 0.8, 0, 1) * np.maximum(
        cv2.resize(cover, quarter, interpolation=cv2.INTER_AREA), BEYOND
    )
    free = np.maximum(free, 1e-4).astype(np.float32)
    light = np.power(small, 2.2) * free[..., None]
    reach = max(2, round(blur * quarter[0]))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1)).astype(np.float32)
    disc /= disc.sum()
    seen = _blurred(light, free, disc)
    # deep behind the person the disc finds no background: fill from farther away
    far = _blurred_gauss(light, free, reach * 4.0)
    known = np.clip(cv2.filter2D(free, -1, disc, borderType=cv2.BORDER_REFLECT) * 4, 0, 1)[..., None]
    mixed = np.power(np.maximum(far + known * (seen - far), 0), 1 / 2.2)
    mixed = cv2.GaussianBlur(mixed.astype(np.float32), (0, 0), reach * 0.35, borderType=cv2.BORDER_REFLECT)
    return _enlarged(mixed, scene)


def _blurred(light: Lab, free: Mask, disc: Mask) -> Lab:
    top = cv2.filter2D(light, -1, disc, borderType=cv2.BORDER_REFLECT)
    below = cv2.filter2D(free, -1, disc, borderType=cv2.BORDER_REFLECT)
    return np.asarray(top / np.maximum(below, 1e-6)[..., None], np.float32)


def _blurred_gauss(light: Lab, free: Mask, sigma: float) -> Lab:
    top = cv2.GaussianBlur(light, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
    below = cv2.GaussianBlur(free, (0, 0), sigma, borderType=cv2.BORDER_REFLECT)
    return np.asarray(top / np.maximum(below, 1e-6)[..., None], np.float32)


def edge_colours(colour: RgbImage, frame: RgbImage, matte: Mask) -> tuple[Lab, Lab]:
    """CIELAB of up to 400 places along the outline: the person's side, and the photo's background beside it."""
    step = 4
    small, old, alpha = colour[::step, ::step], frame[::step, ::step], matte[::step, ::step]
    solid_part = (alpha > 0.5).astype(np.uint8)
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (7, 7))
    inner = (solid_part - cv2.erode(solid_part, kernel)) > 0
    outer = (cv2.dilate(solid_part, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (11, 11))) - solid_part) > 0
    outer &= alpha < 0.1
    return tone.srgb_to_lab(_some(small[inner])), tone.srgb_to_lab(_some(old[outer]))


def _some(pixels: RgbImage) -> RgbImage:
    return pixels[:: max(1, len(pixels) // 400)]
