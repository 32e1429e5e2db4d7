"""A made-up person has the tone of skin that was asked for, as far as a picture can show it: a model left to itself
paints lighter.

The individual typology angle (ITA) of the face's visible skin falls into one of six classes, from very light to dark
(Chardon, Cretois and Hourseau 1991). The light of a picture moves it by a class; further off is another tone.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np

from generation.ports import Portrayal, Rendering, Safeguard, SafeguardContext
from generation.vision import faces, tone
from generation.vision import landmarks as mesh
from storage.persona_catalogue import TRAITS
from storage.records import Verdict

CLASSES_DEG = (-30.0, 10.0, 28.0, 41.0, 55.0)
"""Bounds between dark, brown, tan, intermediate, light and very light, degrees of ITA."""

SLACK = 1  # classes to either side


@dataclass(frozen=True, slots=True)
class AskedTone(Safeguard):
    code = "asked_tone"
    order = 125
    judges = frozenset({Portrayal.INVENTED})
    words = {
        "en": {"withheld": "I held picture { $number } back: the skin came out in another tone than was asked for."},
        "de": {"withheld": "Bild { $number } halte ich zurück: Die Haut hat einen anderen Ton, als verlangt war."},
    }

    def __call__(self, rendering: Rendering, context: SafeguardContext) -> Verdict:
        """``value``: ITA in degrees; ``limit``: the nearer bound of what was asked, one class further."""
        del context
        asked = TRAITS["tone"].index(rendering.invented["tone"])
        found = faces.detect(rendering.master)
        if not found:
            return Verdict(code=self.code, passed=True, unit="degrees", skipped="no_face")
        points, _ = mesh.measure(rendering.master, found[0])
        skin = tone.skin_lab(rendering.master, points)
        if not np.isfinite(skin).all():
            return Verdict(code=self.code, passed=False, unit="degrees")
        angle = tone.ita(skin)
        passed = abs(bisect_left(CLASSES_DEG, angle) - asked) <= SLACK
        return Verdict(code=self.code, passed=passed, value=angle, limit=_nearer(asked, angle), unit="degrees")


def _nearer(asked: int, angle: float) -> float:
    """The nearer bound of the classes that are let through, degrees."""
    low, high = asked - SLACK - 1, asked + SLACK
    bounds = [CLASSES_DEG[at] for at in (low, high) if 0 <= at < len(CLASSES_DEG)]
    return min(bounds, key=lambda bound: abs(bound - angle))
