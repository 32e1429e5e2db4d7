"""The eyes stay the person's: their colour, and how far they are open.

Wrong eye colour is a known fault of redrawing models. The mesh has no iris points, so a disc in the middle of each eye
stands for the iris: as wide as an iris is in an eye (11.7 mm of about 30 mm) and cut to the rim. The median ignores
pupil and glint.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from generation.images import Lab, Points, RgbImage
from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.safeguards import redrawn
from generation.safeguards.geometry import OPENINGS
from generation.safeguards.limits import Limits
from generation.vision import landmarks as mesh
from generation.vision import tone
from storage.records import Verdict

IRIS = 0.195  # radius over the eye's width
EYES = {"eye_left": (mesh.EYE_LEFT_RIM, mesh.EYE_LEFT), "eye_right": (mesh.EYE_RIGHT_RIM, mesh.EYE_RIGHT)}


@dataclass(frozen=True, slots=True)
class RedrawnEyes(Safeguard):
    limits: Limits
    code = "eyes"
    order = 150
    judges = frozenset({Portrayal.REDRAWN})
    words = {
        "en": {"withheld": "I held picture { $number } back: my edit changed your eyes."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Meine Bearbeitung hat deine Augen verändert."},
    }

    @classmethod
    def under(cls, limits: Limits) -> RedrawnEyes:
        return cls(limits)

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: the larger ΔE00 of the two eyes; the opening is tested as well."""
        pair = redrawn.pair(rendering, context)
        if pair is None:
            return Verdict(code=self.code, passed=False, limit=self.limits.eye_colour, unit="dE")
        apart, opened = [], []
        for name in EYES:
            one, other = _iris(pair.photo, pair.photo_points, name), _iris(pair.picture, pair.picture_points, name)
            apart.append(float(tone.delta_e_2000(one, other)))
            opened.append(abs(_opening(pair.picture_points, name) / _opening(pair.photo_points, name) - 1))
        worst = float(np.max(apart))  # NaN stays NaN: an eye whose colour is not seen fails
        passed = worst <= self.limits.eye_colour and max(opened) <= self.limits.eye_opening
        return Verdict(code=self.code, passed=passed, value=worst, limit=self.limits.eye_colour, unit="dE")


def _iris(image: RgbImage, points: Points, name: str) -> Lab:
    """Median CIELAB of the iris, (3,); NaN when no pixel of it is visible."""
    rim, corners = EYES[name]
    outline = points[list(rim)]
    width = float(np.linalg.norm(points[corners[0]] - points[corners[1]]))
    x, y = outline.mean(axis=0)
    disc = np.zeros(image.shape[:2], np.uint8)
    cv2.circle(disc, (round(float(x)), round(float(y))), max(1, round(IRIS * width)), 1, -1)
    inside = tone.polygon_mask(image.shape, [outline]) & disc.astype(bool)
    if not inside.any():
        return np.full(3, np.nan, np.float32)
    return np.asarray(np.median(tone.srgb_to_lab(image[inside]), axis=0), np.float32)


def _opening(points: Points, name: str) -> float:
    upper, lower = OPENINGS[name]
    _, corners = EYES[name]
    width = max(float(np.linalg.norm(points[corners[0]] - points[corners[1]])), 1e-6)
    return max(float(np.linalg.norm(points[upper] - points[lower])), 1e-6) / width
