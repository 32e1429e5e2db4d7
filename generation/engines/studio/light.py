"""The light of a picture: as taken, unless the person explicitly chose brighter, darker, no colour cast, or grey.

The step is a third of a stop for everybody, towards no target. Grey keeps every pixel's luminance. Whether the cast
can be removed is judged from the surroundings alone, never from skin, hair or clothes. The change of the skin is
measured and recorded in the edits.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from generation.images import Mask, Points, RgbImage
from generation.vision import tone
from generation.vision.light import LINEAR, LUMINANCE, encoded, grey
from storage.records import Light

STEP = 2 ** (1 / 3)  # of linear light: a third of a stop, the step of a camera's exposure dial
SKIN_LIMIT = 6.0  # L* the skin may move by choice; a step that would move it more is made smaller
NEUTRAL = 14.0  # chroma (CIELAB) up to which a surface counts as probably grey
LEAST_NEUTRAL = 0.04  # of the surroundings: with less grey than this the cast cannot be judged
LEAST_CAST = 3.0  # chroma of the cast below which there is nothing to remove


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """``light`` is what was really done: ``AS_TAKEN`` when a cast was to be removed and none could be measured."""

    frame: RgbImage
    light: Light
    delta_l: float


def chosen(frame: RgbImage, alpha: Mask, landmarks: Points, wanted: Light) -> Lit:
    """The frame in the light the person chose. ``landmarks`` in pixels of the frame."""
    if wanted is Light.GREY:
        return Lit(frame=grey(frame), light=wanted, delta_l=0.0)  # every pixel keeps its L*
    gains = _gains(frame, alpha, wanted)
    if gains is None:
        return Lit(frame=frame, light=Light.AS_TAKEN, delta_l=0.0)
    before = tone.skin_lab(frame, landmarks)
    for part in (1.0, 0.75, 0.5, 0.25):
        lit = _exposed(frame, gains**part)
        after = tone.skin_lab(lit, landmarks)
        moved = float(after[0] - before[0]) if np.isfinite(after[0] + before[0]) else 0.0
        if abs(moved) <= SKIN_LIMIT:
            return Lit(frame=lit, light=wanted, delta_l=round(moved, 2))
    return Lit(frame=frame, light=Light.AS_TAKEN, delta_l=0.0)


def _gains(frame: RgbImage, alpha: Mask, wanted: Light) -> NDArray[np.float32] | None:
    """Factors of linear red, green and blue; None when nothing is to be done."""
    match wanted:
        case Light.AS_TAKEN | Light.GREY:
            return None
        case Light.BRIGHTER:
            return np.full(3, STEP, np.float32)
        case Light.DARKER:
            return np.full(3, 1 / STEP, np.float32)
        case Light.CAST_REMOVED:
            return _against_cast(frame, alpha)


def _against_cast(frame: RgbImage, alpha: Mask) -> NDArray[np.float32] | None:
    step = 4
    around = frame[::step, ::step][alpha[::step, ::step] < 0.02]
    lab = tone.srgb_to_lab(around) if len(around) else np.zeros((0, 3), np.float32)
    seen = (lab[:, 0] > 20) & (lab[:, 0] < 95)
    greys = seen & (np.hypot(lab[:, 1], lab[:, 2]) < 2 * NEUTRAL)
    if not len(lab) or greys.mean() < LEAST_NEUTRAL:
        return None
    cast = np.median(lab[greys], axis=0)
    if np.hypot(cast[1], cast[2]) < LEAST_CAST or np.hypot(cast[1], cast[2]) > NEUTRAL:
        return None
    colour = np.maximum(LINEAR[around[greys]].mean(axis=0), 1e-4)
    gains = colour @ LUMINANCE / colour
    return np.asarray(np.clip(gains, 0.7, 1.4), np.float32)


def _exposed(frame: RgbImage, gains: NDArray[np.float32]) -> RgbImage:
    """Linear light times ``gains``, with a soft shoulder so that bright parts do not burn out; by lookup table."""
    levels = np.stack([_curve(float(gain)) for gain in gains], axis=1)
    return np.stack([levels[:, c][frame[..., c]] for c in range(3)], axis=-1)


def _curve(gain: float) -> NDArray[np.uint8]:
    linear = LINEAR * gain
    if gain > 1:
        knee = 0.6
        over = np.maximum(linear - knee, 0)
        room = 1 - knee
        linear = np.minimum(linear, knee) + room * (over / (over + room)) * (gain - knee + room) / (gain - knee)
        linear = np.minimum(linear, 1)
    return encoded(np.asarray(linear, np.float32))
