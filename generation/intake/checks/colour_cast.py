"""Hints at a strong colour cast, read from the whites of the eyes and never from skin.

On 13 portraits the mean chroma of the whites (bright third of each eye) was 0 to 20.
"""

from __future__ import annotations

import numpy as np

from generation.intake.check import Check
from generation.ports import PhotoUnderTest
from generation.vision import landmarks as mesh
from generation.vision import light, tone
from storage.records import Finding, Severity, Unit


class ColourCast(Check):
    code = "colour_cast"
    order = 170
    words = {
        "en": {
            "hint": "The light has a tint. I leave it as it is. Daylight would be neutral.",
            "drawn": "Coloured light",
        },
        "de": {
            "hint": "Das Licht hat einen Farbton. Ich lasse ihn, wie er ist. Tageslicht wäre neutral.",
            "drawn": "Farbiges Licht",
        },
    }
    hint_above = 26.0  # C* of CIELAB
    white_part = 70  # percentile of lightness within an eye; above it is the white

    def __call__(self, photo: PhotoUnderTest) -> Finding | None:
        if photo.landmarks is None:
            return None
        eyes = [light.area_pixels(photo.image, photo.landmarks, rim) for rim in (mesh.EYE_LEFT_RIM, mesh.EYE_RIGHT_RIM)]
        if any(eye.shape[0] < 20 for eye in eyes):
            return None
        chroma = float(np.mean([self._chroma(tone.srgb_to_lab(eye)) for eye in eyes]))
        if chroma <= self.hint_above:
            return None
        return Finding(
            code=self.code, severity=Severity.HINT, value=round(chroma, 1), limit=self.hint_above, unit=Unit.CHROMA
        )

    def _chroma(self, eye: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> float:
        white = eye[eye[:, 0] >= np.percentile(eye[:, 0], self.white_part)]
        return float(np.hypot(*np.median(white, axis=0)[1:]))
