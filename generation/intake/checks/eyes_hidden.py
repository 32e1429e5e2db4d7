"""Refuses dark and mirrored lenses: the area of the eyes is far darker than the cheek, or of another colour all around.

The measure is the brightest part of an eye over the skin of the cheek below it, both as linear light, so neither skin
tone nor exposure matters. Among 180 free portraits the brightest part of the eyes was at least 0.25 of the cheek, also
of a dark-skinned man in the shade, and behind dark glasses at most 0.16. Closed eyes are as light as the skin around
them and pass; no expression is required. Lenses that mirror something bright show by their colour (``vision.lenses``);
a mirror of the skin's own colour, or on a burnt-out face, can go unnoticed. Clear glasses pass. Whoever needs dark ones
says so (`photo-overrule`), and the refusal becomes a hint.
"""

from __future__ import annotations

import numpy as np

from generation.images import Points, RgbImage
from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import lenses, light
from storage.records import Finding, Severity, Unit

DARKEST = 0.001  # linear light: skin darker than this means a black photo


class EyesHidden(Check):
    code = "eyes_hidden"
    order = 80
    outlines = (mesh.EYE_LEFT_RIM, mesh.EYE_RIGHT_RIM)
    words = {
        "en": {
            "refuse": "I can't see both eyes well.",
            "fix": "Take off dark glasses, or tilt clear ones so that they don't shine. If you need them, tell me so.",
            "hint": "I can't check your eyes. What is before them is yours and stays.",
            "drawn": "Eyes not visible",
            "photo-overrule": "They are mine",
        },
        "de": {
            "refuse": "Ich sehe nicht beide Augen gut.",
            "fix": "Nimm dunkle Gläser ab, kipp klare, bis nichts spiegelt. Wenn du sie brauchst, sag es mir.",
            "hint": "Deine Augen kann ich nicht prüfen. Was davor ist, gehört zu dir und bleibt.",
            "drawn": "Augen nicht zu sehen",
            "photo-overrule": "Sie gehört zu mir",
        },
    }
    refuse_below = 0.2  # the brightest part of the eye over the cheek, linear light; of the brighter eye
    refuse_above = 8.5  # of ``lenses.colour_distance``
    least_pixels = 20  # of an eye or a cheek: with fewer there is no finding

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None:
            return None
        shares = [
            self._share(photo.image, photo.landmarks, rim, cheek)
            for rim, cheek in (
                (mesh.EYE_LEFT_RIM, mesh.CHEEK_LEFT_AREA),
                (mesh.EYE_RIGHT_RIM, mesh.CHEEK_RIGHT_AREA),
            )
        ]
        seen = [share for share in shares if share is not None]
        if len(seen) == len(shares) and max(seen) < self.refuse_below:
            return self._finding(round(max(seen), 2), self.refuse_below, Unit.RATIO)
        apart = lenses.colour_distance(photo.image, photo.landmarks)
        return self._finding(round(apart, 1), self.refuse_above, Unit.COLOUR) if apart > self.refuse_above else None

    def _finding(self, value: float, limit: float, unit: Unit) -> Finding:
        return Finding(code=self.code, severity=Severity.REFUSE, value=value, limit=limit, unit=unit)

    def _share(self, image: RgbImage, landmarks: Points, rim: tuple[int, ...], cheek: tuple[int, ...]) -> float | None:
        """The brightest part of one eye over the cheek below it; None when either is too small to tell."""
        eye, skin = (light.linear_luminance(light.area_pixels(image, landmarks, area)) for area in (rim, cheek))
        if eye.size < self.least_pixels or skin.size < self.least_pixels:
            return None
        return float(np.percentile(eye, 95) / max(float(np.median(skin)), DARKEST))
