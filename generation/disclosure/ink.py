"""Draws letters on a picture and changes the ground behind them no more than their contrast needs.

The letters alone are tried first, in white or near-black: on a plain backdrop one of them nearly always stands out.
Otherwise the texture in a soft-edged band behind them is reduced, and its lightness is moved one way only: darker
under white, lighter under black. Each pixel moves no further than its own contrast needs.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from generation.disclosure.label import Box
from generation.disclosure.typeset import Coverage
from generation.images import Lab, RgbImage
from generation.vision import tone

Floats = NDArray[np.float32]

WHITE, BLACK = 1.0, 0.0  # relative luminance of the two inks at their strongest
QUIET = 8.0  # contrast past which an ink is softened (WCAG 2.2 relative luminance)
AIM = 5.5  # contrast that is tried first, and that moved cloth is given
ENOUGH, ENOUGH_LEVELS = 4.65, 5.15  # contrast from which a ground stays as it is, for words and for AI levels
PREFERS_WHITE = 8.0  # L*: on cloth white is taken unless it moves the ground this much further than black
CALM = 2.0  # L* standard deviation of texture that may stay under letters
CALM_OVER = 0.010  # of the side: what is finer counts as texture
OUTLIERS = 2.0  # per cent of the ground's pixels that may be nearer to the ink than the rest
REACHES = (0.004, 0.006, 0.008)  # of the side: how far a moved backdrop reaches past each letter
FADES = 0.5  # of the reach: sigma with which it fades out


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """A line of letters at its place: all arrays have the box's size.

    ``band``: weight of the ground that may be moved, 1 under and beside the letters; ``side``: the picture's shorter
    side in pixels; ``on_person``: the line lies on cloth, else on backdrop only.
    """

    box: Box
    letters: Coverage
    band: Coverage
    side: float
    on_person: bool = False


def lettered(
    image: RgbImage, stroke: Stroke, *, enough: float = ENOUGH, spare: float = 0.0, reach: float = REACHES[-1]
) -> RgbImage:
    """The pixels of ``stroke.box`` with the letters on them. ``enough``: contrast from which the ground stays.

    ``spare``: contrast required beyond that where the ground is moved. ``reach``: how far around each letter a backdrop
    is moved, a share of the side.
    """
    window = np.ascontiguousarray(image[stroke.box.window])
    ground = tone.srgb_to_lab(window)
    smooth = _smooth(ground[..., 0], 0.4 * CALM_OVER * stroke.side)
    under = smooth[stroke.band > 0.5]
    low, high = (_luminance(float(np.percentile(under, share))) for share in (OUTLIERS, 100 - OUTLIERS))
    for contrast in (AIM, enough):
        if _contrast(WHITE, high) >= contrast:
            return _over(window, stroke.letters, _grey(min(WHITE, QUIET * (high + 0.05) - 0.05)))
        if _contrast(BLACK, low) >= contrast:
            return _over(window, stroke.letters, _grey(max(BLACK, (low + 0.05) / QUIET - 0.05)))
    weight = stroke.band if stroke.on_person else stroke.band * _near(stroke, reach)
    return _on_moved_ground(ground, window, stroke, weight, (AIM if stroke.on_person else enough) + spare)


def on_plain(image: RgbImage, stroke: Stroke, ink: NDArray[np.float32]) -> RgbImage:
    """The pixels of ``stroke.box`` with the letters in this colour, (3,) sRGB."""
    return _over(np.ascontiguousarray(image[stroke.box.window]), stroke.letters, ink)


def _on_moved_ground(ground: Lab, window: RgbImage, stroke: Stroke, weight: Coverage, contrast: float) -> RgbImage:
    calmed = _calmed(ground, CALM_OVER * stroke.side)
    limits = {WHITE: (WHITE + 0.05) / contrast - 0.05, BLACK: (BLACK + 0.05) * contrast - 0.05}
    moved = {ink: _limited(calmed, _lightness(limit), -1 if ink else 1) for ink, limit in limits.items()}
    change = {ink: float((np.abs(lab[..., 0] - ground[..., 0]) * weight).sum()) for ink, lab in moved.items()}
    favour = PREFERS_WHITE * float(weight.sum()) if stroke.on_person else 0.0
    ink = WHITE if change[WHITE] <= change[BLACK] + favour else BLACK
    laid = tone.lab_to_srgb(np.asarray(ground + weight[..., None] * (moved[ink] - ground), np.float32))
    base = np.where(weight[..., None] > 0, laid, window)
    return _over(np.asarray(base, np.uint8), stroke.letters, _grey(ink))


def _near(stroke: Stroke, share: float) -> Floats:
    """1 within ``share`` of the side of a letter, then fading out: a backdrop is moved only there."""
    reach = max(1, round(share * stroke.side))
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * reach + 1, 2 * reach + 1))
    grown = cv2.dilate(np.ascontiguousarray(stroke.letters), disc)
    return _smooth(np.asarray(grown, np.float32), FADES * share * stroke.side)


def _limited(ground: Lab, limit: float, way: int) -> Lab:
    """``ground`` with L* at most ``limit`` where ``way`` is -1, and at least ``limit`` where it is 1."""
    moved = ground.copy()
    moved[..., 0] = np.minimum(ground[..., 0], limit) if way < 0 else np.maximum(ground[..., 0], limit)
    return moved


def _calmed(ground: Lab, sigma: float) -> Lab:
    """``ground`` with its fine texture limited to ``CALM``; a plain ground is not changed."""
    base = _smooth(ground, sigma)
    texture = ground - base
    spread = np.sqrt(_smooth(np.asarray(np.square(texture[..., 0]), np.float32), sigma))
    return np.asarray(base + texture * np.minimum(1, CALM / np.maximum(spread, 1e-3))[..., None], np.float32)


def _smooth(values: Floats, sigma: float) -> Floats:
    return np.asarray(cv2.GaussianBlur(np.ascontiguousarray(values), (0, 0), max(sigma, 0.5)), np.float32)


def _over(window: RgbImage, letters: Coverage, ink: NDArray[np.float32]) -> RgbImage:
    done = window.copy()
    inked = letters > 0  # few pixels
    done[inked] = np.rint(done[inked] + letters[inked][:, None] * (ink - done[inked])).astype(np.uint8)
    return done


def _contrast(one: float, other: float) -> float:
    return (max(one, other) + 0.05) / (min(one, other) + 0.05)


def _grey(luminance: float) -> NDArray[np.float32]:
    """(3,) sRGB 0..255 of a grey."""
    lab = np.array((_lightness(luminance), 0, 0), np.float32)
    return np.asarray(tone.lab_to_srgb(lab[None, None])[0, 0], np.float32)


def _luminance(lightness: float) -> float:
    """Relative luminance of an L*."""
    return ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness / 903.3


def _lightness(luminance: float) -> float:
    return 116 * luminance ** (1 / 3) - 16 if luminance > 0.008856 else 903.3 * luminance


def relative_luminance(srgb: NDArray[np.float32]) -> Floats:
    """WCAG 2.2 relative luminance of (..., 3) sRGB 0..255."""
    unit = srgb / 255.0
    linear = np.where(unit <= 0.04045, unit / 12.92, ((unit + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array((0.2126, 0.7152, 0.0722)), np.float32)
