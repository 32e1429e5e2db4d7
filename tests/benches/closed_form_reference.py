"""A comparison for the bench only: our edge beside closed-form matting (PyMatting, MIT), where that is installed.

The truth is drawn: a head with single hairs, twice as large and averaged down, so neither method made it. Both get
the same soft shape, as a 256-pixel network would give it; closed form gets it as a trimap of our own widths.
"""

from __future__ import annotations

import importlib.util
import time
from collections.abc import Callable
from typing import Any

import cv2
import numpy as np

from generation.images import Mask, Points, RgbImage
from generation.matting import edges, matte, sure_areas
from generation.matting.colours import Pixels
from generation.vision import tone

SIDE = 1024
FINE = 2  # the truth is drawn this many times larger
OLD, NEW = (196, 202, 210), (62, 68, 78)
FACE = np.array([(512 + 125 * np.cos(a), 520 + 165 * np.sin(a)) for a in np.linspace(0, 6.28, 36)], np.float32)


def compared() -> dict[str, Any]:
    """Milliseconds, median and 95th percentile of ΔE00 along the true edge, of both; or that one is not installed."""
    found: dict[str, Any] = {"ours": figures_of(matte.person)}
    if importlib.util.find_spec("pymatting") is None:
        return {**found, "closed form": "not installed"}
    return {**found, "closed form": _closed_form(*_case())}


def figures_of(make: Callable[[RgbImage, Mask, Points], Mask]) -> dict[str, float]:
    """The same of any maker of a matte: it takes a frame, a coarse shape and the outline of the face."""
    frame, shape, ideal, truth = _case()
    start = time.process_time()
    found = make(frame, shape, FACE)
    return _figures(start, _set_before(edges.person_colour(frame, found), found), ideal, truth)


def _case() -> tuple[RgbImage, Mask, RgbImage, Mask]:
    """The person before the old wall, a coarse shape, the person before the new one, the true matte."""
    truth = _drawn()
    coarse = cv2.resize(truth, (256, 256), interpolation=cv2.INTER_AREA)
    shape = np.asarray(cv2.GaussianBlur(coarse, (0, 0), 3.0), np.float32)
    return _before(truth, OLD), shape, _before(truth, NEW), truth


def _closed_form(frame: RgbImage, shape: Mask, ideal: RgbImage, truth: Mask) -> dict[str, float]:
    pymatting = importlib.import_module("pymatting")
    wide = cv2.resize(shape, (SIDE, SIDE), interpolation=cv2.INTER_CUBIC)
    kernel = np.ones((2 * int(SIDE * sure_areas.HAIR_BAND) + 1,) * 2, np.uint8)
    sure = cv2.erode((wide > sure_areas.SURE).astype(np.uint8), kernel)
    none = cv2.erode((wide < 1 - sure_areas.SURE).astype(np.uint8), kernel)
    trimap = np.where(sure > 0, 1.0, np.where(none > 0, 0.0, 0.5))
    start = time.process_time()
    unit = frame.astype(np.float64) / 255
    alpha = pymatting.estimate_alpha_cf(unit, trimap)
    colour = np.clip(pymatting.estimate_foreground_ml(unit, alpha) * 255, 0, 255)
    return _figures(start, _set_before(colour, alpha), ideal, truth)


def _set_before(colour: Pixels, alpha: Mask) -> RgbImage:
    """A person's colours with their matte, before the new wall."""
    share = np.asarray(alpha, np.float32)[..., None]
    return np.asarray(np.rint(colour * share + np.array(NEW, np.float32) * (1 - share)), np.uint8)


def _figures(start: float, picture: RgbImage, ideal: RgbImage, truth: Mask) -> dict[str, float]:
    spent = (time.process_time() - start) * 1000
    edge = (truth > 0.1) & (truth < 0.9)
    apart = tone.delta_e_2000(tone.srgb_to_lab(picture[edge]), tone.srgb_to_lab(ideal[edge]))
    median, high = (round(float(value), 2) for value in np.percentile(apart, (50, 95)))
    return {"ms": round(spent, 1), "median": median, "p95": high}


def _drawn() -> Mask:
    """Head, shoulders and 260 bent hairs, (1024, 1024), drawn large and averaged."""
    side, rng = SIDE * FINE, np.random.default_rng(17)
    large = np.zeros((side, side), np.uint8)
    for middle, axes in (((512, 520), (205, 270)), ((512, 1090), (430, 310))):
        cv2.ellipse(large, tuple(FINE * n for n in middle), tuple(FINE * n for n in axes), 0, 0, 360, 255, -1)
    for angle in rng.uniform(0.95 * np.pi, 2.05 * np.pi, 260):
        steps = np.linspace(0, rng.uniform(12, 34), 12)
        turn = angle + rng.normal(0, 0.9) * steps / 30
        places = [(512 + (203 + r) * np.cos(t), 520 + (268 + r) * np.sin(t)) for r, t in zip(steps, turn, strict=True)]
        path = np.rint(np.array(places) * FINE).astype(np.int32)
        cv2.polylines(large, [path], False, 255, int(rng.integers(1, 4)), cv2.LINE_AA)
    small = cv2.resize(large, (SIDE, SIDE), interpolation=cv2.INTER_AREA).astype(np.float32) / 255
    return np.asarray(small, np.float32)


def _before(truth: Mask, wall: tuple[int, int, int]) -> RgbImage:
    """The drawn person before a wall; dark hair of many shades, a face, a jacket, sensor noise."""
    rng = np.random.default_rng(5)
    person = np.full((SIDE, SIDE, 3), (58, 44, 36), np.float32)
    person += cv2.GaussianBlur(rng.normal(0, 60, (SIDE, SIDE)).astype(np.float32), (0, 0), 1.5)[..., None]
    person[800:] = (70, 78, 104)
    cv2.fillConvexPoly(person, FACE.astype(np.int32), (188, 146, 122))
    share = truth[..., None]
    mixed = person.clip(0, 255) * share + np.array(wall, np.float32) * (1 - share)
    return np.asarray(np.clip(np.rint(mixed + rng.normal(0, 1.5, mixed.shape)), 0, 255), np.uint8)
