"""Refuses a face burnt out by light: no detail is left where every channel is white.

The limits follow the idea of OFIQ's over-exposure component (linear luminance of 247/255 or more). The check measures
lost detail, never brightness: skin of any tone that is not burnt out passes at any brightness.
"""

from __future__ import annotations

import numpy as np

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light, tone
from storage.records import Finding, Severity, Unit


class ClippedLight(Check):
    code = "clipped_light"
    order = 110
    outlines = (mesh.OVAL,)
    words = {
        "en": {
            "refuse": "The light is so strong that parts of the photo are just white.",
            "fix": "Step out of the sun or away from the lamp.",
            "hint": "A few spots are very bright. Softer light would show more.",
            "drawn": "Too bright here",
        },
        "de": {
            "refuse": "Das Licht ist so stark, dass Teile des Fotos nur noch weiß sind.",
            "fix": "Geh aus der Sonne oder weg von der Lampe.",
            "hint": "Ein paar Stellen sind sehr hell. Weicheres Licht zeigt mehr.",
            "drawn": "Hier zu hell",
        },
    }
    white = 247 / 255  # linear luminance
    refuse_above = 0.05  # share of cheeks, forehead and nose
    hint_above = 0.01

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None:
            return None
        areas = [light.area_pixels(photo.image, photo.landmarks, area) for area in tone.SKIN_AREAS]
        luminance = light.linear_luminance(np.concatenate(areas))
        share = float(np.mean(luminance >= self.white)) if luminance.size else 0.0
        if share <= self.hint_above:
            return None
        refuse = share > self.refuse_above
        return Finding(
            code=self.code,
            severity=Severity.REFUSE if refuse else Severity.HINT,
            value=round(share, 3),
            limit=self.refuse_above if refuse else self.hint_above,
            unit=Unit.RATIO,
        )
