"""Refuses dark lenses: where there should be eyes there is one dark, even patch. Clear glasses are always fine.

An eye, whatever the skin around it, holds both a dark pupil or lashes and something light: at least 25 L* apart on 13
portraits (a dark photo is measured as if it had its light, for in the dark every span is small). Closed eyes are as
light as the skin around them and pass; nobody is asked for an expression.
"""

from __future__ import annotations

import numpy as np

from generation.images import Points
from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light, tone
from storage.records import Finding, Severity, Unit


class EyesHidden(Check):
    code = "eyes_hidden"
    order = 80
    outlines = (mesh.EYE_LEFT_RIM, mesh.EYE_RIGHT_RIM)
    words = {
        "en": {
            "refuse": "I can't see both eyes well.",
            "fix": "Take off dark glasses, or tilt clear ones so that they don't shine.",
            "drawn": "Eyes not visible",
        },
        "de": {
            "refuse": "Ich sehe nicht beide Augen gut.",
            "fix": "Nimm die dunkle Brille ab. Eine klare Brille kipp so, dass sie nicht spiegelt.",
            "drawn": "Augen nicht zu sehen",
        },
    }
    refuse_below = 12.0  # L* between the 5th and the 95th percentile inside the eye outline
    darker_than_skin = 0.8  # and its lightest part below this share of the cheeks' L*

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None:
            return None
        spans = [
            self._span(photo, photo.landmarks, rim, cheek)
            for rim, cheek in (
                (mesh.EYE_LEFT_RIM, mesh.CHEEK_LEFT_AREA),
                (mesh.EYE_RIGHT_RIM, mesh.CHEEK_RIGHT_AREA),
            )
        ]
        if any(span is None or span >= self.refuse_below for span in spans):
            return None
        widest = max(span for span in spans if span is not None)
        return Finding(
            code=self.code,
            severity=Severity.REFUSE,
            value=round(widest, 1),
            limit=self.refuse_below,
            unit=Unit.LIGHTNESS,
        )

    def _span(
        self, photo: PhotoUnderTest, landmarks: Points, rim: tuple[int, ...], cheek: tuple[int, ...]
    ) -> float | None:
        """Light to dark inside one eye; None when it is not darker than the skin beside it or too small to tell."""
        inside = (light.area_pixels(photo.image, landmarks, area) for area in (rim, cheek))
        eye, skin = (light.as_exposed(pixels, photo.squeezed) for pixels in inside)
        if eye.shape[0] < 20 or skin.shape[0] < 20:
            return None
        low, high = np.percentile(tone.srgb_to_lab(eye)[:, 0], (5, 95))
        if high >= self.darker_than_skin * float(np.median(tone.srgb_to_lab(skin)[:, 0])):
            return None
        return float(high - low)
